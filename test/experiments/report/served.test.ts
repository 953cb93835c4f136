import { describe, expect, it } from 'vitest';
import type { CompleteRow } from '../../../experiments/plan/rows.ts';
import { type Study, trialsOf } from '../../../experiments/plan/study.ts';
import { servedSection } from '../../../experiments/report/sections/served.ts';
import { cheatersQuick } from '../../../experiments/studies/cheaters.ts';

const study: Study = { ...cheatersQuick, seeds: 3, cells: cheatersQuick.cells!.slice(0, 2) };
const nothing = { binBlocks: 1, reached: [], evicted: [], censored: [] };

const rows = (measuresOf: (seed: number) => CompleteRow['measures']): CompleteRow[] =>
  trialsOf(study).map((trial, k) => ({
    ...trial,
    id: String(k),
    status: 'complete',
    measures: measuresOf(Number(trial.plan.seed)),
    tables: { to50: nothing, to90: nothing, survival: [] },
    days: [],
  }));

describe('the page of a study that decides by something else', () => {
  it('tells in every cell what is paid for and what a client gets, with intervals', () => {
    const section = servedSection({
      study,
      rows: rows((seed) => ({ servedQuality: 3, clientLoss: 2 + 0.01 * seed, cheaterRatio: 1 })),
    });
    const [table] = section!.blocks;
    if (table.kind !== 'table') throw new Error('the first block is the table');
    expect(table.columns.map(({ title }) => title)).toEqual(['cell', 'Served loss', 'The client’s loss']);
    expect(table.rows).toHaveLength(2);
    // Student's t with 2 degrees of freedom, 4.303, times 0.01 / √3.
    for (const [, served, client] of table.rows) {
      expect(served).toMatch(/^3(?:\.0+)? ± 0/);
      expect(client).toMatch(/^2\.02\d* ± 0\.02[45]/);
    }
  });

  it('has no such table where rows are older than both', () => {
    expect(servedSection({ study, rows: rows(() => ({ cheaterRatio: 1 })) })).toBe(null);
  });
});
