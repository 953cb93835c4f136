import { CopyRefused, copyOf } from '../../sim/copy.ts';
import { type Block, blocksPerDay } from '../../sim/units.ts';
import { canonical } from '../base/canonical.ts';
import type { TrialCompany, TrialPlan, TrialResult } from './trial.ts';
import { amend, begin, finish, type LiveTrial, runTo, runTrial } from './trial.ts';

/** What became of one of several trials. */
export type Branch = {
  readonly plan: TrialPlan;
  /** Why it ran whole, where its world could not be copied. */
  readonly ranWhole?: string;
} & ({ readonly result: TrialResult } | { readonly fault: unknown });

/** What trials have in common that differ only in what changes while they run; equal texts share a beginning. */
export const stemOf = ({ change: _, ...stem }: TrialPlan): string => canonical(stem);

/**
 * Runs trials that share a beginning (one text of `stemOf`), and their beginning once: before the block of each change the world is copied,
 * and the copy goes on by its own plan. Every result is that of `runTrial`, byte for byte; a trial that fails is a fault of its own. Where
 * the state of an agent of one's own cannot be copied, each trial runs whole. Brings them back in the order of their days, then as given;
 * those without a change last. `begins` is told of each before it runs.
 */
export function* runBranches(
  plans: readonly TrialPlan[],
  company: TrialCompany = {},
  begins: (plan: TrialPlan) => void = () => {},
): Generator<Branch> {
  const inOrder = [...plans].sort((one, other) => dayOf(one) - dayOf(other));
  const trunk = new Trunk(inOrder[0], company);
  for (const [place, plan] of inOrder.entries()) {
    begins(plan);
    const isLast = place === inOrder.length - 1;
    const branch = attempt(plan, () => {
      const live = inOrder.length === 1 ? null : trunk.branchFor(plan, isLast);
      if (live === null) return runTrial(plan, company);
      if (plan.change !== undefined) amend(live, plan.change);
      return finish(live);
    });
    yield trunk.refusal === null ? branch : { ...branch, ranWhole: trunk.refusal };
  }
}

function attempt(plan: TrialPlan, run: () => TrialResult): Branch {
  try {
    return { plan, result: run() };
  } catch (fault) {
    return { plan, fault };
  }
}

/** The beginning that trials share, as far as it has run. */
class Trunk {
  private readonly found: () => LiveTrial;
  private live: LiveTrial | null = null;
  /** What happened in it happens in every trial that has as much of it. */
  private fault: { readonly error: unknown } | null = null;
  /** Why it cannot be copied; null: it can, as far as is known. */
  refusal: string | null = null;

  constructor({ change: _, ...stem }: TrialPlan, company: TrialCompany) {
    this.found = () => begin(stem, company);
  }

  /** A world at the last block that a trial has in common with the others, its own if it is the last; null where none can be copied. */
  branchFor(plan: TrialPlan, isLast: boolean): LiveTrial | null {
    if (this.refusal !== null) return null;
    if (this.fault !== null) throw this.fault.error;
    try {
      this.live ??= this.found();
      runTo(this.live, lastCommon(this.live, plan));
    } catch (error) {
      this.fault = { error };
      throw error;
    }
    if (isLast) return this.live;
    try {
      return copyOf(this.live);
    } catch (error) {
      if (!(error instanceof CopyRefused)) throw error;
      this.refusal = error.message;
      return null;
    }
  }
}

const dayOf = ({ change }: TrialPlan): number => change?.day ?? Number.POSITIVE_INFINITY;

/** The last block that a trial has in common with its stem: a change may add a block at which the world is looked at. */
function lastCommon({ founding, end }: LiveTrial, { change }: TrialPlan): Block {
  return change === undefined ? end : founding.block + Math.round(change.day * blocksPerDay) - 1;
}
