import type { Bundle } from './bundle.ts';
import type { ColumnType, Table, TableColumn } from './table.ts';

/** Version of the tables: raise it when a column of the same rows would mean something else. */
export const tablesVersion = 1;

/** A file of a package as it lies on the disk. */
export interface PackedFile {
  readonly table: Table;
  /** Its name in the folder. */
  readonly path: string;
  readonly rows: number;
  readonly bytes: number;
  readonly sha256: string;
}

/** What our packages say besides what Frictionless asks for. */
export interface PackageMark {
  readonly version: number;
  /** SHA-256 of plan and journal on the disk, from which the tables were made. */
  readonly source: string;
  readonly writer: 'duckdb' | 'hyparquet';
}

const profile = 'https://datapackage.org/profiles/2.0';

const formats = {
  parquet: { format: 'parquet', mediatype: 'application/vnd.apache.parquet' },
  csv: { format: 'csv', mediatype: 'text/csv', encoding: 'utf-8' },
} as const;

/**
 * `datapackage.json` (Frictionless Data Package 2.0): each file with its columns, their units and constraints. `rowsHash` is the SHA-256 of the rows,
 * the same on every machine, whoever wrote the Parquet.
 */
export function dataPackageOf(
  { name, title, description, origin }: Bundle,
  files: readonly PackedFile[],
  mark: PackageMark,
): Readonly<Record<string, unknown>> {
  return {
    $schema: `${profile}/datapackage.json`,
    name: slug(name),
    title,
    ...(description !== null && { description }),
    version: `${tablesVersion}.0.0`,
    licenses: [{ name: 'MIT', path: 'https://opensource.org/license/mit', title: 'MIT License' }],
    resources: files.map(resourceOf),
    yumaLab: { ...mark, ...origin },
  };
}

function resourceOf({ table, path, rows, bytes, sha256 }: PackedFile): object {
  const isCsv = path.endsWith('.csv');
  return {
    name: slug(isCsv ? `${table.name}-csv` : table.name),
    type: 'table',
    path,
    scheme: 'file',
    ...formats[isCsv ? 'csv' : 'parquet'],
    description: table.definition,
    bytes,
    hash: `sha256:${sha256}`,
    rows,
    schema: schemaOf(table, isCsv ? 'trials-csv' : 'trials'),
  };
}

/** A name as Frictionless takes it: lower-case letters, digits, `-`, `_`, `.`. */
const slug = (name: string): string =>
  name
    .toLowerCase()
    .replaceAll(/[^a-z0-9._-]+/g, '-')
    .replaceAll(/^-+|-+$/g, '') || 'study';

const fieldTypes: Readonly<Record<ColumnType, string>> = {
  text: 'string',
  integer: 'integer',
  number: 'number',
  boolean: 'boolean',
};

function schemaOf({ columns, key, name }: Table, trials: string): object {
  return {
    $schema: `${profile}/tableschema.json`,
    fields: columns.map(fieldOf),
    missingValues: [''],
    ...(key.length > 0 && { primaryKey: key }),
    ...(name === 'series' && {
      foreignKeys: [{ fields: ['trial'], reference: { resource: trials, fields: ['id'] } }],
    }),
  };
}

function fieldOf({
  name,
  type,
  unit,
  definition,
  of,
  isRequired,
  isUnique,
  among,
  range,
}: TableColumn): object {
  const constraints = {
    ...(isRequired && { required: true }),
    ...(isUnique && { unique: true }),
    ...(among !== undefined && { enum: among }),
    ...(range !== undefined && { minimum: range[0], maximum: range[1] }),
  };
  return {
    name,
    type: fieldTypes[type],
    description: definition,
    ...(of !== undefined && { title: of }),
    ...(unit !== '' && { unit }),
    ...(Object.keys(constraints).length > 0 && { constraints }),
  };
}
