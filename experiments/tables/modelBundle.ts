import { models } from '../../agents/models/catalogue.ts';
import type { Model } from '../../agents/models/model.ts';
import { hashOfRows } from '../report/readResults.ts';
import type { StoredRow } from '../run/journal.ts';
import type { Bundle } from './bundle.ts';
import { columnNamer } from './columnNames.ts';
import { columnEntries, type DictionaryEntry } from './dictionary.ts';
import { cellOf, recordIn } from './settingsOfRow.ts';
import type { Source } from './source.ts';
import type { Cell, ColumnType, Table, TableColumn } from './table.ts';

/** A column with how a row fills it. */
interface Filled {
  readonly column: TableColumn;
  read(row: StoredRow): Cell;
}

/** The tables of a study of a model: `trials`, a row a trial, and `series`, a row a trial, measure and step. */
export function modelBundle(source: Source): Bundle {
  const { folder, study, plan, hash, engine, rows, badLines } = source;
  const model = models.find(({ name }) => name === plan.model);
  const tables = [trialsOf(source, model), seriesOf(source)];
  return {
    name: study,
    title: `Trials of ${study}`,
    description: typeof plan.question === 'string' ? plan.question : null,
    tables,
    dictionary: () => [...columnEntries(tables), ...seriesEntries(source, model)],
    badLines,
    origin: { planHash: hash, engine, rowsHash: hashOfRows(folder, rows) },
  };
}

function trialsOf(source: Source, model: Model | undefined): Table {
  const head = [...headOf(source), ...failureColumns(source)];
  const name = columnNamer(head.map(({ column }) => column.name));
  const filled = [...head, ...settingColumns(source, model, name), ...measureColumns(source, model, name)];
  return {
    name: 'trials',
    definition: 'one row a trial: its condition, its settings, and every measure',
    columns: filled.map(({ column }) => column),
    key: ['id'],
    *rows() {
      for (const row of source.rows) yield filled.map(({ read }) => read(row));
    },
  };
}

const text = { type: 'text', unit: '' } as const;
const required = { isRequired: true } as const;

const conditionColumn: TableColumn = {
  name: 'condition',
  ...text,
  definition: 'condition of the study',
  ...required,
};
const attackColumn: TableColumn = {
  name: 'attack',
  ...text,
  definition: 'changed assumption; empty: a main trial',
};
const seedColumn: TableColumn = {
  name: 'seed',
  ...text,
  definition: 'names the random draws: runs of one seed share their luck',
  ...required,
};
const studyColumn: TableColumn = { name: 'study', ...text, definition: 'name of the study', ...required };

const seedOf = (row: StoredRow): Cell => String(recordIn(row, 'plan').seed ?? '');

function headOf({ study, plan }: Source): Filled[] {
  const id: TableColumn = {
    name: 'id',
    ...text,
    definition: 'hash of the trial’s plan and engine',
    ...required,
    isUnique: true,
  };
  const status: TableColumn = {
    name: 'status',
    ...text,
    definition: 'whether the trial ran to its end',
    ...required,
    among: ['complete', 'failed'],
  };
  const model: TableColumn = { name: 'model', ...text, definition: 'model that was run', ...required };
  return [
    { column: studyColumn, read: () => study },
    { column: id, read: (row) => row.id },
    { column: conditionColumn, read: (row) => cellOf(row.condition) },
    { column: attackColumn, read: (row) => cellOf(row.attack) },
    { column: seedColumn, read: seedOf },
    { column: status, read: (row) => cellOf(row.status) },
    { column: model, read: () => String(plan.model) },
  ];
}

/** Why trials failed, where some did. */
const failureColumns = ({ rows }: Source): Filled[] =>
  [
    { name: 'reason', definition: 'why the trial failed' },
    { name: 'replay', definition: 'command that runs the trial again' },
  ]
    .filter(({ name }) => rows.some((row) => cellOf(row[name]) !== null))
    .map((column) => ({ column: { ...column, ...text }, read: (row) => cellOf(row[column.name]) }));

