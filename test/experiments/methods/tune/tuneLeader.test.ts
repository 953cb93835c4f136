import { describe, expect, it } from 'vitest';
import { type Tried, tuneLeader, tuneLeaderWords } from '../../../../experiments/methods/tune/tuneLeader.ts';
import type { TunePlan } from '../../../../experiments/methods/tune/tunePlan.ts';

const plan: TunePlan = {
  ...{
    kind: 'tune',
    name: 'toy',
    question: 'Which is best?',
    ruleset: 'nakamoto-2022',
    scenario: 'synthetic',
  },
  ...{
    arithmetic: 'float64',
    set: {},
    guardrails: [],
    constraints: [],
    search: 'random',
    budget: 1,
    seed: '1',
  },
  ...{ firstSeed: 1, searchSeeds: 3, confirmSeeds: 3, warmUpDays: 0, days: 1 },
  dimensions: [{ name: 'immunityPeriod', domain: { kind: 'integer', low: 0, high: 9000 } }],
  objectives: [{ name: 'loss', expression: 'networkQuality', better: 'lower', margin: 0.01 }],
  statusQuo: { immunityPeriod: 1000 },
};

/** Trials of a setting: its loss on seeds from 1 on, and by how much it breaks a guardrail. */
const rowsAt = (immunityPeriod: number, losses: readonly number[], excess = -1): Tried[] =>
  losses.map((networkQuality, k) => ({
    setting: { immunityPeriod },
    seed: String(k + 1),
    measures: { networkQuality, excess },
  }));
const told = (rows: readonly Tried[]): string | null => {
  const leader = tuneLeader(plan, rows, ({ networkQuality, excess }) => ({
    objectives: [networkQuality ?? 0],
    excesses: [excess ?? 0],
  }));
  return leader === null ? null : tuneLeaderWords(plan, leader);
};

describe('what leads a search', () => {
  it('is the setting with the lowest loss beside the status quo on the same seeds, with its interval', () => {
    const rows = [
      ...rowsAt(1000, [2, 3, 4]),
      ...rowsAt(3000, [1.9, 2.91, 3.89]),
      ...rowsAt(4000, [1.99, 2.98, 3.99]),
    ];
    expect(told(rows)).toMatch(
      /^best so far: immunityPeriod 1,000 blocks → 3,000 blocks, mean loss −0\.1\d* ± 0\.0\d+ nats \(n 3\)$/,
    );
  });

  it('has been tried on as many seeds as any, and breaks no guardrail', () => {
    const rows = [
      ...rowsAt(1000, [2, 3]),
      ...rowsAt(2000, [1]),
      ...rowsAt(3000, [1.9, 2.9]),
      ...rowsAt(5000, [0, 0], 0.1),
    ];
    expect(told(rows)).toContain('1,000 blocks → 3,000 blocks');
  });

  it('is the status quo where no other does better; after one seed there is no interval; before it nothing leads', () => {
    expect(told([...rowsAt(1000, [2]), ...rowsAt(3000, [2.5])])).toBe(
      'best so far: the status quo; next immunityPeriod 1,000 blocks → 3,000 blocks, mean loss +0.5 nats (n 1)',
    );
    expect(told(rowsAt(3000, [2.5]))).toBeNull();
    expect(told(rowsAt(1000, [2.5]))).toBeNull();
  });
});
