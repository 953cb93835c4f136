import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  medianHolder,
  outcomeBias,
  pairwiseOutcome,
  thresholdOutcome,
} from '../../../sim/governance/outcomeBias.ts';
import { type StakeVoteRule, stakeVote, type Voter } from '../../../sim/governance/stakeVote.ts';
import { ratio } from '../../../sim/governance/weightedGame.ts';

const voter = (weight: number, choice: Voter['choice'] = null, delegate: number | null = null): Voter => ({
  weight: BigInt(weight),
  choice,
  delegate,
});
const majority: StakeVoteRule = { quorum: ratio(1, 3), threshold: ratio(1, 2), of: 'cast' };

describe('a vote by stake', () => {
  it('passes with the threshold of what was cast, and misses it by one RAO', () => {
    expect(stakeVote([voter(50, 'aye'), voter(50, 'nay')], majority).outcome).toBe('passed');
    expect(stakeVote([voter(49, 'aye'), voter(50, 'nay')], majority)).toMatchObject({
      outcome: 'rejected',
      reason: '49 of 99 votes said aye; the threshold is 1/2',
    });
  });

  it('without its quorum ends with the reason, however many of the few agree', () => {
    expect(stakeVote([voter(32, 'aye'), voter(68)], majority)).toEqual({
      outcome: 'no quorum',
      reason: '32 of 100 votes took part; the quorum is 1/3',
      ayes: 32n,
      nays: 0n,
      abstained: 0n,
      absent: 68n,
    });
    expect(stakeVote([voter(32, 'aye'), voter(2, 'abstain'), voter(66)], majority).outcome).toBe('passed');
  });

  it('may count the threshold of all votes there are, where absence is a nay', () => {
    const ofAll: StakeVoteRule = { ...majority, of: 'all' };
    expect(stakeVote([voter(49, 'aye'), voter(51)], ofAll).outcome).toBe('rejected');
    expect(stakeVote([voter(50, 'aye'), voter(50)], ofAll).outcome).toBe('passed');
  });

  it('gives who is silent the choice of its delegate, through any number of delegates, and its own vote back', () => {
    const chain = [voter(10, 'aye'), voter(20, null, 0), voter(30, null, 1), voter(40, 'nay', 0)];
    expect(stakeVote(chain, majority)).toMatchObject({ ayes: 60n, nays: 40n, absent: 0n });
  });

  it('counts a circle of delegates as absent', () => {
    const circle = [voter(10, null, 1), voter(20, null, 0), voter(70, 'aye')];
    expect(stakeVote(circle, majority)).toMatchObject({ ayes: 70n, absent: 30n });
  });

  it('never loses a vote: ayes, nays, abstained and absent are all the stake', () => {
    const choice = fc.constantFrom('aye' as const, 'nay' as const, 'abstain' as const, null);
    const some = fc
      .array(fc.tuple(fc.integer({ min: 1, max: 99 }), choice, fc.nat(30)), { minLength: 1, maxLength: 12 })
      .map((drawn) => drawn.map(([weight, chosen, to]) => voter(weight, chosen, to % drawn.length)));
    fc.assert(
      fc.property(some, (voters) => {
        const { ayes, nays, abstained, absent } = stakeVote(voters, majority);
        const all = voters.reduce((sum, { weight }) => sum + weight, 0n);
        expect(ayes + nays + abstained + absent).toBe(all);
      }),
      { seed: 16, numRuns: 200 },
    );
  });

  it.each([
    ['a negative weight', [voter(-1, 'aye')], majority, 'weights[0] must not be negative; received -1'],
    ['no votes at all', [voter(0, 'aye')], majority, 'voters must hold votes; received 0 in all'],
    [
      'a delegate that does not exist',
      [voter(1, null, 3)],
      majority,
      'voters[0].delegate must be 0 … 0, a voter; received 3',
    ],
    [
      'a quorum above 1',
      [voter(1, 'aye')],
      { ...majority, quorum: ratio(3, 2) },
      'quorum must be above 0 and at most 1; received 3/2',
    ],
    [
      'a threshold of 0',
      [voter(1, 'aye')],
      { ...majority, threshold: ratio(0, 2) },
      'threshold must be above 0',
    ],
  ] as const)('refuses %s', (_, voters, rule, says) => {
    expect(() => stakeVote(voters, rule)).toThrow(RangeError);
    expect(() => stakeVote(voters, rule)).toThrow(says);
  });
});

