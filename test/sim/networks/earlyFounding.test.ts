import { describe, expect, it } from 'vitest';
import type { PricedSubnet } from '../../../sim/coinbase/priceCoinbase.ts';
import { issued, priceOf } from '../../../sim/coinbase/weightedSubnet.ts';
import { U64F64 } from '../../../sim/math/saturating.ts';
import { creditRules } from '../../../sim/networks/creditRules.ts';
import { flowRules2025 } from '../../../sim/networks/flowRules.ts';
import { networkCost } from '../../../sim/networks/foundingOf.ts';
import { foundingOf2025, usualFounding } from '../../../sim/networks/foundingRules.ts';
import { foundNetworks } from '../../../sim/networks/foundNetworks.ts';
import type { NetworksRules } from '../../../sim/networks/networksRules.ts';
import type { NetworksState, Numbered, StakePool } from '../../../sim/networks/networksState.ts';
import { priceRules } from '../../../sim/networks/priceRules.ts';
import { registerNetwork, startNetwork } from '../../../sim/networks/registerNetwork.ts';
import { addStake, networkOf } from '../../../sim/networks/staking.ts';
import {
  first,
  flowing,
  imbalances,
  recorded,
  rich,
  run,
  setting,
  stakes,
  tao,
  validator,
  weighted,
} from './weighted.ts';

const priced = (netuid: number): PricedSubnet => ({
  netuid,
  tempo: 10,
  firstEmissionBlock: 1,
  registrationAllowed: true,
  powRegistrationAllowed: false,
  pool: { dynamic: true, tao: 1000n * tao, alphaIn: 10_000n * tao, alphaOut: 5000n * tao },
  volume: 0n,
  movingPrice: 2n ** 32n / 10n,
  halvingBlocks: 100,
  pending: { alpha: 0n, swapped: 0n, rootTao: 0n, ownerCut: 0n },
  terms: { taoIn: 0n, alphaIn: 0n, alphaOut: 0n },
});
const begin = { ...first, balances: new Map([[rich, 1_000_000n * tao]]) };
const foundPriced = () =>
  foundNetworks(priceRules, {
    ...begin,
    networks: [1, 2].map((netuid) => ({ subnet: priced(netuid), stakes })),
  });
const foundFlowing = (netuids = [1, 2]) =>
  foundNetworks(flowRules2025, {
    ...begin,
    networks: netuids.map((netuid) => ({ subnet: flowing(netuid), stakes })),
  });
const founding = { ...foundingOf2025, minLock: 100n * tao, rateLimit: 5 };

function founded<Subnet extends Numbered, Waiting, Pool extends StakePool>(
  rules: NetworksRules<Subnet, Waiting, Pool>,
  state: NetworksState<Subnet, Pool>,
  hotkey = 50,
) {
  const result = registerNetwork(rules, state, { coldkey: rich, hotkey }, founding);
  if (typeof result === 'string') throw new Error(result);
  return result;
}
const waited = <Subnet extends Numbered, Pool extends StakePool>(
  state: NetworksState<Subnet, Pool>,
  blocks: number,
): NetworksState<Subnet, Pool> => ({ ...state, block: state.block + blocks });

describe('the price of a network in 2025', () => {
  it('is the recorded one of a constant fall, and refused at an interval of 0, where the chain panicked', () => {
    const cases = recorded('networks/lock_cost_v1.1.1');
    for (const { block, lastBlock, lastLock, minLock, interval, 'v1.1.1': cost } of cases) {
      const state = {
        block,
        books: { issued: first.issued, outside: 0n, lost: 0n },
        lastFounded: { block: lastBlock, lock: BigInt(lastLock) },
      };
      const its = { ...foundingOf2025, minLock: BigInt(minLock), lockInterval: interval };
      expect(String(networkCost(priceRules, state, its))).toBe(cost);
      expect(String(networkCost(flowRules2025, state, its))).toBe(cost);
      expect(() => networkCost(priceRules, state, { ...its, lockInterval: 0 })).toThrow(
        /interval must be from 1 on; received 0/,
      );
    }
    expect(cases).toHaveLength(60);
  });

  it('does not fall faster where a block mints less, as that of 2026 does', () => {
    const state = {
      block: 50_000,
      books: { issued: 12_000_000n * tao, outside: 0n, lost: 0n },
      lastFounded: { block: 1, lock: 1000n * tao },
    };
    const its = { ...foundingOf2025, minLock: tao };
    const fallen = (cost: bigint) => 2000n * tao - cost;
    const [early, late] = [networkCost(priceRules, state, its), networkCost(creditRules, state, its)].map(
      fallen,
    );
    expect(Number(late) / Number(early)).toBeCloseTo(2, 4);
  });
});

