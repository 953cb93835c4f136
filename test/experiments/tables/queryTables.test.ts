import { createHash } from 'node:crypto';
import {
  appendFileSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { canonical, sha256 } from '../../../experiments/base/canonical.ts';
import { UserError } from '../../../experiments/base/userError.ts';
import { type AnswerPart, ask } from '../../../experiments/tables/duckdb/ask.ts';
import { exportTables } from '../../../experiments/tables/exportTables.ts';
import { queryTables } from '../../../experiments/tables/queryTables.ts';
import type { Cell } from '../../../experiments/tables/table.ts';
import { tablesIn } from '../../../experiments/tables/tablesIn.ts';
import { drawsOf, mutated } from '../../fuzz/mutate.ts';
import { outcomeOf } from '../../fuzz/outcome.ts';
import { madeFolder, nastyRows } from './madeFolder.ts';
import { parquetRows } from './parquet.ts';

let folder: string;
let exported: string;
beforeAll(async () => {
  folder = madeFolder();
  exported = mkdtempSync(join(tmpdir(), 'tables-'));
  await exportTables(folder, { to: exported });
});
afterAll(() => {
  for (const one of [folder, exported]) rmSync(one, { recursive: true, force: true });
});

/** Rows of an answer, in this process. */
async function rowsOf(sql: string, from = folder, memory = 256): Promise<Cell[][]> {
  const rows: Cell[][] = [];
  const tell = async (part: AnswerPart) => void rows.push(...(part.rows ?? []).map((row) => [...row]));
  await ask({ folder: from, tables: tablesIn(from), sql, most: null, parquet: null, memory }, tell);
  return rows;
}

describe('a question to the tables', () => {
  it('is answered alike from the journal and from its tables', async () => {
    const sql = 'select trial, series, measure, block, day, value from series order by all';
    const rows = await rowsOf(sql);
    expect(rows.length).toBe(28);
    expect(await rowsOf(sql, exported)).toEqual(rows);
    expect(tablesIn(folder)).toBe(null);
    expect(tablesIn(exported)?.map(({ name }) => name)).toEqual(['trials', 'series']);
  });

  it('has whole integers, missing values for NaN, decimals as numbers, and dates as texts', async () => {
    const sql = `select max(minBurn), 9007199254740993, 'nan'::double, 1.25, date '2026-11-30', 1.0 / 0, [1, 2], true from trials`;
    expect(await rowsOf(sql)).toEqual([
      [9007199254740991, '9007199254740993', null, 1.25, '2026-11-30', null, '[1, 2]', true],
    ]);
  });

  it('groups and takes quantiles', async () => {
    const sql = `select series, quantile_cont(value, 0.5) from series where measure = 'networkQuality' group by series order by series`;
    expect(await rowsOf(sql)).toEqual([
      ['day', 2.5],
      ['path', 2.5],
    ]);
  });

  it('sees trials that came after the tables were written', async () => {
    const grown = madeFolder();
    await exportTables(grown);
    expect(tablesIn(grown)?.length).toBe(2);
    const text = canonical({ ...nastyRows[1], id: 'later' });
    appendFileSync(join(grown, 'journal.ndjson'), `${sha256(text).slice(0, 16)} ${text}\n`);
    expect(tablesIn(grown)).toBe(null);
    expect(await rowsOf('select count(*) from trials', grown)).toEqual([[4]]);
    rmSync(grown, { recursive: true });
  });
});

describe('a query changes nothing and sees no other file', () => {
  const outside = join(tmpdir(), `outside-${process.pid}.csv`);
  it.each([
    ['copy', `copy trials to '${outside}'`],
    ['copy of a query', `copy (select 1) to '${outside}' (format parquet)`],
    ['export', `export database '${outside}'`],
    ['attach', `attach '${outside}'`],
    ['create', 'create table t as select 1'],
    ['insert', 'insert into trials values (1)'],
    ['drop', 'drop table trials'],
    ['install', 'install httpfs'],
    ['load', 'load httpfs'],
    ['set', "set memory_limit = '100GB'"],
    ['a pragma that sets', "pragma memory_limit = '100GB'"],
    ['read_csv', "select * from read_csv('/etc/passwd')"],
    ['read_text', "select * from read_text('/etc/hostname')"],
    ['read_blob', "select * from read_blob('/etc/hostname')"],
    ['read_json', "select * from read_json('package.json')"],
    ['read_parquet', "select * from read_parquet('other.parquet')"],
    ['glob', "select * from glob('/etc/*')"],
    ['a file by its name', "select * from '/etc/passwd'"],
    ['a file of the network', "select * from 'https://example.org/a.parquet'"],
    ['sniff_csv', "select * from sniff_csv('/etc/passwd')"],
    ['two statements', 'select 1; select 2'],
    ['one hidden behind a comment', "select 1; -- \n copy (select 1) to '/tmp/x'"],
    ['a comment without an end', 'select 1 /*'],
    ['a way out of the brackets', `select 1) to '${outside}' (format csv); --`],
    ['nothing', ' ;; '],
    ['a comment alone', '-- select 1'],
    ['a hole', 'select ?'],
    ['no SQL', 'how many trials?'],
    ['a column that is not there', 'select nosuch from trials'],
    ['a table that is not there', 'select * from journals'],
    ['a call', 'call pragma_version()'],
  ])('%s is refused', async (_, sql) => {
    const question = {
      folder: exported,
      tables: tablesIn(exported),
      sql,
      most: null,
      parquet: null,
      memory: 128,
    };
    const failure = await ask(question, async () => {}).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(UserError);
    expect(String(failure)).toMatch(/\(.*\)$/);
    expect(existsSync(outside)).toBe(false);
    const kept = { ...question, parquet: join(exported, 'answer.parquet') };
    await expect(ask(kept, async () => {})).rejects.toThrow(UserError);
    expect(existsSync(kept.parquet)).toBe(false);
  });

  it('names what was asked for and what may be', async () => {
    await expect(rowsOf("copy trials to 'x.csv'")).rejects.toThrow(/no file beside them/);
    await expect(rowsOf('create table t as select 1')).rejects.toThrow(
      'query answers SELECT and changes nothing; received CREATE',
    );
    await expect(rowsOf('select 1; select 2')).rejects.toThrow(
      'received 2 statements (ask one after the other)',
    );
  });
});

describe('a query has limits', () => {
  it('of time: one that never ends is stopped', async () => {
    const sql = 'select count(*) from range(1000000000000)';
    await expect(queryTables(exported, sql, { seconds: 3 })).rejects.toThrow(
      'the query took more than 3 s and was stopped (ask for less, or give --seconds and --memory)',
    );
  });

  it('of memory: one that needs more is told so', async () => {
    const sql = 'select range as r, count(*) from range(50000000) group by r order by 2';
    await expect(rowsOf(sql, exported, 64)).rejects.toThrow(
      /it may take 64 MiB: ask for fewer rows or groups, or give --memory/,
    );
  });

  it('of rows: no more are told than were asked for, and that there are more', async () => {
    const rows: unknown[] = [];
    const onPart = (part: AnswerPart) => void rows.push(...(part.rows ?? []));
    expect(await queryTables(exported, 'select * from range(100000)', { most: 200, onPart })).toBeGreaterThan(
      200,
    );
    expect(rows.length).toBe(200);
  });
});

describe('an answer in a file', () => {
  it('is Parquet, whole or not there', async () => {
    const path = join(exported, 'answer.parquet');
    expect(
      await queryTables(exported, 'select id, minBurn from trials order by id;', { parquet: path }),
    ).toBe(3);
    expect((await parquetRows(path)).map(({ id }) => id)).toEqual(['a', 'b', 'c']);
    await expect(queryTables(exported, 'select nosuch from trials', { parquet: path })).rejects.toThrow(
      UserError,
    );
    expect((await parquetRows(path)).length).toBe(3);
    rmSync(path);
  });
});

describe('damaged tables', () => {
  const copyOf = async (): Promise<string> => {
    const to = mkdtempSync(join(tmpdir(), 'tables-'));
    await exportTables(folder, { to });
    return to;
  };

  it('a file that is cut, altered, missing or another one is refused with what writes it again', async () => {
    const to = await copyOf();
    const path = join(to, 'series.parquet');
    const whole = readFileSync(path);
    truncateSync(path, whole.length - 7);
    expect(() => tablesIn(to)).toThrow(
      /series\.parquet has \d+ bytes, not the \d+ of datapackage\.json.*export <dir> writes it again/,
    );
    const altered = Buffer.from(whole);
    altered[100] ^= 1;
    writeFileSync(path, altered);
    expect(() => tablesIn(to)).toThrow(/series\.parquet is not the file that datapackage\.json describes/);
    rmSync(path);
    expect(() => tablesIn(to)).toThrow(/series\.parquet is missing/);
    writeFileSync(join(to, 'datapackage.json'), '{');
    expect(() => tablesIn(to)).toThrow(/is not a data package in JSON/);
    writeFileSync(join(to, 'datapackage.json'), JSON.stringify({ resources: [], yumaLab: { version: 99 } }));
    expect(() => tablesIn(to)).toThrow(/tables of version 99; this program reads 1/);
    rmSync(join(to, 'datapackage.json'));
    expect(() => tablesIn(to)).toThrow(/neither a journal nor a datapackage\.json/);
    rmSync(to, { recursive: true });
  });

  it('a Parquet file with bits or pieces changed, which its package vouches for, gives rows or is refused in words', async () => {
    const to = await copyOf();
    const path = join(to, 'trials.parquet');
    const whole = readFileSync(path);
    const about = JSON.parse(readFileSync(join(to, 'datapackage.json'), 'utf8'));
    const outcomes = [];
    for (let seed = 0; seed < 24; seed++) {
      const bytes = mutated([whole], drawsOf('parquet', seed));
      writeFileSync(path, bytes);
      const hash = `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
      Object.assign(about.resources[0], { bytes: bytes.length, hash });
      writeFileSync(join(to, 'datapackage.json'), JSON.stringify(about));
      outcomes.push(await outcomeOf(() => rowsOf('select * from trials', to)));
    }
    expect(outcomes.filter((outcome) => typeof outcome !== 'string')).toEqual([]);
    expect(outcomes).toContain('refused');
    rmSync(to, { recursive: true });
  });

  it('a Parquet file that its package vouches for and that is none is told by DuckDB’s words, with a remedy', async () => {
    const to = await copyOf();
    const path = join(to, 'series.parquet');
    writeFileSync(path, 'PAR1 this is no Parquet PAR1');
    const about = JSON.parse(readFileSync(join(to, 'datapackage.json'), 'utf8'));
    const bytes = readFileSync(path);
    Object.assign(about.resources[1], {
      bytes: bytes.length,
      hash: `sha256:${createHash('sha256').update(bytes).digest('hex')}`,
    });
    writeFileSync(join(to, 'datapackage.json'), JSON.stringify(about));
    await expect(queryTables(to, 'select * from series')).rejects.toThrow(UserError);
    rmSync(to, { recursive: true });
  });
});
