import { mix32, uniformAt } from '../../../sim/noise.ts';
import { type Name, stream } from '../../../sim/random.ts';
import { directionNumbers, mostDimensions } from './joeKuo.ts';

const bits = 32;
const cellSize = 2 ** -bits;

/**
 * The first `count` points of Sobol's sequence in Gray-code order, the origin first: [point][dimension], as 32-bit
 * binary fractions. Source: Antonov and Saleev 1979; direction numbers of Joe and Kuo 2008.
 * Throws a `RangeError` for more dimensions than the table has.
 */
export function sobolPoints(count: number, dimensions: number): number[][] {
  return sobolWords(count, dimensions).map((words) => words.map((word) => word * cellSize));
}

/**
 * Sobol's points, each dimension scrambled by Owen's nested uniform permutation of its binary digits: every point is
 * uniform in the unit cube, and the net of the sequence is kept. Scrambles of different seeds are independent.
 * Source: Owen 1995, Randomly permuted (t, m, s)-nets and (t, s)-sequences. The permutations are hashes of the digits before,
 * keyed by `stream(seed, 'sobol scramble', dimension)`.
 */
export function scrambledSobol(count: number, dimensions: number, seed: Name): number[][] {
  const keys = Array.from({ length: dimensions }, (_, k) =>
    stream(seed, 'sobol scramble', k).integer(2 ** bits),
  );
  return sobolWords(count, dimensions).map((words) =>
    words.map((word, k) => uniformAt(scrambled(word, keys[k]))),
  );
}

/** [point][dimension] uint32 */
function sobolWords(count: number, dimensions: number): number[][] {
  if (!(dimensions >= 1 && dimensions <= mostDimensions)) {
    throw new RangeError(`Sobol points have 1 … ${mostDimensions} dimensions; received ${dimensions}`);
  }
  const columns = Array.from({ length: dimensions }, (_, k) => directionsOf(k));
  const words = new Array<number>(dimensions).fill(0);
  return Array.from({ length: count }, (_, point) => {
    if (point > 0) {
      const bit = lowestZero(point - 1);
      for (let k = 0; k < dimensions; k++) words[k] = (words[k] ^ columns[k][bit]) >>> 0;
    }
    return [...words];
  });
}

/** Place of the lowest 0 among the binary digits of a number. */
const lowestZero = (value: number): number => 31 - Math.clz32(~value & (value + 1));

/** The 32 direction numbers of a dimension (0 is van der Corput's), as binary fractions in uint32. */
function directionsOf(dimension: number): Uint32Array {
  const directions = new Uint32Array(bits);
  if (dimension === 0) return directions.map((_, k) => 2 ** (bits - 1 - k));
  const { degree, coefficients, initial } = directionNumbers[dimension - 1];
  for (let k = 0; k < bits; k++) {
    if (k < degree) directions[k] = initial[k] << (bits - 1 - k);
    else {
      let word = directions[k - degree] ^ (directions[k - degree] >>> degree);
      for (let j = 1; j < degree; j++) {
        if ((coefficients >>> (degree - 1 - j)) & 1) word ^= directions[k - j];
      }
      directions[k] = word;
    }
  }
  return directions;
}

/** Flips each binary digit by a random bit that depends on the digits above it, and on nothing below. */
function scrambled(word: number, key: number): number {
  let flips = 0;
  for (let place = 0; place < bits; place++) {
    const above = place === 0 ? 0 : word >>> (bits - place);
    const node = mix32(above ^ mix32(key + place));
    flips = (flips << 1) | (mix32(node ^ key) >>> 31);
  }
  return (word ^ flips) >>> 0;
}
