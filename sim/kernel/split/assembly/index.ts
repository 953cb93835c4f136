/**
 * The sums of an epoch between two sides, the same as `experiments/figures/retention/chain/splitEpoch.ts` and `splitDeviation.ts` bit for bit.
 * I32F32 bits, whole in f64; every sum is of whole numbers below 2^53, so its order does not matter. Addresses are
 * byte offsets; `depth` is a side's validators, columns are [server × depth] by place.
 */

const TWO32: f64 = 4294967296.0;
const DOWN: f64 = 1.0 / 4294967296.0;
const TWO53: f64 = 9007199254740992.0;
const LIMB: f64 = 65536.0;
const DOUBT: f64 = 1e-4;

/** Floor of the product of two values in I32F32. */
@inline
function mul(left: f64, right: f64): f64 {
  const product = left * right;
  if (abs(product) < TWO53) return floor(product * DOWN);
  return mulWide(left, right);
}

function mulWide(left: f64, right: f64): f64 {
  const high = floor(right / LIMB);
  const low = right - high * LIMB;
  return floor((left * high + floor((left * low) / LIMB)) / LIMB);
}

/** floor(numerator · 2^32 / denominator) digit by digit. */
function div(numerator: f64, denominator: f64): f64 {
  const first = floor((numerator * LIMB) / denominator);
  const rest = numerator * LIMB - first * denominator;
  return first * LIMB + floor((rest * LIMB) / denominator);
}

@inline
function divBy(numerator: f64, denominator: f64, scale: f64): f64 {
  const near = numerator * scale;
  const quotient = floor(near);
  const part = near - quotient;
  return part > DOUBT && part < 1.0 - DOUBT ? quotient : div(numerator, denominator);
}

@inline
function mulBy(value: f64, factor: f64, scale: f64): f64 {
  const near = value * scale;
  const product = floor(near);
  const part = near - product;
  return part > DOUBT && part < 1.0 - DOUBT ? product : mul(value, factor);
}

/** Whether any lane is too near a whole number to trust its floor. */
@inline
function doubtful(part: v128): bool {
  return v128.any_true(
    v128.or(f64x2.le(part, f64x2.splat(DOUBT)), f64x2.ge(part, f64x2.splat(1.0 - DOUBT))),
  );
}

/** Floors of two products; the caller knows that they are not negative. */
@inline
function mul2(left: v128, right: v128): v128 {
  const product = f64x2.mul(left, right);
  if (v128.any_true(f64x2.ge(product, f64x2.splat(TWO53)))) {
    return f64x2.replace_lane(
      f64x2.splat(mul(f64x2.extract_lane(left, 0), f64x2.extract_lane(right, 0))),
      1,
      mul(f64x2.extract_lane(left, 1), f64x2.extract_lane(right, 1)),
    );
  }
  return f64x2.floor(f64x2.mul(product, f64x2.splat(DOWN)));
}

@inline
function sum2(pair: v128): f64 {
  return f64x2.extract_lane(pair, 0) + f64x2.extract_lane(pair, 1);
}

/** Adds one side's clipped ranks to `out` [server]. */
export function addRanks(
  depth: i32,
  servers: i32,
  stakeAt: usize,
  rankBelow: usize,
  below: usize,
  consensus: usize,
  out: usize,
): void {
  for (let server = 0; server < servers; server++) {
    const level = load<f64>(consensus + (<usize>server << 3));
    const kept: i32 = load<u8>(below + server);
    let rank = load<f64>(rankBelow + (<usize>(server * (depth + 1) + kept) << 3));
    let at = stakeAt + (<usize>(server * depth + kept) << 3);
    let left = depth - kept;
    const levels = f64x2.splat(level);
    let sums = f64x2.splat(0.0);
    for (; left >= 2; left -= 2, at += 16) sums = f64x2.add(sums, mul2(levels, v128.load(at)));
    rank += sum2(sums);
    if (left > 0) rank += mul(level, load<f64>(at));
    const to = out + (<usize>server << 3);
    store<f64>(to, load<f64>(to) + rank);
  }
}

/** Bonds that one side buys in one column; returns their sum. */
function buyBonds(
  depth: i32,
  kept: i32,
  weight: usize,
  rank: usize,
  stake: usize,
  belowSum: f64,
  consensus: f64,
  penalty: f64,
  bonds: usize,
): f64 {
  memory.copy(bonds, rank, <usize>kept << 3);
  const clipped = penalty * DOWN;
  let sum = belowSum;
  for (let place = kept; place < depth; place++) {
    const at = <usize>place << 3;
    const said = load<f64>(weight + at);
    const buying = said + mulBy(consensus - said, penalty, clipped);
    const bond = buying > 0 ? mul(buying, load<f64>(stake + at)) : 0;
    store<f64>(bonds + at, bond);
    sum += bond;
  }
  return sum;
}

