/** Integers of 128 bits in pairs of u64. A function that gives two words leaves the upper one in `high`. */

export let high: u64 = 0;

/** Upper 64 bits of a product. */
@inline
export function mulHigh(left: u64, right: u64): u64 {
  const a0 = left & 0xffffffff;
  const a1 = left >> 32;
  const b0 = right & 0xffffffff;
  const b1 = right >> 32;
  const middle = a1 * b0 + ((a0 * b0) >> 32);
  const cross = a0 * b1 + (middle & 0xffffffff);
  return a1 * b1 + (middle >> 32) + (cross >> 32);
}

/** floor((upper · 2^64 + lower) / divisor) where upper < divisor, so that it fits 64 bits; two digits of 32 bits (Knuth, algorithm D). */
export function divide(upper: u64, lower: u64, divisor: u64): u64 {
  if (upper === 0) return lower / divisor;
  const shift = clz(divisor);
  const d = divisor << shift;
  const d1 = d >> 32;
  const d0 = d & 0xffffffff;
  const top = shift === 0 ? upper : (upper << shift) | (lower >> (64 - shift));
  const rest = lower << shift;
  const first = digit(top, rest >> 32, d1, d0);
  const left = ((top << 32) | (rest >> 32)) - first * d;
  const second = digit(left, rest & 0xffffffff, d1, d0);
  return (first << 32) | second;
}

/** One digit of a quotient: (top · 2^32 + next) / (d1 · 2^32 + d0). */
@inline
function digit(top: u64, next: u64, d1: u64, d0: u64): u64 {
  let quotient = top / d1;
  let rest = top - quotient * d1;
  while (quotient >> 32 !== 0 || quotient * d0 > ((rest << 32) | next)) {
    quotient -= 1;
    rest += d1;
    if (rest >> 32 !== 0) break;
  }
  return quotient;
}

/** floor((upper · 2^64 + lower) / divisor), 128 bits: lower word, the upper in `high`. */
@inline
export function divideWide(upper: u64, lower: u64, divisor: u64): u64 {
  high = upper / divisor;
  return divide(upper % divisor, lower, divisor);
}

/** floor(left · right / 2^64) of two values of 128 bits that fits 128 bits: lower word, the upper in `high`. */
@inline
export function mulDown(leftHigh: u64, leftLow: u64, rightHigh: u64, rightLow: u64): u64 {
  let upper = leftHigh * rightHigh + mulHigh(leftHigh, rightLow) + mulHigh(leftLow, rightHigh);
  const one = leftHigh * rightLow;
  const other = leftLow * rightHigh;
  const third = mulHigh(leftLow, rightLow);
  const sum = one + other;
  upper += u64(sum < one);
  const lower = sum + third;
  upper += u64(lower < sum);
  high = upper;
  return lower;
}

/** floor(left · right / 2^32) of two u64 that fits 64 bits. */
@inline
export function mul32(left: u64, right: u64): u64 {
  return (mulHigh(left, right) << 32) | ((left * right) >> 32);
}

/** A value of 128 bits as a double. */
@inline
export function asFloat64(upper: u64, lower: u64): f64 {
  return <f64>upper * 18446744073709551616.0 + <f64>lower;
}
