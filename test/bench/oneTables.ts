import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadDuckDb, openDuckDb, quoted, usualMemory } from '../../experiments/tables/duckdb/duckdb.ts';
import { writeByDuckDb } from '../../experiments/tables/duckdb/writeParquet.ts';
import { seriesTable } from '../../experiments/tables/seriesTable.ts';
import { stream } from '../../sim/random.ts';
import { processorSeconds } from './processor.ts';

/** Seconds of one round, opening the library included. */
export interface TablesTimes {
  readonly rows: number;
  readonly write: number;
  readonly group: number;
  readonly quantile: number;
  readonly processor: number;
}

const [trials, measures, days] = [1000, 10, 100];
const draw = stream('bench', 'tables', 1).next;
const rows = Array.from({ length: trials }, (_, k) => ({
  id: String(k).padStart(32, '0'),
  arm: null,
  levels: { immunityPeriod: 1024 * (k % 8), 'validator.alpha': 0.1 },
  plan: { seed: String(k), warmUpDays: 2.5 },
  path: Object.fromEntries(
    Array.from({ length: measures }, (_, n) => [`measure${n}`, Array.from({ length: days }, draw)]),
  ),
}));
const source = { folder: '', study: 'bench', hash: '', engine: '', plan: {}, rows, badLines: 0 };

const folder = mkdtempSync(join(tmpdir(), 'yuma-lab-bench-'));
const path = join(folder, 'series.parquet');
const seconds = async (work: () => Promise<unknown>): Promise<number> => {
  const started = performance.now();
  await work();
  return (performance.now() - started) / 1000;
};
try {
  const before = processorSeconds();
  const limits = { memory: usualMemory };
  let written = 0;
  const write = await seconds(async () => {
    [written] = await writeByDuckDb([{ table: seriesTable(source), path }], limits);
  });
  const connection = await openDuckDb(await loadDuckDb(), limits);
  const asked = (sql: string) =>
    seconds(async () => (await connection.runAndReadAll(`${sql} GROUP BY ALL ORDER BY ALL`)).getRows());
  const from = `FROM read_parquet(${quoted(path)})`;
  const group = await asked(`SELECT setting, measure, count(*), avg(value) ${from}`);
  const quantile = await asked(`SELECT measure, day, quantile_cont(value, [0.1, 0.5, 0.9]) ${from}`);
  connection.closeSync();
  const processor = processorSeconds() - before;
  console.log(JSON.stringify({ rows: written, write, group, quantile, processor } satisfies TablesTimes));
} finally {
  rmSync(folder, { recursive: true, force: true });
}
