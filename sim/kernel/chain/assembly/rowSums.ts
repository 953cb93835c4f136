import { shareFactor } from './fixed';
import { permitted } from './standing';
import {
  factorsAt,
  largestAt,
  n,
  oldestUpdate,
  owner,
  put32,
  registeredAt,
  rowOfAt,
  rows,
  rowSumAt,
  rowUpdatedAt,
  scalarOnly,
  stride,
  sumsAt,
  threads,
  u16At,
  u32At,
  uidOfAt,
  weightsAt,
  wideAt,
} from './place';

/** Step 5: what every row adds up to after its masks. */

@inline
export function columnAt(matrix: usize, column: i32): usize {
  return matrix + (<usize>column * <usize>stride << 1);
}

/** [row] sums and largest entries over columns from … to − 1, of one thread. */
export function sumRows(from: i32, to: i32, thread: i32): void {
  const sums = sumsAt + (<usize>(thread * stride) << 2);
  const tops = largestAt + (<usize>(thread * stride) << 1);
  memory.fill(sums, 0, <usize>stride << 2);
  memory.fill(tops, 0, <usize>stride << 1);
  if (scalarOnly) addScalar(sums, tops, from, to);
  else addVectors(sums, tops, from, to);
  for (let column = from; column < to; column++) takeOffMasked(sums, column);
}

/** Four columns at a time, so that the sums of the rows are loaded and stored once for all four. */
function addVectors(sums: usize, tops: usize, from: i32, to: i32): void {
  const step = <usize>stride << 1;
  let column = from;
  for (; column + 4 <= to; column += 4) {
    const first = columnAt(weightsAt, column);
    for (let at: usize = 0; at < step; at += 16) {
      const a = v128.load(first + at);
      const b = v128.load(first + step + at);
      const c = v128.load(first + 2 * step + at);
      const d = v128.load(first + 3 * step + at);
      v128.store(
        tops + at,
        i16x8.max_u(v128.load(tops + at), i16x8.max_u(i16x8.max_u(a, b), i16x8.max_u(c, d))),
      );
      const low = i32x4.add(
        i32x4.add(i32x4.extend_low_i16x8_u(a), i32x4.extend_low_i16x8_u(b)),
        i32x4.add(i32x4.extend_low_i16x8_u(c), i32x4.extend_low_i16x8_u(d)),
      );
      const high = i32x4.add(
        i32x4.add(i32x4.extend_high_i16x8_u(a), i32x4.extend_high_i16x8_u(b)),
        i32x4.add(i32x4.extend_high_i16x8_u(c), i32x4.extend_high_i16x8_u(d)),
      );
      const to2 = sums + (at << 1);
      v128.store(to2, i32x4.add(v128.load(to2), low));
      v128.store(to2, i32x4.add(v128.load(to2, 16), high), 16);
    }
  }
  addScalar(sums, tops, column, to);
}

function addScalar(sums: usize, tops: usize, from: i32, to: i32): void {
  for (let column = from; column < to; column++) {
    const at = columnAt(weightsAt, column);
    for (let row = 0; row < rows; row++) {
      const weight = u16At(at, row);
      put32(sums, row, u32At(sums, row) + weight);
      if (weight > u16At(tops, row)) store<u16>(tops + (<usize>row << 1), weight);
    }
  }
}

/** Whether the masks leave a weight: not towards oneself but the owner's, not towards who registered since. */
@inline
export function masked(row: i32, column: i32): bool {
  return (
    (row == load<i32>(rowOfAt + (<usize>column << 2)) && column != owner) ||
    u32At(rowUpdatedAt, row) <= u32At(registeredAt, column)
  );
}

function takeOffMasked(sums: usize, column: i32): void {
  const at = columnAt(weightsAt, column);
  if (u32At(registeredAt, column) >= oldestUpdate) {
    for (let row = 0; row < rows; row++) {
      if (masked(row, column)) put32(sums, row, u32At(sums, row) - u16At(at, row));
    }
    return;
  }
  const own = load<i32>(rowOfAt + (<usize>column << 2));
  if (own >= 0 && column != owner) put32(sums, own, u32At(sums, own) - u16At(at, own));
}

/** The sums of all threads together, and the factor that makes a weight a share; marks weights of 1.0. */
export function finishRows(): void {
  memory.fill(wideAt, 0, n);
  for (let row = 0; row < stride; row++) {
    let sum: u32 = 0;
    let top: u32 = 0;
    if (row < rows && permitted(u32At(uidOfAt, row))) {
      for (let thread = 0; thread < threads; thread++) {
        sum += u32At(sumsAt, thread * stride + row);
        top = max(top, u16At(largestAt, thread * stride + row));
      }
    }
    put32(rowSumAt, row, sum);
    store<f64>(factorsAt + (<usize>row << 3), shareFactor(sum));
    if (sum > 0 && top >= sum) markWhole(row, sum);
  }
}

/** A row with one weight gives it 1.0, which the vectors cannot hold. */
function markWhole(row: i32, sum: u32): void {
  for (let column = 0; column < n; column++) {
    if (u16At(columnAt(weightsAt, column), row) == sum && !masked(row, column)) store<u8>(wideAt + column, 1);
  }
}
