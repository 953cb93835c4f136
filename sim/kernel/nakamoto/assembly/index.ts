import {
  bondTotalAt,
  bondYieldAt,
  bondsAt,
  earnedAt,
  rankAt,
  slotsAt,
  stakesAt,
  stride,
  targets,
  trustAt,
  unitsAt,
  weightsAt,
  zerosAt,
} from './layout';

export { buyBits, earnBits } from './chain';
export { layOut, resize } from './layout';

/**
 * The passes of a Nakamoto step over all pairs in float64; the twin is sim/consensus/nakamoto.ts. A lane is a target while rows add to it, in the order of the uids, and a row while its bonds earn, in the
 * order of the targets: every sum is the twin's.
 */

/** Ranks and trust of all targets, and their bonds: what is `retained` of them, and what `budget` buys a whole share. */
export function buy(rows: i32, retained: f64, budget: f64): void {
  const keep = f64x2.splat(retained);
  const budgets = f64x2.splat(budget);
  for (let target = 0; target < targets; target += 4) buyFour(target, rows, keep, budgets);
}

function buyFour(target: i32, rows: i32, keep: v128, budgets: v128): void {
  const none = f64x2.splat(0);
  let rank0 = none;
  let rank1 = none;
  let trust0 = none;
  let trust1 = none;
  let total0 = none;
  let total1 = none;
  for (let row = 0; row < rows; row++) {
    const place = load<i32>(slotsAt + (<usize>row << 2)) * stride + target;
    const unit = v128.load64_splat(unitsAt + (<usize>row << 3));
    const price = f64x2.mul(unit, budgets);
    const shares = v128.load(weightsAt + (<usize>place << 2));
    const low = f64x2.convert_low_i32x4_u(shares);
    const high = f64x2.convert_low_i32x4_u(v128.shuffle<u64>(shares, shares, 1, 0));
    rank0 = f64x2.add(rank0, f64x2.mul(unit, low));
    rank1 = f64x2.add(rank1, f64x2.mul(unit, high));
    const zeros = v128.load(zerosAt + (<usize>place << 2));
    const listed = v128.or(zeros, i32x4.ne(shares, i32x4.splat(0)));
    const whole = v128.load64_splat(stakesAt + (<usize>row << 3));
    trust0 = f64x2.add(trust0, v128.and(whole, i64x2.extend_low_i32x4_s(listed)));
    trust1 = f64x2.add(trust1, v128.and(whole, i64x2.extend_high_i32x4_s(listed)));
    const at = bondsAt + (<usize>place << 3);
    const bond0 = f64x2.add(f64x2.mul(v128.load(at), keep), f64x2.mul(price, low));
    const bond1 = f64x2.add(f64x2.mul(v128.load(at, 16), keep), f64x2.mul(price, high));
    v128.store(at, bond0);
    v128.store(at, bond1, 16);
    total0 = f64x2.add(total0, bond0);
    total1 = f64x2.add(total1, bond1);
  }
  const to = <usize>target << 3;
  v128.store(rankAt + to, rank0);
  v128.store(rankAt + to, rank1, 16);
  v128.store(trustAt + to, trust0);
  v128.store(trustAt + to, trust1, 16);
  v128.store(bondTotalAt + to, total0);
  v128.store(bondTotalAt + to, total1, 16);
}

/** What the bonds of each row earn, four rows at a time; `rows` may go past the last to whole fours. */
export function earn(rows: i32): void {
  for (let row = 0; row < rows; row += 4) {
    const a = bondsOf(row);
    const b = bondsOf(row + 1);
    const c = bondsOf(row + 2);
    const d = bondsOf(row + 3);
    let ab = f64x2.splat(0);
    let cd = ab;
    const end = <usize>targets << 3;
    for (let at: usize = 0; at < end; at += 16) {
      const perBond = v128.load(bondYieldAt + at);
      const payA = f64x2.mul(v128.load(a + at), perBond);
      const payB = f64x2.mul(v128.load(b + at), perBond);
      const payC = f64x2.mul(v128.load(c + at), perBond);
      const payD = f64x2.mul(v128.load(d + at), perBond);
      ab = f64x2.add(ab, v128.shuffle<u64>(payA, payB, 0, 2));
      cd = f64x2.add(cd, v128.shuffle<u64>(payC, payD, 0, 2));
      ab = f64x2.add(ab, v128.shuffle<u64>(payA, payB, 1, 3));
      cd = f64x2.add(cd, v128.shuffle<u64>(payC, payD, 1, 3));
    }
    v128.store(earnedAt + (<usize>row << 3), ab);
    v128.store(earnedAt + (<usize>row << 3), cd, 16);
  }
}

@inline
function bondsOf(row: i32): usize {
  return bondsAt + (<usize>(load<i32>(slotsAt + (<usize>row << 2)) * stride) << 3);
}
