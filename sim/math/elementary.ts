/**
 * Elementary functions that give the same bits on every machine. ECMAScript leaves Math.exp, Math.log and
 * Math.pow to the implementation; these use only + − · /, Math.sqrt, Math.floor and the bits of a double.
 * exp and ln are within 1 ulp of the true value, pow within about |y ln x| / 4 + 2 ulp.
 */
const word = new Float64Array(1);
const halves = new Uint32Array(word.buffer);
/** Index of the half that holds sign and exponent: 1 on a little-endian machine. */
const highHalf = new Uint32Array(Float64Array.of(1).buffer)[1] === 0x3ff00000 ? 1 : 0;
/** powers[k + 1074] = 2^k for k = −1074 … 1023: a table read is faster than assembling the bits. */
const powers = powersOfTwo();

function powersOfTwo(): Float64Array {
  const table = new Float64Array(1074 + 1024);
  for (let k = 0, value = 1; k <= 1023; k++, value *= 2) table[1074 + k] = value;
  for (let k = -1, value = 0.5; k >= -1074; k--, value *= 0.5) table[1074 + k] = value;
  return table;
}

/** ln 2 in two parts; the first has 32 significant bits, so k · ln2High is exact for every exponent k. */
const ln2High = 0.6931471803691238;
const ln2Low = 1.9082149292705877e-10;
const inverseLn2 = Math.LOG2E;

/** 1 / k! for k = 0 … 13: the Taylor series of exp on |r| <= ln 2 / 2 is exact to 4e-18 there. */
const e2 = 1 / 2;
const e3 = 1 / 6;
const e4 = 1 / 24;
const e5 = 1 / 120;
const e6 = 1 / 720;
const e7 = 1 / 5040;
const e8 = 1 / 40_320;
const e9 = 1 / 362_880;
const e10 = 1 / 3_628_800;
const e11 = 1 / 39_916_800;
const e12 = 1 / 479_001_600;
const e13 = 1 / 6_227_020_800;

/** e^x. Overflows to Infinity above 709.78, underflows to 0 below −745.13; NaN gives NaN. */
export function exp(x: number): number {
  if (!(x > -745.2)) return Number.isNaN(x) ? x : 0;
  if (x > 709.782712893384) return Number.POSITIVE_INFINITY;
  const k = Math.floor(x * inverseLn2 + 0.5);
  // high is exact, low is the part that did not fit: their difference is x − k ln 2 to 85 bits.
  const high = x - k * ln2High;
  const low = k * ln2Low;
  const r = high - low;
  const lost = high - r - low;
  // Even and odd powers apart: two short chains of additions instead of one long one.
  const rr = r * r;
  const odd = e3 + rr * (e5 + rr * (e7 + rr * (e9 + rr * (e11 + rr * e13))));
  const even = e2 + rr * (e4 + rr * (e6 + rr * (e8 + rr * (e10 + rr * e12))));
  return scaled(1 + (r + (lost + rr * (even + r * odd))), k);
}

/** value · 2^k, in two steps where 2^k alone is not a normal number. */
function scaled(value: number, k: number): number {
  if (k >= -1021 && k <= 1023) return value * powers[k + 1074]!;
  if (k > 1023) return value * powers[2097]! * powers[k - 1023 + 1074]!;
  return value * powers[k + 1000 + 1074]! * powers[74]!;
}

/** Natural logarithm. ln 0 = −Infinity; a negative number or NaN gives NaN. */
export function ln(x: number): number {
  if (!(x > 0)) return x === 0 ? Number.NEGATIVE_INFINITY : Number.NaN;
  if (x === Number.POSITIVE_INFINITY) return x;
  if (x < 2.2250738585072014e-308) return ln(x * 18014398509481984) - 54 * Math.LN2;
  word[0] = x;
  const top = halves[highHalf]!;
  // Mantissa into [sqrt(1/2), sqrt 2): 0x95f64 carries into the exponent from the bits of sqrt 2 on.
  const k = (top >>> 20) - 1023 + (((top & 0xfffff) + 0x95f64) >>> 20);
  const f = k <= 1023 ? x * powers[1074 - k]! - 1 : x * powers[51]! * 0.5 - 1;
  return logarithm(f, k);
}

