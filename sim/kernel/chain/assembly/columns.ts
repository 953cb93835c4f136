import {
  bondsAt,
  countsAt,
  entryRowsAt,
  factorsAt,
  heldAt,
  lastTempo,
  oldestUpdate,
  owner,
  productsAt,
  recordsAt,
  registeredAt,
  rowOfAt,
  rows,
  rowStakeAt,
  rowUpdatedAt,
  scratch,
  startsAt,
  u16At,
  u32At,
  votesAt,
  weightsAt,
} from './place';

/**
 * The column at hand. Its cells are all rows in their order, or in a sparse arena the rows that weigh or hold it; the
 * loops do not know the difference, for what they read of the rows is gathered beside the cells.
 */

/** Cells, whole vectors of eight; those past `count` are zero. */
export let width: i32 = 0;
export let count: i32 = 0;
let firstCell: usize = 0;
/** The rows of the cells; 0: all rows. */
let entries: usize = 0;

export function openColumn(column: i32): void {
  const first = u32At(startsAt, column);
  firstCell = first;
  width = u32At(startsAt, column + 1) - first;
  count = entryRowsAt == 0 ? rows : <i32>u32At(countsAt, column);
  entries = entryRowsAt == 0 ? 0 : entryRowsAt + (firstCell << 1);
}

@inline
export function rowOfCell(cell: i32): i32 {
  return entries == 0 ? cell : <i32>u16At(entries, cell);
}

/** The cell of a row, −1 without one: their rows ascend. */
export function cellOfRow(row: i32): i32 {
  if (entries == 0) return row;
  let from = 0;
  let to = count;
  while (from < to) {
    const middle = (from + to) >> 1;
    if (<i32>u16At(entries, middle) < row) from = middle + 1;
    else to = middle;
  }
  return from < count && <i32>u16At(entries, from) == row ? from : -1;
}

/** [cell] what the loops read of the rows: active stake, vote, the factor that makes a weight a share. */
export let stakes: usize = 0;
export let votes: usize = 0;
export let factors: usize = 0;

export function gatherRows(thread: i32): void {
  if (entries == 0) {
    stakes = rowStakeAt;
    votes = votesAt;
    factors = factorsAt;
    return;
  }
  stakes = scratch(thread, 6);
  votes = stakes + (<usize>width << 2);
  factors = scratch(thread, 7);
  const end = <usize>width << 2;
  for (let place: usize = 0; place < end; place += 16) {
    const at = entries + (place >> 1);
    const a = recordAt(load<u16>(at));
    const b = recordAt(load<u16>(at, 2));
    const c = recordAt(load<u16>(at, 4));
    const d = recordAt(load<u16>(at, 6));
    const ab = v128.shuffle<u32>(a, b, 0, 4, 1, 5);
    const cd = v128.shuffle<u32>(c, d, 0, 4, 1, 5);
    v128.store(stakes + place, v128.shuffle<u64>(ab, cd, 0, 2));
    v128.store(votes + place, v128.shuffle<u64>(ab, cd, 1, 3));
    v128.store(factors + (place << 1), v128.shuffle<u64>(a, b, 1, 3));
    v128.store(factors + (place << 1), v128.shuffle<u64>(c, d, 1, 3), 16);
  }
}

@inline
function recordAt(row: u32): v128 {
  return v128.load(recordsAt + (<usize>row << 4));
}

/** Where numbers of the cells are added to those of all rows: there, or where they wait for `scatter`. */
@inline
export function sumsOf(all: usize, thread: i32): usize {
  return entries == 0 ? all : scratch(thread, 8);
}

/** Adds what waits to the sums of the rows (u32), and leaves zeros. */
export function scatter(all: usize, thread: i32): void {
  if (entries == 0) return;
  const from = scratch(thread, 8);
  for (let cell = 0; cell < count; cell++) {
    const at = from + (<usize>cell << 2);
    const sum = all + (<usize>u16At(entries, cell) << 2);
    store<u32>(sum, load<u32>(sum) + load<u32>(at));
    store<u32>(at, 0);
  }
}

/** The column's u16 in a matrix. */
@inline
export function cellsOf(matrix: usize): usize {
  return matrix + (firstCell << 1);
}

/** A bit for each cell. */
@inline
export function heldBits(): usize {
  return heldAt + (firstCell >> 3);
}

/** Where the products of the column lie; 0 where they are not kept. */
@inline
export function productCells(): usize {
  return productsAt == 0 ? 0 : productsAt + (firstCell << 2);
}

/** The weights as the masks leave them: the stored ones, or a copy in this thread's scratch. */
export function weightColumn(column: i32, thread: i32): usize {
  const at = cellsOf(weightsAt);
  const own = load<i32>(rowOfAt + (<usize>column << 2));
  const diagonal = own >= 0 && column != owner ? cellOfRow(own) : -1;
  const registered = u32At(registeredAt, column);
  if (diagonal < 0 && registered < oldestUpdate) return at;
  const copy = scratch(thread, 0);
  copyRecent(copy, at, registered);
  if (diagonal >= 0) store<u16>(copy + (<usize>diagonal << 1), 0);
  return copy;
}

/** The bonds likewise; 0: none of this column counts. */
export function bondColumn(column: i32, thread: i32): usize {
  const at = cellsOf(bondsAt);
  const registered = u32At(registeredAt, column);
  if (lastTempo >= 0) return lastTempo <= <i64>registered ? 0 : at;
  if (registered < oldestUpdate) return at;
  const copy = scratch(thread, 1);
  copyRecent(copy, at, registered);
  return copy;
}

/** The cells of rows that were updated after a block; the others zero. */
function copyRecent(copy: usize, at: usize, registered: u32): void {
  const end = <usize>width << 1;
  if (registered < oldestUpdate) {
    for (let place: usize = 0; place < end; place += 16) v128.store(copy + place, v128.load(at + place));
    return;
  }
  if (entries != 0) {
    for (let cell = 0; cell < width; cell++) {
      const recent = u32At(rowUpdatedAt, rowOfCell(cell)) > registered;
      store<u16>(copy + (<usize>cell << 1), recent ? u16At(at, cell) : 0);
    }
    return;
  }
  const since = i32x4.splat(registered);
  for (let place: usize = 0; place < end; place += 16) {
    const updated = rowUpdatedAt + (place << 1);
    const old = i16x8.narrow_i32x4_s(
      i32x4.le_u(v128.load(updated), since),
      i32x4.le_u(v128.load(updated, 16), since),
    );
    v128.store(copy + place, v128.andnot(v128.load(at + place), old));
  }
}

/** Zeroes whole vectors; what fills small columns faster than `memory.fill`, which leaves the module. */
export function clear(at: usize, bytes: usize): void {
  const end = at + bytes;
  for (; at < end; at += 16) v128.store(at, i32x4.splat(0));
}
