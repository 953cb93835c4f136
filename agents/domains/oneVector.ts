import { weightedMedian } from '../../sim/consensus/weightedMedian.ts';
import type { Share } from '../../sim/units.ts';
import { toOne } from './clients.ts';

/** Share of stake that must back a weight: κ of Yuma. */
const kappa: Share = 0.5;

/**
 * [domain] Shares of one network whose validators score all domains in one vector each: votes by stake, none above what half of the stake
 * backs (the clip of Yuma: docs/consensus.md, subtensor v0.0.1 math.rs, weighted_median()). A domain that less than half of the stake
 * knows gets nothing. `stake`: [person] shares of sum 1, all above 0; `votes`: [person][domain] rows.
 */
export function oneVectorShares(
  stake: readonly number[],
  votes: readonly (readonly number[])[],
): readonly number[] {
  const total = stake.reduce((sum, own) => sum + own, 0);
  return toOne(
    votes[0].map((_, domain) => {
      const column = votes.map((row) => row[domain]);
      const scratch = { stake: Float64Array.from(stake), score: Float64Array.from(column) };
      const backed = weightedMedian(scratch, stake.length, total - kappa * total);
      return column.reduce((sum, vote, person) => sum + stake[person] * Math.min(vote, backed), 0);
    }),
  );
}
