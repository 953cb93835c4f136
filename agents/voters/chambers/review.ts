import {
  plannedReview,
  review,
  reviewers,
  seatsFor,
  triumvirateDecision,
  triumvirateTrack,
} from '../../../sim/governance/review.ts';
import { blocksPerDay } from '../../../sim/units.ts';
import type { Ask } from '../ask.ts';
import type { Chamber, Verdict } from '../chamber.ts';
import type { Elector } from '../electors.ts';
import { seatVotes } from '../seatVotes.ts';

/** Who is in what of the planned review, by place. */
export interface ReviewBody {
  readonly proposers: readonly number[];
  readonly triumvirate: readonly number[];
  /** Holders that own the dearest subnets, dearest first. */
  readonly owners: readonly number[];
}

/** Places of those with a seat: the 16 largest stakers and the owners, each once (`reviewers`). */
export function reviewSeats(
  electors: readonly Pick<Elector, 'stake'>[],
  owners: readonly number[],
): number[] {
  const stakers = electors.map(({ stake }, place) => ({ coldkey: String(place), rank: stake }));
  const subnets = owners.map((place, k) => ({
    coldkey: String(place),
    rank: BigInt(owners.length - k),
    age: plannedReview.leastAge,
  }));
  return reviewers(stakers, subnets).map(Number);
}

/** The review as planned in June 2026: two of three let a proposal in, then it is in force after a day unless 51 % of the seats say nay. */
export function reviewChamber(
  electors: readonly Elector[],
  { proposers, triumvirate, owners }: ReviewBody,
): Chamber {
  const seats = reviewSeats(electors, owners);
  const cancel = seatsFor(plannedReview.cancel, seats.length);
  const decide = (ask: Ask): Verdict => {
    const entry = entered(ask, triumvirate);
    if (!entry.passes) return entry;
    const submitted = Math.floor(entry.days * blocksPerDay);
    const cast = seatVotes(ask, seats).map(({ holder, moment, isAye }) => ({
      block: submitted + Math.floor(moment * plannedReview.delay),
      seat: seats.indexOf(holder),
      isAye,
    }));
    const { outcome, block } = review(seats.length, submitted, cast);
    return { passes: outcome === 'enacted', days: block / blocksPerDay };
  };
  return {
    proposers,
    decide,
    game: { weights: seats.map(() => 1n), quota: BigInt(cancel) },
    ayesToPass: 0,
    naysToBlock: cancel / seats.length,
  };
}

/** What the triumvirate makes of it, and when. */
function entered(ask: Ask, members: readonly number[]): Verdict {
  const votes = { ayes: 0, nays: 0 };
  for (const { moment, isAye } of seatVotes(ask, members)) {
    votes[isAye ? 'ayes' : 'nays'] += 1;
    const block = Math.floor(moment * triumvirateTrack.period);
    const decision = triumvirateDecision(votes, 0, block);
    if (decision !== 'open') return { passes: decision === 'to review', days: block / blocksPerDay };
  }
  return { passes: false, days: triumvirateTrack.period / blocksPerDay };
}
