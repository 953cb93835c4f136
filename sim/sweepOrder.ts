/**
 * The random order in which one validator visits all uids in one sweep, computed point by point: a keyed
 * bijection of the next power of two, walked until it lands inside 0 … n − 1 (cycle walking: Black and
 * Rogaway 2002). No list is shuffled or kept.
 */
const fewestBits = 8;

/** Place (0 … n − 1) of `uid` in the order of the sweep with key (keyA, keyB) of `noiseKey`; n <= 65,536. */
export function sweepPosition(keyA: number, keyB: number, uid: number, n: number): number {
  checkInside('uid', uid, n);
  const bits = bitsFor(n);
  let place = uid;
  do place = scramble(keyA, keyB, place, bits);
  while (place >= n);
  return place;
}

/** The uid visited at `position` of the sweep: the inverse of `sweepPosition`. */
export function sweepUid(keyA: number, keyB: number, position: number, n: number): number {
  checkInside('position', position, n);
  const bits = bitsFor(n);
  let uid = position;
  do uid = unscramble(keyA, keyB, uid, bits);
  while (uid >= n);
  return uid;
}

/** At least 8 bits: fewer leave too few permutations for a small network. */
function bitsFor(n: number): number {
  return Math.max(fewestBits, 32 - Math.clz32(n - 1));
}

/** Four rounds of: multiply by an odd key and add another (low bits to high), fold the high half onto the low. */
function scramble(a: number, b: number, place: number, bits: number): number {
  const mask = (1 << bits) - 1;
  const half = (bits + 1) >>> 1;
  let x = (Math.imul(place, a | 1) + (b >>> 16)) & mask;
  x ^= x >>> half;
  x = (Math.imul(x, b | 1) + (a >>> 16)) & mask;
  x ^= x >>> half;
  x = (Math.imul(x, thirdKey(a, b)) + (b >>> 5)) & mask;
  x ^= x >>> half;
  x = (Math.imul(x, fourthKey(a, b)) + (a >>> 7)) & mask;
  return x ^ (x >>> half);
}

/** The same rounds backwards; folding by at least half of the bits undoes itself. */
function unscramble(a: number, b: number, place: number, bits: number): number {
  const mask = (1 << bits) - 1;
  const half = (bits + 1) >>> 1;
  let x = place ^ (place >>> half);
  x = Math.imul(x - (a >>> 7), inverseOdd(fourthKey(a, b))) & mask;
  x ^= x >>> half;
  x = Math.imul(x - (b >>> 5), inverseOdd(thirdKey(a, b))) & mask;
  x ^= x >>> half;
  x = Math.imul(x - (a >>> 16), inverseOdd(b | 1)) & mask;
  x ^= x >>> half;
  return Math.imul(x - (b >>> 16), inverseOdd(a | 1)) & mask;
}

function thirdKey(a: number, b: number): number {
  return ((a >>> 15) ^ (b << 3)) | 1;
}

function fourthKey(a: number, b: number): number {
  return ((b >>> 13) ^ (a << 5)) | 1;
}

/** The inverse of an odd number modulo 2^32, by Newton's method from 3 exact bits. */
function inverseOdd(odd: number): number {
  let inverse = odd;
  for (let round = 0; round < 4; round++) inverse = Math.imul(inverse, 2 - Math.imul(odd, inverse));
  return inverse;
}

function checkInside(what: string, value: number, n: number): void {
  if (value >= 0 && value < n && n <= 65_536) return;
  throw new RangeError(
    `${what} must lie in 0 … n − 1 with n at most 65,536; received ${value} with n = ${n}`,
  );
}
