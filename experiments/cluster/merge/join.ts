import { canonical } from '../../base/canonical.ts';
import { firstDifference } from '../../evidence/verify/firstDifference.ts';
import { isByTime, type StoredRow } from '../../run/journal.ts';
import { isFailed } from '../../run/storedRow.ts';
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
  /** Trials that failed, or ran out of time, in one folder and went further in another: the row that went further is kept. */
  readonly outdone: number;
  readonly conflicts: readonly Conflict[];
}

/**
 * Joins rows by the ids of their trials, in any order of the folders the same. A trial that is complete twice is compared byte for byte. One that
 * failed is compared with none, as in a run: it may have been run again, or its machine was at fault.
 */
export function joinRows(parts: readonly Pick<Part, 'folder' | 'journal'>[]): Joined {
  const rows = new Map<string, Found>();
  const conflicts: Conflict[] = [];
  let [repeated, outdone] = [0, 0];
  for (const { folder, journal } of parts) {
    for (const [id, row] of journal.rows) {
      const known = rows.get(id);
      if (known === undefined) rows.set(id, { row, folder });
      else if (rankOf(row) !== rankOf(known.row)) {
        outdone += 1;
        if (rankOf(row) < rankOf(known.row)) rows.set(id, { row, folder });
      } else {
        const [text, other] = [canonical(row), canonical(known.row)];
        if (text === other) repeated += 1;
        else if (rankOf(row) === 0) conflicts.push(conflictOf(known, { row, folder }));
        // Of two failures the first by their text, so that no order matters.
        else if (text < other) rows.set(id, { row, folder });
      }
    }
  }
  const joined = new Map([...rows].map(([id, { row }]) => [id, row]));
  return { rows: joined, repeated, outdone, conflicts };
}

/** How far a trial went: 0 to its end, 1 it failed, 2 a limit of time ended it. */
function rankOf(row: StoredRow): 0 | 1 | 2 {
  if (isByTime(row)) return 2;
  return isFailed(row) ? 1 : 0;
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
