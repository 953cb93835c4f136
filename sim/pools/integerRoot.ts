/**
 * Floor of the `degree`-th root of an integer: Newton's rule from an estimate just above the root. Throws a RangeError below 0 or for a
 * degree below 1.
 */
export function integerRoot(value: bigint, degree: number): bigint {
  if (value < 0n || degree < 1)
    throw new RangeError(
      `a root needs a value from 0 and a degree from 1 on; received ${value} and ${degree}`,
    );
  if (value === 0n || degree === 1) return value;
  const power = BigInt(degree);
  let root = estimate(value, degree);
  for (;;) {
    const next = ((power - 1n) * root + value / root ** (power - 1n)) / power;
    if (next >= root) return root;
    root = next;
  }
}

/** A little more than the root: from the logarithm of the leading 53 bits, good to a few parts in 1e12. */
function estimate(value: bigint, degree: number): bigint {
  const length = bitLength(value);
  const dropped = Math.max(0, length - 53);
  const logarithm = (Math.log2(Number(value >> BigInt(dropped))) + dropped) / degree;
  const whole = Math.floor(logarithm);
  const leading = BigInt(Math.ceil(2 ** (logarithm - whole) * 2 ** 40 * (1 + 1e-9)));
  return ((leading << BigInt(whole)) >> 40n) + 1n;
}

/** Binary digits of a positive integer. */
export const bitLength = (value: bigint): number => {
  const digits = value.toString(16);
  return digits.length * 4 - Math.clz32(Number.parseInt(digits[0], 16)) + 28;
};
