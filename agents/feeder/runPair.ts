import { closeAt } from '../../sim/simulate.ts';
import { blocksPerDay } from '../../sim/units.ts';
import { advanceTogether } from './advanceTogether.ts';
import { type FeederPair, feederPair, type PairPlan } from './feederPair.ts';
import { PairTally } from './pairTally.ts';

/** Days that a pair runs, and those of them before anything is measured. */
export interface PairDays {
  readonly warmUp: number;
  readonly all: number;
}

/** Runs a pair of networks and returns what was measured, by the names of the model's measures. */
export function runPair(plan: PairPlan, days: PairDays): Readonly<Record<string, number | null>> {
  let tally: PairTally | null = null;
  const pair: FeederPair = feederPair(plan, {
    met: (candidate) => tally?.newcomers.meet(candidate),
    entered: () => {},
    seated: (_, { serial }, block) => tally?.newcomers.seated(serial, block),
    putOut: (uid) => tally?.putOut(uid),
  });
  const start = pair.higher.world.block;
  const end = start + Math.round(days.all * blocksPerDay);
  const first = start + Math.round(days.warmUp * blocksPerDay);
  tally = new PairTally(pair.feeder, pair.higher, [first, end], plan.promotes);
  for (const { world, event } of advanceTogether(pair.stages, end)) {
    tally.see(world === 1, event);
    if (world === 1 && event.kind === 'step') pair.expulsion?.step();
  }
  for (const stage of pair.stages) closeAt(stage, end);
  return tally.measures();
}
