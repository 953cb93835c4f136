import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import { UserError } from '../../../experiments/base/userError.ts';
import { exportTables } from '../../../experiments/tables/exportTables.ts';
import { inChild } from '../../../experiments/tables/inChild.ts';
import { seriesTable } from '../../../experiments/tables/seriesTable.ts';
import { readSource } from '../../../experiments/tables/source.ts';
import { trialsTable } from '../../../experiments/tables/trialsTable.ts';
import { madeFolder, mostRao } from './madeFolder.ts';
import { parquetAbout, parquetRows, sorted } from './parquet.ts';

const folders: string[] = [];
const made = (...words: Parameters<typeof madeFolder>): string => {
  const folder = madeFolder(...words);
  folders.push(folder);
  return folder;
};
const empty = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'tables-'));
  folders.push(folder);
  return folder;
};
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** Rows of a table as they are meant, whole numbers as int64. */
const meant = (folder: string, name: 'trials' | 'series'): string[] => {
  const source = readSource(folder);
  const table = name === 'trials' ? trialsTable(source) : seriesTable(source);
  return sorted(
    [...table.rows()].map((row) =>
      Object.fromEntries(
        table.columns.map(({ name, type }, k) => {
          const cell = row[k];
          return [name, type === 'integer' && typeof cell === 'number' ? BigInt(cell) : cell];
        }),
      ),
    ),
  );
};

interface Kept {
  readonly days?: readonly object[];
  readonly path?: Readonly<Record<string, readonly unknown[]>>;
  readonly market?: readonly object[];
}

/** Values of all series of a packed journal, counted in its text. */
function valuesIn(path: string): number {
  const [, ...lines] = gunzipSync(readFileSync(path)).toString('utf8').trim().split('\n');
  return lines.reduce((sum, line) => {
    const { days = [], path = {}, market = [] }: Kept = JSON.parse(line.slice(17));
    const values = [
      ...days.map((point) => Object.keys(point).length - 1),
      ...market.map((look) => Object.keys(look).length - 1),
    ];
    return (
      sum +
      [...values, ...Object.values(path).map((list) => list.length)].reduce((one, other) => one + other, 0)
    );
  }, 0);
}

