import type { ChainView } from '../../sim/roles.ts';
import type { MinerBook } from '../minerBook.ts';
import type { Candidate } from '../registrant.ts';

/**
 * Whether a candidate with a trick at the gate sees its moment: a sniper waits until the price has fallen since its
 * last look, a squatter until the uid that would be replaced is still paid. Everybody else always does.
 */
export function isTempted(candidate: Candidate, view: ChainView, book: MinerBook): boolean {
  const trick = candidate.miner.disguise?.trick;
  if (trick === 'sniper') return candidate.seen !== undefined && priceOf(view) < candidate.seen;
  if (trick === 'squatter') return leastPay(view, book) > 0;
  return true;
}

/** A sniper keeps the price in mind. */
export function remember(candidate: Candidate, view: ChainView): Candidate {
  return candidate.miner.disguise?.trick === 'sniper' ? { ...candidate, seen: priceOf(view) } : candidate;
}

/** The cheaper price of a slot, in units that only compare with themselves: work falls and rises with the difficulty. */
const priceOf = ({ gate }: ChainView): number => Number(gate.burn > 0n ? gate.burn : gate.difficulty);

/** Incentive of the uid that the next newcomer is likely to replace: the least paid that is not immune. */
function leastPay({ network, block, hyperparameters }: ChainView, book: MinerBook): number {
  let least = Number.POSITIVE_INFINITY;
  for (let uid = 0; uid < network.size; uid++) {
    if (book.validator[uid]) continue;
    if (block - network.registrationBlock[uid] < hyperparameters.immunityPeriod) continue;
    least = Math.min(least, network.incentive[uid]);
  }
  return least === Number.POSITIVE_INFINITY ? 0 : least;
}
