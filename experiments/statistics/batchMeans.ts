import { mean } from 'simple-statistics';
import { checkFinite } from './estimate.ts';
import { type MeanInterval, meanInterval } from './meanInterval.ts';
import { type WelchDifference, welchDifference } from './welch.ts';

/** The mean of one long run whose successive values depend on each other. */
export interface BatchedEstimate extends MeanInterval {
  readonly batches: number;
  readonly batchLength: number;
  /** Values that one independent value is worth: 1 + 2 Σ autocorrelations. */
  readonly autocorrelationTime: number;
}

/** Batches of a run, and how many autocorrelation times each should last, so that their means are nearly independent. */
const batches = 30;
const timesPerBatch = 10;

/**
 * Mean of a stationary series by non-overlapping batch means (Law, Simulation Modeling and Analysis, 9.5.3): 30
 * batches, with a warning where a batch is shorter than ten autocorrelation times (Sokal's windowed estimate).
 * Throws for fewer values than batches.
 */
export function batchMeans(series: readonly number[], level = 0.95): BatchedEstimate {
  const means = meansOfBatches(series);
  const batchLength = Math.floor(series.length / batches);
  const interval = meanInterval(means, level);
  const autocorrelationTime = autocorrelationTimeOf(series);
  const short = batchLength < timesPerBatch * autocorrelationTime;
  const needed = Math.ceil(timesPerBatch * autocorrelationTime * batches);
  return {
    ...interval,
    method: `batch means (${batches} of ${batchLength}), ${interval.method}`,
    warning: short
      ? `batches of ${batchLength} values last only ${(batchLength / autocorrelationTime).toFixed(1)} autocorrelation times: run at least ${needed} values`
      : interval.warning,
    batches,
    batchLength,
    autocorrelationTime,
  };
}

/** [batch] mean of each of the 30 batches of a run. Throws for fewer values than batches, or one that is not finite. */
export function meansOfBatches(series: readonly number[]): number[] {
  checkFinite(series);
  if (series.length < batches)
    throw new RangeError(`batch means need at least ${batches} values; received ${series.length}`);
  const length = Math.floor(series.length / batches);
  // What does not fill a batch is left out at the beginning, where a warm-up is most likely to linger.
  const start = series.length - batches * length;
  return Array.from({ length: batches }, (_, k) =>
    mean(series.slice(start + k * length, start + (k + 1) * length)),
  );
}

/**
 * Difference of the means of two runs that share nothing, one − other: Welch's interval over their batch means, which are nearly
 * independent where a batch lasts ten autocorrelation times. Throws as `meansOfBatches` does.
 */
export const batchedDifference = (
  one: readonly number[],
  other: readonly number[],
  level = 0.95,
): WelchDifference => welchDifference(meansOfBatches(one), meansOfBatches(other), level);

/** 1 + 2 Σ rho_k up to the first k ≥ 5 tau(k) (Sokal 1997); 1 for a series that does not vary. */
export function autocorrelationTimeOf(series: readonly number[]): number {
  const center = mean([...series]);
  const deviations = series.map((value) => value - center);
  const variance = deviations.reduce((sum, value) => sum + value * value, 0);
  if (variance === 0) return 1;
  let time = 1;
  for (let lag = 1; lag < series.length / 2; lag++) {
    let product = 0;
    for (let k = lag; k < deviations.length; k++) product += deviations[k] * deviations[k - lag];
    time += (2 * product) / variance;
    if (lag >= 5 * time) break;
  }
  return Math.max(1, time);
}

/** Values at the start of a run that are not yet typical of it. */
export interface WarmUp {
  /** Values to leave out. */
  readonly dropped: number;
  /** Whether a steady state shows at all: false if the rule would drop more than half of the run. */
  readonly settled: boolean;
}

/** How MSER looks for a warm-up. */
interface MserOptions {
  /** Values of a batch. */
  readonly batch?: number;
  /** Part of a run that a start must leave: few batches may lie close together by luck. */
  readonly leastLeft?: number;
}

/**
 * MSER-5 (White, Cobb & Spratt 2000): of all starts in steps of five values, the one after which the standard error
 * of the mean is least. If that is in the second half, the run is too short to tell.
 */
export const warmUpOf = (series: readonly number[], options: MserOptions = {}): WarmUp =>
  commonWarmUp([series], options);

/** The same for equally long series of one unit, all of which start at once: the start after which their squared standard errors sum to least. */
export function commonWarmUp(
  series: readonly (readonly number[])[],
  { batch = 5, leastLeft = 0 }: MserOptions = {},
): WarmUp {
  const blocked = series.map((one) => blocksOf(one, batch));
  const { length } = blocked[0];
  const least = Math.max(5, leastLeft * length);
  const sums = blocked.map(() => ({ sum: 0, squares: 0 }));
  let best = { start: 0, score: Infinity };
  for (let start = length - 1; start >= 0; start--) {
    const n = length - start;
    let score = 0;
    for (const [k, blocks] of blocked.entries()) {
      sums[k].sum += blocks[start];
      sums[k].squares += blocks[start] ** 2;
      score += Math.max(0, sums[k].squares - sums[k].sum ** 2 / n) / n ** 2;
    }
    if (n >= least && score <= best.score) best = { start, score };
  }
  return { dropped: batch * best.start, settled: best.start <= length / 2 };
}

/** Means of successive batches; throws for fewer than ten. */
function blocksOf(series: readonly number[], batch: number): number[] {
  checkFinite(series);
  const blocks = Array.from({ length: Math.floor(series.length / batch) }, (_, k) =>
    mean(series.slice(batch * k, batch * (k + 1))),
  );
  if (blocks.length < 10)
    throw new RangeError(`a warm-up shows in at least ${10 * batch} values; received ${series.length}`);
  return blocks;
}
