/**
 * Where everything lies. Pairs (validator, miner) are kept in blocks of eight miners: in a block each row of a
 * validator is one vector of eight u16. So a lane is a miner, and a sum over validators runs down a lane in the
 * order of the rows, which is the order of the readable text: the bits are the same.
 */
export const lanes: i32 = 8;
/** Bytes of eight u16. */
export const cellBytes: i32 = 16;
/** Bytes of eight f64. */
export const scoreBytes: i32 = 64;

export let n: i32 = 0;
/** Rows, the last one empty where their number is odd. */
export let rows: i32 = 0;
export let blocks: i32 = 0;
/** Bytes from one block to the next: of cells, of bytes with a bit for each miner. */
export let cellStride: i32 = 0;
export let bitStride: i32 = 0;

/** [block × row × 8] u16 */
export let weights: usize = 0;
export let bonds: usize = 0;
/** [block × row] bit k: the row names the miner; the bond is above zero. */
export let listed: usize = 0;
export let held: usize = 0;
/** [row × 8] f64, one block at a time. */
export let scores: usize = 0;
/** [row] */
export let total: usize = 0;
export let stake: usize = 0;
export let vote: usize = 0;
export let trust: usize = 0;
export let dividend: usize = 0;
/** [uid] */
export let registration: usize = 0;
export let prerank: usize = 0;
export let consensus: usize = 0;
export let rank: usize = 0;
export let renewed: usize = 0;
export let incentive: usize = 0;
export let stamps: usize = 0;
/** One row of the network on its way in or out: u16 targets, u32 values. */
export let targets: usize = 0;
export let values: usize = 0;
/** [8] f64 each */
export let search: usize = 0;
/** [8 × (rows + 1)] */
export let windowScore: usize = 0;
export let windowStake: usize = 0;
export let windowLength: i32 = 0;

/**
 * Where pairs are kept by miner instead, each with a cell for every row that weighs or holds it (`sparse.ts`): weights,
 * bonds, a bit for what is held and a byte for what is listed are then [cell].
 */
export let starts: usize = 0; // [uid + 1] u32, the first cell of a miner; a multiple of eight
export let counts: usize = 0; // [uid] u32
export let entryRows: usize = 0; // [cell] u16, ascending

/** Reads the offsets that the host wrote to `table`, in the order above. */
export function layOut(table: usize): void {
  cellStride = load<i32>(table, 0);
  bitStride = load<i32>(table, 4);
  windowLength = load<i32>(table, 8);
  weights = load<i32>(table, 12);
  bonds = load<i32>(table, 16);
  listed = load<i32>(table, 20);
  held = load<i32>(table, 24);
  scores = load<i32>(table, 28);
  total = load<i32>(table, 32);
  stake = load<i32>(table, 36);
  vote = load<i32>(table, 40);
  trust = load<i32>(table, 44);
  dividend = load<i32>(table, 48);
  registration = load<i32>(table, 52);
  prerank = load<i32>(table, 56);
  consensus = load<i32>(table, 60);
  rank = load<i32>(table, 64);
  renewed = load<i32>(table, 68);
  incentive = load<i32>(table, 72);
  stamps = load<i32>(table, 76);
  targets = load<i32>(table, 80);
  values = load<i32>(table, 84);
  search = load<i32>(table, 88);
  windowScore = load<i32>(table, 92);
  windowStake = load<i32>(table, 96);
  starts = load<i32>(table, 100);
  counts = load<i32>(table, 104);
  entryRows = load<i32>(table, 108);
}

export function resize(size: i32, validators: i32): void {
  n = size;
  rows = (validators + 1) & ~1;
  blocks = (size + lanes - 1) >> 3;
}

@inline
export function low(cell: v128): v128 {
  return i32x4.extend_low_i16x8_u(cell);
}

@inline
export function high(cell: v128): v128 {
  return i32x4.extend_high_i16x8_u(cell);
}

/** The lower two of four whole numbers as f64. */
@inline
export function first(four: v128): v128 {
  return f64x2.convert_low_i32x4_s(four);
}

/** The upper two. */
@inline
export function last(four: v128): v128 {
  return f64x2.convert_low_i32x4_s(v128.shuffle<u64>(four, four, 1, 0));
}

/** Adds eight miners of two rows to the sums of the two rows, one miner after the other. */
@inline
export function addAcross(
  sum: usize,
  a0: v128,
  a1: v128,
  a2: v128,
  a3: v128,
  b0: v128,
  b1: v128,
  b2: v128,
  b3: v128,
): void {
  let total = v128.load(sum);
  total = f64x2.add(total, v128.shuffle<f64>(a0, b0, 0, 2));
  total = f64x2.add(total, v128.shuffle<f64>(a0, b0, 1, 3));
  total = f64x2.add(total, v128.shuffle<f64>(a1, b1, 0, 2));
  total = f64x2.add(total, v128.shuffle<f64>(a1, b1, 1, 3));
  total = f64x2.add(total, v128.shuffle<f64>(a2, b2, 0, 2));
  total = f64x2.add(total, v128.shuffle<f64>(a2, b2, 1, 3));
  total = f64x2.add(total, v128.shuffle<f64>(a3, b3, 0, 2));
  total = f64x2.add(total, v128.shuffle<f64>(a3, b3, 1, 3));
  v128.store(sum, total);
}
