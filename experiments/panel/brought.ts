import { gzipSync } from 'node:zlib';
import { packed, stockOf } from '../../sim/pack.ts';
import { finish } from '../plan/trial.ts';
import { endOf, founded, type Measures, settle } from './beginnings.ts';
import { type PanelFacts, startOf } from './facts.ts';
import { framed } from './frame.ts';
import { measureNames, pairOf, seedsOf } from './pair.ts';
import { stemOf } from './stem.ts';

/** What a page brings of a world under the status quo, so that a reader waits for the other side of its pair alone. */
export interface BroughtWorld {
  readonly seed: string;
  /** What the panel compares, of the days that it measures first. */
  readonly measures: Measures;
  /** The world at the block before the change: packed, gzip in base64. Null where it settles in a moment. */
  readonly settled: string | null;
}

/** Worlds that a page brings, at most: such that settle long, and such that settle in a moment and bring their measures alone. */
const most = { long: 4, short: 24 };
/** Days that settle in a moment: such a world is computed when it is asked for. */
const fewDays = 10;

/** The worlds under the status quo of a panel's first seeds. None where worlds are too large to run as soon as the panel is seen. */
export function broughtWorlds(facts: PanelFacts): BroughtWorld[] {
  if (!facts.runsAtOnce) return [];
  const settlesLong = facts.world.settlingDays > fewDays;
  const seeds = seedsOf(facts, startOf(facts)).slice(0, settlesLong ? most.long : most.short);
  return seeds.flatMap((seed) => {
    try {
      return [broughtWorld(facts, seed, settlesLong)];
    } catch {
      // A world that cannot run: the page's engine meets the same, and says which and why.
      return [];
    }
  });
}

function broughtWorld(facts: PanelFacts, seed: string, settlesLong: boolean): BroughtWorld {
  const { statusQuo } = pairOf(facts, startOf(facts), seed);
  const stem = stemOf(statusQuo);
  const live = founded(stem, measureNames(facts));
  const stock = settlesLong ? stockOf(live) : null;
  settle(live, stem);
  const settled =
    stock === null ? null : gzipSync(framed(packed(live, stock)), { level: 9 }).toString('base64');
  const { measures } = finish({ ...live, end: endOf(live, stem, statusQuo.days) });
  return { seed, settled, measures: compared(facts, measures) };
}

/** The measures that a panel compares, out of all of a trial. */
const compared = ({ measures: told }: PanelFacts, all: Measures): Measures =>
  Object.fromEntries(told.map(({ name }) => [name, all[name] ?? null]));
