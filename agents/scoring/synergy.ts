import { exp, ln } from '../../sim/math/elementary.ts';
import { baseScore } from './scalingLaw.ts';

/** The exponents of the score. */
export interface ScorePowers {
  /** ScalingLawPower / 100: base score = effective size to this power (0.5). */
  readonly base: number;
  /** SynergyScalingLawPower / 100: the same for pairs (0.6 from Aug 2022, 0.5 on Finney). */
  readonly synergy: number;
}

export const defaultPowers: ScorePowers = { base: 0.5, synergy: 0.6 };

/**
 * What each of two miners gains from answering together, by their losses on the same rows: half of what the average
 * of their probabilities scores above the better one alone, over the number of miners that answered.
 *   measured = −mean_b ln((e^−L_ib + e^−L_jb) / 2), expected = min(mean L_i, mean L_j)
 *   share = max(0, size(measured)^q − size(expected)^q) / 2 / responsive
 * Never negative; identically 0 for two copies. From batch means alone it would be 0 always: rows are needed.
 * Source: bittensor v3.4.2 core_validator shapley_synergy, synapse TextCausalLMNext.
 */
export function pairShare(
  first: ArrayLike<number>,
  second: ArrayLike<number>,
  power: number,
  responsive: number,
): number {
  let measured = 0;
  let [meanFirst, meanSecond] = [0, 0];
  const rows = first.length;
  for (let row = 0; row < rows; row++) {
    measured -= ln((exp(-first[row]!) + exp(-second[row]!)) / 2) / rows;
    meanFirst += first[row]! / rows;
    meanSecond += second[row]! / rows;
  }
  const expected = Math.min(meanFirst, meanSecond);
  return Math.max(0, baseScore(measured, power) - baseScore(expected, power)) / 2 / responsive;
}

/**
 * −mean_b ln((p_ib + p_jb) / 2) of two rows of probabilities e^−loss, at offsets `i` and `j`. Four rows are
 * multiplied before each logarithm: far from underflow as long as the better of the two losses stays below 170.
 */
export function measuredLoss(p: Float64Array, i: number, q: Float64Array, j: number, rows: number): number {
  let sum = 0;
  let row = 0;
  for (; row + 4 <= rows; row += 4) {
    sum += ln(
      (p[i + row]! + q[j + row]!) *
        (p[i + row + 1]! + q[j + row + 1]!) *
        (p[i + row + 2]! + q[j + row + 2]!) *
        (p[i + row + 3]! + q[j + row + 3]!),
    );
  }
  for (; row < rows; row++) sum += ln(p[i + row]! + q[j + row]!);
  return ln2 - sum / rows;
}

const ln2 = ln(2);

/** Share of two miners by their measured loss and the pair powers of their own mean losses (see `pairShare`). */
export function shareOf(
  measured: number,
  first: number,
  second: number,
  power: number,
  responsive: number,
): number {
  // The smaller expected loss has the larger size.
  const gain = baseScore(measured, power) - Math.max(first, second);
  return gain > 0 ? gain / (2 * responsive) : 0;
}

/**
 * Total score (base + pair synergy) of every miner of one forward, written to `scores` [peer]. All peers answered:
 * leave out those that did not, their score is 0.
 * @param losses [peer × row] row-major, from `rowLosses`
 * Errors: a loss that is NaN.
 * Source: bittensor v3.4.2 core_validator shapley_base and shapley_synergy; synergy averaged over the responsive
 * miners (from 29 Aug 2022).
 */
export function scoreForward(
  losses: Float64Array,
  peers: number,
  rows: number,
  powers: ScorePowers,
  scores: Float64Array,
): void {
  const probabilities = new Float64Array(peers * rows);
  const alone = new Float64Array(peers);
  for (let peer = 0; peer < peers; peer++) {
    const mean = probabilitiesOf(losses, peer * rows, rows, probabilities);
    scores[peer] = baseScore(mean, powers.base);
    alone[peer] = baseScore(mean, powers.synergy);
  }
  for (let i = 0; i < peers; i++) {
    for (let j = i + 1; j < peers; j++) {
      const measured = measuredLoss(probabilities, i * rows, probabilities, j * rows, rows);
      const share = shareOf(measured, alone[i]!, alone[j]!, powers.synergy, peers);
      scores[i] = scores[i]! + share;
      scores[j] = scores[j]! + share;
    }
  }
}

/** Writes e^−loss of one miner's rows from offset `at` on; returns its mean loss. */
function probabilitiesOf(
  losses: Float64Array,
  at: number,
  rows: number,
  probabilities: Float64Array,
): number {
  let sum = 0;
  for (let k = at; k < at + rows; k++) {
    probabilities[k] = exp(-losses[k]!);
    sum += losses[k]!;
  }
  return sum / rows;
}
