import { canonical } from '../../base/canonical.ts';
import { firstDifference } from '../../evidence/verify/firstDifference.ts';
import { isByTime, type StoredRow } from '../../run/journal.ts';
import type { Part } from './part.ts';

/** One trial with two results that should be the same bytes. */
export interface Conflict {
  readonly id: string;
  readonly folders: readonly [string, string];
  /** Where the two differ first, with both values. */
  readonly what: string;
  /** The trial's plan, so that it can be run again. */
  readonly plan: unknown;
}

/** Rows of several folders as one. */
export interface Joined {
  readonly rows: ReadonlyMap<string, StoredRow>;
  /** Rows that were there more than once and agree, each beyond its first counted. */
  readonly repeated: number;
  /** Trials that a limit of time ended in one folder and not in another: the row that came to its own end is kept. */
  readonly outlasted: number;
  readonly conflicts: readonly Conflict[];
}

/**
 * Joins rows by the ids of their trials, in any order of the folders the same. A trial found twice is compared byte for byte; one that a limit of
 * time ended compares with none, because another machine is faster or slower.
 */
export function joinRows(parts: readonly Pick<Part, 'folder' | 'journal'>[]): Joined {
  const rows = new Map<string, { readonly row: StoredRow; readonly folder: string }>();
  const conflicts: Conflict[] = [];
  let [repeated, outlasted] = [0, 0];
  for (const { folder, journal } of parts) {
    for (const [id, row] of journal.rows) {
      const known = rows.get(id);
      if (known === undefined) rows.set(id, { row, folder });
      else if (isByTime(row) || isByTime(known.row)) {
        if (isByTime(row) !== isByTime(known.row)) outlasted += 1;
        if (isBefore(row, known.row)) rows.set(id, { row, folder });
      } else if (canonical(row) === canonical(known.row)) repeated += 1;
      else conflicts.push(conflictOf(known, { row, folder }));
    }
  }
  const joined = new Map([...rows].map(([id, { row }]) => [id, row]));
  return { rows: joined, repeated, outlasted, conflicts };
}

/** Which of two rows is kept where a limit of time ended one: the other; of two such, the first by their text, so that no order matters. */
function isBefore(row: StoredRow, known: StoredRow): boolean {
  if (isByTime(row) !== isByTime(known)) return isByTime(known);
  return canonical(row) < canonical(known);
}

interface Found {
  readonly row: StoredRow;
  readonly folder: string;
}

const conflictOf = (one: Found, other: Found): Conflict => ({
  id: one.row.id,
  folders: [one.folder, other.folder],
  what: differenceIn(one.row, other.row),
  plan: one.row.plan,
});

const differenceIn = (one: StoredRow, other: StoredRow): string =>
  firstDifference(one, other)?.replace('kept ', '').replace(', now ', ' and ') ?? 'they differ';
