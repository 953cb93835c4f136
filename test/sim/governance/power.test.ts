import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import genesis from '../../../agents/scenarios/nakamotoGenesis.data.json' with { type: 'json' };
import { smallestCoalitions } from '../../../sim/governance/coalitions.ts';
import { powerOf, quotient } from '../../../sim/governance/power.ts';
import { swingsBySize } from '../../../sim/governance/swings.ts';
import {
  byOwner,
  inUnits,
  majorityOf,
  quotaOf,
  ratio,
  totalOf,
  votesOfShares,
} from '../../../sim/governance/weightedGame.ts';
import { brutePivots, bruteSwings } from './bruteForce.ts';

const game = (quota: number, ...weights: number[]) => ({
  quota: BigInt(quota),
  weights: weights.map(BigInt),
});
const times = (weight: number, seats: number): number[] => new Array<number>(seats).fill(weight);
const indexOf = (...of: Parameters<typeof game>) =>
  powerOf(game(...of)).map(({ banzhafIndex }) => banzhafIndex);
const shapleyOf = (...of: Parameters<typeof game>) =>
  powerOf(game(...of)).map(({ shapleyShubik }) => shapleyShubik);
const close = (ours: readonly number[], published: readonly number[], digits: number) => {
  expect(ours).toHaveLength(published.length);
  for (const [seat, value] of published.entries()) expect(ours[seat]).toBeCloseTo(value, digits);
};

/** Electors by the census of 2000: 50 states and the District of Columbia, largest first. */
const electors = [
  55,
  34,
  31,
  27,
  21,
  21,
  20,
  17,
  15,
  15,
  15,
  13,
  12,
  ...times(11, 4),
  ...times(10, 4),
  ...times(9, 3),
  8,
  8,
  ...times(7, 4),
  ...times(6, 3),
  ...times(5, 5),
  ...times(4, 5),
  ...times(3, 8),
];

describe('power of seats as published', () => {
  it('in the council of the EEC of 1958 is 5/21, 5/21, 5/21, 3/21, 3/21 and nothing for Luxembourg', () => {
    const eec = [12, 4, 4, 4, 2, 2, 1] as const;
    const power = powerOf(game(...eec));
    expect(power.map(({ swings }) => swings)).toEqual([10n, 10n, 10n, 6n, 6n, 0n]);
    close(
      indexOf(...eec),
      [10, 10, 10, 6, 6, 0].map((swings) => swings / 42),
      15,
    );
    close(
      shapleyOf(...eec),
      [14, 14, 14, 9, 9, 0].map((orders) => orders / 60),
      15,
    );
  });

  it('in the UN Security Council is 0.1963 by Shapley and Shubik for a permanent member, 4/2145 for another', () => {
    const council = powerOf(game(39, ...times(7, 5), ...times(1, 10)));
    expect(council[0].shapleyShubik).toBeCloseTo(0.1963, 4);
    expect(council[0].shapleyShubik).toBeCloseTo(421 / 2145, 15);
    expect(council[5].shapleyShubik).toBeCloseTo(4 / 2145, 15);
    // Banzhaf: 848 and 84 of 5,080 swings.
    expect([council[0].swings, council[5].swings]).toEqual([848n, 84n]);
    expect(council[0].banzhafIndex).toBeCloseTo(848 / 5080, 15);
  });

  it('on the board of Nassau county of 1958 is a third for each of three, and nothing for the other three', () => {
    expect(indexOf(16, 9, 9, 7, 3, 1, 1)).toEqual([1 / 3, 1 / 3, 1 / 3, 0, 0, 0]);
    expect(indexOf(58, 31, 31, 28, 21, 2, 2)).toEqual([1 / 3, 1 / 3, 1 / 3, 0, 0, 0]);
  });

  it('of 50, 49 and 1 votes is 3/5, 1/5, 1/5: a vote more may be three times the power', () => {
    close(indexOf(51, 50, 49, 1), [0.6, 0.2, 0.2], 15);
  });

  it('of parties with 45, 25, 15 and 15 seats is 1/2, 1/6, 1/6, 1/6 by Shapley and Shubik', () => {
    close(shapleyOf(51, 45, 25, 15, 15), [1 / 2, 1 / 6, 1 / 6, 1 / 6], 15);
  });

  it('in the council of the EU of fifteen is 0.1116 … 0.0226 by Banzhaf and 0.1167 … 0.0207 by Shapley and Shubik', () => {
    const council = [62, ...times(10, 4), 8, ...times(5, 4), 4, 4, 3, 3, 3, 2] as const;
    const [, ...votes] = council;
    const banzhaf = new Map([[10, 0.1116], [8, 0.0924], [5, 0.0587], [4, 0.0479], [3, 0.0359], [2, 0.0226]]); // biome-ignore format: a table
    const shapley = new Map([[10, 0.1167], [8, 0.0955], [5, 0.0552], [4, 0.0454], [3, 0.0353], [2, 0.0207]]); // biome-ignore format: a table
    close(
      indexOf(62, ...votes),
      votes.map((vote) => banzhaf.get(vote)!),
      4,
    );
    close(
      shapleyOf(62, ...votes),
      votes.map((vote) => shapley.get(vote)!),
      4,
    );
  });

  it('in the electoral college by the census of 2000 is 0.475036 for California (Miller 2009)', () => {
    expect([electors.length, electors.reduce((sum, votes) => sum + votes, 0)]).toEqual([51, 538]);
    const [california] = powerOf(game(270, ...electors));
    expect(california.banzhaf).toBeCloseTo(0.475036, 6);
  });
});

