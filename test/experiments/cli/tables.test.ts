import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { madeFolder } from '../tables/madeFolder.ts';
import { parquetRows } from '../tables/parquet.ts';
import { labHere } from './inProcess.ts';

let folder: string;
let tables: string;
beforeAll(async () => {
  folder = madeFolder();
  tables = mkdtempSync(join(tmpdir(), 'tables-'));
  await labHere(['export', folder, '--to', tables, '--csv', '--without-duckdb']);
});
afterAll(() => {
  for (const one of [folder, tables]) rmSync(one, { recursive: true, force: true });
});

describe('export', () => {
  it('says what it wrote, for a reader and for machines', async () => {
    const to = join(tables, 'again');
    const { status, stdout } = await labHere(['export', folder, '--to', to]);
    expect(status).toBe(0);
    expect(stdout).toMatch(
      /Written: .*trials\.parquet\n[\s\S]*rows: 3 of trials, 28 of series; hash [0-9a-f]{8}\n/,
    );
    const told = JSON.parse((await labHere(['export', folder, '--to', to, '--json'])).stdout);
    expect(told).toMatchObject({ folder: to, rows: { trials: 3, series: 28 }, badLines: 0 });
    expect(told.files.length).toBe(4);
  });

  it('ends with 2 and one line where there are no results', async () => {
    const { status, stdout, stderr } = await labHere(['export', join(folder, 'nowhere')]);
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr.trim().split('\n').length).toBe(1);
  });
});

describe('query', () => {
  const sql = 'select id, minBurn, networkQuality from trials order by id';
  const ask = (...words: string[]) => labHere(['query', tables, sql, ...words]);

  it('prints an aligned table of at most 80 columns', async () => {
    const { status, stdout } = await ask();
    expect(status).toBe(0);
    expect(stdout).toBe(
      [
        'id           minBurn  networkQuality',
        '──  ────────────────  ──────────────',
        'a   9007199254740991             2.5',
        'b                  1             0.3',
        'c             500000               –',
        '',
      ].join('\n'),
    );
    const wide = await labHere(['query', tables, 'select * from series'], 80);
    expect(Math.max(...wide.stdout.split('\n').map((line) => line.length))).toBeLessThanOrEqual(80);
  });

  it('prints CSV and JSON with all digits', async () => {
    expect((await ask('--csv')).stdout).toBe(
      'id,minBurn,networkQuality\na,9007199254740991,2.5\nb,1,0.30000000000000004\nc,500000,\n',
    );
    expect(JSON.parse((await ask('--json')).stdout)[1]).toEqual({
      id: 'b',
      minBurn: 1,
      networkQuality: 0.1 + 0.2,
    });
    const none = await labHere(['query', tables, 'select id from trials where false', '--json']);
    expect(JSON.parse(none.stdout)).toEqual([]);
  });

  it('writes Parquet', async () => {
    const path = join(tables, 'answer.parquet');
    expect((await ask('--parquet', path)).stdout).toBe(`Written: ${path}, 3 rows\n`);
    expect((await parquetRows(path)).length).toBe(3);
  });

  it('cuts a long answer at a terminal and says how to have it whole', async () => {
    const { stdout } = await labHere(['query', tables, 'select range as n from range(1000)']);
    expect(stdout.trim().split('\n').at(-1)).toBe('… the first 200 rows; --csv prints all');
    const whole = await labHere(['query', tables, 'select range as n from range(5000)', '--csv']);
    expect(whole.stdout.trim().split('\n').length).toBe(5001);
  });

  it('refuses two forms at once, and a file that cannot be written, before it asks', async () => {
    expect((await ask('--csv', '--parquet', 'x')).stderr).toContain(
      'an answer has one form; received --csv and --parquet',
    );
    const { status, stderr } = await ask('--parquet', join(tables, 'nowhere', 'x.parquet'));
    expect([status, stderr.includes('mkdir -p')]).toEqual([2, true]);
  });

  it('ends with 2 for SQL that is refused, and tells machines why', async () => {
    const { status, stdout } = await labHere(['query', tables, "copy trials to 'x.csv'", '--json']);
    expect(status).toBe(2);
    expect(JSON.parse(stdout)).toMatchObject({ error: expect.anything() });
    expect(readFileSync(join(tables, 'trials.csv'), 'utf8')).toContain('Made Study');
  });
});
