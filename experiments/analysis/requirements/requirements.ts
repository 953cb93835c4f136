import type { Metric } from '../../../sim/metrics/metric.ts';
import { ownMetrics } from '../../plan/ownFiles.ts';
import type { Guardrail, ProposalTerms } from '../../plan/proposalTerms.ts';
import { weightsOf } from '../../plan/scenarioWeights.ts';
import type { Study } from '../../plan/study.ts';
import { directionOf } from '../../plan/termsOf.ts';
import type { BySeed } from '../../statistics/paired.ts';
import { metricTitle } from '../metricTitle.ts';
import type { Setting } from '../settings.ts';
import type { Role } from './confidence.ts';
import type { Table } from './table.ts';

/** What a value of the knob must keep to be proposed. */
export interface Requirement {
  /** The scenario's label; `weightedMean` where all of them count. */
  readonly scenario: string;
  readonly metric: string;
  /** Its title and unit where the plan's own files define it. */
  readonly own?: Pick<Metric, 'title' | 'unit'>;
  readonly role: Role;
  /** What is limited, in words: `better by more than 0.002`, `worse by at most 3`. */
  readonly rule: string;
  /** The most that the harm may be, in the metric's unit. */
  readonly limit: number;
  /** Harm, with more as worse, is the effect times this. */
  readonly sign: 1 | -1;
}

/** A requirement of one value of the knob, with its numbers by seed. */
export interface Contrast extends Requirement {
  /** [seed] candidate − status quo, or the candidate's own value where the limit is absolute. */
  readonly values: BySeed;
  /** [seed] the harm where the change does nothing: 0, or the status quo's own value where the limit is absolute. */
  readonly idle: BySeed;
}

/** In place of a scenario's label: the mean over all of them, by their weights. */
export const weightedMean = 'weighted mean of the scenarios';

/**
 * All that is asked of one value of the knob: its gain in the first objective, as the weighted mean over the scenarios; what the objective
 * may lose in each of them; and each guardrail in each of them. What a scenario loses by changing instead of staying is the regret that the
 * change adds there: regrets are counted from the best choice, and it cancels.
 */
export function requirementsOf(
  study: Study,
  terms: ProposalTerms,
  table: Table,
  candidate: number,
): Contrast[] {
  const [{ metric, margin }] = study.objectives;
  const sign = directionOf(metric, study);
  const changes = table.scenarios.map((scenario) =>
    minus(table.values(scenario, candidate, metric), table.values(scenario, terms.statusQuo, metric)),
  );
  const words = { metric, ...ownWordsOf(metric, study), sign };
  const isSingle = table.scenarios.length === 1;
  const gain: Contrast = {
    ...words,
    scenario: isSingle ? table.scenarios[0].label : weightedMean,
    role: 'gain',
    rule: `better by more than ${margin}`,
    limit: -margin,
    values: weighted(changes, weightsOf(study, terms.weights)),
    idle: table.seeds.map(() => 0),
  };
  const most = regretOf(study, terms);
  // Where there is a single scenario its loss is ruled out by its gain.
  const regrets = (isSingle ? [] : table.scenarios).map(
    ({ label }, k): Contrast => ({
      ...words,
      scenario: label,
      role: 'regret',
      rule: `worse by at most ${most}`,
      limit: most,
      values: changes[k],
      idle: gain.idle,
    }),
  );
  const guardrails = table.scenarios.flatMap((scenario) =>
    terms.guardrails.map((guardrail) => guardrailIn(study, guardrail, terms, table, scenario, candidate)),
  );
  return [gain, ...regrets, ...guardrails];
}

/** The most that the objective may lose in any one scenario: as stated, or its margin, which counts as nothing. */
export const regretOf = ({ objectives }: Study, { regret }: ProposalTerms): number =>
  regret ?? objectives[0].margin;

/** [seed] the weighted sum; null where a scenario that counts has no value. */
function weighted(changes: readonly BySeed[], weights: readonly number[]): (number | null)[] {
  return changes[0].map((_, seed) => {
    let sum = 0;
    for (const [k, weight] of weights.entries()) {
      if (weight === 0) continue;
      const change = changes[k][seed];
      if (change === null) return null;
      sum += weight * change;
    }
    return sum;
  });
}

function guardrailIn(
  study: Study,
  guardrail: Guardrail,
  { statusQuo }: ProposalTerms,
  table: Table,
  scenario: Setting,
  candidate: number,
): Contrast {
  const { metric, worseBy } = guardrail;
  const limit = limitOf(guardrail, study);
  const own = table.values(scenario, candidate, metric);
  const before = table.values(scenario, statusQuo, metric);
  return {
    ...limit,
    scenario: scenario.label,
    metric,
    ...ownWordsOf(metric, study),
    role: 'guardrail',
    values: worseBy === undefined ? own : minus(own, before),
    idle:
      worseBy === undefined
        ? before.map((value) => (value === null ? null : limit.sign * value))
        : own.map(() => 0),
  };
}

function limitOf(
  { metric, worseBy, atMost, atLeast }: Guardrail,
  study: Study,
): Pick<Requirement, 'rule' | 'limit' | 'sign'> {
  if (worseBy !== undefined)
    return { rule: `worse by at most ${worseBy}`, limit: worseBy, sign: directionOf(metric, study) };
  if (atMost !== undefined)
    return { rule: `${metricTitle(metric, study)} at most ${atMost}`, limit: atMost, sign: 1 };
  return { rule: `${metricTitle(metric, study)} at least ${atLeast}`, limit: -atLeast!, sign: -1 };
}

function ownWordsOf(name: string, study: Study): Pick<Requirement, 'own'> {
  const own = ownMetrics(study).find((metric) => metric.name === name);
  return own === undefined ? {} : { own };
}

/** One − other where both have a value. */
export const minus = (one: BySeed, other: BySeed): (number | null)[] =>
  one.map((value, seed) => {
    const partner = other[seed];
    return value === null || partner === null ? null : value - partner;
  });
