import { describe, expect, it } from 'vitest';
import { measureStakers } from '../../../agents/stakers/measureStakers.ts';
import { makeRoundTrips } from '../../../agents/stakers/roundTrips.ts';
import { liveStakers } from '../../../agents/stakers/runStakers.ts';
import { netuidsOf, placeKey, type StakersWorld, stakeOf } from '../../../agents/stakers/stakersWorld.ts';
import { balanceSheets } from '../../../sim/networks/books.ts';
import { checkNetworks } from '../../../sim/networks/foundNetworks.ts';
import { priceRules } from '../../../sim/networks/priceRules.ts';
import { asleep, madeStakers } from './made.ts';

const poolsOf = ({ state }: StakersWorld) =>
  state.networks.map(({ subnet: { pool, volume } }) => ({ ...pool, volume }));

/** [holder][network] RAO staked on the hotkey of its choice. */
const staked = (world: StakersWorld) =>
  world.holders.map(({ coldkey }) =>
    netuidsOf(world).map((netuid) => {
      const hotkey = world.picks.get(placeKey(coldkey, netuid));
      return hotkey === undefined ? 0n : stakeOf(world, { coldkey, hotkey, netuid });
    }),
  );

describe('a round trip', () => {
  it('counts twice in the volume of its pool and leaves the price where it was, to a RAO for each swap', () => {
    // So much that the limit of a trade binds.
    const world = madeStakers({ roundTrips: 1 }, '3');
    const before = poolsOf(world);
    makeRoundTrips(world);
    const after = poolsOf(world);
    const sizes = after.map(({ volume }, network) => Number(volume - before[network].volume));
    for (const [network, { tao, alphaIn }] of before.entries()) {
      expect(sizes[network]).toBeGreaterThan(0);
      // Four trips of two swaps, none of more than a tenth of the pool's TAO.
      expect(sizes[network]).toBeLessThanOrEqual(8 * 0.1 * Number(tao));
      expect(after[network].tao).toBe(tao);
      const rounded = Number(after[network].alphaIn - alphaIn);
      expect(rounded).toBeGreaterThanOrEqual(0);
      // A RAO of TAO is this many of alpha, and a trip rounds by one of each twice.
      expect(rounded).toBeLessThanOrEqual(4 * (2 * (Number(alphaIn) / Number(tao)) + 2));
    }
  });

  it('pays no one: each holder has what it had less what is rounded, and no TAO is left free', () => {
    const world = madeStakers({ roundTrips: 0.1 }, '3');
    const [before, pools] = [staked(world), poolsOf(world)];
    makeRoundTrips(world);
    expect([...world.state.balances.values()].every((rao) => rao === 0n)).toBe(true);
    const after = staked(world);
    for (const [place, { alphaIn, tao }] of pools.entries()) {
      const most = 4 * (2 * (Number(alphaIn) / Number(tao)) + 4);
      for (const [holder, stakes] of after.entries()) {
        const change = Number(stakes[place + 1] - before[holder][place + 1]);
        expect(Math.abs(change)).toBeLessThanOrEqual(most);
      }
    }
    checkNetworks(priceRules, world.state);
  });

  it('is of the size that was asked for, on average, where neither trade nor stake limits it', () => {
    const world = madeStakers({ roundTrips: 0.001 }, '3');
    const before = poolsOf(world);
    const days = 100;
    for (; world.day < days; world.day += 1) makeRoundTrips(world);
    const rates = poolsOf(world).map(
      ({ volume }, network) => Number(volume - before[network].volume) / days / Number(before[network].tao),
    );
    const mean = rates.reduce((sum, rate) => sum + rate, 0) / rates.length;
    // Exponential sizes: four standard errors of 100 × 16 × 4 draws; a trader with little stake takes a little off.
    expect(mean / 0.001).toBeGreaterThan(0.9);
    expect(mean / 0.001).toBeLessThan(1 + 4 / Math.sqrt(4 * days * rates.length));
  });

  it('is never made by a holder who never trades', () => {
    const world = madeStakers({ roundTrips: 0.1, index: 0, yield: 0, momentum: 0, need: 0 }, '3');
    const before = world.state;
    makeRoundTrips(world);
    expect(world.state).toBe(before);
  });
});

describe('a world with round trips', () => {
  it('is without them, at a rate of 0, the same object after the traders as before them', () => {
    const world = madeStakers({ roundTrips: 0 }, '3');
    const before = world.state;
    makeRoundTrips(world);
    expect(world.state).toBe(before);
  });

  it('differs in its turnover alone: every other measure is that of the world without them', () => {
    const [without, trips] = [0, 0.15].map((roundTrips) => {
      const world = madeStakers({ roundTrips }, '6');
      liveStakers(world, 40);
      return measureStakers(world);
    });
    expect(trips.turnover ?? 0).toBeGreaterThan(3 * (without.turnover ?? 0));
    for (const [name, value] of Object.entries(without))
      if (name !== 'turnover') expect(trips[name] ?? 0, name).toBeCloseTo(value ?? 0, 5);
  });

  it('keeps every RAO in one place', () => {
    const world = madeStakers({ ...asleep, roundTrips: 0.3 }, '4');
    liveStakers(world, 30);
    for (const { issued, held } of balanceSheets(priceRules, world.state))
      expect(Object.values(held).reduce((sum, rao) => sum + rao, 0n)).toBe(issued);
  });
});
