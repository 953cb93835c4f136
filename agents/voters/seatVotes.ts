import type { Ask } from './ask.ts';

/** A vote of one that has a seat. */
export interface SeatVote {
  /** Place of the holder. */
  readonly holder: number;
  /** 0 … 1 of the time there is. */
  readonly moment: number;
  readonly isAye: boolean;
}

/** What those with a seat say, in the order in which they vote; who is indifferent is silent. */
export const seatVotes = (ask: Ask, holders: readonly number[]): SeatVote[] =>
  holders
    .filter((holder) => ask.isSeatPresent[holder] && ask.stances[holder] !== 'abstain')
    .map((holder) => ({ holder, moment: ask.moments[holder], isAye: ask.stances[holder] === 'aye' }))
    .sort((one, other) => one.moment - other.moment || one.holder - other.holder);