describe('a network that is founded in 2025', () => {
  it('begins with the least price on both sides of its pool, and what is paid beyond it leaves the issuance', () => {
    const before = foundPriced();
    const one = founded(priceRules, before);
    expect(one).toMatchObject({ netuid: 3, cost: 100n * tao, burned: 0n, dissolved: null });
    const two = founded(priceRules, waited(one.state, 5), 51);
    // Twice 100 TAO, less what fell in five blocks.
    const fallen = 5n * ((100n * tao) / 100_800n);
    expect(two).toMatchObject({ netuid: 4, cost: 200n * tao - fallen, burned: 100n * tao - fallen });
    const { pool, firstEmissionBlock } = networkOf(two.state, 4).subnet;
    expect([pool.tao, pool.alphaIn, pool.alphaOut]).toEqual([100n * tao, 100n * tao, 0n]);
    expect(firstEmissionBlock).toBeNull();
    expect(before.books.issued - two.state.books.issued).toBe(two.burned);
    expect(two.state.balances.get(rich)).toBe(1_000_000n * tao - one.cost - two.cost);
    expect(imbalances(priceRules, two.state)).toEqual([0n, 0n, 0n, 0n, 0n]);
  });

  it('has the same pool under flow-2025: alpha costs a TAO, whatever it costs elsewhere', () => {
    const { state } = founded(flowRules2025, foundFlowing());
    const { subnet, children } = networkOf(state, 3);
    expect([subnet.tao, subnet.alphaIn, priceOf(subnet)]).toEqual([100n * tao, 100n * tao, U64F64.one]);
    expect(priceOf(networkOf(state, 1).subnet)).toBeLessThan(U64F64.one / 9n);
    // None of root lends to the owner, and root has no switch.
    expect([children, subnet.emissionEnabled]).toEqual([[], true]);
    expect(networkOf(founded(priceRules, foundPriced()).state, 3).children).toEqual([]);
  });

  it('waits a week for its start call; nothing is issued before, alpha and TAO after', () => {
    const after = founded(priceRules, foundPriced()).state;
    const idle = run(priceRules, after, 12, setting);
    expect(networkOf(idle, 3).books.issued).toBe(100n * tao);
    expect(networkOf(idle, 3).subnet.movingPrice).toBe(0n);
    const start = (state: typeof after) => startNetwork(priceRules, state, 3, rich, founding);
    expect(start(waited(after, 50_399))).toBe('NeedWaitingMoreBlocksToStarCall');
    const started = start(waited(after, 50_400));
    if (typeof started === 'string') throw new Error(started);
    expect(start(started)).toBe('FirstEmissionBlockNumberAlreadySet');
    const paid = run(priceRules, started, 12, setting);
    const { terms, movingPrice } = networkOf(paid, 3).subnet;
    expect([terms.alphaOut, movingPrice > 0n, terms.taoIn > 0n]).toEqual([tao, true, true]);
  });

  it('trades before its start call in February, and not in November', () => {
    const at = { coldkey: rich, hotkey: validator, netuid: 3 };
    expect(addStake(priceRules, founded(priceRules, foundPriced()).state, at, tao).received).toBeGreaterThan(
      0n,
    );
    const flow = founded(flowRules2025, foundFlowing()).state;
    expect(addStake(flowRules2025, flow, at, tao).received).toBeNull();
    const started = startNetwork(flowRules2025, flow, 3, rich, usualFounding);
    if (typeof started === 'string') throw new Error(started);
    expect(addStake(flowRules2025, started, at, tao).received).toBeGreaterThan(0n);
    expect(issued(networkOf(run(flowRules2025, started, 3, setting), 3).subnet)).toBeGreaterThan(101n * tao);
  });

  it('has no limit in February: two hundred are founded, each with a netuid of its own', () => {
    let state = foundPriced();
    for (let count = 0; count < 200; count++) {
      const its = { ...founding, minLock: 10n * tao, lockInterval: 1, limit: 3 };
      const result = registerNetwork(
        priceRules,
        waited(state, 5),
        { coldkey: rich, hotkey: 100 + count },
        its,
      );
      if (typeof result === 'string') throw new Error(result);
      state = result.state;
    }
    expect(state.networks.map(({ subnet }) => subnet.netuid)).toEqual(
      Array.from({ length: 202 }, (_, place) => place + 1),
    );
  });

  it('finds the limit in November: none makes room while all are immune, and who then goes cannot be paid out', () => {
    const state = foundFlowing([1, 2, 3]);
    const its = { ...founding, limit: 3 };
    const by = { coldkey: rich, hotkey: 50 };
    expect(registerNetwork(flowRules2025, state, by, its)).toBe('SubnetLimitReached');
    expect(() => registerNetwork(flowRules2025, state, by, { ...its, immunity: 50 })).toThrow(
      /networks cannot be removed under flow-2025: .*rules that can: burn-2026/,
    );
  });

  it('is not held back by a block of root’s choice, which is of 2026', () => {
    const its = { ...founding, registrationStartBlock: 9999 };
    const by = { coldkey: rich, hotkey: 50 };
    expect(typeof registerNetwork(priceRules, foundPriced(), by, its)).toBe('object');
    expect(typeof registerNetwork(flowRules2025, foundFlowing(), by, its)).toBe('object');
  });
});

describe('who makes room for a network of 2026', () => {
  it('is the recorded one: of the mortal the one of the lowest moving price', () => {
    const cases = recorded('networks/subnet_prune_v3.4.9');
    const seen = { made: 0, refused: 0 };
    for (const { block, immunity, subnets, out } of cases) {
      const state = foundNetworks(creditRules, {
        ...begin,
        block,
        networks: subnets.map(([netuid, mechanism, registered, bits]) => ({
          subnet: weighted(netuid, { dynamic: mechanism === 1, movingPrice: BigInt(bits) }),
          founded: { block: registered, lock: 0n },
        })),
      });
      const its = { ...usualFounding, limit: subnets.length, immunity, minLock: tao };
      const result = registerNetwork(creditRules, state, { coldkey: rich, hotkey: 50 }, its);
      if (subnets.length === 0) continue;
      if (out === null) expect(result).toBe('SubnetLimitReached');
      else expect(result).toMatchObject({ netuid: out, dissolved: out });
      seen[out === null ? 'refused' : 'made'] += 1;
    }
    expect(cases).toHaveLength(60);
    expect(seen.made).toBeGreaterThan(30);
    expect(seen.refused).toBeGreaterThan(0);
  });
});
