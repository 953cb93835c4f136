import { describe, expect, it } from 'vitest';
import { consensusCostOf } from '../../../experiments/figures/consensusCost.ts';
import { costNetwork } from '../../../experiments/figures/cost/costNetwork.ts';
import { type CostPlan, costStudy } from '../../../experiments/figures/cost/costStudy.ts';
import { equalServers } from '../../../experiments/figures/cost/equalServers.ts';

const small: CostPlan = {
  families: [
    { validators: 'n', sizes: [32, 64, 128, 256] },
    { validators: 256, sizes: [256, 512, 1024] },
    { validators: 16, sizes: [32, 64, 512] },
  ],
  densities: { shape: { size: 64, validators: 32 }, shares: [1, 0.5] },
  twin: [32, 64],
  nets: { size: 32, counts: [1, 2, 4] },
};

describe('the cost of consensus', () => {
  const study = costStudy(small);

  it('is read as n² entries where everybody is a validator, and as n entries where few are', () => {
    expect(study.families.map(({ entries }) => Number(entries.slope.toFixed(9)))).toEqual([2, 1, 1]);
    for (const { costs } of study.families) {
      for (const { entries, size, validators } of costs) expect(entries).toBe(size * validators);
    }
  });

  it('of K networks is a K-th of the one network of all their uids, in entries and in stored bytes', () => {
    for (const { nets, many, one } of study.nets) expect(one.entries).toBe(nets * many.entries);
    const [whole] = study.families[0].costs;
    expect(whole.storedBytes).toBe(8 * 32 * 32 - 4 * 32);
  });

  it('stands in a figure whose every published value is met, engine values included', () => {
    const { checks, charts, tables } = consensusCostOf(study);
    expect(checks.filter(({ verdict }) => verdict === 'not met')).toEqual([]);
    expect(checks.filter(({ verdict }) => verdict === 'met').length).toBeGreaterThan(10);
    expect([charts.length, tables.length]).toEqual([4, 5]);
    for (const { columns, rows } of tables) for (const row of rows) expect(row.length).toBe(columns.length);
  });

  it('is measured on networks of which no two rows or columns are alike', () => {
    const { weights, size } = costNetwork({ size: 48, validators: 20, density: 1 });
    const rows = weights.slice(0, 20).map(({ values }) => values.join());
    const columns = Array.from({ length: size }, (_, uid) => rows.map((row) => row.split(',')[uid]).join());
    expect([new Set(rows).size, new Set(columns).size]).toEqual([20, 48]);
  });
});

it('a network of 4,096 equal servers less its validators pays each 130,208 RAO, as the chain’s own test says', () => {
  expect(equalServers(4096, 256)).toEqual({ rao: 130_208, level: 17 });
});
