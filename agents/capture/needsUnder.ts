import { plannedReview, seatsFor } from '../../sim/governance/review.ts';
import { senateSeats } from '../../sim/governance/senate.ts';
import type { Share } from '../../sim/units.ts';
import type { Electorate, Voter } from './electorate.ts';
import { cheapestCoalition, cheapestSeats, type Needs } from './needs.ts';

/** Votes in which an attacker has all others against it. */
export const voteRules = ['senate', 'review', 'stake', 'heads', 'shared-validator'] as const;
export type VoteRule = (typeof voteRules)[number];

export interface VoteShares {
  readonly quorum: Share;
  readonly threshold: Share;
}

/** What passing a harmful proposal needs, and what blocking a good one does. */
export interface PassAndBlock {
  readonly pass: Needs;
  readonly block: Needs;
}

/** What an attacker needs where all who take part vote against it. */
export function needsUnder(rule: VoteRule, electorate: Electorate, shares: VoteShares): PassAndBlock {
  if (rule === 'senate') return senateNeeds(electorate);
  if (rule === 'review') return reviewNeeds(electorate);
  const { voters } = electorate;
  if (rule === 'stake') return allNeeds(voters, ({ votes }) => votes, shares);
  if (rule === 'shared-validator')
    return allNeeds(
      voters.filter(({ isMember }) => isMember),
      ({ share }) => share,
      { ...shares, quorum: 0 },
    );
  return headNeeds(voters, shares);
}

/** The least that is more than nothing, where none takes part: one unit of alpha in so many. */
const least: Share = 1e-9;

/** A vote of those on a roll: `x` ayes pass against N nays if x ≥ threshold · (x + N) and x + N reaches the quorum. */
function allNeeds(
  roll: readonly Voter[],
  votesOf: (voter: Voter) => Share,
  { quorum, threshold }: VoteShares,
): PassAndBlock {
  const payable = roll
    .filter(({ isPresent }) => isPresent)
    .map((voter) => ({ votes: votesOf(voter), own: voter.own }));
  const cast = payable.reduce((sum, { votes }) => sum + votes, 0);
  const bribable = cast >= quorum && cast > 0;
  return {
    pass: {
      alpha: Math.max(least, (threshold / (1 - threshold)) * cast, (quorum - cast) / (1 - quorum)),
      accounts: null,
      bribed: bribable ? cheapestCoalition(payable, threshold * cast) : null,
    },
    block: {
      alpha: cast >= quorum ? Math.max(least, (1 / threshold - 1) * cast) : 0,
      accounts: null,
      bribed: bribable ? cheapestCoalition(payable, (1 - threshold) * cast) : { holders: 0, own: 0 },
    },
  };
}

/** A vote of heads, where accounts cost next to nothing. */
function headNeeds(voters: readonly Voter[], { threshold }: VoteShares): PassAndBlock {
  const own = voters.filter(({ isPresent }) => isPresent).map((voter) => voter.own);
  const heads = own.length;
  const accounts = (odds: number) => Math.floor(odds * heads) + 1;
  return {
    pass: {
      alpha: null,
      accounts: accounts(threshold / (1 - threshold)),
      bribed: cheapestSeats(own, Math.ceil(threshold * heads)),
    },
    block: {
      alpha: null,
      accounts: accounts(1 / threshold - 1),
      bribed: cheapestSeats(own, Math.floor((1 - threshold) * heads) + 1),
    },
  };
}

/**
 * A senate of the 12 largest hotkeys. An attacker that wants k seats displaces the k with the least stake by as many keys, each of which
 * needs more than the largest of these, or the next key would take its seat (`adjustSenate`). Silence is a nay.
 */
function senateNeeds({ voters, hotkeys }: Electorate): PassAndBlock {
  const seats = hotkeys.slice(0, senateSeats);
  const pass = Math.floor(seats.length / 2) + 1;
  const own = seats
    .filter(({ holder }) => voters[holder].isSeatPresent)
    .map(({ holder, share }) => (voters[holder].own / voters[holder].share) * share);
  const needs = (count: number, payable: readonly Share[]): Needs => ({
    alpha: count * (seats[seats.length - count].share + least),
    accounts: null,
    bribed: cheapestSeats(payable, count),
  });
  const block = seats.length - pass + 1;
  // Those who are absent block without being paid.
  const absent = seats.length - own.length;
  return {
    pass: needs(pass, own),
    block: { ...needs(block, own), bribed: cheapestSeats(own, block - absent) },
  };
}

/**
 * The planned review: the 16 largest stakers and 16 owners of subnets. A harmful proposal is in force unless 51 % of the seats say nay, so that
 * seats must be silenced or replaced until too few say it; blocking needs 51 % that do.
 */
function reviewNeeds({ voters, owner, otherOwners }: Electorate): PassAndBlock {
  const stakers = [...voters.keys()]
    .sort((one, other) => voters[other].share - voters[one].share)
    .slice(0, plannedReview.seatsOfHalf);
  const ofHolders = [...new Set([...stakers, owner])];
  const cancel = seatsFor(plannedReview.cancel, ofHolders.length + otherOwners.length);
  const own = [
    ...ofHolders.filter((place) => voters[place].isSeatPresent).map((place) => voters[place].own),
    ...otherOwners.filter((isPresent) => isPresent).map(() => 0),
  ];
  const silenced = own.length - (cancel - 1);
  const replaced = replacing(
    stakers.map((place) => voters[place].share),
    stakers.map((place) => voters[place].isSeatPresent),
    silenced,
  );
  return {
    pass: { alpha: replaced, accounts: null, bribed: cheapestSeats(own, silenced) },
    block: { alpha: null, accounts: null, bribed: cheapestSeats(own, cancel) },
  };
}

/** Stake with which keys of an attacker replace stakers, smallest first, until `nays` of them are gone; null: there are not so many. */
function replacing(shares: readonly Share[], isNay: readonly boolean[], nays: number): Share | null {
  if (nays <= 0) return 0;
  let gone = 0;
  for (let count = 1; count <= shares.length; count++) {
    const place = shares.length - count;
    if (isNay[place]) gone += 1;
    if (gone >= nays) return count * (shares[place] + least);
  }
  return null;
}
