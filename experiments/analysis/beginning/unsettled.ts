import { canonical } from '../../base/canonical.ts';
import { worldOf } from '../../plan/beginningPlan.ts';
import type { Verdict } from '../analysis.ts';
import type { Context } from '../context.ts';
import type { Setting } from '../settings.ts';
import { isBegun } from './worlds.ts';

/** Said of a level in place of a verdict. */
export const notSettled = 'not settled';

/** A verdict, or none where the world had not settled before its change, or a level of it not after: there is no steady answer then. */
export function unlessUnsettled({ study, path }: Context, setting: Setting, verdict: Verdict): Verdict {
  if (path === null || !isBegun(study)) return verdict;
  const key = canonical(worldOf(study.beginning, setting.levels));
  const world = path.worlds.find(
    ({ settling }) => settling.world.arm === null && canonical(settling.world.levels) === key,
  );
  const measure = world?.measures.find(({ metric }) => metric === verdict.metric);
  if (measure?.levels.every(({ settled }) => settled)) return verdict;
  return {
    ...verdict,
    outcome: 'no comparison',
    best: null,
    inner: null,
    outer: null,
    byLevel: verdict.byLevel.map(({ level }) => ({
      level,
      verdict: 'undecided',
      reason: notSettled,
      difference: null,
    })),
    seedsNeeded: null,
  };
}
