/**
 * Where a network lies. Rows have slots of `stride` targets; what each row holds and says is [slot × target].
 */

export let targets: i32 = 0;
export let stride: i32 = 0;
/** [slot × target] RAO as f64; u32 shares; u32, all ones where the row lists the target with a zero. */
export let bondsAt: usize = 0;
export let weightsAt: usize = 0;
export let zerosAt: usize = 0;
/** [row, by uid] slot; stake as a share, 0 where it says nothing; the same for one unit of a weight. */
export let slotsAt: usize = 0;
export let stakesAt: usize = 0;
export let unitsAt: usize = 0;
/** [target] */
export let rankAt: usize = 0;
export let trustAt: usize = 0;
export let bondTotalAt: usize = 0;
export let bondYieldAt: usize = 0;
/** [row] */
export let earnedAt: usize = 0;

/** The same in the chain's numbers, u64: [row] stakes and what bonds earn, [target] the others. */
export let stakeBitsAt: usize = 0;
export let rankBitsAt: usize = 0;
export let trustBitsAt: usize = 0;
export let bondBitsAt: usize = 0;
export let incentiveBitsAt: usize = 0;
export let incomeBitsAt: usize = 0;

/** Reads the places that the host wrote to `table`, in the order above. */
export function layOut(table: usize): void {
  stride = load<i32>(table);
  bondsAt = load<u32>(table, 4);
  weightsAt = load<u32>(table, 8);
  zerosAt = load<u32>(table, 12);
  slotsAt = load<u32>(table, 16);
  stakesAt = load<u32>(table, 20);
  unitsAt = load<u32>(table, 24);
  rankAt = load<u32>(table, 28);
  trustAt = load<u32>(table, 32);
  bondTotalAt = load<u32>(table, 36);
  bondYieldAt = load<u32>(table, 40);
  earnedAt = load<u32>(table, 44);
  stakeBitsAt = load<u32>(table, 48);
  rankBitsAt = load<u32>(table, 52);
  trustBitsAt = load<u32>(table, 56);
  bondBitsAt = load<u32>(table, 60);
  incentiveBitsAt = load<u32>(table, 64);
  incomeBitsAt = load<u32>(table, 68);
}

/** Targets in use, rounded up to whole blocks of four. */
export function resize(size: i32): void {
  targets = (size + 3) & ~3;
}
