import { describe, expect, it } from 'vitest';
import { leaderOf, leaderWords } from '../../../experiments/analysis/leader.ts';
import type { Study } from '../../../experiments/plan/study.ts';
import { rowsOfSwept, sweptStudy } from '../sweptStudy.ts';

const rows = rowsOfSwept(sweptStudy);
const named = (study: Study) => {
  const leader = leaderOf(study, rows);
  return leader === null ? null : leaderWords(study, leader);
};

describe('what leads in the rows so far', () => {
  it('is the level with the best paired difference from the value in force, a mean over the other settings for each seed', () => {
    expect(leaderOf(sweptStudy, rows)).toMatchObject({
      factor: 'immunityPeriod',
      level: 7200,
      base: 5000,
      difference: { n: 12, mean: expect.closeTo(-0.02, 3) },
    });
    expect(named(sweptStudy)).toMatch(
      /^best so far: immunityPeriod 7,200, served loss −0\.0\d+ ± 0\.000\d+ nats from 5,000 \(n 12\)$/,
    );
  });

  it('counts the seeds that both have, and no failed trial', () => {
    const few = rows.filter(({ plan }) => Number(plan.seed) <= 5);
    expect(leaderOf(sweptStudy, few)?.difference.n).toBe(5);
    const failed = few.map((row) =>
      row.plan.seed === '2' ? { ...row, status: 'failed' as const, reason: 'made' } : row,
    );
    expect(leaderOf(sweptStudy, failed)?.difference.n).toBe(4);
  });

  it('is the value in force where every other does worse, and then the next one is told', () => {
    const more = { ...sweptStudy, objectives: [{ metric: 'deterred', margin: 1 }] };
    const study = { ...more, asks: [{ name: 'immunityPeriod', inForce: 5000 }] };
    expect(named(study)).toMatch(/^best so far: immunityPeriod 5,000; next 7,200, .*\+0\.\d+/);
  });

  it('is no level where all are alike to the last bit', () => {
    const alike = rows.map((row) => ({ ...row, measures: { ...row.measures, servedQuality: 2.7 } }));
    const leader = leaderOf(sweptStudy, alike);
    expect(leader && leaderWords(sweptStudy, leader)).toMatch(
      /^none leads so far: .* have the same served loss/,
    );
  });

  it('is not told before two seeds have both, nor where nothing decides or one level stands alone', () => {
    expect(
      leaderOf(
        sweptStudy,
        rows.filter(({ plan }) => plan.seed === '1'),
      ),
    ).toBeNull();
    expect(leaderOf(sweptStudy, [])).toBeNull();
    expect(leaderOf({ ...sweptStudy, objectives: [] }, rows)).toBeNull();
    const alone = { ...sweptStudy, factors: [{ name: 'immunityPeriod', values: [5000] }] };
    expect(leaderOf({ ...alone, asks: [{ name: 'immunityPeriod', inForce: 5000 }] }, rows)).toBeNull();
  });
});
