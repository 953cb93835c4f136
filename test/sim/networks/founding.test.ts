import { describe, expect, it } from 'vitest';
import { issued, priceOf } from '../../../sim/coinbase/weightedSubnet.ts';
import { decimalShareValue } from '../../../sim/delegation/decimalSharePool.ts';
import { U96F32, u64Max } from '../../../sim/math/saturating.ts';
import { autumnRules } from '../../../sim/networks/autumnRules.ts';
import { creditRules } from '../../../sim/networks/creditRules.ts';
import { dissolveNetwork, type WeightedNetworks } from '../../../sim/networks/dissolveNetwork.ts';
import { flowRules2025, flowRules2026 } from '../../../sim/networks/flowRules.ts';
import { networkCost } from '../../../sim/networks/foundingOf.ts';
import { usualFounding } from '../../../sim/networks/foundingRules.ts';
import { type FirstNetwork, foundNetworks } from '../../../sim/networks/foundNetworks.ts';
import { nextBlock } from '../../../sim/networks/nextBlock.ts';
import {
  type NetworkRegistered,
  registerNetwork,
  startNetwork,
} from '../../../sim/networks/registerNetwork.ts';
import { addStake, networkOf, removeStake } from '../../../sim/networks/staking.ts';
import { transferTao } from '../../../sim/networks/transferTao.ts';
import { stream } from '../../../sim/random.ts';
import {
  author,
  authorCold,
  first,
  halves,
  imbalances,
  miner,
  minerCold,
  type RecordedDissolution,
  recorded,
  rich,
  run,
  setting,
  stakes,
  tao,
  validator,
  validatorCold,
  weighted,
} from './weighted.ts';

const founding = { ...usualFounding, minLock: 100n * tao, limit: 3, immunity: 50 };
const found = (more: readonly Partial<FirstNetwork<ReturnType<typeof weighted>>>[] = [{}, {}]) =>
  foundNetworks(creditRules, {
    ...first,
    networks: more.map((each, index) => ({ subnet: weighted(index + 1), stakes, ...each })),
  });
const founder = { coldkey: rich, hotkey: 50 };
const registered = (
  state: WeightedNetworks,
  its = founding,
  by = founder,
): NetworkRegistered<WeightedNetworks> => {
  const result = registerNetwork(creditRules, state, by, its);
  if (typeof result === 'string') throw new Error(result);
  return result;
};
const free = (state: WeightedNetworks, coldkey: number) => state.balances.get(coldkey) ?? 0n;

describe('the price of a network in a world', () => {
  it('is the recorded one, of the issuance and the last one founded', () => {
    const cases = recorded('networks/lock_cost_v3.4.9');
    for (const each of cases) {
      const state = {
        block: each.block,
        books: { issued: BigInt(each.totalIssuance), outside: 0n, lost: 0n },
        lastFounded: { block: each.lastBlock, lock: BigInt(each.lastLock) },
      };
      const its = { ...usualFounding, minLock: BigInt(each.minLock), lockInterval: each.interval };
      expect(String(networkCost(creditRules, state, its))).toBe(each.cost);
    }
    expect(cases.length).toBeGreaterThan(50);
  });

  it('is the least at first, and twice what was paid once one is founded', () => {
    const state = found();
    expect(networkCost(creditRules, state, founding)).toBe(100n * tao);
    expect(networkCost(creditRules, registered(state).state, founding)).toBe(200n * tao);
  });
});

