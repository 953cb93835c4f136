import { type StakeVoteRule, stakeVote } from '../../../sim/governance/stakeVote.ts';
import { quotaOf, type WeightedGame } from '../../../sim/governance/weightedGame.ts';
import type { Ask } from '../ask.ts';
import type { Chamber, Verdict } from '../chamber.ts';

/** Days for which a vote of all is open: ours, as no such vote is on the chain. */
export const votingDays = 7;

/** Who has how many votes in a vote of all, and who votes for the absent. */
export interface Roll {
  /** [holder] votes; 0: has none. */
  readonly weights: readonly bigint[];
  /** [holder] place of its delegate; null: none. */
  readonly delegates: readonly (number | null)[];
  readonly proposers: readonly number[];
}

/** A vote of all on the roll, decided after a week by `stakeVote`. */
export function allHolders({ weights, delegates, proposers }: Roll, rule: StakeVoteRule): Chamber {
  const decide = ({ stances, isPresent }: Ask): Verdict => {
    const voters = weights.map((weight, place) => ({
      weight,
      choice: isPresent[place] ? stances[place] : null,
      delegate: delegates[place],
    }));
    return { passes: stakeVote(voters, rule).outcome === 'passed', days: votingDays };
  };
  const share = ({ above, below }: StakeVoteRule['quorum']) => Number(above) / Number(below);
  return {
    proposers,
    decide,
    game: gameOf(weights, rule),
    // Silence is absence: the ayes alone must bring the quorum.
    ayesToPass: Math.max(share(rule.quorum), rule.of === 'all' ? share(rule.threshold) : 0),
    naysToBlock: 0,
  };
}

/** The vote when all take part. */
const gameOf = (weights: readonly bigint[], { threshold }: StakeVoteRule): WeightedGame => {
  const voting = weights.filter((weight) => weight > 0n);
  return { weights: voting, quota: quotaOf(voting, threshold) };
};
