import { mulHigh, asFloat64 } from './wide';

/**
 * Root's part of all stake behind a subnet, U96F32 bits: root · 2^32 / (root + alpha · 2^32) for `root` of 128 bits, in which it is
 * below 2^95. The double is off by less than one, and the exact remainder says which way.
 */
export function proportionOf(rootHigh: u64, rootLow: u64, alpha: u64): u64 {
  if ((rootHigh | rootLow) === 0) return 0;
  const addedLow = alpha << 32;
  const low = rootLow + addedLow;
  const upper = rootHigh + (alpha >> 32) + u64(low < addedLow);
  const aboveHigh = (rootHigh << 32) | (rootLow >> 32);
  const aboveLow = rootLow << 32;
  let quotient = <u64>(asFloat64(aboveHigh, aboveLow) / asFloat64(upper, low));
  let restLow = aboveLow - quotient * low;
  let restHigh = aboveHigh - quotient * upper - mulHigh(quotient, low) - u64(restLow > aboveLow);
  while (<i64>restHigh < 0) {
    quotient -= 1;
    const before = restLow;
    restLow += low;
    restHigh += upper + u64(restLow < before);
  }
  while (restHigh > upper || (restHigh === upper && restLow >= low)) {
    quotient += 1;
    const before = restLow;
    restLow -= low;
    restHigh -= upper + u64(restLow > before);
  }
  return quotient;
}
