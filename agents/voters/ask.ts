import type { Choice } from '../../sim/governance/stakeVote.ts';
import { stream } from '../../sim/random.ts';
import type { Share } from '../../sim/units.ts';
import type { Elector } from './electors.ts';

/** How many take part. */
export interface Turnout {
  /** Holders with at least 0.1 % of all stake, and those with less. */
  readonly large: Share;
  readonly small: Share;
  /** Those with a seat, and validators, to whom others delegate. */
  readonly seats: Share;
}

const largeStake = 1000n;

/** A proposal put to the vote: what each holder would say, and how it takes part. */
export interface Ask {
  /** Running number, which names its draws. */
  readonly number: number;
  /** Place of the holder that proposes. */
  readonly proposer: number;
  /** [holder] */
  readonly stances: readonly Choice[];
  /** [holder] Takes part in a vote of all, and as one with a seat. */
  readonly isPresent: readonly boolean[];
  readonly isSeatPresent: readonly boolean[];
  /** [holder] When it votes, 0 … 1 of the time there is. */
  readonly moments: readonly number[];
}

/** Whether holders prefer one option to another. */
export const stancesOn = (electors: readonly Elector[], from: number, to: number): Choice[] =>
  electors.map(({ utility }) =>
    utility[to] > utility[from] ? 'aye' : utility[to] < utility[from] ? 'nay' : 'abstain',
  );

/** The vote number `number`: the same holders take part in it under every rule. */
export function askOf(
  electors: readonly Elector[],
  change: { readonly from: number; readonly to: number; readonly proposer: number },
  number: number,
  turnout: Turnout,
  seed: string,
): Ask {
  const all = electors.reduce((sum, { stake }) => sum + stake, 0n);
  const shows = stream(seed, 'voters-turnout', number);
  const when = stream(seed, 'voters-moment', number);
  const draws = electors.map(() => shows.next());
  const isSeatPresent = draws.map((draw) => draw < turnout.seats);
  const isPresent = electors.map(({ stake, validates }, place) =>
    validates
      ? isSeatPresent[place]
      : draws[place] < (stake * largeStake >= all ? turnout.large : turnout.small),
  );
  return {
    number,
    proposer: change.proposer,
    stances: stancesOn(electors, change.from, change.to),
    isPresent,
    isSeatPresent,
    moments: electors.map(() => when.next()),
  };
}
