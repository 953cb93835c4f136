import { weightedMedian } from '../../sim/consensus/weightedMedian.ts';
import { denseShares } from '../../sim/metrics/rowDistance.ts';
import type { Row } from '../../sim/row.ts';
import { type Blocks, type Share, u16Max } from '../../sim/units.ts';
import subnet31 from './finneySn31.data.json' with { type: 'json' };

/** [uid] mean over the rows of the normalised weight, by stake. */
export function meanWeights(rows: readonly Row[], size: number): number[] {
  const mean = new Array<number>(size).fill(0);
  for (const [uid, { targets, values }] of rows.entries()) {
    const total = values.reduce((sum, value) => sum + value, 0);
    const stake = Number(subnet31.stakeRao[uid]);
    for (const [entry, target] of targets.entries()) mean[target] += (stake * values[entry]) / total;
  }
  return mean;
}

/** What the recorded subnet had at the chain's default. */
const kappa: Share = 32_767 / u16Max;
const activityCutoff: Blocks = 5000;

/**
 * [uid] normalised weight that at least κ of the active stake backs, which is what the chain pays for: 0 for a uid that most of the
 * stake names with nothing. Active is who has spoken within the activity cutoff and holds a permit.
 */
export function consensusWeights(rows: readonly Row[], size: number): number[] {
  const voters = rows.flatMap(({ targets }, uid) =>
    targets.length > 0 &&
    subnet31.validatorPermit[uid] === 1 &&
    subnet31.block - subnet31.lastUpdate[uid] <= activityCutoff &&
    Number(subnet31.stakeRao[uid]) > 0
      ? [uid]
      : [],
  );
  const stakes = voters.map((uid) => Number(subnet31.stakeRao[uid]));
  const stake = stakes.reduce((sum, one) => sum + one, 0);
  const dense = voters.map((uid) => denseShares(rows[uid], size));
  return Array.from({ length: size }, (_, target) => {
    const column = {
      stake: Float64Array.from(stakes),
      score: Float64Array.from(dense, (row) => row[target]),
    };
    return weightedMedian(column, voters.length, stake * (1 - kappa));
  });
}
