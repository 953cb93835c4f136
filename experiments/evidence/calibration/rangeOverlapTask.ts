import { trialPlanOf } from '../../methods/tune/tunePlan.ts';
import { tuneStudy } from '../../methods/tune/tuneStudy.ts';
import { runTrial } from '../../plan/trial.ts';
import { denseLevels, type FoundRange, overlapPlan } from './rangeOverlap.ts';

/** A seed of the dense grid, or a search by its number. */
export type OverlapTask = { readonly gridSeed: number } | { readonly search: number };

/** [level] network quality on a seed of the grid, or the range a search found: what a worker of the pool computes. */
export async function run(task: OverlapTask): Promise<number[] | FoundRange> {
  if ('search' in task) return searchRange(task.search);
  const plan = overlapPlan(0);
  return denseLevels.map((level) => {
    const { networkQuality } = runTrial(trialPlanOf(plan, { immunityPeriod: level }, task.gridSeed)).measures;
    if (networkQuality === null)
      throw new RangeError(`immunityPeriod ${level}, seed ${task.gridSeed}: no network quality`);
    return networkQuality;
  });
}

async function searchRange(k: number): Promise<FoundRange> {
  const plan = overlapPlan(k);
  const { ranges, evaluations } = await tuneStudy(plan, async (wanted) =>
    wanted.map(({ setting, seed }) => runTrial(trialPlanOf(plan, setting, seed)).measures),
  );
  const [low, high] = ranges[0].expected.map(Number);
  return { low, high, trials: evaluations.length };
}
