import { ONE } from './fixed';

/** exp and the sigmoid of the chain's fixed-point library, as `sim/math/fixed.ts` tells them. I32F32 bits. */

/** What the library takes for e, good to 23 bits. */
const E: u64 = 22802600 << 9;

/** Arguments up to 20 either way, beyond which the type overflows soon. */
export function exp(x: i64): u64 {
  if (x == 0) return ONE;
  if (x == <i64>ONE) return E;
  const size: u64 = x < 0 ? -x : x;
  const high = size >> 32;
  const low = size & 0xffffffff;
  let result = size + ONE;
  let term = size;
  for (let power: u64 = 2; power < 32; power++) {
    const termHigh = term >> 32;
    const termLow = term & 0xffffffff;
    term = (((termHigh * high) << 32) + termHigh * low + termLow * high + ((termLow * low) >> 32)) / power;
    if (term == 0) break;
    result += term;
  }
  return x < 0 ? reciprocal(result) : result;
}

/** 1 / x, floored; x is not below 1.0. */
export function reciprocal(x: u64): u64 {
  return popcnt(x) == 1 ? 1 << (64 - ctz(x)) : u64.MAX_VALUE / x;
}

/** a · b floored towards minus infinity, for b of at most ± 0.5. */
export function mulSigned(a: i64, b: i64): i64 {
  return (a >> 32) * b + (((a & 0xffffffff) * b) >> 32);
}
