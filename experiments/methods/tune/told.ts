import type { Evaluation } from './evaluation.ts';

/** How many spreads of an objective a guardrail costs that is broken by one spread of its own. */
const penalty = 3;

/**
 * What a search is told of a trial: its objectives against the status quo on the same seed, worse where a guardrail is broken;
 * null for a failed one. Scales come from the status quo and the random search, so that they are known before the search
 * begins.
 */
export function toldOf(evaluation: Evaluation, evaluations: readonly Evaluation[]): number[] | null {
  if (evaluation.score === null) return null;
  const base = evaluations.find(
    ({ stage, seed }) => stage === 'status quo' && seed === evaluation.seed,
  )?.score;
  const early = evaluations.filter(
    ({ stage, score }) => (stage === 'random' || stage === 'status quo') && score !== null,
  );
  const { objectives, excesses } = evaluation.score;
  const broken = excesses.reduce((sum, excess, k) => {
    const scale = spreadOf(early.map(({ score }) => score!.excesses[k]));
    return sum + Math.max(0, excess) / scale;
  }, 0);
  return objectives.map((value, k) => {
    const spread = broken === 0 ? 0 : spreadOf(early.map(({ score }) => score!.objectives[k]));
    return value - (base?.objectives[k] ?? 0) + penalty * spread * broken;
  });
}

function spreadOf(values: readonly number[]): number {
  const center = values.reduce((sum, value) => sum + value, 0) / values.length;
  return Math.sqrt(values.reduce((sum, value) => sum + (value - center) ** 2, 0) / values.length) || 1;
}
