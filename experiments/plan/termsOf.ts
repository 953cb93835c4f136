import { UserError } from '../base/userError.ts';
import { metric } from './measures.ts';
import type { OwnMark } from './ownFiles.ts';
import type { Guardrail, ProposalTerms } from './proposalTerms.ts';
import { weightsOf } from './scenarioWeights.ts';
import type { Study } from './study.ts';

/**
 * The terms of a study, its own or those a plan without them implies: the first landmark as status quo, and half as many fresh seeds.
 * Objectives behind the first are guardrails: none may get worse by more than its margin. Throws `UserError` for a plan that
 * contradicts itself.
 */
export function termsOf(study: Study): ProposalTerms {
  checkShape(study);
  const own = study.proposal ?? impliedTerms(study);
  const terms = { ...own, guardrails: [...impliedGuardrails(study), ...statedGuardrails(study)] };
  checkTerms(study, terms);
  return terms;
}

/** Objectives behind the first: none may get worse by more than its margin. */
export const impliedGuardrails = ({ objectives }: Pick<Study, 'objectives'>): Guardrail[] =>
  objectives.slice(1).map(({ metric, margin }) => ({ metric, worseBy: margin }));

/** The guardrails that a study states. */
export const statedGuardrails = ({ guardrails = [], proposal }: Study): readonly Guardrail[] => [
  ...guardrails,
  ...(proposal?.guardrails ?? []),
];

function checkShape({ name, design, cells, factors, objectives, seeds }: Study): void {
  if (design !== undefined || cells !== undefined)
    throw new UserError(
      `${name} drew its cells from a design; a proposal needs every level in every scenario: list the values`,
    );
  if (factors[0].values.some((value) => typeof value !== 'number') || factors[0].values.length < 2)
    throw new UserError(
      `the first factor of ${name} is what is proposed, here from ${factors[0].values.join(', ')}: give it at least two numbers (switches and names are proposed of a sweep that states no terms of a proposal: leave proposal out)`,
    );
  if (objectives.length === 0) throw new UserError(`${name} has no objective, so nothing can be proposed`);
  if (seeds < leastSeeds)
    throw new UserError(
      `${name} has ${seeds} seeds; with so few a scatter is hardly known, so a proposal needs ${leastSeeds}`,
    );
}

/** Seeds below which the t of a bound is more guess than measurement: at 8 its 99.5 % point is 3.5, at 4 it is 5.8. */
export const leastSeeds = 8;

/** The terms of a plan that states none. Throws `UserError` where it names no value in force. */
export function impliedTerms({ name, statusQuo, factors, seeds }: Study): ProposalTerms {
  const value = statusQuo.find(({ value }) => factors[0].values.includes(value))?.value;
  if (value === undefined)
    throw new UserError(
      `${name} names no status quo among ${factors[0].name}=${factors[0].values.join(',')}: a proposal needs the value in force`,
    );
  return { statusQuo: value, guardrails: [], confirmSeeds: usualConfirmSeeds(seeds) };
}

/** Fresh seeds where a plan names none: half as many as it has. */
export const usualConfirmSeeds = (seeds: number): number => Math.max(4, Math.ceil(seeds / 2));

function checkTerms(study: Study, terms: ProposalTerms): void {
  const { statusQuo, guardrails, confirmSeeds, weights, regret } = terms;
  const { name, factors, objectives } = study;
  if (!factors[0].values.includes(statusQuo))
    throw new UserError(
      `the status quo of ${name}, ${statusQuo}, is not among ${factors[0].name}=${factors[0].values.join(',')}`,
    );
  if (!(Number.isInteger(confirmSeeds) && (confirmSeeds === 0 || confirmSeeds >= 4)))
    throw new UserError(
      `confirmSeeds of ${name} must be 0 or a whole number of at least 4; received ${confirmSeeds}`,
    );
  if (regret !== undefined && !(Number.isFinite(regret) && regret >= 0))
    throw new UserError(
      `regret of ${name}, the most that ${objectives[0].metric} may lose in one scenario, must be 0 or more; received ${regret}`,
    );
  weightsOf(study, weights);
  for (const { metric } of objectives) directionOf(metric, study);
  for (const guardrail of guardrails) checkGuardrail(guardrail, study);
}

function checkGuardrail({ metric, worseBy, atMost, atLeast }: Guardrail, own: OwnMark): void {
  const limits = [worseBy, atMost, atLeast].filter((limit) => limit !== undefined);
  if (limits.length !== 1 || !Number.isFinite(limits[0]))
    throw new UserError(`the guardrail ${metric} needs one of worseBy, atMost and atLeast, a number`);
  if (worseBy !== undefined && worseBy < 0)
    throw new UserError(`the guardrail ${metric} must allow 0 or more; received worseBy ${worseBy}`);
  if (worseBy !== undefined) directionOf(metric, own);
}

/** 1 where more is worse, −1 where less is. Throws `UserError` for a metric of which neither is. */
export function directionOf(name: string, own: OwnMark = {}): 1 | -1 {
  const better = metric(name, own)?.better;
  if (better === 'lower') return 1;
  if (better === 'higher') return -1;
  throw new UserError(
    `${name} ${better === undefined ? 'is no metric' : 'has no better side'}: give it atMost or atLeast as a guardrail`,
  );
}
