import { describe, expect, it } from 'vitest';
import { skewedEnds } from '../../../experiments/statistics/skewedEnds.ts';
import { studentQuantile } from '../../../experiments/statistics/studentT.ts';
import { stream } from '../../../sim/random.ts';

const momentsOf = (values: readonly number[]) => {
  const n = values.length;
  const mean = values.reduce((sum, value) => sum + value, 0) / n;
  const sd = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (n - 1));
  return { mean, sd };
};
const endsOf = (values: readonly number[], t: number) =>
  skewedEnds(values, momentsOf(values), { low: t, high: t });

/** How often the upper bound of 24 draws lies below their mean of 0, of 1,000. */
function passed(draw: (normal: () => number) => number, level: number): { student: number; both: number } {
  const t = studentQuantile(level, 23);
  const counts = { student: 0, both: 0 };
  for (let study = 0; study < 4000; study++) {
    const { normal } = stream(study, 'skewed', level);
    const values = Array.from({ length: 24 }, () => draw(normal));
    const { mean, sd } = momentsOf(values);
    if (mean + (t * sd) / Math.sqrt(24) < 0) counts.student += 1;
    if (endsOf(values, t).high < 0) counts.both += 1;
  }
  return counts;
}

describe('a bound of a mean of skewed values', () => {
  it('is Student’s where the values are symmetric', () => {
    const values = [-3, -1, 0, 1, 3];
    const { sd } = momentsOf(values);
    const half = (2 * sd) / Math.sqrt(5);
    expect(endsOf(values, 2).high).toBeCloseTo(half, 12);
    expect(endsOf(values, 2).low).toBeCloseTo(-half, 12);
  });

  it('lies further out on the side of the long tail, never further in than Student’s, and mirrors with the values', () => {
    const values = [0, 0.1, 0.2, 0.1, 0.3, 0.2, 0, 4];
    const { mean, sd } = momentsOf(values);
    const half = (2 * sd) / Math.sqrt(8);
    const { low, high } = endsOf(values, 2);
    expect(high).toBeGreaterThan(mean + 1.1 * half);
    expect(low).toBeCloseTo(mean - half, 12);
    expect(high).toBeLessThan(Math.max(...values));
    const mirrored = endsOf(
      values.map((value) => -value),
      2,
    );
    expect(mirrored.low).toBeCloseTo(-high, 12);
    expect(mirrored.high).toBeCloseTo(-low, 12);
  });

  it('errs half as often as Student’s on exponential values', () => {
    const exponential = (normal: () => number) => (normal() ** 2 + normal() ** 2) / 2 - 1;
    const { student, both } = passed(exponential, 0.995);
    expect(student).toBeGreaterThan(4000 * 0.025);
    expect(both).toBeLessThan(4000 * 0.02);
  });

  it('of normal values costs little', () => {
    const { student, both } = passed((normal) => normal(), 0.975);
    expect(both).toBeLessThanOrEqual(student);
    expect(both).toBeGreaterThan(0.75 * student);
  });

  it('of values that do not vary is their mean', () => {
    expect(skewedEnds([2, 2, 2, 2], { mean: 2, sd: 0 }, { low: 3, high: 3 })).toEqual({ low: 2, high: 2 });
  });
});