/** Every setting of the model, with its value in the trial: as usual where its plan is silent. */
function settingColumns(
  { rows }: Source,
  model: Model | undefined,
  columnName: ReturnType<typeof columnNamer>,
): Filled[] {
  const usual = new Map(model?.settings.map((setting) => [setting.name, setting] as const));
  const set = (row: StoredRow): Readonly<Record<string, unknown>> => Object(recordIn(row, 'plan').set);
  const names = [...new Set([...usual.keys(), ...rows.flatMap((row) => Object.keys(set(row)))])];
  return names.map((name) => {
    const setting = usual.get(name);
    const type = typeOf(
      setting?.usual ?? rows.map((row) => set(row)[name]).find((value) => value !== undefined),
    );
    const of = columnName(name, 'setting');
    return {
      column: {
        name: of,
        type,
        unit: '',
        definition: setting?.words ?? 'setting of the model',
        ...(of !== name && { of: name }),
        ...(setting?.oneOf !== undefined && { among: setting.oneOf }),
        ...(setting?.within !== undefined && { range: setting.within }),
      },
      read: (row) => cellOf(set(row)[name] ?? setting?.usual),
    };
  });
}

function typeOf(value: unknown): ColumnType {
  if (typeof value === 'boolean') return 'boolean';
  return typeof value === 'number' ? 'number' : 'text';
}

function measureColumns(
  { rows }: Source,
  model: Model | undefined,
  columnName: ReturnType<typeof columnNamer>,
): Filled[] {
  const names = new Set(rows.flatMap((row) => Object.keys(recordIn(row, 'measures'))));
  return [...names].map((name) => {
    const {
      title = 'measure of the model',
      unit = '',
      better,
    } = model?.measures.find((one) => one.name === name) ?? {};
    const of = columnName(name, 'measure');
    return {
      column: {
        name: of,
        type: 'number',
        unit,
        definition: title,
        ...(better !== undefined && { better: better ?? 'none' }),
        ...(of !== name && { of: name }),
      },
      read: (row) => cellOf(recordIn(row, 'measures')[name]),
    };
  });
}

/** What changes within a run: a row a trial, measure and step. */
function seriesOf({ study, rows }: Source): Table {
  return {
    name: 'series',
    definition: 'one row a trial, measure and step: what a trial kept of its way',
    columns: [
      studyColumn,
      { name: 'trial', ...text, definition: 'id of the trial in the table trials', ...required },
      conditionColumn,
      attackColumn,
      seedColumn,
      { name: 'measure', ...text, definition: 'what the value is of', ...required },
      { name: 'step', type: 'integer', unit: 'steps of the model', definition: 'from 1 on', ...required },
      {
        name: 'value',
        type: 'number',
        unit: 'of its measure: see the dictionary',
        definition: 'value of the measure',
      },
    ],
    key: ['trial', 'measure', 'step'],
    *rows() {
      for (const row of rows) {
        const labels = [study, row.id, cellOf(row.condition), cellOf(row.attack), seedOf(row)];
        for (const [measure, values] of pathOf(row))
          for (const [k, value] of values.entries()) yield [...labels, measure, k + 1, cellOf(value)];
      }
    },
  };
}

const pathOf = (row: StoredRow): (readonly [string, readonly unknown[]])[] =>
  Object.entries(recordIn(row, 'path')).flatMap(([name, values]) =>
    Array.isArray(values) ? [[name, values] as const] : [],
  );

/** What the values of each measure in the long table are. */
function seriesEntries({ rows }: Source, model: Model | undefined): DictionaryEntry[] {
  const names = [...new Set(rows.flatMap((row) => pathOf(row).map(([name]) => name)))];
  return names.map((measure) => {
    const known = model?.measures.find(({ name }) => name === measure);
    const { title: definition = 'measure of the model', unit = '' } = known ?? {};
    return {
      table: 'series',
      column: 'value',
      where: { series: 'path', measure },
      type: 'number',
      unit,
      definition,
    };
  });
}
