/** Mean; null of no values. */
export const meanOf = (values: readonly number[]): number | null =>
  values.length > 0 ? values.reduce((sum, one) => sum + one, 0) / values.length : null;

/** The middle value, the lower of two; null of no values. */
export const medianOf = (values: readonly number[]): number | null =>
  values.length > 0 ? quantilesOf(values, [0.5, 0.5])[0] : null;

/** The values below which about a share of all lie, values themselves. */
export function quantilesOf(
  values: readonly number[],
  [low, high]: readonly [number, number],
): [low: number, high: number] {
  const sorted = Float64Array.from(values).sort();
  const at = (share: number) => sorted[Math.floor(share * (sorted.length - 1))];
  return [at(low), at(high)];
}
