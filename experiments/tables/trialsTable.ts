import { hyperparametersOf } from '../../sim/hyperparameters/registry.ts';
import { rulesetNames } from '../../sim/rulesets.ts';
import { metric } from '../plan/measures.ts';
import { type OwnMark, ownRow } from '../plan/ownFiles.ts';
import type { StoredRow } from '../run/journal.ts';
import { columnNamer } from './columnNames.ts';
import { cellOf, recordIn, settingsReader } from './settingsOfRow.ts';
import type { Source } from './source.ts';
import type { Cell, ColumnType, Table, TableColumn } from './table.ts';

/** A column with how a row fills it. */
interface Filled {
  readonly column: TableColumn;
  read(row: StoredRow): Cell;
}

/** One row a trial: its id and place in the study, its settings as columns, and every measure. */
export function trialsTable(source: Source): Table {
  const head = headOf(source);
  const name = columnNamer(head.map(({ column }) => column.name));
  const filled = [...head, ...settingColumns(source, name), ...measureColumns(source, name)];
  return {
    name: 'trials',
    definition: 'one row a trial: its settings, and every measure of its window',
    columns: filled.map(({ column }) => column),
    key: ['id'],
    *rows() {
      for (const row of source.rows) yield filled.map(({ read }) => read(row));
    },
  };
}

const ofRow = (name: string) => (row: StoredRow) => cellOf(row[name]);
const ofPlan = (name: string) => (row: StoredRow) => cellOf(recordIn(row, 'plan')[name]);
const textOfPlan = (name: string) => (row: StoredRow) => {
  const value = recordIn(row, 'plan')[name];
  return value === undefined || value === null ? null : String(value);
};

function headOf({ study, rows }: Source): Filled[] {
  const column = (
    name: string,
    definition: string,
    read: Filled['read'],
    more: Partial<TableColumn> = {},
  ): Filled => ({ column: { name, type: 'text', unit: '', definition, ...more }, read });
  const required = { isRequired: true } as const;
  return [
    column('study', 'name of the study', () => study, required),
    column('id', 'hash of the trial’s plan and engine', ofRow('id'), { ...required, isUnique: true }),
    column('arm', 'changed assumption; empty: a main trial', ofRow('arm')),
    column(
      'seed',
      'names the random draws: worlds of one seed share their luck',
      textOfPlan('seed'),
      required,
    ),
    column('status', 'whether the trial ran to its end', ofRow('status'), {
      ...required,
      among: ['complete', 'failed'],
    }),
    column('ruleset', 'version of the chain', ofPlan('ruleset')),
    column('scenario', 'starting state', ofPlan('scenario')),
    column('arithmetic', 'float64, or the chain’s fixed point', ofPlan('arithmetic')),
    column('warm_up_days', 'days before the measured window', ofPlan('warmUpDays'), {
      type: 'number',
      unit: 'days',
    }),
    column('days', 'days measured', ofPlan('days'), { type: 'number', unit: 'days' }),
    ...labelColumns(rows),
  ];
}

/** Labels that only some commands keep, or only trials that failed. */
const labels: readonly (readonly [name: string, type: ColumnType, definition: string])[] = [
  ['stage', 'text', 'part of the search that asked for the trial'],
  ['group', 'integer', 'group of the design'],
  ['point', 'integer', 'point within its group'],
  ['replication', 'integer', 'repetition of the point with another seed'],
  ['reason', 'text', 'why the trial failed'],
  ['agent', 'text', 'whose doing the failure was'],
  ['block', 'integer', 'block at which the trial failed'],
  ['replay', 'text', 'command that runs the trial again'],
];

const labelColumns = (rows: readonly StoredRow[]): Filled[] =>
  labels
    .filter(([name]) => rows.some((row) => cellOf(row[name]) !== null))
    .map(([name, type, definition]) => ({
      column: { name, type, unit: name === 'block' ? 'blocks' : '', definition },
      read: (row) => typed(cellOf(row[name]), type),
    }));

function settingColumns(source: Source, columnName: ReturnType<typeof columnNamer>): Filled[] {
  const settingsOf = settingsReader(source);
  const kept = new Map(source.rows.map((row) => [row, settingsOf(row)]));
  const names = [...new Set([...kept.values()].flatMap((settings) => Object.keys(settings)))];
  return names.map((name) => {
    const type = typeOf([...kept.values()].map((settings) => settings[name] ?? null));
    return {
      column: {
        name: columnName(name, 'setting'),
        type,
        ...aboutSetting(name, source, type),
        ...(name.includes('.') && { of: name }),
      },
      read: (row) => typed(kept.get(row)?.[name] ?? null, type),
    };
  });
}

/** Integers where all values are, so that RAO stay whole; text where kinds are mixed. */
function typeOf(cells: readonly Cell[]): ColumnType {
  const values = cells.filter((cell) => cell !== null);
  if (values.every((value) => typeof value === 'boolean')) return 'boolean';
  if (values.every((value) => Number.isSafeInteger(value))) return 'integer';
  return values.every((value) => typeof value === 'number') ? 'number' : 'text';
}

/** A cell of a column of this type; null where it cannot be one. */
function typed(cell: Cell, type: ColumnType): Cell {
  if (cell === null) return null;
  if (type === 'text') return String(cell);
  if (type === 'integer') return Number.isSafeInteger(cell) ? cell : null;
  return typeof cell === type ? cell : null;
}

function aboutSetting(
  name: string,
  { plan }: Source,
  type: ColumnType,
): Pick<TableColumn, 'unit' | 'definition' | 'range'> {
  if (name === 'scenario') return { unit: '', definition: 'starting state, as a factor of the study' };
  const own: OwnMark = plan;
  const ruleset = rulesetNames.find((known) => known === plan.ruleset);
  const row =
    ownRow(own, name) ??
    (ruleset === undefined ? undefined : hyperparametersOf(ruleset).find((known) => known.name === name));
  const isNumber = type === 'integer' || type === 'number';
  return {
    unit: row?.unit ?? '',
    definition: row?.influences ?? 'setting of the study',
    ...(isNumber && row !== undefined && 'range' in row && { range: row.range }),
  };
}

function measureColumns(source: Source, columnName: ReturnType<typeof columnNamer>): Filled[] {
  const kept = new Map(source.rows.map((row) => [row, recordIn(row, 'measures')]));
  const names = new Set([...kept.values()].flatMap((measures) => Object.keys(measures)));
  return [...names].map((name) => {
    const { unit = '', definition = 'measure of the study’s own', better } = metric(name, source.plan) ?? {};
    const of = columnName(name, 'measure');
    return {
      column: {
        name: of,
        type: 'number',
        unit,
        definition,
        ...(better !== undefined && { better }),
        ...(of !== name && { of: name }),
      },
      read: (row) => typed(cellOf(kept.get(row)?.[name]), 'number'),
    };
  });
}
