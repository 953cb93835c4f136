import { emptyRow, type Row } from '../../sim/row.ts';
import { RowSlab } from '../../sim/rowSlab.ts';
import type { WeightRule } from '../../sim/rules/reading.ts';
import type { Share } from '../../sim/units.ts';
import { u16Max, u32Max } from '../../sim/units.ts';
import { dropLowest } from './lowestQuantile.ts';

/** Working memory for rows of at most n entries, reused from row to row. */
export interface WeightScratch {
  readonly uids: Uint16Array;
  readonly weights: Float64Array;
  readonly sorted: Float64Array;
  readonly values: Uint32Array;
  /** Where the rows that are kept lie. */
  readonly slab: RowSlab;
  /** Threshold of the quantile of the last row: a hint for the next. */
  lastThreshold: number;
  /** Sum of the scores that went into the last row. */
  listed: number;
}

export function weightScratch(n: number): WeightScratch {
  return {
    uids: new Uint16Array(n),
    weights: new Float64Array(n),
    sorted: new Float64Array(n),
    values: new Uint32Array(n),
    slab: new RowSlab(),
    lastThreshold: 0,
    listed: 0,
  };
}

/**
 * The row a validator submits: positive scores, lowest quantile dropped, capped at the limit, quantised, zeros
 * removed, uids ascending. `emptyRow` when no score is positive: the caller then keeps or sets a self-weight.
 * A row shorter than minAllowedWeights is returned as it is; the chain rejects it.
 * Errors: a score that is NaN, infinite or negative; a rule out of range.
 * Source: bittensor v3.4.2 core_validator calculate_weights; weight_utils normalize_max_weight and
 * convert_weights_and_uids_for_emit. Entries are in ascending uid (v3.5.0 on; v3.4.2 shuffled them).
 */
export function weightsFromScores(
  scores: Float64Array | Float32Array,
  rule: WeightRule,
  scratch: WeightScratch,
): Row {
  checkRule(rule);
  scratch.listed = 0;
  let count = takePositive(scores, scratch);
  if (count === 0) return emptyRow;
  count = dropLowest(scratch, count, rule.excludeQuantile, rule.minAllowedWeights);
  scratch.listed = normaliseMaxWeight(scratch.weights, count, rule.maxWeightLimit);
  if (rule.format === 'u32') quantiseToU32(scratch, count, rule.maxWeightLimit);
  else quantiseToU16(scratch, count, rule.maxWeightLimit);
  return withoutZeros(scratch, count);
}

function takePositive(scores: Float64Array | Float32Array, { uids, weights }: WeightScratch): number {
  let count = 0;
  for (let uid = 0; uid < scores.length; uid++) {
    const score = scores[uid];
    if (score > 0 && score < Number.POSITIVE_INFINITY) {
      uids[count] = uid;
      weights[count++] = score;
    } else if (score !== 0) {
      throw new RangeError(
        `a score is finite and at least 0; received ${score} for uid ${uid}: check the scoring rule`,
      );
    }
  }
  return count;
}

/**
 * Scales the first `count` weights to sum 1 with none above `limit`: the excess of the capped ones goes to the
 * others in proportion (water-filling). All equal if count · limit <= 1, where no capped row exists.
 * Returns the sum before. Source: bittensor v3.4.2 normalize_max_weight, without its epsilon of 1e-7 and without the sort.
 */
export function normaliseMaxWeight(weights: Float64Array, count: number, limit: Share): number {
  let total = 0;
  let largest = 0;
  for (let i = 0; i < count; i++) {
    total += weights[i];
    if (weights[i] > largest) largest = weights[i];
  }
  if (count * limit <= 1) weights.fill(1 / count, 0, count);
  else if (largest > limit * total) capWeights(weights, count, limit);
  else for (let i = 0; i < count; i++) weights[i] /= total;
  return total;
}

/** The rare case: something exceeds the limit. */
function capWeights(weights: Float64Array, count: number, limit: Share): void {
  const cutoff = waterLevel(weights, count, limit);
  let total = 0;
  for (let i = 0; i < count; i++) total += Math.min(weights[i], cutoff);
  for (let i = 0; i < count; i++) weights[i] = weights[i] >= cutoff ? limit : weights[i] / total;
}

/**
 * The level c with c = limit · sum of min(x, c), or Infinity if nothing exceeds the limit. Falls from limit · sum(x)
 * to the answer; every round that does not finish caps at least one more entry.
 */
function waterLevel(weights: Float64Array, count: number, limit: Share): number {
  let level = Number.POSITIVE_INFINITY;
  let capped = -1;
  for (;;) {
    let free = 0;
    let above = 0;
    for (let i = 0; i < count; i++) {
      if (weights[i] > level) above++;
      else free += weights[i];
    }
    if (above === capped) return above === 0 ? Number.POSITIVE_INFINITY : level;
    capped = above;
    level = (limit * free) / (1 - limit * above);
  }
}

/** Floors of weight · u32::MAX; what is lost by flooring goes to the last entry that has room below the limit. */
function quantiseToU32({ weights, values }: WeightScratch, count: number, limit: Share): void {
  let remainder = u32Max;
  for (let i = 0; i < count; i++) remainder -= values[i] = Math.floor(weights[i] * u32Max);
  const highest = count * limit <= 1 ? u32Max : Math.floor(limit * u32Max);
  let last = count - 1;
  // The source gives it to the very last entry, which the chain would reject where that one is capped.
  while (last > 0 && values[last] + remainder > highest) last--;
  values[last] = values[last] + remainder;
}

/**
 * Round(weight / largest · 65535). Where rounding would carry the largest share above the limit, so that the chain
 * would reject the row, entries below the largest are raised by one until it is met.
 */
function quantiseToU16({ weights, values }: WeightScratch, count: number, limit: Share): void {
  let largest = 0;
  for (let i = 0; i < count; i++) largest = Math.max(largest, weights[i]);
  let sum = 0;
  for (let i = 0; i < count; i++) sum += values[i] = Math.round((weights[i] / largest) * u16Max);
  if (count * limit <= 1) return;
  for (let i = 0; i < count && sum * limit < u16Max; i++) {
    if (values[i] === u16Max) continue;
    values[i] = values[i] + 1;
    sum += 1;
  }
}

/** Rows of a buffer: about as many as are set before the first of them are replaced. */
const rowsTogether = 32;

function withoutZeros({ uids, values, slab }: WeightScratch, count: number): Row {
  let kept = 0;
  while (kept < count && values[kept] !== 0) kept++;
  for (let i = kept; i < count; i++) {
    if (values[i] === 0) continue;
    uids[kept] = uids[i];
    values[kept++] = values[i];
  }
  return slab.keep(uids.subarray(0, kept), values.subarray(0, kept), rowsTogether);
}

function checkRule(rule: WeightRule): void {
  const { excludeQuantile, maxWeightLimit } = rule;
  if (!(excludeQuantile >= 0 && excludeQuantile <= 1)) {
    throw new RangeError(`excludeQuantile must lie in 0 … 1; received ${excludeQuantile}`);
  }
  if (!(maxWeightLimit > 0 && maxWeightLimit <= 1)) {
    throw new RangeError(
      `maxWeightLimit is a share, 0 < limit <= 1; received ${maxWeightLimit}: divide by u32::MAX or u16::MAX`,
    );
  }
}
