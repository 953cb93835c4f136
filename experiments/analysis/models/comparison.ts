import { type ModelRow, rowsUnder } from '../../plan/modelRows.ts';
import type { ModelCondition, ModelStudy } from '../../plan/modelStudy.ts';
import { seedNames } from '../../plan/modelTrial.ts';
import { detectableOf } from '../../statistics/detectable.ts';
import { type MeanInterval, meanInterval } from '../../statistics/meanInterval.ts';
import { type BySeed, differences } from '../../statistics/paired.ts';

/** How an interval of a difference lies to ± margin: wholly above, wholly below, within, or neither. */
export type Verdict = 'higher' | 'lower' | 'alike' | 'not decided';

/** A condition beside the first one, seed by seed, under one attack or without. */
export interface Comparison {
  readonly condition: ModelCondition;
  /** Condition less first; null for fewer than two common seeds. */
  readonly difference: MeanInterval | null;
  readonly verdict: Verdict;
}

/** How all conditions compare under one attack (null: without) in one measure. */
export interface Compared {
  readonly attack: ModelCondition | null;
  readonly comparisons: readonly Comparison[];
  /** Smallest true difference that 8 in 10 such studies would find; null where nothing can be compared. */
  readonly detectable: number | null;
}

/** [seed] values of a measure of a condition; null where the trial is missing, failed, or has none. */
export function valuesBySeed(
  rows: readonly ModelRow[],
  study: ModelStudy,
  condition: string,
  measure: string,
  attack: string | null = null,
): BySeed {
  const found = new Map(
    rowsUnder(rows, condition, attack).map(({ seed, measures }) => [seed, measures[measure] ?? null]),
  );
  return seedNames(study, attack !== null).map((seed) => found.get(seed) ?? null);
}

/** The mean of a measure over the seeds that have it, at 95 %; null where none has. */
export function meanOfCondition(
  rows: readonly ModelRow[],
  study: ModelStudy,
  condition: string,
  measure: string,
  attack: string | null = null,
): MeanInterval | null {
  const values = valuesBySeed(rows, study, condition, measure, attack).filter((value) => value !== null);
  return values.length > 0 ? meanInterval(values) : null;
}

/** Confidence of each of several intervals that hold together at 95 % (Šidák 1967). */
export const jointLevel = (comparisons: number): number => 0.95 ** (1 / Math.max(1, comparisons));

/** A condition less the first one, seed by seed; null for fewer than two common seeds. */
export function differenceOf(
  rows: readonly ModelRow[],
  study: ModelStudy,
  condition: string,
  measure: string,
  attack: string | null = null,
): MeanInterval | null {
  const gaps = gapsOf(rows, study, condition, measure, attack);
  return gaps.length < 2 ? null : meanInterval(gaps, jointLevel(study.conditions.length - 1));
}

function gapsOf(
  rows: readonly ModelRow[],
  study: ModelStudy,
  condition: string,
  measure: string,
  attack: string | null,
): number[] {
  const of = (name: string) => valuesBySeed(rows, study, name, measure, attack);
  return differences(of(condition), of(study.conditions[0].name));
}

/** Every other condition beside the first, in the measure that decides unless another is named; the intervals hold together at 95 %. */
export function compared(
  rows: readonly ModelRow[],
  study: ModelStudy,
  attack: ModelCondition | null = null,
  measure: string = study.decides,
): Compared {
  const [, ...others] = study.conditions;
  const name = attack?.name ?? null;
  const gaps = others.map((other) => gapsOf(rows, study, other.name, measure, name));
  return {
    attack,
    comparisons: others.map((condition) => {
      const difference = differenceOf(rows, study, condition.name, measure, name);
      return { condition, difference, verdict: verdictOf(difference, study.margin) };
    }),
    detectable: detectableOf(gaps.filter((own) => own.length >= 2)),
  };
}

/** A difference counts where its interval lies beyond ± margin; conditions are alike where it lies within. */
export function verdictOf(difference: MeanInterval | null, margin: number): Verdict {
  if (difference === null) return 'not decided';
  const { low, high } = difference;
  if (low > margin) return 'higher';
  if (high < -margin) return 'lower';
  return low >= -margin && high <= margin ? 'alike' : 'not decided';
}

/** What an attack does to a verdict: it stays, it is another, it is decided only now, or the attack has too few seeds to say. */
export type Survival = 'stays' | 'another' | 'decided' | 'not decided';

export function survivalOf(main: Verdict, attacked: Verdict): Survival {
  if (main === attacked) return 'stays';
  if (attacked === 'not decided') return 'not decided';
  return main === 'not decided' ? 'decided' : 'another';
}