/**
 * k ln 2 + ln(1 + f) for −0.293 <= f <= 0.415, by ln(1+f) = f − s(f − R), s = f / (2 + f) and
 * R = 2 s²/3 + 2 s⁴/5 + …: the odd series of ln((1+s)/(1−s)), cut where it falls below 1e-18.
 */
function logarithm(f: number, k: number): number {
  const s = f / (2 + f);
  const z = s * s;
  const zz = z * z;
  const first = 2 / 3 + zz * (2 / 7 + zz * (2 / 11 + zz * (2 / 15 + zz * (2 / 19))));
  const second = 2 / 5 + zz * (2 / 9 + zz * (2 / 13 + zz * (2 / 17 + zz * (2 / 21))));
  const r = z * (first + z * second);
  const half = 0.5 * f * f;
  return k * ln2High - (half - (s * (half + r) + k * ln2Low) - f);
}

/** x^y for x >= 0 as exp(y ln x); 0^0 = 1. */
export function pow(x: number, y: number): number {
  if (y === 0) return 1;
  return exp(y * ln(x));
}

/** 1 / (1 + e^−x), without overflow at either end. */
export function logistic(x: number): number {
  if (x >= 0) return 1 / (1 + exp(-x));
  const e = exp(x);
  return e / (1 + e);
}

/** Horner's rule over eight coefficients, lowest power first. */
function polynomial8(c: readonly number[], x: number): number {
  return (
    c[0]! + x * (c[1]! + x * (c[2]! + x * (c[3]! + x * (c[4]! + x * (c[5]! + x * (c[6]! + x * c[7]!))))))
  );
}

const centralTop = [
  3.3871328727963665, 133.14166789178438, 1971.5909503065513, 13731.69376550946, 45921.95393154987,
  67265.7709270087, 33430.57558358813, 2509.0809287301227,
];
const centralBottom = [
  1, 42.31333070160091, 687.1870074920579, 5394.196021424751, 21213.794301586597, 39307.89580009271,
  28729.085735721943, 5226.495278852854,
];
const middleTop = [
  1.4234371107496835, 4.630337846156546, 5.769497221460691, 3.6478483247632045, 1.2704582524523684,
  0.2417807251774506, 0.022723844989269184, 0.0007745450142783414,
];
const middleBottom = [
  1, 2.053191626637759, 1.6763848301838038, 0.6897673349851, 0.14810397642748008, 0.015198666563616457,
  0.0005475938084995345, 1.0507500716444169e-9,
];
const outerTop = [
  6.657904643501103, 5.463784911164114, 1.7848265399172913, 0.29656057182850487, 0.026532189526576124,
  0.0012426609473880784, 2.7115555687434876e-5, 2.0103343992922881e-7,
];
const outerBottom = [
  1, 0.599832206555888, 0.1369298809227358, 0.014875361290850615, 0.0007868691311456133,
  1.8463183175100548e-5, 1.421511758316446e-7, 2.0442631033899397e-15,
];

/**
 * Quantile of the standard normal for 0 <= p <= 1 (−Infinity at 0, Infinity at 1), about 1e-15 relative.
 * Errors: p outside 0 … 1. Source: Wichura 1988, algorithm AS 241, PPND16.
 */
export function normalQuantile(p: number): number {
  if (!(p >= 0 && p <= 1)) throw new RangeError(`a probability lies in 0 … 1; received ${p}`);
  const q = p - 0.5;
  if (q >= -0.425 && q <= 0.425) {
    const t = 0.180625 - q * q;
    return (q * polynomial8(centralTop, t)) / polynomial8(centralBottom, t);
  }
  const tail = q < 0 ? p : 1 - p;
  if (tail === 0) return q < 0 ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  const r = Math.sqrt(-ln(tail));
  const size =
    r <= 5
      ? polynomial8(middleTop, r - 1.6) / polynomial8(middleBottom, r - 1.6)
      : polynomial8(outerTop, r - 5) / polynomial8(outerBottom, r - 5);
  return q < 0 ? -size : size;
}
