import { type Chart, checkChart, isChart } from './chart.ts';

type Plain = number | string | boolean | null;

/** What a cell may show. */
export type Showable = Plain | Chart | readonly Readonly<Record<string, Plain>>[];

/** What is said beside a shown value. */
export interface About {
  /** What it is: before a number, above a table. */
  readonly label?: string;
  /** Unit of a number. */
  readonly unit?: string;
}

/** A shown value as plain data, which a worker sends to its page and a test compares. */
export type Shown =
  | { readonly kind: 'text'; readonly text: string }
  | {
      readonly kind: 'value';
      readonly label: string;
      readonly value: number | boolean | null;
      readonly unit: string;
    }
  | {
      readonly kind: 'table';
      readonly label: string;
      readonly columns: readonly string[];
      /** [row][column] */
      readonly rows: readonly (readonly Plain[])[];
    }
  | { readonly kind: 'chart'; readonly chart: Chart };

/**
 * Shows a value below its cell: a text as a paragraph; a number with `{ label, unit }`; a list of records as a table, whose columns are the
 * names of the first; a chart (`chart.ts`). Throws a `RangeError` for NaN, an infinity, and a table whose rows differ in their names.
 */
export type Show = (value: Showable, about?: About) => void;

/** The shown form of a value. Throws as `Show` says. */
export function shownOf(value: Showable, { label = '', unit = '' }: About = {}): Shown {
  if (typeof value === 'string') return { kind: 'text', text: value };
  if (value === null || typeof value !== 'object') {
    checkNumber(value, label === '' ? 'a value' : label);
    return { kind: 'value', label, value, unit };
  }
  if (isChart(value)) return { kind: 'chart', chart: checkChart(value) };
  if (Array.isArray(value)) return tableOf(value, label);
  throw new RangeError(
    'show takes a text, a number, a list of records or a chart; received another object (show its numbers one by one)',
  );
}

function tableOf(records: readonly Readonly<Record<string, Plain>>[], label: string): Shown {
  const columns = Object.keys(records[0] ?? {});
  const rows = records.map((record, row) => {
    if (Object.keys(record).join() !== columns.join())
      throw new RangeError(
        `rows of a table have the same names; row ${row + 1} has ${Object.keys(record).join(', ')}, the first has ${columns.join(', ')}`,
      );
    return columns.map((column) => {
      checkNumber(record[column], `${column} of row ${row + 1}`);
      return record[column];
    });
  });
  return { kind: 'table', label, columns, rows };
}

function checkNumber(value: Plain | undefined, what: string): void {
  if (value === undefined || (typeof value === 'number' && !Number.isFinite(value)))
    throw new RangeError(
      `show takes finite numbers; ${what} is ${value} (show null where there is no value)`,
    );
}
