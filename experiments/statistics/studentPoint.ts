import { studentQuantile } from './studentT.ts';

/** Quantiles that were asked for, by probability and degrees of freedom. */
const points = new Map<number, Map<number, number>>();

/** Student's quantile (`studentQuantile`), remembered: a rule asks for the same few thousands of times. Throws as that does. */
export function studentPoint(p: number, df: number): number {
  const own = points.get(p)?.get(df);
  if (own !== undefined) return own;
  const point = studentQuantile(p, df);
  if (!points.has(p)) points.set(p, new Map());
  points.get(p)?.set(df, point);
  return point;
}
