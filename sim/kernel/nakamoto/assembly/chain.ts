import {
  bondBitsAt,
  bondsAt,
  incentiveBitsAt,
  incomeBitsAt,
  rankBitsAt,
  slotsAt,
  stakeBitsAt,
  stride,
  targets,
  trustBitsAt,
  weightsAt,
  zerosAt,
} from './layout';

/**
 * The same passes in the chain's I65F63; the twin is sim/consensus/chain/nakamoto.ts. All numbers are shares of at most 1.0 =
 * 2^63 or whole RAO, so each fits a u64 and only products and dividends are longer. Sums of integers have no order.
 */

/** The upper half of a product. */
function mulHigh(a: u64, b: u64): u64 {
  const aLow = a & 0xffffffff;
  const aHigh = a >> 32;
  const bLow = b & 0xffffffff;
  const bHigh = b >> 32;
  const cross = aHigh * bLow + ((aLow * bLow) >> 32);
  return aHigh * bHigh + (cross >> 32) + (((cross & 0xffffffff) + aLow * bHigh) >> 32);
}

/** floor(a · b), one of them at most 1.0. */
@inline
function mul(a: u64, b: u64): u64 {
  return (mulHigh(a, b) << 1) | ((a * b) >> 63);
}

/** value / (2^32 − 1), for 2^63 is 2^31 times the divisor and 2^31 more. */
@inline
function weightOf(value: u64): u64 {
  const part = value << 31;
  return part + part / 0xffffffff;
}

/** floor(floor(part · share · emission)) in whole RAO; the emission is below 2^62. */
@inline
function boughtFor(part: u64, share: u64, emission: u64): u64 {
  const upper = mulHigh(share, emission);
  const carried = mulHigh(part, share * emission);
  const middle = carried + part * upper;
  const high = mulHigh(part, upper) + (middle < carried ? 1 : 0);
  return (high << 2) | (middle >> 62);
}

/** part / whole of RAO, part not above whole: two digits of 32 bits, each at most two too large at first (Knuth's D). */
function ratio(part: u64, whole: u64): u64 {
  const shift = clz(whole);
  const divisor = whole << shift;
  const high = divisor >> 32;
  const low = divisor & 0xffffffff;
  // part · 2^63, normalised: its upper word, and the two digits of the lower one.
  const lower = part << 63;
  const upper = ((part >> 1) << shift) | (shift == 0 ? 0 : lower >> (64 - shift));
  const digits = lower << shift;
  const first = digitOf(upper, digits >> 32, high, low);
  const rest = (upper << 32) + (digits >> 32) - first * divisor;
  return (first << 32) + digitOf(rest, digits & 0xffffffff, high, low);
}

@inline
function digitOf(upper: u64, next: u64, high: u64, low: u64): u64 {
  let digit = upper / high;
  let rest = upper - digit * high;
  while (digit > 0xffffffff || digit * low > (rest << 32) + next) {
    digit -= 1;
    rest += high;
    if (rest > 0xffffffff) break;
  }
  return digit;
}

/** `buy` of index.ts: `part` is what of a share of the emission goes into new bonds. Returns all RAO bought. */
export function buyBits(rows: i32, retained: u64, part: u64, emission: u64): u64 {
  const bytes = <usize>targets << 3;
  memory.fill(rankBitsAt, 0, bytes);
  memory.fill(trustBitsAt, 0, bytes);
  memory.fill(bondBitsAt, 0, bytes);
  let purchased: u64 = 0;
  for (let row = 0; row < rows; row++) {
    const start = load<i32>(slotsAt + (<usize>row << 2)) * stride;
    const stake = load<u64>(stakeBitsAt + (<usize>row << 3));
    for (let target = 0; target < targets; target++) {
      const cell = <usize>(start + target);
      const held = <u64>load<f64>(bondsAt + (cell << 3));
      let bond = held == 0 ? 0 : mul(held, retained);
      const weight = load<u32>(weightsAt + (cell << 2));
      const lists = weight > 0 || load<u32>(zerosAt + (cell << 2)) > 0;
      if (stake > 0 && lists) {
        add(trustBitsAt, target, stake);
        const share = mul(weightOf(weight), stake);
        add(rankBitsAt, target, share);
        const bought = boughtFor(part, share, emission);
        bond += bought;
        purchased += bought;
      }
      store<f64>(bondsAt + (cell << 3), <f64>bond);
      add(bondBitsAt, target, bond);
    }
  }
  return purchased;
}

@inline
function add(array: usize, target: i32, value: u64): void {
  const at = array + (<usize>target << 3);
  store<u64>(at, load<u64>(at) + value);
}

/** `earn` of index.ts: Σ_j I_j · (shared · b_ij / Σ_k b_kj) of each row. */
export function earnBits(rows: i32, shared: u64): void {
  for (let row = 0; row < rows; row++) {
    const start = load<i32>(slotsAt + (<usize>row << 2)) * stride;
    let income: u64 = 0;
    for (let target = 0; target < targets; target++) {
      const bond = <u64>load<f64>(bondsAt + (<usize>(start + target) << 3));
      const incentive = load<u64>(incentiveBitsAt + (<usize>target << 3));
      if (bond == 0 || incentive == 0) continue;
      const whole = load<u64>(bondBitsAt + (<usize>target << 3));
      income += mul(incentive, mul(shared, ratio(bond, whole)));
    }
    store<u64>(incomeBitsAt + (<usize>row << 3), income);
  }
}
