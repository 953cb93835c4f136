/** What one cell of a table holds; a missing value is null. */
export type Cell = string | number | boolean | null;

/** How a column is stored: text, 64-bit integers, float64, or truth values. */
export type ColumnType = 'text' | 'integer' | 'number' | 'boolean';

/** A column of a table, as the dictionary and the data package describe it. */
export interface TableColumn {
  readonly name: string;
  readonly type: ColumnType;
  /** Empty: a name, or a count without a unit. */
  readonly unit: string;
  readonly definition: string;
  /** Its name in the plan, where that is another one: `validator.alpha` for `validator_alpha`. */
  readonly of?: string;
  /** Which way is better, of a measure. */
  readonly better?: 'lower' | 'higher' | 'none';
  readonly isRequired?: true;
  readonly isUnique?: true;
  /** Smallest and largest value, both allowed. */
  readonly range?: readonly [number, number];
  /** The only values that it has. */
  readonly among?: readonly string[];
}

/** A table of a results folder: flat rows, each cell in the order of the columns. */
export interface Table {
  readonly name: string;
  readonly definition: string;
  readonly columns: readonly TableColumn[];
  /** Names of the columns that tell a row from all others. */
  readonly key: readonly string[];
  /** Every row, in the order of the journal. May be walked again. */
  rows(): Iterable<readonly Cell[]>;
}
