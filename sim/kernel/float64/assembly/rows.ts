import {
  bitStride,
  blocks,
  cellBytes,
  cellStride,
  held,
  bonds,
  listed,
  n,
  registration,
  stamps,
  targets,
  values,
  weights,
} from './layout';

/** A row that names a uid twice, one that does not exist, or a value above u16: left to the readable text. */
const foreign: f64 = -1;

/** No row has this stamp before it is read. */
let stamp: u32 = 0;

/**
 * Scatters the row at `targets` and `values` into `cells`, without `self` (−1: it counts) and without targets
 * registered at or after `after`. Returns the sum of what is left. `fresh` says whether there may be such targets,
 * `bits` where to note whom the row names (0: nowhere).
 */
export function scatter(
  cells: usize,
  row: i32,
  count: i32,
  self: i32,
  after: f64,
  fresh: bool,
  bits: usize,
): f64 {
  const cell = cells + row * cellBytes;
  const bit: usize = bits === 0 ? 0 : bits + row;
  if (count === n && ascends()) return whole(cell, self, after, fresh, bit);
  clear(cell, bit);
  stamp += 1;
  let sum: u64 = 0;
  for (let entry = 0; entry < count; entry++) {
    const target = <i32>load<u16>(targets + (entry << 1));
    const value = load<u32>(values + (entry << 2));
    if (target >= n || value > 0xffff || load<u32>(stamps + (target << 2)) === stamp) return foreign;
    store<u32>(stamps + (target << 2), stamp);
    if (target === self || after <= load<f64>(registration + (target << 3))) continue;
    store<u16>(cell + (target >> 3) * cellStride + ((target & 7) << 1), <u16>value);
    if (bit !== 0) {
      const at = bit + (target >> 3) * bitStride;
      store<u8>(at, load<u8>(at) | <u8>(<i32>1 << (target & 7)));
    }
    sum += value;
  }
  return <f64>sum;
}

/** Whether the targets are 0, 1, 2 … n − 1: then a row is copied, eight entries at a time. */
function ascends(): bool {
  let expected = i16x8(0, 1, 2, 3, 4, 5, 6, 7);
  const step = i16x8.splat(8);
  let wrong = i16x8.splat(0);
  const wholeEnd = targets + ((n & ~7) << 1);
  let at = targets;
  for (; at < wholeEnd; at += 16) {
    wrong = v128.or(wrong, v128.xor(v128.load(at), expected));
    expected = i16x8.add(expected, step);
  }
  if (v128.any_true(wrong)) return false;
  for (let uid = n & ~7; uid < n; uid++) if (<i32>load<u16>(targets + (uid << 1)) !== uid) return false;
  return true;
}

function whole(cell: usize, self: i32, after: f64, fresh: bool, bit: usize): f64 {
  for (let uid = n; uid < blocks << 3; uid++) store<u32>(values + (uid << 2), 0);
  let sums = i32x4.splat(0);
  let seen = i32x4.splat(0);
  let from = values;
  let to = cell;
  for (let block = 0; block < blocks; block++) {
    const one = v128.load(from);
    const two = v128.load(from, 16);
    seen = v128.or(seen, v128.or(one, two));
    sums = i32x4.add(sums, i32x4.add(one, two));
    v128.store(to, i16x8.narrow_i32x4_u(one, two));
    from += 32;
    to += cellStride;
  }
  if (v128.any_true(v128.and(seen, i32x4.splat(0xffff0000)))) return foreign;
  if (bit !== 0) for (let block = 0; block < blocks; block++) store<u8>(bit + block * bitStride, 0xff);
  let sum =
    <u64>(<u32>i32x4.extract_lane(sums, 0)) +
    <u64>(<u32>i32x4.extract_lane(sums, 1)) +
    <u64>(<u32>i32x4.extract_lane(sums, 2)) +
    <u64>(<u32>i32x4.extract_lane(sums, 3));
  if (self >= 0) sum -= drop(cell, bit, self);
  if (fresh) {
    for (let uid = 0; uid < n; uid++) {
      if (after <= load<f64>(registration + (uid << 3))) sum -= drop(cell, bit, uid);
    }
  }
  return <f64>sum;
}

/** Takes one entry out of a row; returns what it was. */
function drop(cell: usize, bit: usize, uid: i32): u64 {
  const at = cell + (uid >> 3) * cellStride + ((uid & 7) << 1);
  const value = load<u16>(at);
  store<u16>(at, 0);
  if (bit !== 0) {
    const mark = bit + (uid >> 3) * bitStride;
    store<u8>(mark, load<u8>(mark) & <u8>(<i32>~(<i32>1 << (uid & 7))));
  }
  return value;
}

function clear(cell: usize, bit: usize): void {
  const none = i64x2.splat(0);
  for (let block = 0; block < blocks; block++) {
    v128.store(cell, none);
    cell += cellStride;
    if (bit !== 0) store<u8>(bit + block * bitStride, 0);
  }
}

/** Empties a row of weights and of bonds: one that may say nothing, or the one that makes their number even. */
export function clearWeights(row: i32): void {
  clear(weights + row * cellBytes, listed + row);
}

export function clearBonds(row: i32): void {
  clear(bonds + row * cellBytes, 0);
}

/** Writes the bonds above zero of a row to `targets` and `values`, ascending; returns how many they are. */
export function gather(row: i32): i32 {
  let cell = bonds + row * cellBytes;
  let bit = held + row;
  let count = 0;
  for (let block = 0; block < blocks; block++) {
    const marks = <u32>load<u8>(bit);
    const uid = block << 3;
    if (marks === 0xff) {
      const eight = v128.load(cell);
      const at = values + (count << 2);
      v128.store(at, i32x4.extend_low_i16x8_u(eight));
      v128.store(at, i32x4.extend_high_i16x8_u(eight), 16);
      v128.store(
        targets + (count << 1),
        i16x8.add(i16x8.splat(<i16>uid), i16x8(0, 1, 2, 3, 4, 5, 6, 7)),
      );
      count += 8;
    } else {
      for (let left = marks; left !== 0; left &= left - 1) {
        const lane = <i32>ctz(left);
        store<u16>(targets + (count << 1), <u16>(uid + lane));
        store<u32>(values + (count << 2), load<u16>(cell + (lane << 1)));
        count += 1;
      }
    }
    cell += cellStride;
    bit += bitStride;
  }
  return count;
}
