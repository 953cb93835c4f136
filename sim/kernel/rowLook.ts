import type { Row } from '../row.ts';

/** What a kernel has to know of a row before it takes it. */
export interface RowLook {
  /** Whether its targets rise. */
  readonly ascends: boolean;
  /** Whether it names a target twice. */
  readonly repeats: boolean;
  readonly hasZero: boolean;
  /** Sum and largest of its values, and its highest target (−1 without any). */
  readonly total: number;
  readonly top: number;
  readonly last: number;
}

/** What has been found of rows, which never change once they are made. */
const known = new WeakMap<Row, RowLook>();

export function lookAt(row: Row): RowLook {
  const before = known.get(row);
  if (before !== undefined) return before;
  const found = look(row);
  known.set(row, found);
  return found;
}

function look({ targets, values }: Row): RowLook {
  let ascends = true;
  let hasZero = false;
  let total = 0;
  let top = 0;
  let last = -1;
  for (let k = 0; k < targets.length; k++) {
    if (targets[k] <= last) ascends = false;
    else last = targets[k];
    if (values[k] === 0) hasZero = true;
    if (values[k] > top) top = values[k];
    total += values[k];
  }
  return { ascends, hasZero, total, top, last, repeats: !ascends && new Set(targets).size < targets.length };
}
