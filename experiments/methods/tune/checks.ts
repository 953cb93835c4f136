import { UserError } from '../../base/userError.ts';
import { type Evaluation, settingKey } from './evaluation.ts';
import type { Score } from './scores.ts';
import type { Setting } from './space.ts';
import type { TunePlan } from './tunePlan.ts';

/** Throws `UserError` for an objective that all trials gave the same value. */
export function checkVaries({ objectives }: TunePlan, evaluations: readonly Evaluation[]): void {
  const scores = evaluations.flatMap(({ score }) => (score === null ? [] : [score]));
  for (const [k, { name }] of objectives.entries()) {
    const first = scores[0]?.objectives[k];
    if (scores.some(({ objectives: values }) => values[k] !== first)) continue;
    throw new UserError(
      `the objective ${JSON.stringify(name)} never varies: all ${scores.length} trials gave ${first}; choose another, or knobs that move it (the trials are kept)`,
    );
  }
}

/** Throws `UserError` for a guardrail that no setting meets. */
export function checkGuardrails({ guardrails }: TunePlan, evaluations: readonly Evaluation[]): void {
  const scores = evaluations.flatMap(({ score }) => (score === null ? [] : [score]));
  for (const [k, rail] of guardrails.entries()) {
    const least = Math.min(...scores.map((score: Score) => score.excesses[k]));
    if (least <= 0) continue;
    throw new UserError(
      `no setting meets the guardrail ${guardrailText(rail)}: the nearest of ${scores.length} trials misses it by ${Number(least.toPrecision(4))}; loosen it, or widen the knobs (the trials are kept)`,
    );
  }
}

/** A guardrail as it is written. */
export function guardrailText({ expression, atMost, atLeast }: TunePlan['guardrails'][number]): string {
  const ends = [...(atLeast === null ? [] : [`>= ${atLeast}`]), ...(atMost === null ? [] : [`<= ${atMost}`])];
  return `${expression} ${ends.join(' and ')}`;
}

/** Throws `UserError` where too few of the fresh trials of a setting have a value. */
export function checkFresh(
  settings: readonly Setting[],
  seeds: number,
  scoresOf: (place: number) => readonly (Score | null)[],
): void {
  for (const [place, setting] of settings.entries()) {
    const good = scoresOf(place).filter((score) => score !== null).length;
    if (good < Math.max(3, seeds / 2))
      throw new UserError(
        `${seeds - good} of ${seeds} fresh trials of ${settingKey(setting)} failed or have no value: it cannot be judged (their rows are kept)`,
      );
  }
}
