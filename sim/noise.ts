import { plainSeed } from './antithetic.ts';

/**
 * Counter noise for bulk draws: the draw of (seed, validator, miner, sweep) is a pure function of these four
 * numbers, so it does not depend on how many draws were made before or on which others are registered.
 * Validators and miners are known by their serial, never by their uid, which is reused.
 */

/** The two 32-bit words (int32) shared by all draws of one sweep of one validator. */
export interface NoiseKey {
  readonly a: number;
  readonly b: number;
  /** −1 where the seed is a mirror: every draw is then the complement of its twin's, 1 − u for u; else 0. */
  readonly flip: 0 | -1;
}

/**
 * A bijection of 32-bit words with near-ideal avalanche (int32 in, int32 out).
 * Source: C. Wellons, hash-prospector, constants of T. Ettinger (bias 0.107).
 */
export function mix32(word: number): number {
  let x = word ^ (word >>> 16);
  x = Math.imul(x, 0x21f0aaad);
  x ^= x >>> 15;
  x = Math.imul(x, 0xd35a2d97);
  return x ^ (x >>> 15);
}

/** Two words in, two words out: the key for what is counted inside `key`, e.g. the rows of one query. */
export function noiseSubkey(key: NoiseKey, counter: number): NoiseKey {
  const low = mix32(key.a ^ mix32((counter + 0x6a09e667) | 0));
  const high = mix32(key.b ^ mix32((counter ^ low) + 0x3c6ef372));
  return { a: mix32((low + high) | 0), b: high, flip: key.flip };
}

/**
 * The key of one sweep: compute it once, then draw with `noiseOf(key, minerSerial)`. The mirror of a seed has its words, and flips.
 * Errors: a serial or sweep number that is not a whole number in 0 … 2^32 − 1.
 */
export function noiseKey(seed: number | string, validatorSerial: number, sweepNumber: number): NoiseKey {
  const validator = counterWord('validatorSerial', validatorSerial);
  const sweep = counterWord('sweepNumber', sweepNumber);
  return noiseSubkey(noiseSubkey(seedKey(seed), validator), sweep);
}

/** The last seed and its key: a world asks for the key of one seed all the time. */
let lastSeed: number | string | undefined;
let lastKey: NoiseKey = { a: 0, b: 0, flip: 0 };

function seedKey(seed: number | string): NoiseKey {
  if (seed === lastSeed) return lastKey;
  const { seed: own, isAntithetic } = plainSeed(seed);
  lastKey = { ...seedWords(own), flip: isAntithetic ? -1 : 0 };
  lastSeed = seed;
  return lastKey;
}

/** One draw of a plain sweep, uint32. The hot loop: two 32-bit permutations, no allocation. A mirror's is its complement, `^ flip`. */
export function noiseAt(keyA: number, keyB: number, minerSerial: number): number {
  let x = minerSerial ^ keyA;
  x ^= x >>> 16;
  x = Math.imul(x, 0x21f0aaad);
  x ^= x >>> 15;
  x = Math.imul(x, 0xd35a2d97);
  x = ((x ^ (x >>> 15)) + keyB) | 0;
  x ^= x >>> 16;
  x = Math.imul(x, 0x21f0aaad);
  x ^= x >>> 15;
  x = Math.imul(x, 0xd35a2d97);
  return (x ^ (x >>> 15)) >>> 0;
}

/** One draw under a key, uint32. */
export function noiseOf(key: NoiseKey, counter: number): number {
  return (noiseAt(key.a, key.b, counter) ^ key.flip) >>> 0;
}

/** The draw of one query, uint32; the same as `noiseOf` with the sweep's `noiseKey`. */
export function noise(
  seed: number | string,
  validatorSerial: number,
  minerSerial: number,
  sweepNumber: number,
): number {
  return noiseOf(noiseKey(seed, validatorSerial, sweepNumber), counterWord('minerSerial', minerSerial));
}

/** A uint32 draw as a number strictly between 0 and 1 (the middle of its 2^-32 cell). */
export function uniformAt(word: number): number {
  return (word + 0.5) * 2.3283064365386963e-10;
}

/**
 * A uniform number of cells 0 … cells − 1 (cells <= 2^21) from the top bits of a uint32 draw.
 */
export function cellAt(word: number, cells: number): number {
  return Math.floor(word * 2.3283064365386963e-10 * cells);
}

/** FNV-1a over the UTF-16 code units, twice with different starts: texts and numbers seed alike. */
function seedWords(seed: string): Pick<NoiseKey, 'a' | 'b'> {
  let a = 0x811c9dc5 | 0;
  let b = mix32(seed.length + 0x51ed270b);
  for (let i = 0; i < seed.length; i++) {
    a = Math.imul(a ^ seed.charCodeAt(i), 0x01000193);
    b = mix32((b + seed.charCodeAt(i)) ^ a);
  }
  return { a: mix32(a), b: mix32(b ^ a) };
}

function counterWord(what: string, value: number): number {
  if (Number.isInteger(value) && value >= 0 && value <= 0xffffffff) return value | 0;
  throw new RangeError(`${what} must be a whole number in 0 … 4,294,967,295; received ${value}`);
}
