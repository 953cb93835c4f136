import {
  bondsAt,
  lastTempo,
  oldestUpdate,
  owner,
  registeredAt,
  rowOfAt,
  rowUpdatedAt,
  scratch,
  stride,
  u32At,
  weightsAt,
} from './place';
import { columnAt } from './rowSums';

/** Columns of u16 as the masks leave them: the stored one, or a copy in this thread's scratch. */

export function weightColumn(column: i32, thread: i32): usize {
  const at = columnAt(weightsAt, column);
  const own = load<i32>(rowOfAt + (<usize>column << 2));
  const diagonal = own >= 0 && column != owner;
  const registered = u32At(registeredAt, column);
  if (!diagonal && registered < oldestUpdate) return at;
  const copy = scratch(thread, 0);
  if (registered < oldestUpdate) memory.copy(copy, at, <usize>stride << 1);
  else copyRecent(copy, at, registered);
  if (diagonal) store<u16>(copy + (<usize>own << 1), 0);
  return copy;
}

/** 0: no bond of this column counts. */
export function bondColumn(column: i32, thread: i32): usize {
  const at = columnAt(bondsAt, column);
  const registered = u32At(registeredAt, column);
  if (lastTempo >= 0) return lastTempo <= <i64>registered ? 0 : at;
  if (registered < oldestUpdate) return at;
  const copy = scratch(thread, 1);
  copyRecent(copy, at, registered);
  return copy;
}

/** The cells of rows that were updated after a block; the others zero. */
function copyRecent(copy: usize, at: usize, registered: u32): void {
  const since = i32x4.splat(registered);
  for (let row = 0; row < stride; row += 8) {
    const updated = rowUpdatedAt + (<usize>row << 2);
    const old = i16x8.narrow_i32x4_s(
      i32x4.le_u(v128.load(updated), since),
      i32x4.le_u(v128.load(updated, 16), since),
    );
    const place = <usize>row << 1;
    v128.store(copy + place, v128.andnot(v128.load(at + place), old));
  }
}
