import { firstBlock } from '../../../agents/networks/foundLive.ts';
import { LiveNetworks, liveBeginning } from '../../../agents/networks/liveNetworks.ts';
import type { LiveSetting } from '../../../agents/networks/liveSetting.ts';
import type { LiveState } from '../../../agents/networks/liveState.ts';
import { balanceSheets } from '../../../sim/networks/books.ts';
import { creditRules } from '../../../sim/networks/creditRules.ts';
import { checkNetworks } from '../../../sim/networks/foundNetworks.ts';
import { blocksPerDay } from '../../../sim/units.ts';
import { stateHash } from './stateHash.ts';

/** A day of a world of networks, as it ended. */
export interface YearDay {
  /** From 1. */
  readonly day: number;
  readonly block: number;
  /** In this day. */
  readonly epochs: number;
  readonly weightRows: number;
  readonly orders: number;
  /** Blocks that the readable text made instead of the kernel. */
  readonly textBlocks: number;
  /** Seconds that all threads of the process spent on processors, and by the clock. */
  readonly processorSeconds: number;
  readonly clockSeconds: number;
  /** TAO issued less TAO held in all places, and the same of all alpha, RAO: 0. */
  readonly taoDifference: string;
  readonly alphaDifference: string;
  /** RAO of TAO that exist, and of TAO that flooring and refused purchases lost. */
  readonly issued: string;
  readonly lost: string;
  /** SHA-256 of the whole state. */
  readonly hash: string;
}

/** A run that can go on: the world, and the days that it has had. */
export interface YearSoFar {
  readonly setting: LiveSetting;
  readonly live: LiveState;
  readonly days: readonly YearDay[];
}

export const yearBeginning = (setting: LiveSetting): YearSoFar => ({
  setting,
  live: liveBeginning(setting),
  days: [],
});

/** What measures a day: both grow, in seconds. */
export interface Clocks {
  readonly processor: () => number;
  readonly wall: () => number;
}

/**
 * The days that follow, one after another, each checked whole at its end down to the shares in every pool. Throws UnbalancedBooks in the
 * block that makes or loses a RAO.
 */
export function* daysFrom({ setting, live, days }: YearSoFar, clocks: Clocks): Generator<YearSoFar, never> {
  const run = new LiveNetworks(setting, live);
  const done = [...days];
  for (;;) {
    const before = { ...run.counts, textBlocks: run.world.textBlocks };
    const [processor, wall] = [clocks.processor(), clocks.wall()];
    const day = done.length + 1;
    run.advance(firstBlock + day * blocksPerDay);
    const spent = { processor: clocks.processor() - processor, wall: clocks.wall() - wall };
    const now = run.state();
    checkNetworks(creditRules, now.state);
    done.push({
      day,
      block: run.world.block,
      epochs: run.counts.epochs - before.epochs,
      weightRows: run.counts.weights - before.weights,
      orders: run.counts.orders - before.orders,
      textBlocks: run.world.textBlocks - before.textBlocks,
      processorSeconds: round(spent.processor),
      clockSeconds: round(spent.wall),
      ...differences(now),
      issued: String(now.state.books.issued),
      lost: String(now.state.books.lost),
      hash: stateHash(now),
    });
    yield { setting, live: now, days: [...done] };
  }
}

const round = (seconds: number): number => Math.round(seconds * 1000) / 1000;

function differences({ state }: LiveState) {
  const sheets = balanceSheets(creditRules, state).map(({ token, issued, held }) => ({
    token,
    difference: issued - Object.values(held).reduce((sum, rao) => sum + rao, 0n),
  }));
  const sumOf = (of: typeof sheets) => of.reduce((sum, { difference }) => sum + difference, 0n);
  return {
    taoDifference: String(sumOf(sheets.filter(({ token }) => token === 'TAO'))),
    alphaDifference: String(sumOf(sheets.filter(({ token }) => token !== 'TAO'))),
  };
}
