import { describe, expect, it } from 'vitest';
import {
  compared,
  survivalOf,
  valuesBySeed,
  verdictOf,
} from '../../../experiments/analysis/models/comparison.ts';
import type { ModelRow } from '../../../experiments/plan/modelRows.ts';
import { meanInterval } from '../../../experiments/statistics/meanInterval.ts';
import { smallModelStudy } from './smallModelStudy.ts';

const study = { ...smallModelStudy, margin: 1 };
const row = (condition: string, seed: string, bias: number | null): ModelRow => ({
  condition,
  attack: null,
  seed,
  measures: { bias },
});
const rowsOf = (values: Readonly<Record<string, readonly (number | null)[]>>): ModelRow[] =>
  Object.entries(values).flatMap(([name, list]) => list.map((bias, k) => row(name, String(k + 1), bias)));

describe('conditions of a study of a model', () => {
  it('are compared seed by seed: what both share cancels', () => {
    const { comparisons } = compared(rowsOf({ half: [10, 90, 50, 30], tenth: [12, 93, 52, 33] }), study);
    // Differences 2, 3, 2, 3: mean 2.5, sd 1/√3; t(0.975, 3) = 3.1824 (R: qt(0.975, 3)).
    const { difference, verdict } = comparisons[0];
    expect(difference).toMatchObject({ n: 4, mean: 2.5 });
    expect(difference!.high - 2.5).toBeCloseTo(3.182446305 / Math.sqrt(3) / 2, 8);
    expect(verdict).toBe('higher');
  });

  it('are paired by the name of the seed, whatever the order of the rows, without those that lack a value', () => {
    const rows = rowsOf({ half: [1, null, 3, 4], tenth: [2, 5, 3] }).reverse();
    expect(valuesBySeed(rows, study, 'half', 'bias')).toEqual([1, null, 3, 4]);
    expect(compared(rows, study).comparisons[0].difference).toMatchObject({ n: 2, mean: 0.5 });
  });

  it('have wider intervals the more of them there are, so that all hold together at 95 % (Sidak)', () => {
    const more = {
      ...study,
      conditions: [...study.conditions, { name: 'third', words: 'third', set: { demand: 0.3 } }] as const,
    };
    const values = { half: [0, 0, 0, 0], tenth: [2, 3, 2, 3], third: [2, 3, 2, 3] };
    const { difference } = compared(rowsOf(values), { ...more, conditions: [...more.conditions] })
      .comparisons[0];
    // R: qt((1 + 0.95^(1/2)) / 2, 3) = 4.1506
    expect(difference!.high - 2.5).toBeCloseTo(4.15 / Math.sqrt(3) / 2, 2);
  });

  it('differ where the interval lies beyond the margin, are alike within it, and else are not decided', () => {
    const around = (mean: number) => meanInterval([mean - 0.1, mean, mean + 0.1]);
    expect([3, -3, 0.2, 1].map((mean) => verdictOf(around(mean), 1))).toEqual([
      'higher',
      'lower',
      'alike',
      'not decided',
    ]);
    expect(verdictOf(null, 1)).toBe('not decided');
  });

  it('have a verdict that an attack keeps, turns, decides, or leaves open', () => {
    expect(survivalOf('higher', 'higher')).toBe('stays');
    expect(survivalOf('higher', 'alike')).toBe('another');
    expect(survivalOf('not decided', 'lower')).toBe('decided');
    expect(survivalOf('alike', 'not decided')).toBe('not decided');
  });
});
