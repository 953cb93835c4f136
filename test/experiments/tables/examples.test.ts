import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadDuckDb, openDuckDb } from '../../../experiments/tables/duckdb/duckdb.ts';
import { exportTables } from '../../../experiments/tables/exportTables.ts';
import { root } from '../../commands.ts';
import { parquetRows } from './parquet.ts';

// The examples of the how-to are for three programs. DuckDB comes with the laboratory, so its example is run here; those of Python
// and R are run where these are, and everywhere their files and columns must be there.

const text = readFileSync(`${root}docs/how-to/ask-the-tables.md`, 'utf8');
const blockOf = (language: string): string =>
  (new RegExp(`\`\`\`${language}\\n([\\s\\S]*?)\`\`\``).exec(text)?.[1] ?? '')
    .replaceAll(/^ {3}/gm, '')
    .trim();

let folder: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'examples-'));
  await exportTables(`${root}results/reference/scoring-rule-quick`, {
    to: join(folder, 'tables'),
    csv: true,
  });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What a program prints of a script, or null where it or its libraries are not there. */
function printed(program: string, test: readonly string[], script: readonly string[]): string | null {
  const run = (words: readonly string[]) => spawnSync(program, words, { cwd: folder, encoding: 'utf8' });
  if (run(test).status !== 0) return null;
  const { status, stdout, stderr } = run(script);
  expect(status, stderr).toBe(0);
  return stdout;
}

describe('the examples of the how-to', () => {
  it('are three lines or so in each of three programs', () => {
    for (const language of ['python', 'r', 'sql']) {
      const lines = blockOf(language).split('\n').length;
      expect([language, lines >= 2 && lines <= 3]).toEqual([language, true]);
    }
  });

  it('of DuckDB gives the medians that the rows have', async () => {
    const duckdb = await loadDuckDb();
    const connection = await openDuckDb(duckdb, { memory: 128 });
    const sql = blockOf('sql').replace("'tables/", `'${folder}/tables/`);
    const rows = (await connection.runAndReadAll(sql)).getRowObjectsJson();
    connection.closeSync();
    const all = await parquetRows(join(folder, 'tables/series.parquet'));
    const first = all
      .filter((row) => row.measure === 'clientLoss' && row.setting === rows[0].setting && row.day === 1)
      .map(({ value }) => Number(value))
      .sort((one, other) => one - other);
    expect(first.length).toBe(10);
    expect(rows[0].median).toBeCloseTo((first[4] + first[5]) / 2, 12);
  });

  it('of Python and R name files and columns that are there', async () => {
    const [trials, series] = await Promise.all(
      ['trials', 'series'].map(async (name) =>
        Object.keys((await parquetRows(join(folder, `tables/${name}.parquet`)))[0]),
      ),
    );
    for (const name of ['arm', 'status', 'servedQuality', 'validator_scoringRule']) {
      expect(blockOf('r')).toContain(name);
      expect(trials).toContain(name);
    }
    for (const name of ['measure', 'setting', 'day', 'value']) {
      expect(blockOf('python')).toContain(name);
      expect(series).toContain(name);
    }
  });

  it('of Python and R run where these are', () => {
    const python = printed('python3', ['-c', 'import pandas, pyarrow'], ['-c', blockOf('python')]);
    if (python !== null) expect(python).toMatch(/validator\.scoringRule=/);
    const r = printed('Rscript', ['-e', '1'], ['-e', blockOf('r')]);
    if (r !== null) expect(r).toMatch(/leaveOneOut +2\.574385/);
  });
});
