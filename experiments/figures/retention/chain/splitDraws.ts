import { I32F32 } from '../../../../sim/math/fixed.ts';
import { cos, ln, pi, sqrt } from '../../../../sim/math/fixedTranscendental.ts';
import { u16Max } from '../../../../sim/units.ts';
import { chaCha12 } from './chaCha12.ts';
import { mul } from './wholeDoubles.ts';

/**
 * Standard normal draws of the chain's maps: Box and Muller in I32F32 over u16 uniforms of ChaCha12 with seed 0
 * (subtensor v3.4.9 tests/consensus.rs, normal(); rand 0.8.5). Every map begins again, so all share one sequence.
 */

const { mul: product, fromRatio } = I32F32;
/** 1e-6, keeps the logarithm off zero. */
const offset = 4295n;

/** Uniforms drawn so far, by every map of this process. */
const drawn: number[] = [];
const word = chaCha12(0n);

/** A u16 below 65,535; the product with a word is exact in float64. */
function uniform(at: number): number {
  while (drawn.length <= at) {
    const scaled = word() * u16Max;
    const low = scaled % 2 ** 32;
    if (low <= 0xfffffffe) drawn.push((scaled - low) / 2 ** 32);
  }
  return drawn[at];
}

/** [u16 uniform], NaN until asked for: maps ask for the same few thousand again and again. */
const radii = new Float64Array(u16Max).fill(Number.NaN);
const cosines = new Float64Array(u16Max).fill(Number.NaN);

function remembered(known: Float64Array, of: number, compute: (share: bigint) => bigint): number {
  if (Number.isNaN(known[of])) known[of] = Number(compute(fromRatio(of, u16Max) + offset));
  return known[of];
}

const radius = (of: number): number =>
  remembered(radii, of, (share) => sqrt(I32F32, -2n * ln(I32F32, share)));
const cosine = (of: number): number =>
  remembered(cosines, of, (share) => cos(I32F32, product(2n * pi(I32F32), share)));

/** Batches of standard normals, I32F32 bits; a batch of k draws 2 k uniforms first. */
export function normalDraws(): (count: number) => Float64Array {
  let used = 0;
  return (count) => {
    const first = used;
    used += 2 * count;
    return Float64Array.from({ length: count }, (_, k) =>
      mul(radius(uniform(first + k)), cosine(uniform(first + k + count))),
    );
  };
}
