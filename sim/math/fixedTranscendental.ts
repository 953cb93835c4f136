import { exp, type FixedPoint, log2, log2e } from './fixed.ts';

/**
 * Further functions of the chain's fixed-point library, bit for bit (substrate-fixed v0.6.0 transcendental.rs).
 * `exp` and `log2` are in `fixed.ts`.
 */

/** log2(x) / log2(e), truncated towards zero, so good to seven digits. Throws a RangeError unless x > 0. */
export const ln = (format: FixedPoint, x: bigint): bigint => format.div(log2(format, x), log2e(format));

/** ln(x), zero where it does not exist: how subtensor guards it (v1.2.4 math.rs, safe_ln). */
export const safeLn = (format: FixedPoint, x: bigint): bigint => (x > 0n ? ln(format, x) : 0n);

/** exp(x), zero where it overflows (subtensor v1.2.4 math.rs, safe_exp). */
export function safeExp(format: FixedPoint, x: bigint): bigint {
  try {
    return exp(format, x);
  } catch (error) {
    if (error instanceof RangeError) return 0n;
    throw error;
  }
}

/** Square root by 32 steps of Newton's rule from x / 2 + 1 (sqrt()). Throws a RangeError below zero. */
export function sqrt(format: FixedPoint, x: bigint): bigint {
  const { one, div } = format;
  if (x < 0n) throw new RangeError(`sqrt needs a value from 0 on; received bits ${x} of ${format.name}`);
  if (x === 0n || x === one) return x;
  if (x < one) return div(one, sqrt(format, div(one, x)));
  let root = (x >> 1n) + one;
  for (let step = 0; step < 32; step++) root = (root + div(x, root)) >> 1n;
  return root;
}

/** The library keeps pi, twice and half of it with 23 fraction bits, each cut on its own. */
const piBits = 26_353_589n;
const twoPiBits = 52_707_178n;
const halfPiBits = 13_176_794n;
const widened = (format: FixedPoint, bits: bigint) => bits << BigInt(format.fractionBits - 23);

/** pi as the library knows it, good to seven digits. */
export const pi = (format: FixedPoint): bigint => widened(format, piBits);

/** cos(angle), radians: the sine of a quarter turn more (cos()). */
export const cos = (format: FixedPoint, angle: bigint): bigint =>
  sin(format, angle + widened(format, halfPiBits));

/** sin(angle), radians, by rotation (CORDIC) in 24 steps (sin()). For types of 32 fraction bits. */
export function sin(format: FixedPoint, angle: bigint): bigint {
  return rotate(folded(format, angle));
}

/** The angle with the same sine within a quarter turn of zero. */
function folded(format: FixedPoint, angle: bigint): bigint {
  const halfTurn = pi(format);
  const turn = widened(format, twoPiBits);
  const quarter = widened(format, halfPiBits);
  let rest = angle;
  while (rest > halfTurn) rest -= turn;
  while (rest < -halfTurn) rest += turn;
  if (rest > quarter) return quarter - (rest - quarter);
  return rest < -quarter ? -quarter - (rest + quarter) : rest;
}

/** The product of all cosines of the rotations, 32 fraction bits. */
const gain = 0x9b74eda8n;
/** [step] arctan(2^−step), 32 fraction bits, cut. */
const arctangents = [
  0xc90fdaa2n,
  0x76b19c15n,
  0x3eb6ebf2n,
  0x1fd5ba9an,
  0xffaaddbn,
  0x7ff556en,
  0x3ffeaabn,
  0x1fffd55n,
  0xffffaan,
  0x7ffff5n,
  0x3ffffen,
  0x1fffffn,
  0xfffffn,
  0x7ffffn,
  0x3ffffn,
  0x1ffffn,
  0xffffn,
  0x7fffn,
  0x3fffn,
  0x1fffn,
  0xfffn,
  0x7ffn,
  0x3ffn,
  0x1ffn,
];

/** The second coordinate of the unit vector turned by `angle`. */
function rotate(angle: bigint): bigint {
  let x = gain;
  let y = 0n;
  let left = angle;
  arctangents.forEach((arctangent, step) => {
    const [across, along] = [y >> BigInt(step), x >> BigInt(step)];
    const back = left < 0n;
    x = back ? x + across : x - across;
    y = back ? y - along : y + along;
    left = back ? left + arctangent : left - arctangent;
  });
  return y;
}