/** Weights, some of them 0, with a quota they can reach. */
const games = (seats: { readonly minLength: number; readonly maxLength: number }, largest: number) =>
  fc
    .tuple(fc.array(fc.nat(largest), seats), fc.nat())
    .filter(([weights]) => weights.some((weight) => weight > 0))
    .map(([weights, drawn]) => ({
      weights,
      quota: 1 + (drawn % weights.reduce((sum, weight) => sum + weight, 0)),
    }));

describe('power by dynamic programming', () => {
  it('counts the swings of each size that enumeration counts, for 1 to 12 seats', () => {
    fc.assert(
      fc.property(games({ minLength: 1, maxLength: 12 }, 30), ({ weights, quota }) => {
        const counted = swingsBySize(game(quota, ...weights));
        expect(counted.map((sizes) => sizes.map(Number))).toEqual(bruteSwings(weights, quota));
      }),
      { seed: 16, numRuns: 300 },
    );
  });

  it('is the share of all orders of joining in which a seat wins, for 1 to 7 seats', () => {
    fc.assert(
      fc.property(games({ minLength: 1, maxLength: 7 }, 12), ({ weights, quota }) => {
        close(shapleyOf(quota, ...weights), brutePivots(weights, quota), 12);
      }),
      { seed: 16, numRuns: 60 },
    );
  });

  it('counts the million coalitions of 20 seats as enumeration does', () => {
    const weights = [53, 41, 40, 33, 29, 29, 23, 19, 17, 13, 11, 8, 8, 7, 5, 3, 2, 1, 1, 0];
    for (const quota of [172, 230]) {
      const counted = swingsBySize(game(quota, ...weights));
      expect(counted.map((sizes) => sizes.map(Number))).toEqual(bruteSwings(weights, quota));
    }
  }, 60_000);

  it('sums to 1 over all seats, and gives equal power to equal votes and no less to more votes', () => {
    fc.assert(
      fc.property(games({ minLength: 1, maxLength: 60 }, 40), ({ weights, quota }) => {
        const power = powerOf(game(quota, ...weights));
        for (const index of ['banzhafIndex', 'shapleyShubik'] as const)
          expect(power.reduce((sum, seat) => sum + seat[index], 0)).toBeCloseTo(1, 12);
        const order = [...weights.keys()].sort((one, other) => weights[one] - weights[other]);
        for (const [place, seat] of order.entries()) {
          if (place === 0) continue;
          const less = power[order[place - 1]];
          expect(power[seat].swings >= less.swings).toBe(true);
          if (weights[seat] === weights[order[place - 1]]) expect(power[seat]).toEqual(less);
        }
      }),
      { seed: 16, numRuns: 60 },
    );
  });

  it('is the same in the game of blocking, and with all votes and the quota times a number', () => {
    fc.assert(
      fc.property(games({ minLength: 1, maxLength: 15 }, 20), fc.integer({ min: 2, max: 9 }), (drawn, k) => {
        const { weights, quota } = drawn;
        const total = weights.reduce((sum, weight) => sum + weight, 0);
        const power = powerOf(game(quota, ...weights));
        expect(powerOf(game(total - quota + 1, ...weights))).toEqual(power);
        expect(powerOf(game(quota * k, ...weights.map((weight) => weight * k)))).toEqual(power);
      }),
      { seed: 16, numRuns: 100 },
    );
  });

  it('of 200 equal seats is 1/200 each, and their swings are C(199, 100)', () => {
    const power = powerOf(game(101, ...times(1, 200)));
    let choose = 1n;
    for (let k = 1n; k <= 100n; k++) choose = (choose * (199n - k + 1n)) / k;
    expect(power[0].swings).toBe(choose);
    expect(power[199].shapleyShubik).toBe(1 / 200);
  });

  it('divides counts beyond the range of doubles', () => {
    expect(quotient(10n ** 400n, 4n * 10n ** 400n)).toBe(0.25);
    expect(quotient(1n, 3n)).toBe(1 / 3);
    expect(quotient(0n, 7n)).toBe(0);
  });
});

