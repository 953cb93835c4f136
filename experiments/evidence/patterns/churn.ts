import { blocksPerDay } from '../../../sim/units.ts';
import churn from './churnJanuary2026.data.json' with { type: 'json' };

/** How many uids of a full subnet were replaced: counted, and a day. */
const subnets = churn.rows.map(([netuid, replaced, blocks]) => ({
  netuid,
  replaced,
  rate: (blocksPerDay * replaced) / blocks,
}));

const fitted = subnets.filter(({ netuid }) => netuid % 2 === 0);
const judged = subnets.filter(({ netuid }) => netuid % 2 === 1);

/** Blocks between the two looks; those of single subnets differ by 12 at most. */
export const churnBlocks = 29_447;

/** Uids replaced a day in the full subnets with even netuids, which arrivals are fitted to, and in those with odd ones. */
export const fittedFlows = fitted.map(({ rate }) => rate);
export const judgedFlows = judged.map(({ rate }) => rate);

/** Uids replaced between the two looks, in the same subnets. */
export const fittedCounts = fitted.map(({ replaced }) => replaced);
export const judgedCounts = judged.map(({ replaced }) => replaced);
