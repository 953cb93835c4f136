import { exp, I32F32 } from './fixed.ts';
import { ln } from './fixedTranscendental.ts';
import { clampedI32F32, U64F64 } from './saturating.ts';

/**
 * value^exponent as the code of shares has it, U64F64 bits: exp(exponent · ln(value)) in I32F32, whose series ends after 30 terms, so it
 * is good to 1e-7 and not monotone in the last bits. 0 where ln fails (value below 3 · 2^−32), the largest of I32F32 where exp does.
 * Both arguments U64F64 bits (subtensor v3.2.10 on, subnet_emissions.rs, pow_u64f64()).
 */
export function sharePower(value: bigint, exponent: bigint): bigint {
  const base = U64F64.convert(value, clampedI32F32);
  if (base < leastOfLn) return 0n;
  const power = clampedI32F32.mul(U64F64.convert(exponent, clampedI32F32), ln(I32F32, base));
  const result = expOrHighest(power);
  return clampedI32F32.convert(result, U64F64);
}

/** Least bits of I32F32 whose inverse the type can hold, as ln asks. */
const leastOfLn = 3n;

function expOrHighest(power: bigint): bigint {
  try {
    return exp(I32F32, power);
  } catch (error) {
    if (error instanceof RangeError) return clampedI32F32.fromInt(2n ** 31n - 1n);
    throw error;
  }
}
