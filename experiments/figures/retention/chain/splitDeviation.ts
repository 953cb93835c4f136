import type { SplitFunctions } from '../../../../sim/kernel/split/splitKernel.ts';
import type { SplitColumns } from './splitColumns.ts';
import { div, mul } from './wholeDoubles.ts';

/** What the deviation of weights reads of a side. */
export type DeviationSide = Pick<SplitColumns, 'depth' | 'raw' | 'rawMean'> & {
  /** [validator of the side] I32F32 bits. */
  readonly stake: Float64Array;
};

/**
 * Σ_j Σ_i s_i |mean_j − w_ij| / Σ_j mean_j, weights before they are stored (subtensor v3.4.9 tests/consensus.rs,
 * avg_weight_dev). I32F32 bits, whole in float64. The mean of a column is the sum of what its two sides bring.
 * `run`: the kernel whose memory holds both sides.
 */
export function splitDeviation(
  major: DeviationSide,
  minor: DeviationSide,
  run: SplitFunctions | null = null,
): number {
  let deviation = 0;
  let total = 0;
  if (run !== null) {
    deviation = kernelDistance(run, major, minor) + kernelDistance(run, minor, major);
    for (let server = 0; server < major.rawMean.length; server++) {
      total += major.rawMean[server] + minor.rawMean[server];
    }
    return div(deviation, total);
  }
  for (let server = 0; server < major.rawMean.length; server++) {
    const mean = major.rawMean[server] + minor.rawMean[server];
    deviation += distanceFrom(mean, major, server) + distanceFrom(mean, minor, server);
    total += mean;
  }
  return div(deviation, total);
}

/** Σ_i floor(s_i · |mean − w_ij|) over one side. */
function distanceFrom(mean: number, { depth, raw, stake }: DeviationSide, server: number): number {
  const first = server * depth;
  let sum = 0;
  for (let validator = 0; validator < depth; validator++) {
    sum += mul(Math.abs(mean - raw[first + validator]), stake[validator]);
  }
  return sum;
}

const kernelDistance = (run: SplitFunctions, own: DeviationSide, other: DeviationSide): number =>
  run.distance(
    own.depth,
    own.rawMean.length,
    own.raw.byteOffset,
    own.stake.byteOffset,
    own.rawMean.byteOffset,
    other.rawMean.byteOffset,
  );
