/** A running mean as plain data, so that whatever holds one can be copied. */
export interface Mean {
  sum: number;
  count: number;
}

export const newMean = (): Mean => ({ sum: 0, count: 0 });

/** Adds a value. Throws a `RangeError` for what is no finite number, so no NaN reaches a row. */
export function addTo(mean: Mean, value: number): void {
  if (!Number.isFinite(value)) throw new RangeError(`a measured value must be finite; received ${value}`);
  mean.sum += value;
  mean.count += 1;
}

/** Adds a value that may be missing. */
export function addSome(mean: Mean, value: number | null): void {
  if (value !== null) addTo(mean, value);
}

/** The mean; null while nothing was added. */
export const meanOf = ({ sum, count }: Mean): number | null => (count > 0 ? sum / count : null);
