import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { schemaVersion, studyHash } from '../../../experiments/base/identity.ts';
import { Journal, type StoredRow } from '../../../experiments/run/journal.ts';
import type { Source } from '../../../experiments/tables/source.ts';

/** A plan of whatever command, as `study.json` has it. */
export const madePlan = {
  name: 'Made Study',
  question: 'What is in a table?',
  ruleset: 'autumn-2026',
  scenario: 'flat-subnet',
};

/** The largest whole number that JSON and float64 agree on, in RAO: 9 million TAO. */
export const mostRao = Number.MAX_SAFE_INTEGER;

/** Rows with everything that a table must keep whole: quotation marks, line breaks, missing values, whole RAO, the smallest and the largest floats. */
export const nastyRows: readonly StoredRow[] = [
  rowOf('a', {
    levels: { minBurn: mostRao, 'validator.alpha': 0.1, mixed: 'none', yuma3On: true, seed: 7 },
    measures: { networkQuality: 2.5, churn: null, tiny: 5e-324, huge: 1.7976931348623157e308 },
    days: [
      { day: 1, networkQuality: 2.25, registrations: 12, difficulty: 1e7 },
      { day: 2, networkQuality: 2.75, registrations: 0, difficulty: 2e7 },
    ],
    path: { networkQuality: [2.5, null], churn: [0.1, 0.2] },
    market: [
      [0.1666667, 50, 26, 1, 2, 3, 0.5, 4, 0, 0],
      [3.333333, 51, 26, 1, 2, 3, 0.5, 4, 0, 1],
    ],
  }),
  rowOf('b', {
    arm: 'it says "no",\nand κ · 😀',
    levels: { minBurn: 1, 'validator.alpha': 1, mixed: 0, yuma3On: false, seed: 8 },
    measures: { networkQuality: 0.1 + 0.2, churn: 0 },
  }),
  {
    ...rowOf('c', {
      levels: { minBurn: 500_000, 'validator.alpha': 0.5, mixed: 'x', yuma3On: true, seed: 9 },
    }),
    status: 'failed',
    reason: '',
    block: 12,
  },
];

function rowOf(id: string, more: object): StoredRow {
  const plan = {
    ruleset: 'autumn-2026',
    scenario: 'flat-subnet',
    arithmetic: 'chain',
    set: {},
    warmUpDays: 2.5,
    days: 2,
    seed: `mirror:${id}`,
  };
  return { id, arm: null, status: 'complete', plan, ...more };
}

/** The same rows as a source of tables, without a disk. */
export const sourceOf = (rows: readonly StoredRow[], plan: object = madePlan): Source => ({
  folder: 'made',
  study: 'made study',
  hash: 'ab'.repeat(32),
  engine: 'yuma-lab-2',
  plan: { ...plan },
  rows,
  badLines: 0,
});

/** A results folder of such rows, in a new place of its own. */
export function madeFolder(rows: readonly StoredRow[] = nastyRows, plan: object = madePlan): string {
  const folder = mkdtempSync(join(tmpdir(), 'tables-'));
  const hash = studyHash(plan);
  writeFileSync(join(folder, 'study.json'), JSON.stringify({ schema: schemaVersion, hash, plan }));
  const journal = new Journal(join(folder, 'journal.ndjson'), hash);
  for (const row of rows) journal.append(row);
  journal.close();
  return folder;
}
