import { shared } from '../../sim/copy.ts';
import type { Nats, Share } from '../../sim/units.ts';
import { baseScore } from './scalingLaw.ts';

/** Distribution of the total score (base + pair synergy) of one query against the miner's true loss. */
export interface ScoreTable {
  /** [level] true losses, ascending, evenly spaced in ln L. */
  readonly losses: Float64Array;
  /** [level × bin] mean score inside each equally likely bin, ascending within a level. */
  readonly bins: Float64Array;
  /** [level] mean score of a query: the mean of the level's bins. Falls with the loss. */
  readonly means: Float64Array;
  readonly binsPerLevel: number;
}

/** Where a loss lies: `fraction` of the way from `level` to `level + 1`. */
export interface Place {
  readonly level: number;
  readonly fraction: Share;
}

/**
 * A table from its losses and bins; the means follow from the bins.
 * Errors: fewer than two levels, a number of bins that does not fit, losses that do not rise, means that do not fall.
 */
export function scoreTable(losses: Float64Array, bins: Float64Array, binsPerLevel: number): ScoreTable {
  if (losses.length < 2 || bins.length !== losses.length * binsPerLevel) {
    throw new RangeError(
      `a score table has at least 2 levels of ${binsPerLevel} bins; received ${losses.length} losses and ${bins.length} bins`,
    );
  }
  const means = losses.map((_, level) => meanOfLevel(bins, level, binsPerLevel));
  for (let level = 1; level < losses.length; level++) {
    if (losses[level]! > losses[level - 1]! && means[level]! < means[level - 1]!) continue;
    throw new RangeError(
      `losses must rise and mean scores fall; at level ${level}: use more queries or fewer levels`,
    );
  }
  return { losses: shared(losses), bins: shared(bins), means: shared(means), binsPerLevel };
}

function meanOfLevel(bins: Float64Array, level: number, binsPerLevel: number): number {
  let sum = 0;
  for (let bin = 0; bin < binsPerLevel; bin++) sum += bins[level * binsPerLevel + bin]!;
  return sum / binsPerLevel;
}

/**
 * The place of a true loss in the table, linear in the loss; losses beyond the ends take the end. Locate once per
 * miner; a draw then costs one noise word:
 *   k = level · binsPerLevel + (word >>> 24), score = bins[k] · (1 − fraction) + bins[k + binsPerLevel] · fraction
 * Its mean over the 256 bins is `steadyScore`.
 * Errors: a loss that is NaN.
 */
export function locate({ losses }: ScoreTable, loss: Nats): Place {
  if (Number.isNaN(loss)) throw new RangeError('a true loss is a number of nats; received NaN');
  const last = losses.length - 1;
  if (loss <= losses[0]!) return { level: 0, fraction: 0 };
  if (loss >= losses[last]!) return { level: last - 1, fraction: 1 };
  let [low, high] = [0, last];
  while (high - low > 1) {
    const middle = (low + high) >>> 1;
    if (losses[middle]! <= loss) low = middle;
    else high = middle;
  }
  return { level: low, fraction: (loss - losses[low]!) / (losses[high]! - losses[low]!) };
}

/**
 * What a loss below the table's lowest scores more than the lowest: the gain in base score, down to the entropy of text;
 * synergy with worse partners gains nothing there. 0 within the table. No miner is that good when it arrives, but a query may look so.
 */
export function beyondTable({ losses }: ScoreTable, loss: Nats): number {
  return loss < losses[0]! ? baseScore(loss, 0.5) - baseScore(losses[0]!, 0.5) : 0;
}

/** Expected total score of one answered query of a miner with this true loss. */
export const steadyScore = (table: ScoreTable, loss: Nats): number =>
  steadyScoreAt(table, locate(table, loss));

/** The same where the place of the loss is known. */
export const steadyScoreAt = ({ means }: ScoreTable, { level, fraction }: Place): number =>
  means[level]! * (1 - fraction) + means[level + 1]! * fraction;

/** Total score of one query from a uint32 noise word: the hot loop's formula, for tables of 256 bins. */
export function scoreAt(table: ScoreTable, { level, fraction }: Place, word: number): number {
  const bin = level * table.binsPerLevel + (word >>> 24);
  return table.bins[bin]! * (1 - fraction) + table.bins[bin + table.binsPerLevel]! * fraction;
}
