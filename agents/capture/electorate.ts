import { plannedReview } from '../../sim/governance/review.ts';
import { stream } from '../../sim/random.ts';
import type { Share } from '../../sim/units.ts';
import { membersOf } from '../voters/chamberOf.ts';
import { delegatesOf } from '../voters/delegates.ts';
import type { Holder } from '../voters/holders.ts';
import { placeAt } from '../voters/officers.ts';
import { presenceIn, type Turnout } from '../voters/presence.ts';

/** A holder of a subnet, all parts of the alpha outside its pool. */
export interface Voter {
  readonly share: Share;
  /** What of it is its own; the rest is of those who delegate to it. */
  readonly own: Share;
  /** Its votes, with those of the absent that named it. */
  readonly votes: Share;
  readonly isMember: boolean;
  /** Takes part in a vote of all, and with a seat. */
  readonly isPresent: boolean;
  readonly isSeatPresent: boolean;
}

/** Hotkeys of the holders, largest first: place of the holder and part of the alpha outside. */
export interface SeatStake {
  readonly holder: number;
  readonly share: Share;
}

export interface Electorate {
  readonly voters: readonly Voter[];
  readonly hotkeys: readonly SeatStake[];
  /** Place of the owner of this subnet. */
  readonly owner: number;
  /** [owner of another of the 16 dearest subnets] whether it takes part in a review; it owns nothing of this one. */
  readonly otherOwners: readonly boolean[];
}

export interface ElectorateTerms {
  readonly turnout: Turnout;
  readonly delegation: Share;
  readonly joined: Share;
  /** What of a validator's stake is its own. */
  readonly ownPart: Share;
}

/** Owners in a review beside that of this subnet. */
const otherOwners = plannedReview.seatsOfHalf - 1;

/** The holders of a record as holders of a subnet, with who takes part in its vote. */
export function electorateOf(
  holders: readonly Holder[],
  { turnout, delegation, joined, ownPart }: ElectorateTerms,
  seed: string,
): Electorate {
  const all = Number(holders.reduce((sum, { stake }) => sum + stake, 0n));
  const electors = holders.map(({ stake, hotkeys }) => ({
    stake,
    validates: hotkeys.some(({ validates }) => validates),
  }));
  const { isPresent, isSeatPresent } = presenceIn(0, electors, turnout, seed);
  const delegates = delegatesOf(electors, delegation, seed);
  const members = membersOf(electors, joined, seed);
  const votes = electors.map(({ stake }) => Number(stake) / all);
  for (const [place, delegate] of delegates.entries())
    if (delegate !== null && !isPresent[place] && isPresent[delegate])
      votes[delegate] += Number(electors[place].stake) / all;
  const voters = electors.map(({ stake, validates }, place) => {
    const share = Number(stake) / all;
    return {
      share,
      own: validates ? ownPart * share : share,
      votes: votes[place],
      isMember: members[place],
      isPresent: isPresent[place],
      isSeatPresent: isSeatPresent[place],
    };
  });
  const hotkeys = holders
    .flatMap((holder, place) =>
      holder.hotkeys.map(({ stake }) => ({ holder: place, share: Number(stake) / all })),
    )
    .sort((one, other) => other.share - one.share);
  const owner = placeAt(
    voters.map(() => 1),
    stream(seed, 'voters-owners', 0).next(),
  );
  const shows = stream(seed, 'voters-other-owners', 0);
  const present = Array.from({ length: otherOwners }, () => shows.next() < turnout.seats);
  return { voters, hotkeys, owner, otherOwners: present };
}
