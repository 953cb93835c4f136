import { cellsOf, type Study } from '../../plan/study.ts';
import { type MeanInterval, meanInterval } from '../../statistics/meanInterval.ts';
import { nextReplications } from '../../statistics/replications.ts';
import { type Comparison, comparisonsOf } from './comparisons.ts';

/** Whether a comparison may stop, and why. */
export type State = 'open' | 'reached' | 'cap' | 'no values';

/** The state of a comparison by the rows so far. */
export interface Standing extends Comparison {
  readonly state: State;
  /** Seeds that the rule asks for: those it stopped at, or while it is open those it wants next. */
  readonly seeds: number;
  /** What was compared, by seed; seeds without a value are left out. */
  readonly values: readonly number[];
  readonly interval: MeanInterval | null;
}

/** A cell's observation on a seed: null where the trial failed or has no such value, undefined where it has not run. */
export type ValueOf = (cell: number, seed: number) => number | null | undefined;

/**
 * The state of every comparison of a study by precision. The rule looks only at a comparison's own seeds, in their order, so the same
 * rows give the same decision whatever ran beside them, on however many workers, and however often the run was stopped.
 */
export const standingsOf = (study: Study, observed: ValueOf): Standing[] =>
  comparisonsOf(study).map((comparison) => standingOf(study, comparison, observed));

/** Seeds that each cell must have run, [cell]: the most that a comparison with it asks for. */
export function seedsOfCells(study: Study, standings: readonly Standing[]): number[] {
  const seeds = cellsOf(study).map(() => 0);
  for (const standing of standings)
    for (const place of [standing.cell, standing.base])
      if (place !== null) seeds[place] = Math.max(seeds[place], standing.seeds);
  return seeds;
}

function standingOf(study: Study, comparison: Comparison, observed: ValueOf): Standing {
  const { halfWidth, least } = study.precision!;
  const { seeds: cap, firstSeed = 1 } = study;
  const values: number[] = [];
  let looked = 0;
  for (let seeds = least; ; ) {
    for (; looked < seeds; looked++) {
      const value = compared(comparison, firstSeed + looked, observed);
      if (value === undefined) return { ...comparison, state: 'open', seeds, values, interval: null };
      if (value !== null) values.push(value);
    }
    // Where half of the seeds bring nothing, more of them would bring little.
    if (2 * values.length < seeds)
      return { ...comparison, state: 'no values', seeds, values, interval: intervalOf(values) };
    const { more, reached } = nextReplications(values, { halfWidth, least, cap: Math.max(cap, least) });
    if (reached || seeds === cap)
      return {
        ...comparison,
        state: reached ? 'reached' : 'cap',
        seeds,
        values,
        interval: intervalOf(values),
      };
    seeds = Math.min(cap, seeds + Math.max(1, more));
  }
}

const intervalOf = (values: readonly number[]): MeanInterval | null =>
  values.length > 1 ? meanInterval(values) : null;

function compared({ cell, base }: Comparison, seed: number, observed: ValueOf): number | null | undefined {
  const own = observed(cell, seed);
  if (base === null || own === undefined) return own;
  const other = observed(base, seed);
  if (other === undefined) return undefined;
  return own === null || other === null ? null : own - other;
}
