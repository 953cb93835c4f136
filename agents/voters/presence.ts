import { stream } from '../../sim/random.ts';
import type { Share } from '../../sim/units.ts';
import type { Elector } from './electors.ts';

/**
 * How many take part. Usual, of Uniswap: 41 % of the holders with at least 0.1 % of all have named a delegate, themselves or another, without
 * which they have no vote, and 8 % of the smaller ones (Butter, “Structure of Power”, gov.uniswap.org/t/21293, 2023).
 */
export interface Turnout {
  /** Holders with at least 0.1 % of all stake, and those with less. */
  readonly large: Share;
  readonly small: Share;
  /** Those with a seat, and validators, to whom others delegate. */
  readonly seats: Share;
}

/** Who takes part in a vote. */
export interface Presence {
  /** [holder] Takes part in a vote of all, and as one with a seat. */
  readonly isPresent: readonly boolean[];
  readonly isSeatPresent: readonly boolean[];
  /** [holder] When it votes, 0 … 1 of the time there is. */
  readonly moments: readonly number[];
}

const largeStake = 1000n;

/** Who takes part in the vote of a number: the same under every rule. */
export function presenceIn(
  number: number,
  electors: readonly Pick<Elector, 'stake' | 'validates'>[],
  turnout: Turnout,
  seed: string,
): Presence {
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
  return { isPresent, isSeatPresent, moments: electors.map(() => when.next()) };
}
