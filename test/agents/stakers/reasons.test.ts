import { describe, expect, it } from 'vitest';
import { carryOutDue } from '../../../agents/stakers/carryOut.ts';
import type { Holder, HolderKind } from '../../../agents/stakers/holder.ts';
import { measureStakers } from '../../../agents/stakers/measureStakers.ts';
import { optionsAt } from '../../../agents/stakers/pickValidator.ts';
import { wantedTrade } from '../../../agents/stakers/reasons.ts';
import { liveStakers } from '../../../agents/stakers/runStakers.ts';
import { stakersEpoch } from '../../../agents/stakers/stakersEpoch.ts';
import {
  holdingAt,
  minersHotkey,
  netuidsOf,
  ownerHotkey,
  placeKey,
  type StakersWorld,
  spot,
  worthAt,
} from '../../../agents/stakers/stakersWorld.ts';
import type { Validator } from '../../../agents/stakers/validators.ts';
import { alphaYields, rootProportions } from '../../../agents/stakers/yields.ts';
import { u64Max } from '../../../sim/math/saturating.ts';
import { asleep, madeStakers } from './made.ts';

/** Places at which a holder has stake, with what it is worth. */
const heldBy = (world: StakersWorld, { coldkey }: Holder) =>
  netuidsOf(world).flatMap((netuid) => {
    const holding = holdingAt(world, coldkey, netuid);
    return holding === null ? [] : [{ netuid, worth: worthAt(world, netuid, holding.rao) }];
  });

/** The holder with the most places, as one of a kind. */
function busiest(world: StakersWorld, kind: HolderKind): Holder {
  const counts = world.holders.map((holder) => heldBy(world, holder).length);
  return { ...world.holders[counts.indexOf(Math.max(...counts))], kind };
}

describe('a reason to trade', () => {
  it('of one who follows prices is to sell what has fallen most of what it holds, for what has risen most', () => {
    const world = madeStakers({ sharpness: 20 }, '3');
    const holder = busiest(world, 'momentum');
    const fallen = heldBy(world, holder).find(({ netuid }) => netuid !== 0)!.netuid;
    const subnets = netuidsOf(world).slice(1);
    const risen = subnets.find((netuid) => netuid !== fallen)!;
    const before = subnets.map(() => 0.01);
    const after = subnets.map((netuid) => (netuid === fallen ? 0.005 : netuid === risen ? 0.02 : 0.01));
    world.prices.push(before, after);
    expect(wantedTrade(world, holder)).toMatchObject({ from: fallen, to: risen });
  });

  it('of one who needs TAO is as often to sell as to stake what it has free', () => {
    const world = madeStakers({}, '3');
    const holder = busiest(world, 'need');
    world.state = { ...world.state, balances: new Map([[holder.coldkey, 1_000_000n]]) };
    const wants = Array.from({ length: 400 }, (_, day) => {
      world.day = day;
      return wantedTrade(world, holder)!;
    });
    const sold = wants.filter(({ to }) => to === null).length;
    // Four standard deviations of 400 fair draws.
    expect(Math.abs(sold - 200)).toBeLessThan(40);
    for (const { from, to, part } of wants) expect(from === null ? part === 1 : to === null).toBe(true);
  });

  it('of one who holds the market is to sell what it has more of than the market, for what it has less of', () => {
    const world = madeStakers({}, '3');
    const holder = busiest(world, 'index');
    const market = netuidsOf(world).map((netuid, place) => ({
      netuid,
      worth: worthAt(
        world,
        netuid,
        place === 0 ? world.state.rootTao : world.state.networks[place - 1].subnet.pool.alphaOut,
      ),
    }));
    const shareOf = (list: readonly { netuid: number; worth: number }[], netuid: number | null) =>
      (list.find((one) => one.netuid === netuid)?.worth ?? 0) / list.reduce((sum, one) => sum + one.worth, 0);
    const own = heldBy(world, holder);
    for (let day = 0; day < 50; day++) {
      world.day = day;
      const { from, to } = wantedTrade(world, holder)!;
      expect(shareOf(own, from)).toBeGreaterThan(shareOf(market, from));
      expect(shareOf(own, to)).toBeLessThan(shareOf(market, to));
    }
  });

  it('comes to a holder as often as it is rich', () => {
    const world = madeStakers({ tradesPerDay: 0.01, reviewDays: 10_000, delay: 60 }, '3');
    liveStakers(world, 60);
    const richest = new Set(world.holders.slice(0, 10).map(({ coldkey }) => coldkey));
    const active = world.holders.filter(({ kind }) => kind !== 'loyal');
    const wealth = (some: readonly Holder[]) => some.reduce((sum, one) => sum + one.wealth, 0);
    const expected = wealth(active.filter(({ coldkey }) => richest.has(coldkey))) / wealth(active);
    const theirs = world.orders.filter(({ coldkey }) => richest.has(coldkey)).length;
    expect(world.orders.length).toBeGreaterThan(60);
    // Four standard errors; trades of equal shares would give ten of 371.
    const error = Math.sqrt((expected * (1 - expected)) / world.orders.length);
    expect(Math.abs(theirs / world.orders.length - expected)).toBeLessThan(4 * error);
  });
});

