import type { Table } from '../../analysis/requirements/table.ts';
import type { Setting } from '../../analysis/settings.ts';
import { metric } from '../../plan/measures.ts';
import type { ProposalTerms } from '../../plan/proposalTerms.ts';
import type { Study } from '../../plan/study.ts';
import { directionOf } from '../../plan/termsOf.ts';
import { estimate } from '../../statistics/estimate.ts';
import { pairedDifference } from '../../statistics/paired.ts';
import { studentQuantile } from '../../statistics/studentT.ts';

/** Where one world, of the study's length, lies in 95 of 100 cases. */
export interface Band {
  readonly low: number;
  readonly high: number;
}

/** What a metric does before and after the change, over all scenarios together. */
export interface Watched {
  readonly metric: string;
  readonly unit: string;
  readonly onChain: boolean;
  readonly before: Band;
  readonly after: Band;
  /** The change is to be taken back beyond this, on the metric's bad side; null where it has none. */
  readonly rollBack: { readonly side: 'above' | 'below'; readonly at: number } | null;
}

/** Measures that anyone can read off the chain; the others need miners to be evaluated. */
const onChain = new Set([
  'registrationsPerDay',
  'churn',
  'halfLife',
  'immuneShare',
  'log2Difficulty',
  'agreement',
  'validatorTrust',
  'incentiveGini',
  'nakamotoCoefficient',
  'validatorHhi',
  'coldkeyHhi',
]);

/** Tell-tales beside the objectives and guardrails. */
const mostTellTales = 3;

/** What to watch: every objective and guardrail, and what can be read off the chain and moves for certain. */
export function watchlist(study: Study, terms: ProposalTerms, table: Table, candidate: number): Watched[] {
  const judged = [study.objectives[0].metric, ...terms.guardrails.map((guardrail) => guardrail.metric)];
  const names = [...new Set([...judged, ...tellTales(terms, table, candidate)])];
  return names.flatMap((name) => watched(study, terms, table, candidate, name) ?? []);
}

function watched(
  study: Study,
  terms: ProposalTerms,
  table: Table,
  candidate: number,
  name: string,
): Watched | null {
  const before = bandOver(table, terms.statusQuo, name);
  const after = bandOver(table, candidate, name);
  if (before === null || after === null) return null;
  const isJudged =
    name === study.objectives[0].metric || terms.guardrails.some(({ metric }) => metric === name);
  const allowed = terms.guardrails.find(({ metric }) => metric === name)?.worseBy ?? 0;
  const sign = isJudged && hasDirection(name, study) ? directionOf(name, study) : null;
  const rollBack =
    sign === null
      ? null
      : sign === 1
        ? { side: 'above' as const, at: Math.max(before.high + allowed, after.high) }
        : { side: 'below' as const, at: Math.min(before.low - allowed, after.low) };
  return {
    metric: name,
    unit: metric(name, study)?.unit ?? '',
    onChain: onChain.has(name),
    before,
    after,
    rollBack,
  };
}

const hasDirection = (name: string, study: Study): boolean =>
  (metric(name, study)?.better ?? 'none') !== 'none';

/** The hull over scenarios of the interval in which a single world lies: mean ± t · sd · √(1 + 1/n). */
function bandOver(table: Table, level: number, name: string): Band | null {
  const bands = table.scenarios.flatMap((scenario) => bandIn(table, scenario, level, name) ?? []);
  if (bands.length < table.scenarios.length) return null;
  return { low: Math.min(...bands.map(({ low }) => low)), high: Math.max(...bands.map(({ high }) => high)) };
}

function bandIn(table: Table, scenario: Setting, level: number, name: string): Band | null {
  const values = table.values(scenario, level, name).filter((value) => value !== null);
  if (values.length < 4) return null;
  const { n, mean, sd } = estimate(values);
  const half = studentQuantile(0.975, n - 1) * sd * Math.sqrt(1 + 1 / n);
  return { low: mean - half, high: mean + half };
}

/** On-chain measures whose paired change leaves zero out in every scenario, the surest first. */
function tellTales({ statusQuo }: ProposalTerms, table: Table, candidate: number): string[] {
  const sure = [...onChain].flatMap((name) => {
    const ratios = table.scenarios.map((scenario) => {
      const change = pairedDifference(
        table.values(scenario, candidate, name),
        table.values(scenario, statusQuo, name),
      );
      if (change === null) return 0;
      const half = (change.high - change.low) / 2;
      return half > 0 ? change.mean / half : 0;
    });
    const least = Math.min(...ratios.map(Math.abs));
    const isOneWay = ratios.every((ratio) => Math.sign(ratio) === Math.sign(ratios[0]));
    return least > 1 && isOneWay ? [{ name, least }] : [];
  });
  return sure
    .sort((one, other) => other.least - one.least)
    .slice(0, mostTellTales)
    .map(({ name }) => name);
}
