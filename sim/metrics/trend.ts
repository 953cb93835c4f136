/** Values against time as the sums that a straight line needs. Plain data. */
export interface Trend {
  count: number;
  time: number;
  value: number;
  timeSquared: number;
  timeValue: number;
}

export const newTrend = (): Trend => ({ count: 0, time: 0, value: 0, timeSquared: 0, timeValue: 0 });

/** Adds a value at a time. Throws a `RangeError` for what is no finite number, so no NaN reaches a row. */
export function addPoint(trend: Trend, time: number, value: number): void {
  if (!Number.isFinite(time) || !Number.isFinite(value))
    throw new RangeError(`a point of a trend must be finite; received ${value} at ${time}`);
  trend.count += 1;
  trend.time += time;
  trend.value += value;
  trend.timeSquared += time * time;
  trend.timeValue += time * value;
}

/** The mean of the values; null while there is none. */
export const levelOf = ({ count, value }: Trend): number | null => (count > 0 ? value / count : null);

/** Slope of the least-squares line per unit of time; null for fewer than three points, or all at one time. */
export function slopeOf({ count, time, value, timeSquared, timeValue }: Trend): number | null {
  const spread = count * timeSquared - time * time;
  return count >= 3 && spread > 0 ? (count * timeValue - time * value) / spread : null;
}