describe('an order', () => {
  const order = (world: StakersWorld, holder: Holder, more: object) => {
    world.orders.push({
      kind: 'trade',
      due: world.day,
      coldkey: holder.coldkey,
      from: null,
      to: null,
      part: 1,
      ...more,
    });
    world.tally.moves.push(0);
    world.tally.moved.push(0);
    carryOutDue(world);
  };

  it('to trade moves no more than a tenth of the pool’s TAO, and stakes what it brought where it should go', () => {
    const world = madeStakers({}, '3');
    const poolOf = (netuid: number) =>
      world.state.networks.find(({ subnet }) => subnet.netuid === netuid)!.subnet.pool;
    // One who has more than half as much of a subnet as its pool, and stake on another.
    const isLarge = (holder: Holder, netuid: number) =>
      (holdingAt(world, holder.coldkey, netuid)?.rao ?? 0n) > poolOf(netuid).alphaIn / 2n;
    const subnets = netuidsOf(world).slice(1);
    const holder = world.holders.find((one) => subnets.some((netuid) => isLarge(one, netuid)))!;
    const from = subnets.find((netuid) => isLarge(holder, netuid))!;
    const to = subnets.find((netuid) => netuid !== from && holdingAt(world, holder.coldkey, netuid))!;
    const taoIn = (netuid: number) => Number(poolOf(netuid).tao);
    const before = { from: taoIn(from), to: taoIn(to), own: holdingAt(world, holder.coldkey, to)!.rao };
    order(world, holder, { from, to });
    const sold = before.from - taoIn(from);
    expect(sold).toBeGreaterThan(0);
    expect(sold / Math.min(before.from, before.to)).toBeLessThanOrEqual(0.1);
    // What left one pool is in the other.
    expect(taoIn(to) - before.to).toBe(sold);
    expect(holdingAt(world, holder.coldkey, to)!.rao).toBeGreaterThan(before.own);
    expect(world.state.balances.get(holder.coldkey) ?? 0n).toBe(0n);
  });

  it('to move leaves a holder at the validator it moved to', () => {
    const world = madeStakers({}, '3');
    const holder = world.holders[0];
    const { place, rao } = holdingAt(world, holder.coldkey, 0)!;
    const to = world.validators.find(({ hotkey }) => hotkey !== place.hotkey)!.hotkey;
    order(world, holder, { kind: 'move', netuid: 0, to });
    expect(world.picks.get(placeKey(holder.coldkey, 0))).toBe(to);
    const now = holdingAt(world, holder.coldkey, 0)!;
    expect(now.place.hotkey).toBe(to);
    expect(Math.abs(Number(now.rao - rao))).toBeLessThanOrEqual(2);
  });
});