describe('a network that is founded', () => {
  const after = registered(found());
  const own = networkOf(after.state, 3);

  it('takes the lowest netuid that is free, and its price is the TAO of its pool, at the median price', () => {
    expect(after).toMatchObject({ netuid: 3, cost: 100n * tao, burned: 0n, dissolved: null });
    expect(free(after.state, rich)).toBe(4900n * tao);
    expect([own.subnet.tao, own.subnet.alphaIn]).toEqual([100n * tao, 1000n * tao]);
    expect(priceOf(own.subnet)).toBe(priceOf(weighted(1)));
    const gap = registered(found([{}, { subnet: weighted(5) }]));
    expect([gap.netuid, ...gap.state.networks.map(({ subnet }) => subnet.netuid)]).toEqual([2, 1, 2, 5]);
  });

  it('has its founder as owner, to whose hotkey every hotkey of root lends all its stake', () => {
    expect(own.owner).toEqual(founder);
    expect(after.state.hotkeys.get(50)).toEqual({ coldkey: rich, take: 11_796, childkeyTake: 0 });
    expect(own.children).toEqual([{ parent: validator, child: 50, proportion: u64Max }]);
    const paid = transferTao(found(), rich, minerCold, 10n);
    const own2 = registered(paid, { ...founding, minLock: 10n }, { coldkey: minerCold, hotkey: miner });
    expect(own2.state.hotkeys.get(miner)?.take).toBe(0);
  });

  it('gets nothing and takes no stake before the start call, then alpha, and TAO when root switches it on', () => {
    const idle = run(creditRules, after.state, 5);
    expect(issued(networkOf(idle, 3).subnet)).toBe(1000n * tao);
    const at = { coldkey: rich, hotkey: validator, netuid: 3 };
    expect(addStake(creditRules, idle, at, tao).received).toBeNull();
    const started = startNetwork(creditRules, idle, 3, rich, founding);
    if (typeof started === 'string') throw new Error(started);
    expect(addStake(creditRules, started, at, tao).received).toBeGreaterThan(0n);
    const { subnet } = networkOf(run(creditRules, started, 5), 3);
    expect(subnet.firstEmissionBlock).toBe(1006);
    expect(subnet.brought).toMatchObject({ taoIn: 0n, taoSpent: 0n, alphaOut: tao });
    const on = {
      ...started,
      networks: started.networks.map((each) =>
        each.subnet.netuid === 3
          ? { ...each, subnet: { ...each.subnet, emissionEnabled: true, movingPrice: U96F32.one } }
          : each,
      ),
    };
    const { brought } = networkOf(run(creditRules, on, 1), 3).subnet;
    expect(brought.taoIn + brought.taoSpent).toBeGreaterThan(tao / 2n);
  });

  it('is started by its owner alone, once, after the delay', () => {
    const its = { ...founding, startCallDelay: 3 };
    expect(startNetwork(creditRules, after.state, 3, validatorCold, its)).toBe('NotSubnetOwner');
    expect(startNetwork(creditRules, after.state, 3, rich, its)).toBe('NeedWaitingMoreBlocksToStarCall');
    const later = startNetwork(creditRules, run(creditRules, after.state, 3), 3, rich, its);
    if (typeof later === 'string') throw new Error(later);
    expect(startNetwork(creditRules, later, 3, rich, its)).toBe('FirstEmissionBlockNumberAlreadySet');
  });

  it('is refused, and nothing changes, where the chain refuses it', () => {
    const refusal = (state: WeightedNetworks, by = founder, its = founding) =>
      registerNetwork(creditRules, state, by, its);
    expect(refusal(found(), { coldkey: rich, hotkey: miner })).toBe('NonAssociatedColdKey');
    expect(refusal(found(), { coldkey: validatorCold, hotkey: 50 })).toBe('CannotAffordLockCost');
    expect(refusal(found(), founder, { ...founding, registrationStartBlock: 1001 })).toBe(
      'SubNetRegistrationDisabled',
    );
    expect(refusal(after.state, { ...founder, hotkey: 51 })).toBe('NetworkTxRateLimitExceeded');
    const young = { founded: { block: 951, lock: 0n } };
    expect(refusal(found([young, young, young]))).toBe('SubnetLimitReached');
    expect(() => refusal(found(), founder, { ...founding, minLock: 0n })).toThrow(
      /subnets\[3\]\.tao must be above 0 RAO where the subnet has a pool/,
    );
  });

  it('takes the place of the one of the lowest moving price that is past its immunity, where all are taken', () => {
    const priced = (movingPrice: bigint, block = 0) => ({ founded: { block, lock: 0n }, movingPrice });
    const networks = [priced(3n), priced(2n), priced(1n, 951)].map(({ founded, movingPrice }, index) => ({
      founded,
      subnet: weighted(index + 1, { movingPrice }),
    }));
    const before = found(networks);
    const full = registered(before);
    expect(full).toMatchObject({ netuid: 2, dissolved: 2 });
    expect(full.state.networks.map(({ subnet }) => subnet.netuid)).toEqual([1, 2, 3]);
    expect(full.state.networks[1].owner).toEqual(founder);
    // Those who held its alpha have its TAO.
    expect(free(full.state, validatorCold)).toBe(200n * tao);
    expect(full.state.books.outside - before.books.outside).toBe(800n * tao);
  });
});

