import { type Expression, readExpression } from '../../base/expression.ts';
import { metricNames } from '../../plan/measures.ts';
import type { TunePlan } from './tunePlan.ts';

export type Measures = Readonly<Record<string, number | null>>;

/** What a trial came to: lower is better in each objective, and a guardrail is kept where its excess is at most 0. */
export interface Score {
  readonly objectives: readonly number[];
  /** [guardrail] by how much it is broken, in its own unit. */
  readonly excesses: readonly number[];
}

/** Reads the expressions of a plan once; the function it returns scores the measures of a trial, null where one has no value. */
export async function scorerOf(
  plan: Pick<TunePlan, 'objectives' | 'guardrails' | 'with'>,
): Promise<(measures: Measures) => Score | null> {
  const { objectives, guardrails } = plan;
  const known = metricNames(plan);
  const goals = await Promise.all(objectives.map(({ expression }) => readExpression(expression, known)));
  const rails = await Promise.all(guardrails.map(({ expression }) => readExpression(expression, known)));
  return (measures) => {
    const values = goals.map((goal, k) => signed(numberOf(goal, measures), objectives[k].better));
    const excesses = rails.map((rail, k) => excessOf(numberOf(rail, measures), guardrails[k]));
    if ([...values, ...excesses].includes(null)) return null;
    return { objectives: values as number[], excesses: excesses as number[] };
  };
}

/** A truth value counts 0 or 1. */
function numberOf(expression: Expression, measures: Measures): number | null {
  const value = expression.value(measures);
  return value === null ? null : Number(value);
}

const signed = (value: number | null, better: 'lower' | 'higher'): number | null =>
  value === null || better === 'lower' ? value : -value;

function excessOf(
  value: number | null,
  { atMost, atLeast }: Pick<TunePlan['guardrails'][number], 'atMost' | 'atLeast'>,
): number | null {
  if (value === null) return null;
  return Math.max(
    atMost === null ? Number.NEGATIVE_INFINITY : value - atMost,
    atLeast === null ? Number.NEGATIVE_INFINITY : atLeast - value,
  );
}