describe('the tables of a folder', () => {
  it('are the same rows whoever writes them, and those of the journal, to the last bit', async () => {
    const folder = made();
    const [native, plain] = [empty(), empty()];
    await exportTables(folder, { to: native });
    await exportTables(folder, { to: plain, withoutDuckDb: true });
    for (const name of ['trials', 'series'] as const) {
      const [one, other] = [native, plain].map((place) => join(place, `${name}.parquet`));
      const rows = sorted(await parquetRows(one));
      expect(rows).toEqual(meant(folder, name));
      expect(sorted(await parquetRows(other))).toEqual(rows);
      expect(parquetAbout(other).types).toEqual(parquetAbout(one).types);
      expect(parquetAbout(other).notes).toMatchObject(parquetAbout(one).notes);
    }
  });

  it('are flat, have RAO as int64 and shares as float64, and say the unit of each column', async () => {
    const folder = made();
    await exportTables(folder);
    const { types, notes, nested } = parquetAbout(join(folder, 'trials.parquet'));
    expect(nested).toBe(0);
    expect(types).toMatchObject({
      minBurn: 'INT64',
      networkQuality: 'DOUBLE',
      yuma3On: 'BOOLEAN',
      id: 'BYTE_ARRAY',
    });
    expect(JSON.parse(notes.units)).toMatchObject({ minBurn: 'RAO', networkQuality: 'nats' });
    const [row] = (await parquetRows(join(folder, 'trials.parquet'))).filter(({ id }) => id === 'a');
    expect(row.minBurn).toBe(BigInt(mostRao));
  });

  it('of committed results hold every trial and every value of its series', async () => {
    const [folder, to] = ['results/reference/sequence-length-quick', empty()];
    const { rows } = await exportTables(folder, { to });
    expect(rows).toEqual({ trials: 120, series: valuesIn(join(folder, 'journal.ndjson.gz')) });
    expect(sorted(await parquetRows(join(to, 'trials.parquet')))).toEqual(meant(folder, 'trials'));
  });

  it('as CSV have the same rows, a missing value empty and an empty text in quotes', async () => {
    const folder = made();
    const { files } = await exportTables(folder, { csv: true });
    expect(files.map((file) => file.slice(folder.length + 1))).toEqual([
      'trials.parquet',
      'series.parquet',
      'trials.csv',
      'series.csv',
      'data-dictionary.json',
      'datapackage.json',
    ]);
    const text = readFileSync(join(folder, 'trials.csv'), 'utf8');
    expect(text).toContain('"it says ""no"",\nand κ · 😀"');
    expect(text).toContain('9007199254740991');
    expect(text).toMatch(/^made|^"?Made Study/m);
    expect(text).toMatch(/,"",12,/);
  });

  it('of a reproduced figure are its own, with their units', async () => {
    const folder = empty();
    writeFileSync(join(folder, 'cabal-share.csv'), 'block,who\n0,"a, b"\n1,\n');
    writeFileSync(
      join(folder, 'cabal-share.columns.csv'),
      'column,unit,definition\nblock,blocks,its number\nwho,,a name\n',
    );
    const { rows } = await exportTables(folder);
    expect(rows).toEqual({ cabal_share: 2 });
    expect(await parquetRows(join(folder, 'cabal_share.parquet'))).toEqual([
      { block: 0, who: 'a, b' },
      { block: 1, who: null },
    ]);
    expect(JSON.parse(parquetAbout(join(folder, 'cabal_share.parquet')).notes.units)).toEqual({
      block: 'blocks',
      who: '',
    });
  });
});

describe('tables are written whole or not at all', () => {
  it('a folder whose writing fails has no package and no drafts, and its results are untouched', async () => {
    const folder = made();
    await exportTables(folder);
    const journal = readFileSync(join(folder, 'journal.ndjson'), 'utf8');
    rmSync(join(folder, 'series.parquet'));
    mkdirSync(join(folder, 'series.parquet'));
    await expect(exportTables(folder)).rejects.toThrow(UserError);
    const names = readdirSync(folder);
    expect(names.filter((name) => name.endsWith('.draft') || name === 'datapackage.json')).toEqual([]);
    expect(readFileSync(join(folder, 'journal.ndjson'), 'utf8')).toBe(journal);
  });

  it.skipIf(!existsSync('/dev/full'))(
    'a full disk is told as such by either writer, with what helps',
    async () => {
      for (const withoutDuckDb of [true, false]) {
        const [folder, to] = [made(), empty()];
        symlinkSync('/dev/full', join(to, 'series.csv.draft'));
        await expect(exportTables(folder, { to, csv: true, withoutDuckDb })).rejects.toThrow(
          /cannot be written \(ENOSPC\): make room there, or name another place with --to/,
        );
        expect(readdirSync(to)).toEqual([]);
      }
    },
  );

  it('a process that is killed while it writes leaves no drafts', async () => {
    const folder = made();
    await expect(exportTables(folder, { seconds: 0.05 })).rejects.toThrow(
      /took more than 0.05 s and was stopped/,
    );
    expect(readdirSync(folder).sort()).toEqual(['journal.ndjson', 'study.json']);
  });

  it('a place that is no folder is refused, and so is a folder without results, each with its remedy', async () => {
    const folder = made();
    await expect(exportTables(folder, { to: join(folder, 'study.json') })).rejects.toThrow(
      /cannot be written .*--to/,
    );
    await expect(exportTables(empty())).rejects.toThrow(/study\.json is missing/);
    await expect(exportTables(join(folder, 'nowhere'))).rejects.toThrow(/does not exist/);
    await expect(exportTables(made([]))).rejects.toThrow(/has no finished trials yet/);
  });

  it('too little memory is told with what helps, and nothing is left behind', async () => {
    const rows = Array.from({ length: 400 }, (_, k) => ({
      id: `t${k}`,
      status: 'complete',
      plan: { seed: String(k), warmUpDays: 0 },
      path: Object.fromEntries(
        [1, 2, 3, 4, 5].map((n) => [`m${n}`, Array.from({ length: 400 }, (_, d) => d * k * n + 0.5)]),
      ),
    }));
    const folder = made(rows);
    await expect(exportTables(folder, { memory: 8 })).rejects.toThrow(/memory|cannot be written/i);
    expect(existsSync(join(folder, 'datapackage.json'))).toBe(false);
  });
});

describe('a job in a process of its own', () => {
  const job = {
    entry: new URL('./crashingJob.ts', import.meta.url),
    seconds: 20,
    what: 'the job',
    remedy: 'try another',
  };

  it('takes nothing with it when it crashes', async () => {
    await expect(inChild({ ...job, job: { kind: 'crash' } })).rejects.toThrow(
      'the job ended with SIGSEGV before it was done (try another)',
    );
  });

  it('whose module is not there is a fault of ours that names it, and none of the person', async () => {
    const missing = { ...job, entry: new URL('./nowhere.ts', import.meta.url) };
    await expect(inChild({ ...missing, job: {} })).rejects.toThrow(/nowhere\.ts/);
    await expect(inChild({ ...missing, job: {} })).rejects.not.toBeInstanceOf(UserError);
  });

  it('that ends early is no answer', async () => {
    await expect(inChild({ ...job, job: { kind: 'leave' } })).rejects.toThrow(
      'the job ended with code 0 before it was done',
    );
  });

  it('hands over what a user did wrong as such, and a fault of ours as a fault of ours', async () => {
    await expect(inChild({ ...job, job: { kind: 'user' } })).rejects.toThrow(UserError);
    await expect(inChild({ ...job, job: { kind: 'fault' } })).rejects.not.toBeInstanceOf(UserError);
  });
});