describe('a network that is taken out of a world', () => {
  it('pays whom the recorded dissolution pays, in its order, and recycles what that recycles', () => {
    const cases = recorded('networks/dissolve_v3.4.9');
    let recycledToo = 0;
    for (const each of cases) {
      const state = worldOf(each);
      const its = {
        ...usualFounding,
        registrationStartBlock: each.registrationStartBlock,
        refundDeploymentBlock: each.refundDeploymentBlock,
      };
      const { paid, recycled, refund } = dissolveNetwork(creditRules, state, 1, its);
      expect(paid.map(([coldkey, rao]) => [coldkey, String(rao)])).toEqual(each.out.paid);
      if (each.registeredAt < each.registrationStartBlock) continue;
      expect([refund, recycled + BigInt(each.accountExtra)]).toEqual([0n, BigInt(each.out.recycled)]);
      recycledToo += 1;
    }
    expect(cases.length).toBeGreaterThan(40);
    expect(recycledToo).toBeGreaterThan(20);
  });

  it('leaves no RAO without a place: its TAO is with its holders, or has left the issuance', () => {
    const before = run(creditRules, found(), 40);
    const { state, paid, paidOutside, refund, recycled } = dissolveNetwork(creditRules, before, 2, founding);
    expect(imbalances(creditRules, state)).toEqual([0n, 0n]);
    const all = paid.reduce((sum, [, rao]) => sum + rao, 0n);
    expect(all + paidOutside + refund + recycled).toBe(networkOf(before, 2).subnet.tao);
    expect(before.books.issued - state.books.issued).toBe(recycled);
    expect(state.networks.map(({ subnet }) => subnet.netuid)).toEqual([1]);
    expect(() => networkOf(state, 2)).toThrow(/netuid 2 does not exist/);
  });

  it('gives an owner of old back what its lock is above its earnings', () => {
    const owned = {
      owner: { coldkey: authorCold, hotkey: author },
      founded: { block: 10, lock: 950n * tao },
    };
    // All alpha is the chain's, so its pot is recycled but for the refund.
    const chains = weighted(1, { protocolAlpha: 5000n * tao });
    const state = found([{ ...owned, subnet: chains, stakes: [] }]);
    const old = { ...founding, registrationStartBlock: 500, refundDeploymentBlock: 1000, ownerCut: 6554 };
    const { refund } = dissolveNetwork(creditRules, state, 1, old);
    // Nothing is left beside the chain's part.
    expect(refund).toBe(0n);
    const stakers = found([{ ...owned }]);
    const paidBack = dissolveNetwork(creditRules, stakers, 1, old);
    expect(paidBack.refund).toBe(0n);
    expect(paidBack.recycled).toBe(0n);
    const nobodys = found([{ ...owned, subnet: weighted(1, { alphaOut: 0n }), stakes: [] }]);
    const whole = dissolveNetwork(creditRules, nobodys, 1, old);
    // A tenth of 10,000 alpha at 0.1: 100 TAO were earned.
    expect(Number(whole.refund) / 1e9).toBeCloseTo(850, 1);
    expect(free(whole.state, authorCold)).toBe(whole.refund);
    expect(dissolveNetwork(creditRules, nobodys, 1, founding).refund).toBe(0n);
  });
});

/**
 * A world with the one network of a recorded dissolution; its alpha outside is what is staked and the chain's. It begins with a full pool: the
 * recorded one may have lost a side.
 */
