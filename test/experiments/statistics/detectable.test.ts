import { describe, expect, it } from 'vitest';
import { detectableOf } from '../../../experiments/statistics/detectable.ts';
import { powerOf } from '../../../experiments/statistics/power.ts';
import { list, normals } from './draws.ts';

const normal = normals('detectable');
const quiet = list(8, () => 0.1 * normal());
const loud = list(8, () => 2 * normal());

describe('the smallest difference that a study would find', () => {
  it('is found by eight in ten such studies, and a hundredth less by fewer', () => {
    const found = detectableOf([loud])!;
    const power = (distance: number) => powerOf({ distance, sd: sdOf(loud), comparisons: 1 }, 8);
    expect(power(found)).toBeGreaterThanOrEqual(0.8);
    expect(power(0.99 * found)).toBeLessThan(0.8);
    expect(power(found)).toBeLessThan(0.8001);
  });

  it('is that of the contrast that scatters most, and more where several are judged together', () => {
    const alone = detectableOf([loud])!;
    const together = detectableOf([quiet, loud])!;
    expect(together).toBeGreaterThan(alone);
    expect(detectableOf([loud, quiet])).toBe(together);
    expect(detectableOf([quiet])!).toBeCloseTo((alone * sdOf(quiet)) / sdOf(loud), 4);
  });

  it('is nothing where nothing scatters, and unknown where nothing is compared', () => {
    expect(detectableOf([[0.5, 0.5, 0.5]])).toBe(0);
    expect(detectableOf([])).toBeNull();
  });
});

function sdOf(values: readonly number[]): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1));
}
