import { mean } from 'simple-statistics';
import type { Guardrail, ProposalTerms } from '../../plan/proposalTerms.ts';
import type { Study } from '../../plan/study.ts';
import { directionOf } from '../../plan/termsOf.ts';
import { minus } from './comparison.ts';
import type { Table } from './table.ts';

/** How a candidate looks on the seeds that choose: means, no intervals. */
export interface Candidate {
  readonly level: number;
  /** Worst mean change of the first objective over the scenarios, more as worse; infinite where a scenario has no value. */
  readonly worst: number;
  /** By how much the guardrail passed furthest is passed, in limits, as a mean; 0: none. */
  readonly excess: number;
}

/**
 * The candidate to judge: of those that pass no guardrail and do as well in their worst scenario as the best one, up to the margin, the
 * one nearest to the status quo: the smallest sufficient change. If all pass a guardrail, the one that passes it least. `refused`
 * values are no candidates.
 */
export function choose(
  study: Study,
  terms: ProposalTerms,
  table: Table,
  refused: readonly number[] = [],
): Candidate {
  const levels = ascending(study);
  const place = levels.indexOf(terms.statusQuo);
  const candidates = levels.flatMap((level) =>
    level === terms.statusQuo || refused.includes(level) ? [] : [candidateAt(study, terms, table, level)],
  );
  const sound = candidates.filter(({ excess }) => excess <= 0);
  if (sound.length === 0) return least(candidates, ({ excess }) => excess);
  const [{ margin }] = study.objectives;
  const best = Math.min(...sound.map(({ worst }) => worst));
  const sufficient = best < -margin ? Math.min(best + margin, -margin) : best + margin;
  const near = sound.filter(({ worst }) => worst === best || worst < sufficient);
  return least(near, ({ level }) => Math.abs(levels.indexOf(level) - place));
}

const least = (candidates: readonly Candidate[], size: (candidate: Candidate) => number): Candidate =>
  [...candidates].sort((one, other) => size(one) - size(other) || one.worst - other.worst || 0)[0];

const ascending = ({ factors }: Study): number[] =>
  (factors[0].values as readonly number[]).toSorted((one, other) => one - other);

function candidateAt(study: Study, terms: ProposalTerms, table: Table, level: number): Candidate {
  const [{ metric }] = study.objectives;
  const changes = table.scenarios.map((scenario) => {
    const values = minus(
      table.values(scenario, level, metric),
      table.values(scenario, terms.statusQuo, metric),
    );
    return directionOf(metric, study) * meanOr(values, directionOf(metric, study) * Number.POSITIVE_INFINITY);
  });
  const excesses = table.scenarios.flatMap((scenario) =>
    terms.guardrails.map((guardrail) => excessOf(study, guardrail, terms, table, scenario, level)),
  );
  return { level, worst: Math.max(...changes), excess: Math.max(0, ...excesses) };
}

function excessOf(
  study: Study,
  { metric, worseBy, atMost, atLeast }: Guardrail,
  { statusQuo }: ProposalTerms,
  table: Table,
  scenario: Table['scenarios'][number],
  level: number,
): number {
  const own = table.values(scenario, level, metric);
  if (worseBy !== undefined) {
    const change = meanOr(minus(own, table.values(scenario, statusQuo, metric)), 0);
    return (directionOf(metric, study) * change - worseBy) / scaleOf(worseBy);
  }
  if (atMost !== undefined) return (meanOr(own, atMost) - atMost) / scaleOf(atMost);
  return (atLeast! - meanOr(own, atLeast!)) / scaleOf(atLeast!);
}

/** Guardrails of several units are compared by how many of their limits they are passed. */
const scaleOf = (limit: number): number => (limit === 0 ? 1 : Math.abs(limit));

function meanOr(values: readonly (number | null)[], otherwise: number): number {
  const present = values.filter((value) => value !== null);
  return present.length > 0 ? mean(present) : otherwise;
}
