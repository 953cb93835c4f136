import { describe, expect, it } from 'vitest';
import type { MeasurePath, PathAnalysis } from '../../../experiments/analysis/beginning/path.ts';
import { driftWords } from '../../../experiments/report/driftWords.ts';

const path = { days: 60 } as PathAnalysis;

/** The second half of days 31 to 60 less the first: `mean` ± `half`. */
const measure = (mean: number, half: number, margin: number | null = 0.01): MeasurePath => ({
  metric: 'networkGap',
  margin,
  levels: [],
  settlement: {
    days: 60,
    dropped: 0,
    isPast: true,
    tolerance: 0.01,
    settled: [true],
    changes: [{ n: 12, mean, sd: half, low: mean - half, high: mean + half, level: 0.95, method: 't' }, null],
  },
});

describe('what a long run cannot exclude', () => {
  it('is the fastest drift its interval holds: 0.002 in 15 days are the margin of 0.01 in 75', () => {
    expect(driftWords(path, measure(0.0005, 0.0015))).toContain('within 75 days more');
    expect(driftWords(path, measure(-0.0005, 0.0015))).toContain('within 75 days more');
  });

  it('is nothing where worlds are alike, where it takes years, or where nothing decides', () => {
    expect(driftWords(path, measure(0, 0))).toBe('');
    expect(driftWords(path, measure(0, 0.0001))).toBe('');
    expect(driftWords(path, measure(0.0005, 0.0015, null))).toBe('');
  });
});
