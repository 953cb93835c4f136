import { firstBlock } from '../../../agents/networks/foundLive.ts';
import { LiveNetworks, liveBeginning } from '../../../agents/networks/liveNetworks.ts';
import type { LiveSetting } from '../../../agents/networks/liveSetting.ts';
import type { LiveState } from '../../../agents/networks/liveState.ts';
import { balanceSheets } from '../../../sim/networks/books.ts';
import { creditRules } from '../../../sim/networks/creditRules.ts';
import { checkNetworks } from '../../../sim/networks/foundNetworks.ts';
import { type Block, type Blocks, blocksPerDay } from '../../../sim/units.ts';
import { type SharedRun, sharedWorld } from './sharedRun.ts';
import { stateHash } from './stateHash.ts';

/** Some days of a world of networks, as they ended. */
export interface YearStretch {
  /** The last day of the stretch, from 1, and how many it has. */
  readonly day: number;
  readonly days: number;
  readonly block: number;
  /** In these days. */
  readonly epochs: number;
  readonly weightRows: number;
  readonly orders: number;
  /** Blocks that the readable text made instead of the kernel. */
  readonly textBlocks: number;
  /**
   * Seconds that all threads of the process spent on processors, and by the clock: the blocks, and the check and the hash of the whole
   * state at the end; where it was saved, the saving of the stretch before.
   */
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

/** A run that can go on: the world, and what it has been through. */
export interface YearSoFar {
  readonly setting: LiveSetting;
  readonly live: LiveState;
  readonly stretches: readonly YearStretch[];
}

export const yearBeginning = (setting: LiveSetting): YearSoFar => ({
  setting,
  live: liveBeginning(setting),
  stretches: [],
});

/** What measures a stretch: both grow, in seconds. */
export interface Clocks {
  readonly processor: () => number;
  readonly wall: () => number;
}

/** What has been done since a run began. */
interface Done {
  readonly epochs: number;
  readonly weights: number;
  readonly orders: number;
  readonly textBlocks: number;
}

/** A world that goes on in memory. */
interface Runner {
  advance(until: Block): Promise<{ readonly live: LiveState; readonly done: Done }>;
  end(): Promise<void>;
}

/**
 * Stretches of `days` that follow, one after another, each checked whole at its end down to the shares in every pool; so many threads share
 * the networks, which changes no byte. Throws UnbalancedBooks in the block that makes or loses a RAO.
 */
export async function* stretchesFrom(
  { setting, live, stretches }: YearSoFar,
  clocks: Clocks,
  { days, threads }: { readonly days: number; readonly threads: number },
): AsyncGenerator<YearSoFar, void> {
  const stretch = days * blocksPerDay;
  const runner = threads === 1 ? alone(setting, live) : shared(setting, live, threads, stretch);
  const done = [...stretches];
  let before: Done = { epochs: 0, weights: 0, orders: 0, textBlocks: 0 };
  let [processor, wall] = [clocks.processor(), clocks.wall()];
  try {
    for (;;) {
      const until = (done.at(-1)?.block ?? firstBlock) + stretch;
      const { live: now, done: after } = await runner.advance(until);
      checkNetworks(creditRules, now.state);
      const ended = { ...differences(now), hash: stateHash(now) };
      const spent = { processor: clocks.processor() - processor, wall: clocks.wall() - wall };
      [processor, wall] = [processor + spent.processor, wall + spent.wall];
      done.push({
        day: (until - firstBlock) / blocksPerDay,
        days,
        block: until,
        epochs: after.epochs - before.epochs,
        weightRows: after.weights - before.weights,
        orders: after.orders - before.orders,
        textBlocks: after.textBlocks - before.textBlocks,
        processorSeconds: round(spent.processor),
        clockSeconds: round(spent.wall),
        issued: String(now.state.books.issued),
        lost: String(now.state.books.lost),
        ...ended,
      });
      before = after;
      yield { setting, live: now, stretches: [...done] };
    }
  } finally {
    await runner.end();
  }
}

function alone(setting: LiveSetting, from: LiveState): Runner {
  const run = new LiveNetworks(setting, from);
  return {
    async advance(until) {
      run.advance(until);
      return { live: run.state(), done: { ...run.counts, textBlocks: run.world.textBlocks } };
    },
    async end() {},
  };
}

/**
 * Each block and each order is made by all threads; epochs and rows of weights by the one that owns the network. The threads begin the
 * next stretch while the last one is looked at.
 */
function shared(setting: LiveSetting, from: LiveState, threads: number, stretch: Blocks): Runner {
  const world = sharedWorld(setting, from, threads);
  let ahead: { readonly until: Block; readonly run: Promise<SharedRun> } | null = null;
  const begin = (until: Block) => {
    const run = world.advance(until);
    // Its fault is thrown where the day is asked for.
    run.catch(() => undefined);
    return { until, run };
  };
  return {
    async advance(until) {
      const now = ahead?.until === until ? ahead : begin(until);
      const { live, shards } = await now.run;
      ahead = begin(until + stretch);
      const sumOf = (of: (shard: (typeof shards)[number]) => number) =>
        shards.reduce((sum, shard) => sum + of(shard), 0);
      const done = {
        epochs: sumOf(({ counts }) => counts.epochs),
        weights: sumOf(({ counts }) => counts.weights),
        orders: shards[0].counts.orders,
        textBlocks: Math.max(...shards.map(({ textBlocks }) => textBlocks)),
      };
      return { live, done };
    },
    end: world.end,
  };
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
