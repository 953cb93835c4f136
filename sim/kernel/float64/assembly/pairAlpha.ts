/** `pairAlpha` of sim/consensus/liquidAlpha.ts and `exp` of sim/math/elementary.ts, two pairs at a time, bit for bit. */

let least: v128 = f64x2.splat(0);
let most: v128 = f64x2.splat(1);
let range: v128 = f64x2.splat(1);
let falling: v128 = f64x2.splat(-1);

export function setSigmoid(low: f64, high: f64, slope: f64): void {
  least = f64x2.splat(low);
  most = f64x2.splat(high);
  range = f64x2.splat(high - low);
  falling = f64x2.splat(-slope);
}

@inline
function clamp(value: v128, low: v128, high: v128): v128 {
  return v128.bitselect(low, v128.bitselect(high, value, f64x2.gt(value, high)), f64x2.lt(value, low));
}

/** The part of two bonds that is renewed. */
export function pairAlpha(consensus: v128, weight: v128, bond: v128): v128 {
  const one = f64x2.splat(1);
  const buying = f64x2.ge(weight, bond);
  const gap = clamp(
    v128.bitselect(f64x2.sub(weight, consensus), f64x2.sub(bond, weight), buying),
    f64x2.splat(0),
    one,
  );
  const limit = f64x2.splat(20);
  const exponent = clamp(f64x2.mul(falling, f64x2.sub(gap, f64x2.splat(0.5))), f64x2.neg(limit), limit);
  return clamp(f64x2.add(least, f64x2.div(range, f64x2.add(one, exp(exponent)))), least, most);
}

@inline
function coefficient(divisor: f64): v128 {
  return f64x2.splat(1 / divisor);
}

/** e^x for |x| ≤ 20. */
function exp(x: v128): v128 {
  const one = f64x2.splat(1);
  const k = f64x2.floor(f64x2.add(f64x2.mul(x, f64x2.splat(1.4426950408889634)), f64x2.splat(0.5)));
  const high = f64x2.sub(x, f64x2.mul(k, f64x2.splat(0.6931471803691238)));
  const low = f64x2.mul(k, f64x2.splat(1.9082149292705877e-10));
  const r = f64x2.sub(high, low);
  const lost = f64x2.sub(f64x2.sub(high, r), low);
  const rr = f64x2.mul(r, r);
  let odd = f64x2.add(coefficient(39916800), f64x2.mul(rr, coefficient(6227020800)));
  odd = f64x2.add(coefficient(362880), f64x2.mul(rr, odd));
  odd = f64x2.add(coefficient(5040), f64x2.mul(rr, odd));
  odd = f64x2.add(coefficient(120), f64x2.mul(rr, odd));
  odd = f64x2.add(coefficient(6), f64x2.mul(rr, odd));
  let even = f64x2.add(coefficient(3628800), f64x2.mul(rr, coefficient(479001600)));
  even = f64x2.add(coefficient(40320), f64x2.mul(rr, even));
  even = f64x2.add(coefficient(720), f64x2.mul(rr, even));
  even = f64x2.add(coefficient(24), f64x2.mul(rr, even));
  even = f64x2.add(coefficient(2), f64x2.mul(rr, even));
  const series = f64x2.add(lost, f64x2.mul(rr, f64x2.add(even, f64x2.mul(r, odd))));
  const value = f64x2.add(one, f64x2.add(r, series));
  // 2^k by its exponent: k + 1023 is above 900 here.
  const raised = f64x2.add(k, f64x2.splat(4503599627370496 + 1023));
  return f64x2.mul(value, i64x2.shl(raised, 52));
}
