import { UserError } from '../base/userError.ts';
import { type Cell, columnOf } from './columns.ts';
import { Fields, type Place, splitLeft } from './fields.ts';
import type { Column } from './part.ts';

/** The most uids that a network can have. */
const mostUids = 65_536;

/** Rows of a list that are about a uid each, in the order of the uids. */
export class UidRows {
  /** [uid] its row; undefined where the list has none. */
  readonly rows: readonly (Fields | undefined)[];

  /** Throws `UserError` for a row without a uid and for a uid that has two. */
  constructor(list: readonly Place[], uidName = 'uid') {
    const rows: (Fields | undefined)[] = [];
    for (const place of list) {
      const fields = new Fields(place);
      const at = fields.take(uidName);
      const uid = at.whole(mostUids - 1);
      if (rows[uid] !== undefined) at.fail('a uid that no other row has', 'keep one row of each uid');
      rows[uid] = fields;
    }
    this.rows = Array.from({ length: rows.length }, (_, uid) => rows[uid]);
  }

  get size(): number {
    return this.rows.length;
  }

  /** Uids below the largest that have no row. */
  get absent(): number[] {
    return [...this.rows.keys()].filter((uid) => this.rows[uid] === undefined);
  }

  /** A column of the rows by the first of its names that a row has; undefined where no row has one. */
  column<Value>(names: string | readonly string[], read: Cell<Value>): Column<Value> | undefined {
    const known = typeof names === 'string' ? [names] : names;
    const places = this.rows.map((row) => row?.takeAny(...known));
    return places.every((place) => place === undefined) ? undefined : columnOf(places, read);
  }

  /** What no column asked for, once for all rows. */
  left(known: readonly string[]) {
    return splitLeft([...new Set(this.rows.flatMap((row) => row?.left() ?? []))], known);
  }

  /** A sentence about uids without a row, if there are any. */
  notes(): string[] {
    const { absent } = this;
    if (absent.length === 0) return [];
    const few = absent.slice(0, 8).join(', ');
    return [
      `${absent.length} of ${this.size} uids have no row (${few}${absent.length > 8 ? ', …' : ''}): they count as without stake`,
    ];
  }

  /** Throws where the list has no rows. */
  mustExist(place: Place): this {
    if (this.size === 0)
      throw new UserError(
        `${place.file}: ${place.path} must have a row for each uid; received none (dump a subnet that has neurons)`,
      );
    return this;
  }
}
