import { smallestCoalitions } from '../../sim/governance/coalitions.ts';
import { plannedReview, seatsFor } from '../../sim/governance/review.ts';
import { senateSeats } from '../../sim/governance/senate.ts';
import { byOwner, majorityOf, quotaOf, ratio } from '../../sim/governance/weightedGame.ts';
import type { Share } from '../../sim/units.ts';
import type { Electorate } from './electorate.ts';
import type { VoteRule } from './needsUnder.ts';

/** Whole votes of shares: 10⁻⁹ of the alpha outside is one. */
const votesOf = (shares: readonly Share[]): bigint[] =>
  shares.map((share) => BigInt(Math.round(share * 1e9)));

/**
 * The fewest holders that pass what they want if all take part (Nakamoto coefficient); in a review that keep others from cancelling
 * it. Null where none has a vote.
 */
export function fewestThatPass(
  rule: VoteRule,
  { voters, hotkeys, otherOwners }: Electorate,
  threshold: Share,
): number | null {
  const thousandths = ratio(Math.max(1, Math.round(1000 * threshold)), 1000);
  if (rule === 'review') {
    const seats = plannedReview.seatsOfHalf + 1 + otherOwners.length;
    return seats - seatsFor(plannedReview.cancel, seats) + 1;
  }
  if (rule === 'senate') {
    const seats = hotkeys.slice(0, senateSeats);
    const weights = byOwner(
      seats.map(() => 1n),
      seats.map(({ holder }) => holder),
    );
    return smallestCoalitions({ weights, quota: majorityOf(weights) }).pass;
  }
  const roll = rule === 'shared-validator' ? voters.filter(({ isMember }) => isMember) : voters;
  if (roll.length === 0) return null;
  const weights = votesOf(roll.map(({ share }) => (rule === 'heads' ? 1 : share)));
  return smallestCoalitions({ weights, quota: quotaOf(weights, thousandths) }).pass;
}
