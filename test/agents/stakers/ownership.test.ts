import { describe, expect, it } from 'vitest';
import { drawHolders, genesisStakes } from '../../../agents/stakers/holder.ts';
import { ownershipOf, topShare } from '../../../agents/stakers/ownership.ts';
import { gini } from '../../../sim/metrics/concentration.ts';

const kinds = { index: 0.25, yield: 0.25, momentum: 0.2, need: 0.1 };

describe('concentration by owner', () => {
  it('of the stakes at the end of Nakamoto is the published one: 371 coldkeys, Gini 0.810, 17 with more than half', () => {
    const stakes = genesisStakes();
    const { nakamoto, top1, top10 } = ownershipOf(stakes);
    expect([stakes.length, nakamoto]).toEqual([371, 17]);
    expect(gini(stakes)).toBeCloseTo(0.81, 3);
    expect(top1).toBeCloseTo(0.116, 3);
    expect(top10).toBeCloseTo(0.405, 3);
    expect(stakes.reduce((sum, stake) => sum + stake, 0) / 1e15).toBeCloseTo(2.3615, 3);
  });

  it('of equal owners is that of their number, and of a single one is whole', () => {
    const equal = ownershipOf(new Array(20).fill(7));
    expect(equal.hhi).toBeCloseTo(1 / 20, 14);
    expect([equal.nakamoto, equal.top5, equal.top10]).toEqual([11, 0.25, 0.5]);
    expect(ownershipOf([3, 0, 0])).toEqual({ hhi: 1, nakamoto: 1, top1: 1, top5: 1, top10: 1 });
  });

  it('counts all owners where there are fewer than asked for, and 0 of nothing', () => {
    expect([topShare([1, 2], 10), topShare([], 10), topShare([0, 0], 1)]).toEqual([1, 0, 0]);
  });
});

describe('holders', () => {
  it('are as rich as those of the genesis, in their order, and of the kinds that were asked for', () => {
    const holders = drawHolders('3', kinds);
    expect(holders.map(({ wealth }) => wealth)).toEqual(
      holders.map(({ wealth }) => wealth).sort((one, other) => other - one),
    );
    expect(holders.reduce((sum, { wealth }) => sum + wealth, 0)).toBeCloseTo(1, 12);
    const share = (kind: string) => holders.filter((each) => each.kind === kind).length / holders.length;
    // Four standard errors of a share of 371.
    for (const [kind, part] of Object.entries({ ...kinds, loyal: 0.2 }))
      expect(Math.abs(share(kind) - part)).toBeLessThan(4 * Math.sqrt((part * (1 - part)) / 371));
  });
});
