import type { Choice } from '../../sim/governance/stakeVote.ts';
import type { Elector } from './electors.ts';
import { type Presence, presenceIn, type Turnout } from './presence.ts';

/** A proposal put to the vote: what each holder would say, and how it takes part. */
export interface Ask extends Presence {
  /** Running number, which names its draws. */
  readonly number: number;
  /** Place of the holder that proposes. */
  readonly proposer: number;
  /** [holder] */
  readonly stances: readonly Choice[];
}

/** Whether holders prefer one option to another. */
export const stancesOn = (electors: readonly Elector[], from: number, to: number): Choice[] =>
  electors.map(({ utility }) =>
    utility[to] > utility[from] ? 'aye' : utility[to] < utility[from] ? 'nay' : 'abstain',
  );

/** The vote number `number` on a change of the setting. */
export const askOf = (
  electors: readonly Elector[],
  change: { readonly from: number; readonly to: number; readonly proposer: number },
  number: number,
  turnout: Turnout,
  seed: string,
): Ask => ({
  number,
  proposer: change.proposer,
  stances: stancesOn(electors, change.from, change.to),
  ...presenceIn(number, electors, turnout, seed),
});
