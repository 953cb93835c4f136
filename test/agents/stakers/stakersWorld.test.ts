import { describe, expect, it } from 'vitest';
import { amountOf, issuedForAnEighth } from '../../../agents/stakers/chainSample.ts';
import { measureStakers } from '../../../agents/stakers/measureStakers.ts';
import { liveStakers } from '../../../agents/stakers/runStakers.ts';
import {
  holdingAt,
  netuidsOf,
  type StakersWorld,
  spot,
  stakeOf,
} from '../../../agents/stakers/stakersWorld.ts';
import { netShare } from '../../../agents/stakers/validators.ts';
import { dividendShare, rootProportions, rootYield } from '../../../agents/stakers/yields.ts';
import { balanceSheets } from '../../../sim/networks/books.ts';
import { checkNetworks } from '../../../sim/networks/foundNetworks.ts';
import { priceRules } from '../../../sim/networks/priceRules.ts';
import { blocksPerDay } from '../../../sim/units.ts';
import { asleep, madeStakers } from './made.ts';

const prices = ({ state }: StakersWorld) => state.networks.map(({ subnet }) => spot(subnet));

describe('a world of stakers', () => {
  it('balances in RAO through 2,000 blocks in which holders move, trade and are paid', () => {
    // 100 blocks a day: each is 72 of the chain's.
    const world = madeStakers({ tradesPerDay: 0.1, reviewDays: 10 }, '4', { stride: 72 });
    const before = world.state;
    liveStakers(world, 20);
    checkNetworks(priceRules, world.state);
    for (const { issued, held } of balanceSheets(priceRules, world.state))
      expect(Object.values(held).reduce((sum, rao) => sum + rao, 0n)).toBe(issued);
    expect(world.state.block - before.block).toBe(2000);
    const minted = world.state.books.issued - issuedForAnEighth;
    // A sixteenth of a TAO a block, less floors of 16 shares.
    expect(2000n * 62_500_000n - minted).toBeGreaterThanOrEqual(0n);
    expect(2000n * 62_500_000n - minted).toBeLessThanOrEqual(2000n * 16n);
    expect(world.tally.moves.reduce((sum, moves) => sum + moves, 0)).toBeGreaterThan(300);
  });

  it('keeps every price where none trades and root has no stake: the chain alone adds to both sides of a pool', () => {
    const world = madeStakers(asleep, '2', { rootFactor: 0 });
    const before = prices(world);
    liveStakers(world, 60);
    for (const [network, price] of prices(world).entries()) expect(price / before[network]).toBeCloseTo(1, 6);
  });

  it("loses of a price what root's part sells, where none trades", () => {
    const world = madeStakers(asleep, '2');
    const before = prices(world);
    // Sold for root in a day over the pool's alpha; a small sale lowers the logarithm of the price by twice that.
    const soldADay = () =>
      rootProportions(world).map((part, network) => {
        const alpha = amountOf(world.state.networks[network].subnet.pool.alphaIn, world.stride);
        return (2 * part * dividendShare * blocksPerDay) / alpha;
      });
    const first = soldADay();
    liveStakers(world, 60);
    const last = soldADay();
    for (const [network, price] of prices(world).entries()) {
      const fall = Math.log(before[network] / price) / 60;
      // Root's part falls and pools grow, so the mean of the days lies between the last and the first.
      expect(fall).toBeLessThan(first[network] * 1.001);
      expect(fall).toBeGreaterThan(last[network] * 0.999);
    }
  });

  it('pays root what the rules say: each day its yield, and each staker by the performance and take of its validator', () => {
    const world = madeStakers(asleep, '5');
    const rooted = () => world.holders.map(({ coldkey }) => Number(holdingAt(world, coldkey, 0)?.rao ?? 0n));
    const onRoot = () =>
      [...world.state.rootPools.values()].reduce((sum, { value }) => sum + Number(value), 0);
    const [before, all] = [rooted(), onRoot()];
    let expected = 0;
    liveStakers(world, 42, () => {
      expected += (rootYield(world) / 365) * Number(world.state.rootTao);
    });
    const [tao] = balanceSheets(priceRules, world.state);
    const paid = onRoot() - all + Number(tao.held['waiting for root']);
    expect(paid / expected).toBeCloseTo(1, 2);
    const after = rooted();
    const ratios = world.holders.slice(0, 60).map(({ coldkey }, place) => {
      const { hotkey } = holdingAt(world, coldkey, 0)!.place;
      const validator = world.validators.find((each) => each.hotkey === hotkey)!;
      return (after[place] / before[place] - 1) / netShare(validator);
    });
    for (const ratio of ratios) expect(ratio / ratios[0]).toBeCloseTo(1, 2);
  });

  it('is nearly the same in blocks of a day as of four hours, where holders do nothing', () => {
    const [coarse, fine] = [7200, 1200].map((stride) => {
      const world = madeStakers(asleep, '6', { stride });
      liveStakers(world, 21);
      return world;
    });
    // A day's sale is up to 3 % of the smallest pool, so a day in one piece is off by half its square: 21 days of 0.0005.
    for (const [network, price] of prices(coarse).entries())
      expect(Math.abs(price / prices(fine)[network] - 1)).toBeLessThan(0.01);
    for (const [network, { subnet }] of coarse.state.networks.entries()) {
      const other = fine.state.networks[network].subnet;
      const ratio = amountOf(subnet.pool.alphaOut, 7200) / amountOf(other.pool.alphaOut, 1200);
      expect(ratio).toBeCloseTo(1, 3);
    }
    expect(rootYield(coarse) / rootYield(fine)).toBeCloseTo(1, 2);
  });

  it('does what was decided as many days later as its delay', () => {
    const world = madeStakers({ delay: 5, tradesPerDay: 0.2, reviewDays: 5 }, '7');
    liveStakers(world, 9);
    expect(world.tally.moves.slice(0, 5)).toEqual([0, 0, 0, 0, 0]);
    expect(world.tally.moves[5]).toBeGreaterThan(0);
  });

  it('is decided by settings and seed', () => {
    const lived = (seed: string) => {
      const world = madeStakers({}, seed);
      liveStakers(world, 10);
      return measureStakers(world);
    };
    const one = lived('8');
    expect(lived('8')).toEqual(one);
    expect(lived('9')).not.toEqual(one);
  });

  it("counts as the fund's income what its operator's stake grows by", () => {
    const world = madeStakers({ daoShare: 0, ...asleep, sharedTake: 0.18 }, '10');
    const shared = world.validators.find(({ isShared }) => isShared)!;
    liveStakers(world, 28);
    const kept = netuidsOf(world).map((netuid) =>
      Number(stakeOf(world, { coldkey: shared.coldkey, hotkey: shared.hotkey, netuid })),
    );
    const worth = kept.reduce(
      (sum, rao, place) =>
        sum + amountOf(BigInt(rao), world.stride) * (place === 0 ? 1 : prices(world)[place - 1]),
      0,
    );
    const income = world.tally.fundIncome.reduce((sum, tao) => sum + tao, 0);
    // Its last pay waits for the next payday, and prices moved a little.
    expect(income).toBeGreaterThan(0.65 * worth);
    expect(income).toBeLessThan(1.1 * worth);
    expect(world.tally.fundSold.every((tao) => tao === 0)).toBe(true);
  });
});
