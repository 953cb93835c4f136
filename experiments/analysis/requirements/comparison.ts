import { mean as meanOf, sampleStandardDeviation } from 'simple-statistics';
import type { ProposalTerms } from '../../plan/proposalTerms.ts';
import type { Study } from '../../plan/study.ts';
import { checkFinite, type Estimate } from '../../statistics/estimate.ts';
import { oneSidedCritical, type TDraws, tDraws } from '../../statistics/oneSidedMaxT.ts';
import { skewedEnds } from '../../statistics/skewedEnds.ts';
import { studentPoint } from '../../statistics/studentPoint.ts';
import { keyedNormal } from '../keyedDraws.ts';
import { metricTitle } from '../metricTitle.ts';
import { confidence } from './confidence.ts';
import { type Contrast, type Requirement, requirementsOf } from './requirements.ts';
import type { Table } from './table.ts';

/** A requirement of one value of the knob, and what was measured of it. */
export interface Comparison extends Requirement {
  /** Candidate − status quo, or the candidate's own value where the limit is absolute; null for too few values. */
  readonly effect: Estimate | null;
  /** The effect with more as worse. */
  readonly harm: Harm | null;
  /** Mean harm where the change does nothing: 0, or the status quo's own value where the limit is absolute. */
  readonly idle: number;
}

/** A harm and its two one-sided bounds; each rules out what lies beyond it. */
export interface Harm {
  readonly n: number;
  readonly mean: number;
  /** Standard deviation of a seed's harm. */
  readonly sd: number;
  /** No better than this: bounds of all requirements of one value hold together, so that a no is sure. */
  readonly low: number;
  /** No worse than this: bounds of one requirement hold together for all values of the knob, so that a yes is sure. */
  readonly high: number;
}

/** One value of the knob with all that is asked of it. */
export interface Judged {
  readonly level: number;
  readonly comparisons: readonly Comparison[];
}

/** Share of missing seeds above which a comparison has no bounds. */
const tolerableLoss = 0.25;
const leastValues = 4;

/** Every candidate against the status quo, by every requirement, on all seeds of the table. */
export function judge(
  study: Study,
  terms: ProposalTerms,
  table: Table,
  candidates: readonly number[],
): Judged[] {
  const asked = candidates.map((level) => requirementsOf(study, terms, table, level));
  const counts = asked[0].length;
  const byRequirement = Array.from({ length: counts }, (_, r) =>
    comparedTogether(
      asked.map((contrasts) => contrasts[r]),
      counts,
    ),
  );
  return candidates.map((level, k) => ({ level, comparisons: byRequirement.map((row) => row[k]) }));
}

/** One requirement of all values of the knob; a value has `requirements` of them. */
function comparedTogether(contrasts: readonly Contrast[], requirements: number): Comparison[] {
  const usable = contrasts.filter(hasEnough);
  const critical =
    usable.length === 0
      ? Number.NaN
      : oneSidedCritical(
          // Upper bounds of harms are lower bounds of its negative.
          usable.map(({ values, sign }) => values.map((value) => (value === null ? null : -sign * value))),
          confidence[contrasts[0].role],
          drawsFor,
        );
  return contrasts.map((contrast) => {
    const { values, idle, ...requirement } = contrast;
    const own = { ...requirement, idle: idleOf(idle) };
    if (!hasEnough(contrast)) return { ...own, effect: null, harm: null };
    const harm = harmOf(contrast, critical, requirements);
    return { ...own, effect: effectOf(contrast, harm, usable.length), harm };
  });
}

/**
 * `critical`: how many standard errors the worse bound lies from the mean; the better one is Bonferroni's over the requirements. Either is
 * moved outwards where the values are skewed.
 */
function harmOf({ values, sign }: Contrast, critical: number, requirements: number): Harm {
  const present = values.filter((value) => value !== null).map((value) => sign * value);
  checkFinite(present);
  const n = present.length;
  const mean = meanOf(present);
  const sd = sampleStandardDeviation(present);
  const no = studentPoint(1 - (1 - confidence.no) / requirements, n - 1);
  return { n, mean, sd, ...skewedEnds(present, { mean, sd }, { low: no, high: critical }) };
}

function effectOf({ sign, role }: Contrast, { n, mean, sd, low, high }: Harm, values: number): Estimate {
  const ends = sign === 1 ? { low, high } : { low: -high, high: -low };
  const method = `one-sided bounds widened for skewness; the worse end by max-t over ${values}, paired by seed`;
  return { n, mean: sign * mean, sd, ...ends, level: confidence[role], method };
}

function hasEnough({ values }: Contrast): boolean {
  const present = values.filter((value) => value !== null).length;
  return present >= leastValues && values.length - present <= tolerableLoss * values.length;
}

/** The same draws for the same counts: neither the order nor the names of scenarios move a bound. */
const kept = new Map<string, TDraws>();
const mostKept = 8;
function drawsFor(k: number, df: number): TDraws {
  const key = `${k} values, ${df} degrees of freedom`;
  const draws = kept.get(key) ?? tDraws(k, df, keyedNormal(`proposal, ${key}`));
  if (kept.size >= mostKept) kept.clear();
  kept.set(key, draws);
  return draws;
}

function idleOf(idle: Contrast['idle']): number {
  const present = idle.filter((value) => value !== null);
  return present.length === 0 ? Number.NaN : meanOf(present);
}

/** The title of what is compared. */
export const comparedTitle = ({ metric, own }: Comparison): string => own?.title ?? metricTitle(metric);
