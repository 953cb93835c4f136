import { csvField } from '../../base/csvField.ts';
import { isPart, type Part, partOf, partsOf } from './part.ts';

/** Fields that only place or colour what is drawn. */
const drawing = new Set(['colour', 'place', 'top', 'told']);

/**
 * The numbers of a chart as CSV, a line for each row that is drawn: rows that say what they are, or where none does the largest set of
 * rows. Panels of the same fields are one table, with their titles as a column.
 */
export function csvOf(spec: object): string {
  const sets = distinct(setsOf(partOf(spec), ''));
  const speaking = sets.filter(({ rows }) => rows.some((row) => typeof row.told === 'string'));
  const most = Math.max(0, ...sets.map(({ rows }) => rows.length));
  const chosen = speaking.length > 0 ? speaking : sets.filter(({ rows }) => rows.length === most);
  const isSeveral = new Set(chosen.map(({ panel }) => panel)).size > 1;
  const table: Part[] = chosen.flatMap(({ panel, rows }) =>
    rows.map((row) => (isSeveral ? { panel, ...row } : row)),
  );
  const columns = [...new Set(table.flatMap((row) => Object.keys(row)))].filter((name) => !drawing.has(name));
  const line = (cells: readonly unknown[]) => cells.map(field).join(',');
  return `${[line(columns), ...table.map((row) => line(columns.map((name) => row[name])))].join('\n')}\n`;
}

/** A field as RFC 4180 has it; a missing value is empty. */
function field(value: unknown): string {
  if (value === null || value === undefined) return '';
  return typeof value === 'number' ? String(value) : csvField(String(value));
}

interface RowSet {
  readonly panel: string;
  readonly rows: readonly Part[];
}

/** All rows that a spec holds, with the title of the panel they are in. */
function setsOf(part: Part, panel: string): RowSet[] {
  const { data, title, layer, hconcat, vconcat, concat } = part;
  const own = titleOf(title) ?? panel;
  const { values } = partOf(data);
  const rows = Array.isArray(values) ? [{ panel: own, rows: partsOf(values) }] : [];
  const inner = [layer, hconcat, vconcat, concat].flatMap(partsOf);
  return [...rows, ...inner.flatMap((one) => setsOf(one, own))];
}

function titleOf(title: unknown): string | null {
  const text = isPart(title) ? title.text : title;
  if (typeof text === 'string') return text.trim();
  return Array.isArray(text) ? text.join(' ') : null;
}

/** A line, its band and its points are drawn from the same rows. */
function distinct(sets: readonly RowSet[]): RowSet[] {
  const seen = new Set<string>();
  return sets.filter(({ panel, rows }) => {
    const key = JSON.stringify([panel, rows]);
    return !seen.has(key) && seen.add(key);
  });
}