describe('where stake is', () => {
  it('at the genesis is dealt to validators one by one, the richest holder to the most trusted', () => {
    const world = madeStakers({ start: 'genesis' }, '3');
    for (const [rank, { coldkey }] of world.holders.entries())
      expect(world.picks.get(placeKey(coldkey, 0))).toBe(world.validators[rank % 16].hotkey);
  });

  it('on root goes by the trust of ranks alone, on a subnet by its own luck too', () => {
    const world = madeStakers({}, '3');
    const trust = new Map(world.validators.map((one) => [one.hotkey, one.trust]));
    for (const option of optionsAt(world, 0, undefined))
      expect(option.trust).toBeCloseTo(trust.get(option.hotkey)!, 14);
    const [subnet] = netuidsOf(world).slice(1);
    const local = optionsAt(world, subnet, undefined).filter(({ hotkey }) => trust.has(hotkey));
    for (const option of local) expect(option.trust).not.toBe(trust.get(option.hotkey));
  });
});

describe('what stake earns', () => {
  const validator = (hotkey: number, performance: number): Validator => ({
    hotkey,
    coldkey: 100 + hotkey,
    trust: 0,
    take: 0.18,
    performance,
    isShared: false,
  });
  const stakes = (alphaStake: bigint, rootStake: bigint) => ({
    alphaStake,
    rootStake,
    coldkey: 1,
    take: 0,
    childkeyTake: 0,
    seated: true,
    onRoot: true,
  });

  it('in an epoch goes by performance and by root at its weight, and half of the alpha is for miners less what is burned', () => {
    const hotkeys = new Map([
      [1, stakes(1_000_000n, 0n)],
      [2, stakes(1_000_000n, 0n)],
      [3, stakes(0n, 4_000_000n)],
    ]);
    const earned = stakersEpoch([validator(1, 1), validator(2, 0.5), validator(3, 1)], 0.4, u64Max / 4n, {
      netuid: 7,
      block: 1,
      alpha: 500_000n,
      hotkeys,
      children: [],
    });
    const of = (hotkey: number) => earned.find((one) => one.hotkey === hotkey)!;
    // 250,000 RAO by 1 : 0.5 : 1, floored; a RAO of root is a quarter of one of alpha, less a bit.
    expect([1, 2, 3].map((hotkey) => Math.round(Number(of(hotkey).dividend) / 10))).toEqual([
      10_000, 5_000, 10_000,
    ]);
    expect(of(ownerHotkey(7)).incentive).toBe(100_000n);
    expect(of(minersHotkey(7)).incentive).toBe(150_000n);
  });

  it('as alpha is the dividends of a year less root’s part, over all alpha outside the pool', () => {
    const world = madeStakers(asleep, '3');
    const root = rootProportions(world);
    for (const [k, alphaYield] of alphaYields(world).entries()) {
      const { alphaOut } = world.state.networks[k].subnet.pool;
      // A block issues an alpha, of which 41 % are dividends; amounts of the model are 1/7,200.
      const dividends = 2_628_000 * 0.41 * (1 - root[k]);
      expect(alphaYield / (dividends / (Number(alphaOut) * 7200e-9))).toBeCloseTo(1, 4);
      expect(root[k]).toBeGreaterThan(0.05);
    }
  });

  it('is more at a shared validator that takes less, and less at one that takes more', () => {
    const premium = (sharedTake: number) => {
      const world = madeStakers({ ...asleep, sharedTake }, '3');
      liveStakers(world, 30);
      return measureStakers(world).sharedPremium!;
    };
    expect(premium(0.02)).toBeGreaterThan(0.3);
    expect(premium(0.5)).toBeLessThan(-0.3);
  });
});

describe('prices', () => {
  it('are in TAO for one alpha', () => {
    const world = madeStakers({}, '3');
    const [{ subnet }] = world.state.networks;
    expect(spot(subnet)).toBeCloseTo(Number(subnet.pool.tao) / Number(subnet.pool.alphaIn), 12);
  });
});
