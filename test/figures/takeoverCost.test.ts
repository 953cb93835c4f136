import { describe, expect, it } from 'vitest';
import { waits } from '../../agents/capture/waits.ts';
import { bodies, ownersPower } from '../../experiments/figures/powerOfSeatsBodies.ts';
import {
  aloneOnDay,
  apexInAugust,
  costOfApex,
  subnetCosts,
} from '../../experiments/figures/takeoverCostSubnets.ts';

describe('the cost of each subnet', () => {
  const costs = subnetCosts();
  const dear = (cost: number | null) => cost ?? Number.POSITIVE_INFINITY;

  it('is known for the 127 of 128 that have alpha outside their pools, each with a pool of its own', () => {
    expect(costs).toHaveLength(127);
    expect(new Set(costs.map(({ netuid }) => netuid)).size).toBe(127);
    expect(costs.some(({ netuid }) => netuid === 96)).toBe(false);
  });

  it('rises from 10 % together to 18 % alone, and from there to a lock that matures while alpha is issued', () => {
    for (const { joint, alone, waited } of costs) {
      expect(dear(joint)).toBeLessThanOrEqual(dear(alone));
      expect(dear(alone)).toBeLessThanOrEqual(dear(waited));
    }
    expect(costs.filter(({ alone }) => alone !== null).length).toBeGreaterThan(100);
    expect(
      costs.filter(({ joint, alone }) => joint !== null && alone !== null && joint < alone).length,
    ).toBeGreaterThan(100);
  });

  it('is above its value at the price before, by the slippage of the purchase', () => {
    for (const { slippage } of costs) if (slippage !== null) expect(slippage).toBeGreaterThan(0);
  });

  it('falls with waiting until the lock has matured, then rises as new alpha dilutes it', () => {
    const days = waits.filter((day) => aloneOnDay(apexInAugust, day) !== null);
    const [first, last] = [days[0], days[days.length - 1]];
    const best = Math.min(...days.map((day) => dear(aloneOnDay(apexInAugust, day))));
    expect(best).toBeLessThan(dear(aloneOnDay(apexInAugust, first)));
    expect(best).toBeLessThan(dear(aloneOnDay(apexInAugust, last)));
    expect(best).toBeGreaterThan(costOfApex().alone);
  });
});

describe('the bodies that decide', () => {
  const rows = bodies(ownersPower());
  const named = (name: string) => rows.find((body) => body.name === name)!;

  it('seat twelve hotkeys of seven owners in a senate of genesis, of whom two make its majority', () => {
    expect(named('senate of genesis, seats')).toMatchObject({ voters: 12, pass: 7, block: 6 });
    expect(named('senate of genesis, owners')).toMatchObject({ voters: 7, pass: 2, block: 2 });
  });

  it('give 7 owners of genesis stake a veto where two thirds are asked for, and ask 35 to pass', () => {
    expect(named('stake at genesis, owners, 2/3')).toMatchObject({ pass: 35, block: 7 });
  });

  it('let 16 of 32 reviewers block a cancellation, and 9 the hurry', () => {
    expect(named('planned review: cancel')).toMatchObject({ pass: 17, block: 16 });
    expect(named('planned review: hurry')).toMatchObject({ pass: 24, block: 9 });
  });
});