describe('the smallest coalitions', () => {
  const weights = genesis.stakeRao.map(BigInt);

  it('of the genesis stakes are 22 hotkeys or 17 coldkeys for a majority', () => {
    const owners = byOwner(weights, genesis.owner);
    expect(owners).toHaveLength(371);
    expect(totalOf(owners)).toBe(totalOf(weights));
    expect(smallestCoalitions({ weights, quota: majorityOf(weights) })).toEqual({ pass: 22, block: 22 });
    expect(smallestCoalitions({ weights: owners, quota: majorityOf(owners) })).toEqual({
      pass: 17,
      block: 17,
    });
  });

  it('at two thirds need more seats to pass and fewer to block', () => {
    const owners = byOwner(weights, genesis.owner);
    const { pass, block } = smallestCoalitions({ weights: owners, quota: quotaOf(owners, ratio(2, 3)) });
    expect(pass).toBeGreaterThan(17);
    expect(block).toBeLessThan(17);
  });

  it('are those that enumeration finds', () => {
    fc.assert(
      fc.property(games({ minLength: 1, maxLength: 9 }, 20), ({ weights: drawn, quota }) => {
        const total = drawn.reduce((sum, weight) => sum + weight, 0);
        let [pass, block] = [drawn.length, drawn.length];
        for (let coalition = 0; coalition < 1 << drawn.length; coalition++) {
          const inside = drawn.filter((_, seat) => (coalition >> seat) & 1);
          const votes = inside.reduce((sum, weight) => sum + weight, 0);
          if (votes >= quota) pass = Math.min(pass, inside.length);
          if (total - votes < quota) block = Math.min(block, inside.length);
        }
        expect(smallestCoalitions(game(quota, ...drawn))).toEqual({ pass, block });
      }),
      { seed: 16, numRuns: 200 },
    );
  });
});

describe('votes of a game', () => {
  it('in units are the nearest whole ones', () => {
    expect(inUnits([1499n, 1500n, 400n], 1000n)).toEqual([1n, 2n, 0n]);
  });

  it('of shares sum to the votes there are, the rest to the largest remainders', () => {
    expect(votesOfShares([0.5, 0.3, 0.2], 10)).toEqual([5n, 3n, 2n]);
    expect(votesOfShares([1 / 3, 1 / 3, 1 / 3], 100)).toEqual([34n, 33n, 33n]);
  });

  it.each([
    ['a negative weight', () => powerOf(game(1, 2, -1)), 'weights[1] must not be negative; received -1'],
    ['no seat', () => powerOf(game(1)), 'weights must have at least one seat; received none'],
    [
      'a quota above all votes',
      () => powerOf(game(7, 4, 2)),
      'quota must be 1 … 6, all votes together; received 7',
    ],
    ['a quota of 0', () => smallestCoalitions(game(0, 4, 2)), 'quota must be 1 … 6'],
    ['votes too many to count', () => powerOf(game(10 ** 9, 10 ** 9, 10 ** 9 - 1)), 'inUnits'],
    [
      'shares that do not sum to 1',
      () => votesOfShares([0.5, 0.4], 10),
      'shares must sum to 1; they sum to 0.9',
    ],
    [
      'a share that is no number',
      () => votesOfShares([Number.NaN, 1], 10),
      'shares[0] must be 0 … 1; received NaN',
    ],
    [
      'a share above 1',
      () => quotaOf([3n], ratio(4, 3)),
      'share must be above 0 and at most 1; received 4/3',
    ],
    [
      'a seat without an owner',
      () => byOwner([1n, 2n], [0]),
      'owners must name one owner for each of 2 seats; received 1',
    ],
    [
      'a unit in which nothing is left',
      () => inUnits([1n, 2n], 100n),
      'unit must be at most twice the largest weight; received 100',
    ],
    ['a unit of 0', () => inUnits([1n, 2n], 0n), 'unit must be 1 or more; received 0'],
  ])('refuse %s, with value, rule and remedy', (_, act, says) => {
    expect(act).toThrow(RangeError);
    expect(act).toThrow(says);
  });
});
