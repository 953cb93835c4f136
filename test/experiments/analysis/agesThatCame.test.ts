import { describe, expect, it } from 'vitest';
import { Cells } from '../../../experiments/analysis/cells.ts';
import { meanOf } from '../../../experiments/analysis/meanOf.ts';
import { ifAllCame, metrics } from '../../../experiments/plan/measures.ts';
import { type CompleteRow, valuesOn } from '../../../experiments/plan/rows.ts';
import { reachedBy } from '../../../sim/metrics/incidence.ts';

const row = (seed: number, measures: CompleteRow['measures']): CompleteRow => ({
  id: String(seed),
  arm: null,
  status: 'complete',
  levels: { immunityPeriod: 512 },
  plan: {
    ruleset: 'nakamoto-2022',
    scenario: 'synthetic',
    arithmetic: 'float64',
    set: {},
    warmUpDays: 0,
    days: 1,
    seed: String(seed),
  },
  measures,
  tables: {
    to50: { binBlocks: 1, reached: [], evicted: [], censored: [] },
    to90: { binBlocks: 1, reached: [], evicted: [], censored: [] },
    survival: [],
  },
  days: [],
});

describe('an age that not every trial came to', () => {
  const rows = [row(1, { timeTo50: 100, deterred: 4 }), row(2, { timeTo50: null, deterred: null })];

  it('has no mean, no difference and no values: they would be of the fast trials alone', () => {
    expect(meanOf(rows, 'timeTo50')).toBe(null);
    expect(valuesOn([rows], 'timeTo50')).toEqual([[null, null]]);
    const cells = new Cells([...rows, row(3, { timeTo50: 300, deterred: 6 })]);
    expect(cells.mean({}, 'timeTo50')).toBe(null);
    expect(cells.mean({}, 'deterred')?.mean).toBe(5);
  });

  it('has one where all did, and a missing rate is left out as ever', () => {
    const all = [row(1, { timeTo50: 100 }), row(2, { timeTo50: 200 })];
    expect(meanOf(all, 'timeTo50')?.mean).toBe(150);
    expect(meanOf(rows, 'deterred')?.mean).toBe(4);
    expect(ifAllCame('deterred', [1, null])).toEqual([1, null]);
  });

  it('is every measure of an age: one in blocks says that it may not come', () => {
    const ages = metrics.filter(({ unit }) => unit === 'blocks');
    expect(ages.map(({ name }) => name)).toEqual(['halfLife', 'timeTo50', 'timeTo90']);
    expect(ages.every(({ mayNotCome }) => mayNotCome)).toBe(true);
  });
});

describe('the share that got there by an age', () => {
  it('is that of the last step of the curve up to it', () => {
    const points = [
      { age: 0, reached: 0, evicted: 0 },
      { age: 10, reached: 0.2, evicted: 0.1 },
      { age: 30, reached: 0.5, evicted: 0.1 },
    ];
    expect([5, 10, 29, 30, 100].map((age) => reachedBy(points, age))).toEqual([0, 0.2, 0.2, 0.5, 0.5]);
  });
});
