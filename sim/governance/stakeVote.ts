import { checkRatio, checkWeights, type Ratio, totalOf } from './weightedGame.ts';

export type Choice = 'aye' | 'nay' | 'abstain';

/** A holder in a vote by stake. */
export interface Voter {
  /** Votes: RAO of what is staked. */
  readonly weight: bigint;
  /** null: does not take part, unless its delegate does. */
  readonly choice: Choice | null;
  /** Place of the voter whose choice counts for it when it makes none; null: none. */
  readonly delegate: number | null;
}

/** What a proposal needs. */
export interface StakeVoteRule {
  /** Part of all votes that must be cast, abstentions among them. */
  readonly quorum: Ratio;
  /** Part that must say aye, of what `of` counts. */
  readonly threshold: Ratio;
  /** `cast`: of ayes and nays; `all`: of all votes there are. */
  readonly of: 'cast' | 'all';
}

/** How a vote ended, in RAO, and the rule that decided it, in words. */
export interface StakeVoteResult {
  readonly outcome: 'passed' | 'rejected' | 'no quorum';
  readonly reason: string;
  readonly ayes: bigint;
  readonly nays: bigint;
  readonly abstained: bigint;
  readonly absent: bigint;
}

/**
 * A vote by stake. Who makes no choice has that of its delegate, and that of the delegate's delegate; a circle of delegates is absent. A
 * missing quorum is an outcome. Throws a RangeError at a negative weight, no votes at all, a delegate that does not exist, and a share that
 * is not above 0 and at most 1.
 */
export function stakeVote(voters: readonly Voter[], rule: StakeVoteRule): StakeVoteResult {
  checkRatio('quorum', rule.quorum);
  checkRatio('threshold', rule.threshold);
  const tally = tallied(voters);
  const all = tally.ayes + tally.nays + tally.abstained + tally.absent;
  if (all === 0n)
    throw new RangeError('voters must hold votes; received 0 in all: give the stake of each voter');
  const present = all - tally.absent;
  if (!isAtLeast(present, rule.quorum, all))
    return {
      ...tally,
      outcome: 'no quorum',
      reason: `${present} of ${all} votes took part; the quorum is ${rule.quorum.above}/${rule.quorum.below}`,
    };
  const counted = rule.of === 'all' ? all : tally.ayes + tally.nays;
  const passes = counted > 0n && isAtLeast(tally.ayes, rule.threshold, counted);
  const need = `the threshold is ${rule.threshold.above}/${rule.threshold.below}`;
  return {
    ...tally,
    outcome: passes ? 'passed' : 'rejected',
    reason: `${tally.ayes} of ${counted} votes said aye; ${need}`,
  };
}

const isAtLeast = (votes: bigint, share: Ratio, all: bigint): boolean =>
  votes * share.below >= share.above * all;

type Tally = Pick<StakeVoteResult, 'ayes' | 'nays' | 'abstained' | 'absent'>;

function tallied(voters: readonly Voter[]): Tally {
  checkWeights(voters.map(({ weight }) => weight));
  const votesFor = (wanted: Choice | null): bigint =>
    totalOf(voters.filter((_, place) => choices[place] === wanted).map(({ weight }) => weight));
  const choices = voters.map((_, place) => choiceOf(voters, place));
  return {
    ayes: votesFor('aye'),
    nays: votesFor('nay'),
    abstained: votesFor('abstain'),
    absent: votesFor(null),
  };
}

/** The choice that counts for a voter: its own, else that of the first along its delegates that makes one. */
export function choiceOf(voters: readonly Voter[], place: number): Choice | null {
  let at = place;
  for (let step = 0; step < voters.length; step++) {
    const { choice, delegate } = voters[at];
    if (choice !== null || delegate === null) return choice;
    if (voters[delegate] === undefined)
      throw new RangeError(
        `voters[${at}].delegate must be 0 … ${voters.length - 1}, a voter; received ${delegate}: name one that exists, or null`,
      );
    at = delegate;
  }
  return null;
}
