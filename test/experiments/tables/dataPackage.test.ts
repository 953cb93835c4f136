import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rowsHash } from '../../../experiments/run/journal.ts';
import { exportTables } from '../../../experiments/tables/exportTables.ts';
import { readSource } from '../../../experiments/tables/source.ts';
import { dataPackageIn, faultsOfRow } from './frictionless.ts';
import { madeFolder } from './madeFolder.ts';
import { parquetRows } from './parquet.ts';

const committed = 'results/reference/immunity-map-quick';
let folder: string;
let made: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'tables-'));
  made = madeFolder();
  await exportTables(committed, { to: folder });
  await exportTables(made, { csv: true });
});
afterAll(() => {
  for (const one of [folder, made]) rmSync(one, { recursive: true, force: true });
});
const packageOf = (place: string): unknown =>
  JSON.parse(readFileSync(join(place, 'datapackage.json'), 'utf8'));

describe('datapackage.json', () => {
  it('keeps the rules of Frictionless Data Package 2.0, with Parquet alone and with CSV', () => {
    expect(dataPackageIn(packageOf(folder)).resources.map(({ name }) => name)).toEqual(['trials', 'series']);
    expect(dataPackageIn(packageOf(made)).resources.map(({ path }) => path)).toEqual([
      'trials.parquet',
      'series.parquet',
      'trials.csv',
      'series.csv',
    ]);
    expect(dataPackageIn(packageOf(made)).name).toBe('made-study');
  });

  it('states bytes, hash and number of rows of each file as they are', async () => {
    for (const { path, bytes, hash, rows } of dataPackageIn(packageOf(folder)).resources) {
      const file = readFileSync(join(folder, path));
      expect(file.length).toBe(bytes);
      expect(`sha256:${createHash('sha256').update(file).digest('hex')}`).toBe(hash);
      expect((await parquetRows(join(folder, path))).length).toBe(rows);
    }
  });

  it('describes its rows: each has the types and keeps the constraints, and keys are unique', async () => {
    for (const { path, schema } of dataPackageIn(packageOf(folder)).resources) {
      const rows = await parquetRows(join(folder, path));
      expect(rows.flatMap((row) => faultsOfRow(schema.fields, row)).slice(0, 5)).toEqual([]);
      expect(Object.keys(rows[0])).toEqual(schema.fields.map(({ name }) => name));
      const keys = rows.map((row) => (schema.primaryKey ?? []).map((name) => String(row[name])).join(' '));
      expect(new Set(keys).size).toBe(rows.length);
    }
  });

  it('has the range and the unit of each setting from the registry', () => {
    const [{ schema }] = dataPackageIn(packageOf(folder)).resources;
    expect(schema.fields.find(({ name }) => name === 'burnHalfLife')).toMatchObject({
      type: 'integer',
      unit: 'blocks',
      constraints: { minimum: 1, maximum: 36_100 },
    });
    expect(schema.fields.find(({ name }) => name === 'scenario_arrivalRate')?.title).toBe(
      'scenario.arrivalRate',
    );
  });

  it('names plan, engine and rows by the hashes that a report has', () => {
    const { hash, engine, rows } = readSource(committed);
    expect(dataPackageIn(packageOf(folder)).yumaLab).toMatchObject({
      planHash: hash,
      engine,
      rowsHash: rowsHash(rows),
      writer: 'duckdb',
    });
  });
});

describe('the rules by which packages are judged', () => {
  const broken = (change: (about: ReturnType<typeof dataPackageIn>) => void) => {
    const about = dataPackageIn(packageOf(made));
    change(about);
    return () => dataPackageIn(about);
  };

  it('refuse what the standard refuses', () => {
    expect(broken((about) => Object.assign(about, { name: 'Two Words' }))).toThrow();
    expect(broken((about) => Object.assign(about.resources[0], { path: '../trials.parquet' }))).toThrow();
    expect(broken((about) => Object.assign(about.resources[0], { path: '/trials.parquet' }))).toThrow();
    expect(broken((about) => Object.assign(about.resources[1], { name: 'trials' }))).toThrow();
    expect(broken((about) => Object.assign(about.resources[0].schema, { primaryKey: ['nosuch'] }))).toThrow(
      /nosuch/,
    );
    expect(broken((about) => Object.assign(about.resources[0].schema.fields[1], { type: 'text' }))).toThrow();
    expect(broken((about) => Object.assign(about.resources[0].schema.fields[1], { name: 'study' }))).toThrow(
      /twice/,
    );
    expect(broken((about) => about.resources.splice(0))).toThrow();
  });

  it('find a value of another type, outside its range, or missing', () => {
    const fields: Parameters<typeof faultsOfRow>[0] = [
      { name: 'a', type: 'integer', description: 'a', constraints: { required: true, minimum: 1 } },
      { name: 'b', type: 'string', description: 'b', constraints: { enum: ['x'] } },
    ];
    const of = (row: Record<string, unknown>) => faultsOfRow(fields, row);
    expect(of({ a: 2n, b: 'x' })).toEqual([]);
    expect(of({ a: 0n, b: 'y' }).length).toBe(2);
    expect(of({ a: 1.5, b: null }).length).toBe(1);
    expect(of({ b: 1 }).length).toBe(2);
  });
});
