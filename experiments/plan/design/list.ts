import { UserError } from '../../base/userError.ts';
import type { Value } from './domain.ts';

/** A setting of each factor, by name. */
export type Cell = Readonly<Record<string, Value>>;

/**
 * A design that names its cells one by one. Throws `UserError` for an empty list, for a cell that lacks a factor the others
 * have, and for a cell that is given twice.
 */
export function listed(cells: readonly Cell[]): readonly Cell[] {
  if (cells.length === 0) throw new UserError('a list of cells is empty: name at least one');
  const names = Object.keys(cells[0]).sort();
  const seen = new Map<string, number>();
  for (const [k, cell] of cells.entries()) {
    const own = Object.keys(cell).sort();
    if (own.join() !== names.join()) {
      throw new UserError(
        `cell ${k + 1} sets ${own.join(', ') || 'nothing'}, cell 1 sets ${names.join(', ')}: every cell sets the same factors`,
      );
    }
    const text = JSON.stringify(names.map((name) => cell[name]));
    if (seen.has(text))
      throw new UserError(`cells ${seen.get(text)! + 1} and ${k + 1} are the same: write it once`);
    seen.set(text, k);
  }
  return cells;
}

/** The factors of a list of cells, each with its values in the order of their first use. */
export function factorsOf(cells: readonly Cell[]): { name: string; values: Value[] }[] {
  return Object.keys(cells[0] ?? {}).map((name) => ({
    name,
    values: [...new Set(cells.map((cell) => cell[name]))],
  }));
}
