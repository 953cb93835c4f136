import { exp, ln } from '../../sim/math/elementary.ts';
import { noiseKey, noiseSubkey } from '../../sim/noise.ts';
import type { Nats } from '../../sim/units.ts';
import { arrivalLoss, lossSupport, type SizeLaw } from './arrivalLoss.ts';
import { drawCommon, drawFactors, type RowLaw } from './rowLosses.ts';
import { baseScore } from './scalingLaw.ts';
import { type ScoreTable, scoreTable } from './scoreTable.ts';
import { measuredLoss, type ScorePowers, shareOf } from './synergy.ts';

/** What a table of the total score of one query was computed for. */
export interface TableSettings extends RowLaw, SizeLaw {
  /** Losses tabulated, evenly spaced in ln L over the arrivals' losses from quantile `tail` to 1 − `tail`. */
  readonly levels: number;
  readonly tail: number;
  /** Equally likely bins of a level. */
  readonly bins: number;
  /** Exact queries behind a level; a multiple of `bins`. */
  readonly queries: number;
  /** Other miners in a forward, all answering: topk − 1. */
  readonly partners: number;
  readonly powers: ScorePowers;
}

/** Defaults of model A11; partners include misconfigured ones at 0.23, whatever share a run has. */
export const defaultTableSettings: TableSettings = {
  levels: 48,
  tail: 0.001,
  bins: 256,
  queries: 51_200,
  partners: 19,
  rows: 32,
  rho: 0.6,
  powers: { base: 0.5, synergy: 0.6 },
  medianSize: 90e6,
  sizeSigma: 0.8,
  poorShare: 0.23,
  poorFactor: 1.35,
};

/** Significant digits kept, so that a table is a short text and reads back exactly. */
const digits = 9;

/**
 * Computes a table by exact queries. All levels see the same texts, partners and own luck, so the curves are smooth in
 * the loss. Pure: the same settings and seed give the same numbers to the digit.
 * Errors: queries not a multiple of bins.
 */
export function buildSynergyTable(settings: TableSettings, seed: number | string): ScoreTable {
  const losses = tableLosses(settings);
  return scoreTable(losses, binsOfLosses(settings, seed, losses), settings.bins);
}

/** The tabulated losses. */
export function tableLosses(settings: TableSettings): Float64Array {
  const [low, high] = lossSupport(settings, settings.tail);
  const step = ln(high / low) / (settings.levels - 1);
  return Float64Array.from({ length: settings.levels }, (_, level) => rounded(low * exp(level * step)));
}

/** Rows of `bins` for the given losses: any subset of levels can be computed alone. */
export function binsOfLosses(
  settings: TableSettings,
  seed: number | string,
  losses: Float64Array,
): Float64Array {
  return binned(scoresOfLevels(settings, seed, losses), losses.length, settings);
}

/** Total scores [level × query] of a miner at each loss, asked together with partners from the arrivals. */
function scoresOfLevels(settings: TableSettings, seed: number | string, losses: Float64Array): Float64Array {
  const { queries, rows, partners } = settings;
  const scores = new Float64Array(losses.length * queries);
  const forward: PartnerForward = {
    common: new Float64Array(rows),
    own: new Float64Array(rows),
    probabilities: new Float64Array(partners * rows),
    alone: new Float64Array(partners),
  };
  const answer = new Float64Array(rows);
  for (let query = 0; query < queries; query++) {
    drawForward(settings, seed, query, forward);
    for (let level = 0; level < losses.length; level++) {
      scores[level * queries + query] = totalScore(settings, losses[level]!, forward, answer);
    }
  }
  return scores;
}

/** One forward without the miner's own loss. */
interface PartnerForward {
  readonly common: Float64Array;
  /** [row] the miner's own losses over its mean. */
  readonly own: Float64Array;
  /** [partner × row] e^−loss. */
  readonly probabilities: Float64Array;
  /** [partner] pair power of the partner alone. */
  readonly alone: Float64Array;
}

function drawForward(
  settings: TableSettings,
  seed: number | string,
  query: number,
  forward: PartnerForward,
): void {
  const { rows, partners, powers } = settings;
  const { common, own, probabilities, alone } = forward;
  const key = noiseKey(seed, 0, query);
  drawCommon(noiseSubkey(key, 0), settings, common);
  drawFactors(noiseSubkey(key, 1), settings, common, own);
  for (let partner = 0; partner < partners; partner++) {
    const name = noiseSubkey(key, 2 + partner);
    const loss = arrivalLoss(settings, noiseSubkey(name, 0));
    const at = partner * rows;
    drawFactors(noiseSubkey(name, 1), settings, common, probabilities, at);
    alone[partner] = baseScore(answerRows(loss, probabilities, at, rows, probabilities, at), powers.synergy);
  }
}

/** Turns factors into probabilities e^−(loss · factor), from offset `to` on; returns the mean loss of the query. */
function answerRows(
  loss: Nats,
  factors: Float64Array,
  from: number,
  rows: number,
  probabilities: Float64Array,
  to: number,
): Nats {
  let sum = 0;
  for (let row = 0; row < rows; row++) {
    const rowLoss = loss * factors[from + row]!;
    sum += rowLoss;
    probabilities[to + row] = exp(-rowLoss);
  }
  return sum / rows;
}

function totalScore(
  settings: TableSettings,
  loss: Nats,
  forward: PartnerForward,
  answer: Float64Array,
): number {
  const { rows, partners, powers } = settings;
  const mean = answerRows(loss, forward.own, 0, rows, answer, 0);
  const alone = baseScore(mean, powers.synergy);
  let score = baseScore(mean, powers.base);
  for (let partner = 0; partner < partners; partner++) {
    const measured = measuredLoss(answer, 0, forward.probabilities, partner * rows, rows);
    score += shareOf(measured, alone, forward.alone[partner]!, powers.synergy, partners + 1);
  }
  return score;
}

/** [level × bin] means of equally many sorted scores, rounded. */
function binned(scores: Float64Array, levels: number, { queries, bins }: TableSettings): Float64Array {
  const each = queries / bins;
  if (!Number.isInteger(each)) {
    throw new RangeError(`queries must be a multiple of bins = ${bins}; received ${queries}`);
  }
  const table = new Float64Array(levels * bins);
  for (let level = 0; level < levels; level++) {
    const sorted = scores.subarray(level * queries, (level + 1) * queries).sort();
    for (let bin = 0; bin < bins; bin++) {
      let sum = 0;
      for (let k = bin * each; k < (bin + 1) * each; k++) sum += sorted[k]!;
      table[level * bins + bin] = rounded(sum / each);
    }
  }
  return table;
}

function rounded(value: number): number {
  return Number(value.toPrecision(digits));
}