function worldOf(each: RecordedDissolution): WeightedNetworks {
  const held = each.stakes;
  const hotkeys = new Map(
    held.map(([hotkey]) => [hotkey, { coldkey: 1, take: 0, childkeyTake: 0 }] as const),
  );
  const alphaIn = BigInt(each.alphaIn);
  const protocolAlpha = BigInt(each.protocolAlpha);
  const all = held.reduce((sum, [, , rao]) => sum + BigInt(rao), 0n);
  const state = foundNetworks(creditRules, {
    block: each.registeredAt,
    issued: tao,
    hotkeys,
    networks: [
      {
        subnet: weighted(1, { tao, alphaIn: tao, protocolAlpha, alphaOut: all + protocolAlpha }),
        owner: { coldkey: each.owner, hotkey: 1 },
        founded: { block: each.registeredAt, lock: BigInt(each.lock) },
        stakes: held.map(([hotkey, coldkey, rao]) => ({ hotkey, coldkey, rao: BigInt(rao) })),
      },
    ],
  });
  const [network] = state.networks;
  const pools = new Map(network.pools);
  let added = 0n;
  for (const [hotkey, rao] of each.addedToAll) {
    pools.set(
      hotkey,
      creditRules.shares.creditAll(pools.get(hotkey) ?? creditRules.shares.empty, BigInt(rao)),
    );
    added += BigInt(rao);
  }
  const pot = BigInt(each.pot);
  const alphaOut = network.subnet.alphaOut + added;
  const subnet = { ...network.subnet, tao: pot, alphaIn, alphaOut };
  const books = { ...network.books, issued: alphaIn + alphaOut };
  return {
    ...state,
    networks: [{ ...network, subnet, pools, books }],
    books: { ...state.books, issued: pot },
  };
}

describe('worlds whose networks come and go', () => {
  it('balance in RAO after each of a thousand random blocks', () => {
    const draws = stream(11, 'coming and going', 'networks');
    const its = { ...founding, rateLimit: 20, lockInterval: 10 };
    let state: WeightedNetworks = found();
    const seen = { founded: 0, dissolved: 0, started: 0 };
    for (let block = 0; block < 1000; block++) {
      const result = registerNetwork(creditRules, state, { coldkey: rich, hotkey: 100 + block }, its);
      if (typeof result !== 'string') {
        state = result.state;
        seen.founded += 1;
        if (result.dissolved !== null) seen.dissolved += 1;
      }
      for (const { subnet, owner } of state.networks) {
        if (owner === null || subnet.firstEmissionBlock !== null || draws.next() < 0.8) continue;
        const started = startNetwork(creditRules, state, subnet.netuid, owner.coldkey, its);
        if (typeof started !== 'string') state = started;
        seen.started += 1;
      }
      const place = draws.integer(state.networks.length);
      const at = { coldkey: rich, hotkey: validator, netuid: state.networks[place].subnet.netuid };
      const rao = BigInt(1 + draws.integer(1_000_000_000));
      state = (draws.next() < 0.6 ? addStake : removeStake)(creditRules, state, at, rao).state;
      state = nextBlock(creditRules, state, setting, halves);
    }
    expect(imbalances(creditRules, state).every((rao) => rao === 0n)).toBe(true);
    expect(seen.founded).toBeGreaterThan(10);
    expect(seen.dissolved).toBeGreaterThan(5);
    expect(seen.started).toBeGreaterThan(5);
    expect(decimalShareValue(state.rootPools.get(validator)!, rich)).toBe(60_000n * tao);
  });

  it('are refused under rules whose creation or removal is not known whole', () => {
    for (const rules of [autumnRules, flowRules2026])
      expect(() => registerNetwork(rules as typeof creditRules, found(), founder, founding)).toThrow(
        /networks cannot be created under (autumn|flow)-2026: .*; rules that can: dtao-2025, flow-2025, burn-2026/,
      );
    for (const rules of [autumnRules, flowRules2025, flowRules2026])
      expect(() => dissolveNetwork(rules as typeof creditRules, found(), 1, founding)).toThrow(
        /networks cannot be removed under (autumn|flow)-202[56]: .*; rules that can: burn-2026/,
      );
    expect(() => startNetwork(autumnRules, found(), 1, rich, founding)).toThrow(RangeError);
  });
});