/** Normalises a column of bonds and takes the part that is renewed; returns the new sum. */
function renewBonds(bonds: usize, count: i32, bought: f64, renewal: f64): f64 {
  const scale = TWO32 / bought;
  const renewed = renewal * DOWN;
  let sums = f64x2.splat(0.0);
  let at = bonds;
  let left = count;
  for (; left >= 2; left -= 2, at += 16) {
    const bond = v128.load(at);
    const near = f64x2.mul(bond, f64x2.splat(scale));
    const share = f64x2.floor(near);
    const next = f64x2.mul(share, f64x2.splat(renewed));
    const taken = f64x2.floor(next);
    if (doubtful(f64x2.sub(near, share)) || doubtful(f64x2.sub(next, taken))) {
      const first = mulBy(divBy(f64x2.extract_lane(bond, 0), bought, scale), renewal, renewed);
      const second = mulBy(divBy(f64x2.extract_lane(bond, 1), bought, scale), renewal, renewed);
      const exact = f64x2.replace_lane(f64x2.splat(first), 1, second);
      v128.store(at, exact);
      sums = f64x2.add(sums, exact);
    } else {
      v128.store(at, taken);
      sums = f64x2.add(sums, taken);
    }
  }
  let sum = sum2(sums);
  if (left > 0) {
    const taken = mulBy(divBy(load<f64>(at), bought, scale), renewal, renewed);
    store<f64>(at, taken);
    sum += taken;
  }
  return sum;
}

/** D_i += floor(B_ij · I_j), B_ij normalised. */
function payDividends(
  depth: i32,
  validator: usize,
  total: f64,
  incentive: f64,
  bonds: usize,
  dividends: usize,
): void {
  const scale = TWO32 / total;
  for (let place = 0; place < depth; place++) {
    const to = dividends + (<usize>load<u8>(validator + place) << 3);
    const share = divBy(load<f64>(bonds + (<usize>place << 3)), total, scale);
    store<f64>(to, load<f64>(to) + mul(share, incentive));
  }
}

/** Every server's incentive, shared out by its bonds: `dividends` [validator] the majority's first. */
export function payBondholders(
  servers: i32,
  majorDepth: i32,
  majorWeight: usize,
  majorRank: usize,
  majorStake: usize,
  majorValidator: usize,
  majorRankBelow: usize,
  majorBelow: usize,
  minorDepth: i32,
  minorWeight: usize,
  minorRank: usize,
  minorStake: usize,
  minorValidator: usize,
  minorRankBelow: usize,
  minorBelow: usize,
  consensus: usize,
  incentive: usize,
  penalty: f64,
  renewal: f64,
  bonds: usize,
  dividends: usize,
): void {
  const minorBonds = bonds + (<usize>majorDepth << 3);
  const minorDividends = dividends + (<usize>majorDepth << 3);
  for (let server = 0; server < servers; server++) {
    const earned = load<f64>(incentive + (<usize>server << 3));
    if (!(earned > 0)) continue;
    const level = load<f64>(consensus + (<usize>server << 3));
    const a: i32 = load<u8>(majorBelow + server);
    const b: i32 = load<u8>(minorBelow + server);
    const first = <usize>(server * majorDepth);
    const second = <usize>(server * minorDepth);
    const ofMajor = load<f64>(majorRankBelow + (<usize>(server * (majorDepth + 1) + a) << 3));
    const ofMinor = load<f64>(minorRankBelow + (<usize>(server * (minorDepth + 1) + b) << 3));
    const bought =
      buyBonds(
        majorDepth,
        a,
        majorWeight + (first << 3),
        majorRank + (first << 3),
        majorStake + (first << 3),
        ofMajor,
        level,
        penalty,
        bonds,
      ) +
      buyBonds(
        minorDepth,
        b,
        minorWeight + (second << 3),
        minorRank + (second << 3),
        minorStake + (second << 3),
        ofMinor,
        level,
        penalty,
        minorBonds,
      );
    if (bought == 0) continue;
    const total = renewBonds(bonds, majorDepth + minorDepth, bought, renewal);
    if (total == 0) continue;
    payDividends(majorDepth, majorValidator + first, total, earned, bonds, dividends);
    payDividends(minorDepth, minorValidator + second, total, earned, minorBonds, minorDividends);
  }
}

/** Σ_j Σ_i floor(s_i · |mean_j − w_ij|) over one side, weights before they are stored. */
export function distance(
  depth: i32,
  servers: i32,
  raw: usize,
  stake: usize,
  ownMean: usize,
  otherMean: usize,
): f64 {
  let sums = f64x2.splat(0.0);
  let rest: f64 = 0;
  let at = raw;
  for (let server = 0; server < servers; server++) {
    const place = <usize>server << 3;
    const mean = load<f64>(ownMean + place) + load<f64>(otherMean + place);
    const means = f64x2.splat(mean);
    let held = stake;
    let left = depth;
    for (; left >= 2; left -= 2, at += 16, held += 16) {
      sums = f64x2.add(sums, mul2(f64x2.abs(f64x2.sub(means, v128.load(at))), v128.load(held)));
    }
    if (left > 0) {
      rest += mul(abs(mean - load<f64>(at)), load<f64>(held));
      at += 8;
    }
  }
  return sum2(sums) + rest;
}
