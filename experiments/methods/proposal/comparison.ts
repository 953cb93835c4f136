import type { Metric } from '../../../sim/metrics/metric.ts';
import { keyedNormal } from '../../analysis/keyedDraws.ts';
import { metricTitle } from '../../analysis/metricTitle.ts';
import type { Setting } from '../../analysis/settings.ts';
import { ownMetrics } from '../../plan/ownFiles.ts';
import type { Guardrail, ProposalTerms } from '../../plan/proposalTerms.ts';
import type { Study } from '../../plan/study.ts';
import { directionOf } from '../../plan/termsOf.ts';
import type { Estimate } from '../../statistics/estimate.ts';
import { maxTIntervals } from '../../statistics/maxT.ts';
import type { BySeed } from '../../statistics/paired.ts';
import type { Table } from './table.ts';

/** What the candidate must keep in one scenario. */
export interface Comparison {
  readonly scenario: string;
  readonly metric: string;
  /** Its title and unit where the plan's own files define it. */
  readonly own?: Pick<Metric, 'title' | 'unit'>;
  readonly role: 'objective' | 'guardrail';
  /** What is limited, in words: `gain above 0.002`, `worse by at most 3`. */
  readonly rule: string;
  /** Candidate − status quo, or the candidate's own value where the limit is absolute; null for too few values. */
  readonly effect: Estimate | null;
  /** The effect with more as worse, and the most it may be: kept where all of it is at most `limit`. */
  readonly harm: Harm | null;
  readonly limit: number;
  /** Harm is the effect times this. */
  readonly sign: 1 | -1;
}

export interface Harm {
  readonly n: number;
  readonly mean: number;
  readonly low: number;
  readonly high: number;
}

/** One number by seed, its meaning, and its limits. */
interface Contrast extends Omit<Comparison, 'effect' | 'harm'> {
  readonly values: BySeed;
}

/** Share of missing seeds above which a comparison has no interval. */
const tolerableLoss = 0.25;
const leastValues = 4;

/**
 * Every comparison of a candidate with the status quo: the first objective and each guardrail, in each scenario, on the seeds given.
 * With 95 % confidence all of their intervals hold together.
 */
export function compare(
  study: Study,
  terms: ProposalTerms,
  table: Table,
  candidate: number,
  key: string,
): Comparison[] {
  const contrasts = table.scenarios.flatMap((scenario) =>
    contrastsIn(study, terms, table, scenario, candidate),
  );
  const usable = contrasts.filter(hasEnough);
  const intervals = maxTIntervals(
    usable.map(({ values }) => values),
    keyedNormal(`proposal ${key} ${candidate}`),
  );
  return contrasts.map(({ values, ...comparison }, k) => {
    const place = usable.indexOf(contrasts[k]);
    const effect = place < 0 ? null : intervals[place];
    return { ...comparison, effect, harm: effect === null ? null : harmOf(effect, comparison.sign) };
  });
}

function hasEnough({ values }: Contrast): boolean {
  const present = values.filter((value) => value !== null).length;
  return present >= leastValues && values.length - present <= tolerableLoss * values.length;
}

function harmOf({ n, mean, low, high }: Estimate, sign: 1 | -1): Harm {
  return sign === 1 ? { n, mean, low, high } : { n, mean: -mean, low: -high, high: -low };
}

function contrastsIn(
  study: Study,
  { statusQuo, guardrails }: ProposalTerms,
  table: Table,
  scenario: Setting,
  candidate: number,
): Contrast[] {
  const [{ metric, margin }] = study.objectives;
  const own = (name: string) => table.values(scenario, candidate, name);
  const difference = (name: string) => minus(own(name), table.values(scenario, statusQuo, name));
  const label = scenario.label;
  const objective: Contrast = {
    scenario: label,
    metric,
    ...ownWordsOf(metric, study),
    role: 'objective',
    rule: `better by more than ${margin}`,
    limit: -margin,
    sign: directionOf(metric, study),
    values: difference(metric),
  };
  return [
    objective,
    ...guardrails.map((guardrail) => ({
      ...limitOf(guardrail, study),
      scenario: label,
      metric: guardrail.metric,
      ...ownWordsOf(guardrail.metric, study),
      role: 'guardrail' as const,
      values: guardrail.worseBy === undefined ? own(guardrail.metric) : difference(guardrail.metric),
    })),
  ];
}

function limitOf(
  { metric, worseBy, atMost, atLeast }: Guardrail,
  study: Study,
): Pick<Contrast, 'rule' | 'limit' | 'sign'> {
  if (worseBy !== undefined)
    return { rule: `worse by at most ${worseBy}`, limit: worseBy, sign: directionOf(metric, study) };
  if (atMost !== undefined)
    return { rule: `${metricTitle(metric, study)} at most ${atMost}`, limit: atMost, sign: 1 };
  return { rule: `${metricTitle(metric, study)} at least ${atLeast}`, limit: -atLeast!, sign: -1 };
}

function ownWordsOf(name: string, study: Study): Pick<Comparison, 'own'> {
  const own = ownMetrics(study).find((metric) => metric.name === name);
  return own === undefined ? {} : { own };
}

/** The title of what is compared. */
export const comparedTitle = ({ metric, own }: Comparison): string => own?.title ?? metricTitle(metric);

/** One − other where both have a value. */
export const minus = (one: BySeed, other: BySeed): (number | null)[] =>
  one.map((value, seed) => {
    const partner = other[seed];
    return value === null || partner === null ? null : value - partner;
  });
