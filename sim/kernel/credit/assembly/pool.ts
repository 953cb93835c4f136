import { divide, divideWide, high, mulDown, mulHigh, asFloat64 } from './wide';

/** Parts of the whole in which weights are counted. */
export const PARTS: u64 = 1000000000000000000;
const LEAST: u64 = PARTS / 100;
const NONE: u64 = 0;

/** Price of a pool, U64F64 bits of TAO per alpha: lower word, the upper in `high`. */
export function priceOf(tao: u64, alpha: u64, weight: u64): u64 {
  const base = PARTS - weight;
  const rateLow = divide(base % weight, 0, weight);
  const rateHigh = base / weight;
  const ratioLow = divide(tao % alpha, 0, alpha);
  return mulDown(rateHigh, rateLow, tao / alpha, ratioLow);
}

/** (weight · (left · right) + PARTS / 2) / PARTS: lower word, the upper in `high`. The product of three is of 170 bits. */
function partOf(weight: u64, left: u64, right: u64): u64 {
  const valueLow = left * right;
  const valueHigh = mulHigh(left, right);
  const w0 = valueLow * weight;
  const carried = mulHigh(valueLow, weight);
  const w1 = valueHigh * weight + carried;
  const w2 = mulHigh(valueHigh, weight) + u64(w1 < carried);
  const r0 = w0 + PARTS / 2;
  const r1 = w1 + u64(r0 < w0);
  const r2 = w2 + u64(r1 < w1);
  const upper = divide(r2, r1, PARTS);
  const lower = divide(r1 - upper * PARTS, r0, PARTS);
  high = upper;
  return lower;
}

/** The weight of the TAO side after adding RAO of both; 0: none keeps the price. */
export function weightAfter(tao: u64, alpha: u64, weight: u64, taoIn: u64, alphaAdded: u64): u64 {
  const baseLow = partOf(PARTS - weight, tao, alpha + alphaAdded);
  const baseHigh = high;
  const quoteLow = partOf(weight, alpha, tao + taoIn);
  const quoteHigh = high;
  const low = baseLow + quoteLow;
  const upper = baseHigh + quoteHigh + u64(low < baseLow);
  const found = quotientOf(quoteHigh, quoteLow, upper, low);
  return found >= LEAST && found <= PARTS - LEAST ? found : NONE;
}

/** floor(PARTS · part / whole) for part ≤ whole < 2^116: a double, then the exact rest of it by another, then single steps. */
function quotientOf(partHigh: u64, partLow: u64, wholeHigh: u64, wholeLow: u64): u64 {
  const whole = asFloat64(wholeHigh, wholeLow);
  let quotient = <u64>((asFloat64(partHigh, partLow) / whole) * <f64>PARTS);
  // Modulo 2^128, where the rest itself fits.
  const aboveLow = PARTS * partLow;
  const aboveHigh = PARTS * partHigh + mulHigh(PARTS, partLow);
  let restLow = aboveLow - quotient * wholeLow;
  let restHigh = aboveHigh - quotient * wholeHigh - mulHigh(quotient, wholeLow) - u64(restLow > aboveLow);
  const step = <i64>((<f64>(<i64>restHigh) * 18446744073709551616.0 + <f64>restLow) / whole);
  const size = <u64>abs(step);
  const movedLow = size * wholeLow;
  const movedHigh = size * wholeHigh + mulHigh(size, wholeLow);
  const before = restLow;
  if (step >= 0) {
    restLow -= movedLow;
    restHigh -= movedHigh + u64(restLow > before);
  } else {
    restLow += movedLow;
    restHigh += movedHigh + u64(restLow < before);
  }
  quotient += <u64>step;
  while (<i64>restHigh < 0) {
    quotient -= 1;
    const old = restLow;
    restLow += wholeLow;
    restHigh += wholeHigh + u64(restLow < old);
  }
  while (restHigh > wholeHigh || (restHigh === wholeHigh && restLow >= wholeLow)) {
    quotient += 1;
    const old = restLow;
    restLow -= wholeLow;
    restHigh -= wholeHigh + u64(restLow > old);
  }
  return quotient;
}

/** Bits that a fixed-point figure has below a part of 10^18. */
const FRACTION: u64 = 32;
/** What the cuts of `lost` may add up to, in its last bits: at most the ratio of the weights (99) and two more. */
const CUTS: u64 = 256;

/**
 * RAO of alpha that `given` RAO of TAO buy, 0 where it cannot be told: the power's distance to a whole part of 10^18 is below the error, or
 * the purchase is not small. (1 + x)^−w = 1 − w x + w (w + 1) x² / 2 − …: the first term in integers, the others in doubles.
 */
export function boughtFor(tao: u64, alpha: u64, weight: u64, given: u64): u64 {
  const base = PARTS - weight;
  const x = <f64>given / <f64>tao;
  const w = <f64>weight / <f64>base;
  if (given >> 32 !== 0 || (w + 1.0) * x > 0.0001) return 0;
  // 10^18 · given / tao with 32 bits below: at most 92 + 32 bits over 64.
  const productHigh = mulHigh(PARTS, given);
  const productLow = PARTS * given;
  const exactLow = divideWide((productHigh << 32) | (productLow >> 32), productLow << 32, tao);
  const exactHigh = high;
  const firstLow = mulDown(exactHigh, exactLow, weight / base, divide(weight % base, 0, base));
  const firstHigh = high;
  if (firstHigh >> 30 !== 0) return 0;
  let term = w * x;
  let later = 0.0;
  for (let k = 2; k < 12; k++) {
    term *= (-(w + <f64>(k - 1)) * x) / <f64>k;
    later -= term;
    if (abs(term) < 1e-30) break;
  }
  later *= <f64>PARTS;
  if (!(later >= 0.0 && later < 1000000000.0)) return 0;
  const laterBits = <u64>(later * 4294967296.0);
  const low = firstLow - laterBits;
  const upper = firstHigh - u64(low > firstLow);
  const doubt = CUTS + <u64>(later * 0.0001);
  const rest = low & 0xffffffff;
  if (rest < doubt || rest > 0xffffffff - doubt) return 0;
  const lost = ((upper << (64 - FRACTION)) | (low >> FRACTION)) + 1;
  if (lost >= PARTS) return 0;
  const remaining = divide(PARTS - lost, 0, PARTS);
  return mulHigh(alpha, 0 - remaining);
}
