import { canonical } from '../../experiments/base/canonical.ts';
import { type Branch, runBranches } from '../../experiments/plan/branches.ts';
import { runTrial, type TrialPlan } from '../../experiments/plan/trial.ts';
import type { RandomFamily } from './randomFamilies.ts';

/** How the trials of a family came out both ways. */
export interface Comparison {
  readonly name: string;
  readonly trials: number;
  /** Of them, those that failed, both ways with the same words. */
  readonly failed: number;
  /** Plans whose two rows differ. */
  readonly different: readonly TrialPlan[];
  /** Why worlds were not copied. */
  readonly refusals: readonly string[];
  /** Processor time of all rows, ms: from a shared beginning, and each whole. */
  readonly branched: number;
  readonly whole: number;
}

/** Runs a family both ways. */
export function compare({ name, plans, own }: RandomFamily): Comparison {
  const company = own === undefined ? {} : { own };
  const started = process.cpuUsage();
  const branches = [...runBranches(plans, company)];
  const branched = since(started);
  const again = process.cpuUsage();
  const rows = branches.map(({ plan }) => wordsOf(() => runTrial(plan, company)));
  const whole = since(again);
  const different = branches.filter((branch, k) => textOf(branch) !== rows[k]).map(({ plan }) => plan);
  const refusals = [...new Set(branches.flatMap(({ ranWhole = [] }) => ranWhole))];
  const failed = branches.filter((branch) => 'fault' in branch).length;
  return { name, trials: plans.length, failed, different, refusals, branched, whole };
}

const textOf = (branch: Branch): string =>
  'fault' in branch ? String(branch.fault) : canonical(branch.result);

function wordsOf(run: () => unknown): string {
  try {
    return canonical(run());
  } catch (fault) {
    return String(fault);
  }
}

function since(start: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000;
}
