import { describe, expect, it } from 'vitest';
import { incidenceOf } from '../../../experiments/analysis/lives.ts';
import type { LifeTable } from '../../../sim/metrics/lifeTable.ts';

const table = (
  reached: [number, number][],
  evicted: [number, number][],
  censored: [number, number][],
): LifeTable => ({
  binBlocks: 10,
  reached,
  evicted,
  censored,
});

describe('when newcomers got there', () => {
  it('counts all of all seeds: those who did, who were evicted, and who were out of sight', () => {
    const tables = [
      table(
        [
          [0, 2],
          [1, 1],
        ],
        [[0, 3]],
        [],
      ),
      table([], [], [[4, 5]]),
    ];
    expect(incidenceOf(tables, 'lives', 20)?.curve.n).toBe(11);
  });

  it('is nothing where nobody came', () => {
    expect(incidenceOf([table([], [], [])], 'lives', 20)).toBeNull();
  });
});
