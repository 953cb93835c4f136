import { describe, expect, it } from 'vitest';
import { medianOf } from '../../../agents/stakers/measureStakers.ts';
import { ownerColdkey, ownerHotkey, stakeOf } from '../../../agents/stakers/stakersWorld.ts';
import { madeStakers } from './made.ts';

/** [subnet] part of the alpha outside the pool that is its owner's at first. */
function ownedParts(ownerSpread: number, seed: string): number[] {
  const world = madeStakers({ ownerSpread }, seed);
  return world.state.networks.map(({ subnet: { netuid, pool } }) => {
    const place = { coldkey: ownerColdkey(netuid), hotkey: ownerHotkey(netuid), netuid };
    return Number(stakeOf(world, place)) / Number(pool.alphaOut);
  });
}

describe('what owners hold at first', () => {
  it('is a tenth of their alpha on all subnets, where they do not differ', () => {
    for (const part of ownedParts(0, '3')) expect(part).toBeCloseTo(0.1, 6);
  });

  it('is nearly all on a few subnets and nearly nothing on others, where they differ as published wallets do', () => {
    const parts = ownedParts(2.5, '3');
    expect(medianOf(parts)).toBeGreaterThan(0.05);
    expect(medianOf(parts)).toBeLessThan(0.2);
    expect(parts.filter((part) => part > 0.5).length).toBeGreaterThanOrEqual(2);
    expect(parts.filter((part) => part > 0.5).length).toBeLessThanOrEqual(5);
    expect(Math.min(...parts)).toBeLessThan(0.01);
    // The holders keep a part of every subnet.
    expect(Math.max(...parts)).toBeLessThanOrEqual(0.98);
  });

  it('is dealt out evenly over the subnets: a seed has as many large owners as another, give or take one', () => {
    const counts = ['1', '2', '3', '4', '5', '6'].map(
      (seed) => ownedParts(2.5, seed).filter((part) => part > 0.5).length,
    );
    expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(1);
  });
});
