import { describe, expect, it } from 'vitest';
import { oneVectorShares } from '../../../agents/domains/oneVector.ts';
import {
  barRank,
  gatedShares,
  noFlows,
  priceShares,
  rootShares,
  sharesOfFlows,
} from '../../../agents/domains/partition.ts';
import { concentrationOf } from '../../../agents/networks/concentration.ts';
import { august, sharesUnder } from '../../../experiments/figures/gate/snapshot.ts';
import { rankBar } from '../../../experiments/figures/gateCurve.ts';
import { rootEpoch } from '../../../sim/coinbase/rootEpoch.ts';

const priced = (prices: readonly number[]) =>
  prices.map((price) => ({ movingPrice: BigInt(Math.round(price * 2 ** 32)), minerBurned: 0n }));
const flowing = (rao: readonly number[]) =>
  rao.map((each) => ({ ...noFlows, user: { block: 1, average: BigInt(each) << 64n } }));

describe('the division among networks', () => {
  it('by price and behind the gate is the recorded one of 7 August 2026, bit for bit, where nothing was switched off', () => {
    const eligible = august.filter(({ started }) => started);
    const places = august.flatMap(({ started }, k) => (started ? [k] : []));
    expect(barRank(128)).toBe(32);
    expect(barRank(eligible.length)).toBe(32);
    const prices = sharesUnder({ burn: false, switches: false });
    expect(priceShares(eligible)).toEqual(places.map((k) => prices[k]));
    const gate = sharesUnder({ bar: rankBar(32), burn: true, switches: false });
    expect(gatedShares(eligible)).toEqual(places.map((k) => gate[k]));
    const found = concentrationOf(gatedShares(eligible));
    // Counted by hand from the record: 17.2 effective subnets and 60.2 % for eight before root's switches, 16.5 and 61.6 % after.
    expect(found.effective).toBeCloseTo(17.217, 3);
    expect(found.top8).toBeCloseTo(0.6018, 4);
  });

  it('by price is the price over the sum of prices', () => {
    const shares = priceShares(priced([0.01, 0.02, 0.05]));
    for (const [k, share] of [0.125, 0.25, 0.625].entries()) expect(shares[k]).toBeCloseTo(share, 8);
  });

  it('behind the gate is price / (1 + (bar / price)³), with the bar at the price of a quarter of the ranks', () => {
    const prices = [8, 4, 2, 1, 1, 1, 1, 1];
    expect(barRank(prices.length)).toBe(2);
    const open = prices.map((price) => price / (1 + (4 / price) ** 3));
    const sum = open.reduce((total, one) => total + one, 0);
    for (const [k, share] of gatedShares(priced(prices.map((one) => one / 100))).entries())
      expect(share).toBeCloseTo(open[k] / sum, 6);
  });

  it('by flow shares what flows in over the sum of it, nothing to a network that loses TAO, and nothing at all where all lose', () => {
    const shares = sharesOfFlows(flowing([3e9, 1e9, -2e9]));
    for (const [k, share] of [0.75, 0.25, 0].entries()) expect(shares[k]).toBeCloseTo(share, 6);
    expect(sharesOfFlows(flowing([-1e9, -2e9]))).toEqual([0, 0]);
  });

  it('by root is the chain’s epoch of the same votes, and a domain that few vote for gets less than its weight', () => {
    const stake = [0.5, 0.3, 0.2];
    const votes = [
      [1, 0, 0],
      [0.5, 0.25, 0.25],
      [0.25, 0.75, 0],
    ];
    const { steps } = rootEpoch(
      {
        stake: [500_000_000_000_000n, 300_000_000_000_000n, 200_000_000_000_000n],
        weights: [
          [[1, 65_535]],
          [
            [1, 65_535],
            [2, 32_768],
            [3, 32_768],
          ],
          [
            [1, 21_845],
            [2, 65_535],
          ],
        ],
        netuids: [1, 2, 3],
        rho: 10,
        kappa: 32_767,
      },
      1_000_000_000n,
    );
    const shares = rootShares(stake, votes);
    expect(shares).toEqual(steps.share?.map((bits) => Number(bits) / 2 ** 64));
    // Weight alone: 0.5 · 0 + 0.3 · 0.25 = 0.075, and the sigmoid of a trust of 0.3 is 0.12.
    expect(shares[2]).toBeLessThan(0.075 * 0.2);
  });
});

describe('one network for all domains', () => {
  it('gives nothing to a domain that less than half of the stake knows, however much those want it', () => {
    const shares = oneVectorShares(
      [0.4, 0.35, 0.25],
      [
        [0.1, 0.9],
        [1, 0],
        [1, 0],
      ],
    );
    expect(shares).toEqual([1, 0]);
  });

  it('clips votes at what half of the stake backs: brute force over all levels finds the same', () => {
    const stake = [0.31, 0.27, 0.22, 0.2];
    const votes = [
      [0.7, 0.2, 0.1],
      [0.1, 0.6, 0.3],
      [0.2, 0.1, 0.7],
      [0.4, 0.4, 0.2],
    ];
    const clipped = [0, 1, 2].map((domain) => {
      const backedBy = (level: number) =>
        stake.reduce((sum, own, person) => sum + (votes[person][domain] >= level ? own : 0), 0);
      const level = Math.max(...votes.map((row) => row[domain]).filter((one) => backedBy(one) >= 0.5));
      return stake.reduce((sum, own, person) => sum + own * Math.min(level, votes[person][domain]), 0);
    });
    const sum = clipped.reduce((total, one) => total + one, 0);
    for (const [k, share] of oneVectorShares(stake, votes).entries())
      expect(share).toBeCloseTo(clipped[k] / sum, 12);
  });
});
