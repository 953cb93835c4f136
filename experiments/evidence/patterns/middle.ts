/** Mean; null of no values. */
export const meanOf = (values: readonly number[]): number | null =>
  values.length > 0 ? values.reduce((sum, one) => sum + one, 0) / values.length : null;

/** The middle value, the lower of two; null of no values. */
export const medianOf = (values: readonly number[]): number | null =>
  values.length > 0 ? quantileOf(values, 0.5) : null;

/** The value below which about a share of all lie, one of the values themselves. */
export function quantileOf(values: readonly number[], share: number): number {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.floor(share * (sorted.length - 1))];
}
