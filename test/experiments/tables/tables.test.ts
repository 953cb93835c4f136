import { describe, expect, it } from 'vitest';
import { columnNamer } from '../../../experiments/tables/columnNames.ts';
import { dictionaryOf } from '../../../experiments/tables/dictionary.ts';
import { seriesTable } from '../../../experiments/tables/seriesTable.ts';
import { readSource } from '../../../experiments/tables/source.ts';
import type { Cell, Table } from '../../../experiments/tables/table.ts';
import { trialsTable } from '../../../experiments/tables/trialsTable.ts';
import { mostRao, nastyRows, sourceOf } from './madeFolder.ts';

/** Rows by the names of their columns. */
const records = (table: Table): Record<string, Cell>[] =>
  [...table.rows()].map((row) => Object.fromEntries(table.columns.map(({ name }, k) => [name, row[k]])));
const typeOf = (table: Table, name: string) => table.columns.find((column) => column.name === name)?.type;

const trials = trialsTable(sourceOf(nastyRows));
const series = seriesTable(sourceOf(nastyRows));

describe('the table of trials', () => {
  it('has one row a trial, with its levels and its measures as flat columns', () => {
    const [first, second, third] = records(trials);
    expect(first).toMatchObject({
      id: 'a',
      arm: null,
      seed: 'mirror:a',
      minBurn: mostRao,
      networkQuality: 2.5,
    });
    expect(second).toMatchObject({ id: 'b', networkQuality: 0.1 + 0.2, churn: 0, status: 'complete' });
    expect(third).toMatchObject({ id: 'c', status: 'failed', networkQuality: null, block: 12, reason: '' });
  });

  it('keeps RAO as integers, truth values as such, and mixed kinds as texts', () => {
    expect(typeOf(trials, 'minBurn')).toBe('integer');
    expect(trials.columns.find(({ name }) => name === 'minBurn')?.unit).toBe('RAO');
    expect(typeOf(trials, 'validator_alpha')).toBe('number');
    expect(typeOf(trials, 'yuma3On')).toBe('boolean');
    expect(typeOf(trials, 'mixed')).toBe('text');
    expect(records(trials).map(({ mixed }) => mixed)).toEqual(['none', '0', 'x']);
  });

  it('gives a setting that is called like another column a name of its own, and says whose it is', () => {
    expect(records(trials).map(({ setting_seed }) => setting_seed)).toEqual([7, 8, 9]);
    const named = columnNamer(['days']);
    expect([
      named('Days', 'measure'),
      named('measure_days', 'measure'),
      named('a.b', 'x'),
      named('a_b', 'x'),
    ]).toEqual(['measure_Days', 'measure_measure_days', 'a_b', 'x_a_b']);
  });

  it('has the factors of a sensitivity study, whose rows have them in their plan alone', () => {
    const plan = { ...Object(nastyRows[0].plan), set: { kappa: 32767 }, scenario: 'synthetic' };
    const rows = [{ id: 'x', plan, status: 'complete', group: 1, point: 2, replication: 0, measures: {} }];
    const dimensions = [{ name: 'kappa' }, { name: 'scenario' }];
    const [row] = records(trialsTable(sourceOf(rows, { kind: 'sensitivity', dimensions })));
    expect(row).toMatchObject({ kappa: 32767, scenario: 'synthetic', group: 1, point: 2, replication: 0 });
  });
});

describe('the table of series', () => {
  const rows = records(series);
  const at = (name: string, measure: string) =>
    rows.filter((row) => row.series === name && row.measure === measure);

  it('has one row a trial, time and measure, with blocks from the founding and days of the window', () => {
    expect(at('day', 'networkQuality').map(({ block, day, value }) => [block, day, value])).toEqual([
      [3.5 * 7200, 1, 2.25],
      [4.5 * 7200, 2, 2.75],
    ]);
    expect(at('path', 'networkQuality').map(({ day, value }) => [day, value])).toEqual([
      [1, 2.5],
      [2, null],
    ]);
  });

  it('tells the looks at a market by their block, those before the window on days below it', () => {
    expect(at('market', 'price').map(({ block, value }) => [block, value])).toEqual([
      [1200, 50],
      [24_000, 51],
    ]);
    expect(at('market', 'price')[0].day).toBeCloseTo(1 / 6 - 2.5, 12);
    expect(at('market', 'changes').map(({ value }) => value)).toEqual([0, 1]);
  });

  it('has a key that tells every row from all others', () => {
    const keys = rows.map((row) => series.key.map((name) => row[name]).join(' '));
    expect(new Set(keys).size).toBe(rows.length);
    expect(rows.length).toBe(6 + 4 + 18);
  });
});

describe('the dictionary', () => {
  it('has a definition of every column of committed results, and a unit of every measure that has one', () => {
    const source = readSource('results/reference/sequence-length-quick');
    const tables = [trialsTable(source), seriesTable(source)] as const;
    for (const _ of tables[1].facts());
    const entries = dictionaryOf(tables, source, tables[1]);
    expect(entries.filter(({ definition }) => definition === '' || /own$/.test(definition))).toEqual([]);
    const values = entries.filter(({ where }) => where !== undefined);
    expect(values.length).toBe(4 + 9 + 9);
    expect(values.filter(({ unit }) => unit === '')).toEqual([]);
    expect(entries.find(({ column }) => column === 'servedQuality')).toMatchObject({
      unit: 'nats',
      better: 'lower',
    });
  });
});