describe('what a vote on a setting ends at', () => {
  const wants = (...pairs: readonly (readonly [number, number])[]) =>
    pairs.map(([weight, ideal]) => ({ weight: BigInt(weight), ideal }));
  const whale = wants([60, 7200], [10, 1024], [10, 2048], [10, 4096], [10, 5000]);
  const options = [1024, 2048, 4096, 5000, 7200];

  it('by pairs is the ideal of the middle vote, whatever is in force (Black 1948)', () => {
    expect(pairwiseOutcome(wants([1, 1], [1, 2], [1, 5]), [1, 2, 3, 5], 5)).toBe(2);
    expect(pairwiseOutcome(whale, options, 1024)).toBe(7200);
  });

  it('leaves the median holder and the client where the largest holder wants it', () => {
    expect(medianHolder(whale)).toBe(4096);
    expect(outcomeBias(pairwiseOutcome(whale, options, 1024), whale, 2048)).toEqual({
      outcome: 7200,
      fromMedianHolder: 3104,
      fromClient: 5152,
    });
  });

  it('has no bias against the median holder where all have one vote', () => {
    const one = fc
      .array(fc.nat(100), { minLength: 1, maxLength: 9 })
      .filter((ideals) => ideals.length % 2 === 1);
    fc.assert(
      fc.property(one, (ideals) => {
        const voters = ideals.map((ideal) => ({ weight: 1n, ideal }));
        const outcome = pairwiseOutcome(voters, ideals, 0);
        expect(outcomeBias(outcome, voters, 0).fromMedianHolder).toBe(0);
      }),
      { seed: 16, numRuns: 200 },
    );
  });

  it('under a threshold of two thirds stays as it is, where a majority would move it', () => {
    const divided = wants([60, 10], [40, 0]);
    expect(thresholdOutcome(divided, [0, 10], 0, ratio(51, 100))).toBe(10);
    expect(thresholdOutcome(divided, [0, 10], 0, ratio(2, 3))).toBe(0);
  });

  it('under a threshold lies where no option is preferred by so many', () => {
    const some = fc.array(fc.tuple(fc.integer({ min: 1, max: 20 }), fc.nat(50)), {
      minLength: 1,
      maxLength: 8,
    });
    fc.assert(
      fc.property(some, fc.integer({ min: 51, max: 100 }), fc.nat(50), (pairs, percent, statusQuo) => {
        const voters = wants(...pairs);
        const settings = [...new Set(pairs.map(([, ideal]) => ideal))];
        const end = thresholdOutcome(voters, settings, statusQuo, ratio(percent, 100));
        const all = pairs.reduce((sum, [weight]) => sum + weight, 0);
        for (const option of settings) {
          const preferring = pairs.filter(([, ideal]) => Math.abs(ideal - option) < Math.abs(ideal - end));
          const votes = preferring.reduce((sum, [weight]) => sum + weight, 0);
          expect(100 * votes).toBeLessThan(percent * all);
        }
      }),
      { seed: 16, numRuns: 200 },
    );
  });

  it.each([
    [
      'a threshold of one half',
      () => thresholdOutcome(whale, options, 0, ratio(1, 2)),
      'threshold must be above one half; received 1/2',
    ],
    [
      'no option',
      () => pairwiseOutcome(whale, [], 0),
      'options must be finite settings, at least one; received []',
    ],
    [
      'an ideal that is no number',
      () => medianHolder(wants([1, Number.NaN])),
      'voters[0].ideal must be a finite setting; received NaN',
    ],
    [
      'voters without votes',
      () => pairwiseOutcome(wants([0, 1]), [1], 0),
      'weights must have votes; they sum to 0',
    ],
    [
      'a client without a best setting',
      () => outcomeBias(1, whale, Number.NaN),
      'clientBest must be a finite setting; received NaN',
    ],
  ])('refuses %s', (_, act, says) => {
    expect(act).toThrow(RangeError);
    expect(act).toThrow(says);
  });
});
