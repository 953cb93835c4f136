import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { trade } from '../../../sim/coinbase/trade.ts';
import type { WeightedSubnet } from '../../../sim/coinbase/weightedSubnet.ts';
import { clampedI96F32, U64F64, U96F32 } from '../../../sim/math/saturating.ts';
import { autumnRules } from '../../../sim/networks/autumnRules.ts';
import { checkBooks } from '../../../sim/networks/books.ts';
import { claimants } from '../../../sim/networks/claimants.ts';
import { claimRoot, usualClaims } from '../../../sim/networks/claimRoot.ts';
import { creditRules } from '../../../sim/networks/creditRules.ts';
import { CreditWorld } from '../../../sim/networks/creditWorld.ts';
import { dissolveNetwork, type WeightedNetworks } from '../../../sim/networks/dissolveNetwork.ts';
import { flowRules2025, flowRules2026 } from '../../../sim/networks/flowRules.ts';
import { usualFounding } from '../../../sim/networks/foundingRules.ts';
import { checkNetworks, foundNetworks } from '../../../sim/networks/foundNetworks.ts';
import { moveStake } from '../../../sim/networks/moveStake.ts';
import type { NetworksRules } from '../../../sim/networks/networksRules.ts';
import type { NetworksState, Numbered, StakePool } from '../../../sim/networks/networksState.ts';
import { type NetworkEpoch, nextBlock } from '../../../sim/networks/nextBlock.ts';
import { registerNetwork } from '../../../sim/networks/registerNetwork.ts';
import { type ClaimType, owedTo, withRates } from '../../../sim/networks/rootClaims.ts';
import { addStake, networkOf, removeStake } from '../../../sim/networks/staking.ts';
import { stream } from '../../../sim/random.ts';
import {
  author,
  authorCold,
  first,
  flowing,
  halves,
  imbalances,
  miner,
  minerCold,
  rich,
  run,
  setting,
  stakes,
  tao,
  validator,
  validatorCold,
  weighted,
} from './weighted.ts';

const dear = U96F32.one;
type Types = ReadonlyMap<number, ClaimType>;
/** Two holders of root under one validator: rich has 45,000 TAO, the miner's coldkey 15,000. */
const rootStakes = [
  { hotkey: validator, coldkey: rich, rao: 45_000n * tao },
  { hotkey: validator, coldkey: minerCold, rao: 15_000n * tao },
];
const found = (
  claimTypes: Types = new Map(),
  netuids = [1, 2],
  more: Partial<WeightedSubnet> = {},
): WeightedNetworks =>
  foundNetworks(creditRules, {
    ...first,
    rootStakes,
    claimTypes,
    networks: netuids.map((netuid) => ({ subnet: weighted(netuid, { movingPrice: dear, ...more }), stakes })),
  });
const steady = { ...setting, movingAlpha: 0n };
const accrued = (claimTypes?: Types, blocks = 60): WeightedNetworks =>
  run(creditRules, found(claimTypes), blocks, steady);

type AnyNetworks = NetworksState<Numbered, StakePool>;
const claimableOn = (state: AnyNetworks, netuid: number) => networkOf(state, netuid).books.claimable;
function owed(state: WeightedNetworks, netuid: number, coldkey: number, hotkey = validator): bigint {
  const { rootClaims } = networkOf(state, netuid);
  const pool = state.rootPools.get(hotkey);
  const stake = pool === undefined ? 0n : creditRules.shares.valueOf(pool, coldkey);
  return owedTo(rootClaims!, hotkey, coldkey, stake);
}
const onRoot = (state: WeightedNetworks, coldkey: number, hotkey = validator) =>
  creditRules.shares.valueOf(state.rootPools.get(hotkey)!, coldkey);
const onSubnet = (state: WeightedNetworks, netuid: number, coldkey: number) =>
  creditRules.shares.valueOf(networkOf(state, netuid).pools.get(validator)!, coldkey);

describe('dividends of root', () => {
  it('are owed in proportion to TAO on root, and come to what waits to be claimed but for what a rate of 32 bits floors', () => {
    const state = accrued();
    for (const netuid of [1, 2]) {
      const [of45, of15] = [owed(state, netuid, rich), owed(state, netuid, minerCold)];
      const all = claimableOn(state, netuid);
      expect(all).toBeGreaterThan(tao);
      expect(Number(of45) / Number(of15)).toBeCloseTo(3, 6);
      const left = all - of45 - of15;
      // Five or six epochs, in each of which a RAO of 60,000 TAO loses less than a bit of 2^-32, and floors.
      expect(left).toBeGreaterThanOrEqual(0n);
      expect(left).toBeLessThan(7n * ((60_000n * tao) / 2n ** 32n + 2n));
    }
  });

  it('by hand: 8 RAO for 4 on root are a rate of 2, of which 1 RAO claims 2 and what was claimed comes off', () => {
    const claims = withRates({ rates: new Map(), claimed: new Map() }, [[validator, 2n * U96F32.one]]);
    expect([1n, 3n, 4n].map((stake) => owedTo(claims, validator, rich, stake))).toEqual([2n, 6n, 8n]);
    const half = withRates(claims, [[validator, U96F32.one / 2n]]);
    expect([1n, 2n, 3n].map((stake) => owedTo(half, validator, rich, stake))).toEqual([2n, 5n, 7n]);
    const claimed = { ...half, claimed: new Map([[validator, new Map([[rich, 5n]])]]) };
    expect([1n, 2n, 3n].map((stake) => owedTo(claimed, validator, rich, stake))).toEqual([0n, 0n, 2n]);
    expect(owedTo(claimed, author, rich, 3n)).toBe(0n);
  });

  it('are not paid on stake that came after them, and later ones are', () => {
    const before = accrued();
    const late = { coldkey: rich, hotkey: validator, netuid: 0 };
    const own = owed(before, 1, rich);
    const more = addStake(creditRules, before, late, 1000n * tao).state;
    expect(owed(more, 1, rich) - own).toBeLessThanOrEqual(1n);
    expect(owed(more, 1, rich)).toBeGreaterThanOrEqual(own);
    const after = run(creditRules, more, 30, steady);
    // 46,000 and 15,000 TAO share what follows.
    const [gained, other] = [
      owed(after, 1, rich) - own,
      owed(after, 1, minerCold) - owed(before, 1, minerCold),
    ];
    expect(Number(gained) / Number(other)).toBeCloseTo(46 / 15, 6);
  });

  it('are lost on stake that leaves before it has claimed them, and not on what stays', () => {
    const before = accrued();
    const own = owed(before, 1, rich);
    const at = { coldkey: rich, hotkey: validator, netuid: 0 };
    const third = removeStake(creditRules, before, at, 15_000n * tao).state;
    expect(Number(owed(third, 1, rich)) / Number(own)).toBeCloseTo(2 / 3, 6);
    expect(claimableOn(third, 1)).toBe(claimableOn(before, 1));
    const claimed = claimRoot(creditRules, before, rich).state;
    const left = removeStake(creditRules, claimed, at, 15_000n * tao).state;
    expect(owed(left, 1, rich)).toBeLessThanOrEqual(1n);
    const next = run(creditRules, left, 30, steady);
    // Of what came since it has its share of root as it now is.
    const gained = claimableOn(next, 1) - claimableOn(left, 1);
    const share = Number(onRoot(next, rich)) / Number(next.rootPools.get(validator)!.value);
    expect(share).toBeCloseTo(30 / 45, 3);
    const floored = share * Number(gained) - Number(owed(next, 1, rich));
    // A rate loses up to a bit of 2^-32 for each RAO of its stake in each of three epochs.
    expect(floored).toBeGreaterThan(-2);
    expect(floored).toBeLessThan(3 * (30_001e9 / 2 ** 32 + 2));
  });

  it('of a stake that goes to another hotkey of root end there, and begin here at nothing', () => {
    const before = addStake(creditRules, accrued(), { coldkey: rich, hotkey: author, netuid: 0 }, tao).state;
    const at = { coldkey: rich, hotkey: validator, netuid: 0 };
    const { state } = moveStake(creditRules, before, at, author, 20_000n * tao);
    expect(Number(owed(state, 1, rich)) / Number(owed(before, 1, rich))).toBeCloseTo(25 / 45, 6);
    expect(owed(state, 1, rich, author)).toBe(0n);
    const back = moveStake(creditRules, state, { ...at, hotkey: author }, validator, 20_000n * tao).state;
    expect(owed(back, 1, rich) - owed(state, 1, rich)).toBeLessThanOrEqual(1n);
  });
});

describe('a claim', () => {
  it('sells what is owed, without a fee, and stakes the TAO on root: as if a sale and a stake by hand', () => {
    const before = accrued();
    const { state, paid } = claimRoot(creditRules, before, rich);
    expect(paid.map(({ netuid, hotkey }) => [netuid, hotkey])).toEqual([
      [1, validator],
      [2, validator],
    ]);
    let received = 0n;
    for (const { netuid, alpha, tao: got } of paid) {
      // The TAO of the first sale is new stake for the second, whose shift is floored.
      const exact = owed(before, netuid, rich);
      expect([exact, netuid === 1 ? exact : exact + 1n]).toContain(alpha);
      const { subnet } = networkOf(before, netuid);
      const traded = trade(subnet, { kind: 'sell', amount: alpha, limit: 0n, feeRate: 0 });
      if (typeof traded === 'string') throw new Error(traded);
      expect(got).toBe(traded.swapped.out);
      const after = networkOf(state, netuid);
      expect(after.subnet).toEqual({
        ...traded.subnet,
        protocolFlow: subnet.protocolFlow - traded.swapped.out,
      });
      expect(claimableOn(before, netuid) - claimableOn(state, netuid)).toBe(alpha);
      expect(after.books.issued).toBe(networkOf(before, netuid).books.issued);
      received += traded.swapped.out;
    }
    expect(received).toBeGreaterThan(tao);
    expect(onRoot(state, rich) - onRoot(before, rich)).toBe(received);
    expect(state.rootTao - before.rootTao).toBe(received);
    expect(onRoot(state, minerCold)).toBe(onRoot(before, minerCold));
    expect(state.balances).toBe(before.balances);
    expect(imbalances(creditRules, state)).toEqual([0n, 0n, 0n]);
  });

  it('leaves nothing to claim again, and what others are owed as it was', () => {
    const before = accrued();
    const { state } = claimRoot(creditRules, before, rich);
    for (const netuid of [1, 2]) {
      // The TAO that a sale brought counts as claimed at each rate, floored: a RAO at most.
      expect(owed(state, netuid, rich)).toBeLessThanOrEqual(2n);
      expect(owed(state, netuid, minerCold)).toBe(owed(before, netuid, minerCold));
    }
    expect(claimRoot(creditRules, state, rich)).toEqual({ state, paid: [] });
    expect(claimRoot(creditRules, before, authorCold).paid).toEqual([]);
  });

  it('keeps the alpha where the coldkey says so: it is staked on the subnet, and no pool trades', () => {
    const before = accrued(new Map([[minerCold, 'keep']]));
    const { state, paid } = claimRoot(creditRules, before, minerCold);
    expect(paid.map(({ tao: got }) => got)).toEqual([null, null]);
    for (const { netuid, alpha } of paid) {
      expect(onSubnet(state, netuid, minerCold) - onSubnet(before, netuid, minerCold)).toBe(alpha);
      expect(networkOf(state, netuid).subnet).toBe(networkOf(before, netuid).subnet);
    }
    expect(state.rootPools).toBe(before.rootPools);
    expect(imbalances(creditRules, state)).toEqual([0n, 0n, 0n]);
  });

  it('keeps it on named subnets and sells it on all others', () => {
    const before = accrued(new Map([[rich, { keep: [2] }]]));
    const { state, paid } = claimRoot(creditRules, before, rich);
    expect(paid.map(({ netuid, tao: got }) => [netuid, got === null])).toEqual([
      [1, false],
      [2, true],
    ]);
    // Shares are worth what was staked, floored.
    expect(paid[1].alpha - onSubnet(state, 2, rich)).toBeLessThanOrEqual(1n);
    expect(paid[1].alpha).toBeGreaterThanOrEqual(onSubnet(state, 2, rich));
  });

  it('pays on the subnets that it names, by netuid, and is refused at one that does not exist', () => {
    const before = accrued();
    const { state, paid } = claimRoot(creditRules, before, rich, usualClaims, [2]);
    expect(paid.map(({ netuid }) => netuid)).toEqual([2]);
    expect(owed(state, 1, rich)).toBeGreaterThanOrEqual(owed(before, 1, rich));
    expect(() => claimRoot(creditRules, before, rich, usualClaims, [9])).toThrow(/netuid 9 does not exist/);
  });

  it('below the threshold pays nothing and keeps all owed; at it, it pays', () => {
    const before = accrued();
    const least = owed(before, 1, minerCold);
    const at = (threshold: bigint) => claimRoot(creditRules, before, minerCold, { threshold }, [1]).paid;
    expect(at(least + 1n)).toEqual([]);
    expect(at(least)).toHaveLength(1);
    expect(usualClaims.threshold).toBe(500_000n);
    const none = accrued(new Map(), 1);
    expect(claimRoot(creditRules, none, rich, { threshold: 0n })).toEqual({ state: none, paid: [] });
  });

  it('that the pool refuses leaves all as it was', () => {
    const before = accrued();
    const networks = before.networks.map((each) => ({
      ...each,
      subnet: { ...each.subnet, tao: 900_000n },
      books: each.books,
    }));
    const lost = before.networks.reduce((sum, { subnet }) => sum + subnet.tao - 900_000n, 0n);
    const books = { ...before.books, lost: before.books.lost + lost };
    const thin = { ...before, networks, books };
    expect(claimRoot(creditRules, thin, rich)).toEqual({ state: thin, paid: [] });
  });

  it('is refused in a world that keeps no claims, and such a world is the same but for who may claim', () => {
    const { claimTypes: _, ...rest } = found();
    const networks = rest.networks.map(({ rootClaims: __, ...each }) => each);
    const without = run(creditRules, { ...rest, networks }, 60, steady);
    expect(() => claimRoot(creditRules, without, rich)).toThrow(
      /claimTypes must be there for claims; received none.*begin it with claimTypes/,
    );
    const { claimTypes: ___, ...kept } = accrued();
    expect({ ...kept, networks: kept.networks.map(({ rootClaims: __, ...each }) => each) }).toEqual(without);
  });

  it('is of rules that keep claimable alpha alone', () => {
    const begin = { ...first, claimTypes: new Map(), networks: [{ subnet: weighted(1), stakes }] };
    expect(() => foundNetworks(autumnRules, begin)).toThrow(
      /claims of root are not of autumn-2026: .*leave claimTypes out, or take flow-2025, flow-2026 or burn-2026/,
    );
    const state = accrued();
    const half = { ...state, networks: state.networks.map(({ rootClaims: _, ...each }) => each) };
    expect(() => checkNetworks(creditRules, half)).toThrow(
      /networks\[1\]\.rootClaims must be there exactly where the world has claimTypes; received none: give both/,
    );
    const [network, ...others] = state.networks;
    const wrong = (rootClaims: typeof network.rootClaims) =>
      checkNetworks(creditRules, {
        ...state,
        networks: [{ ...network, rootClaims: rootClaims! }, ...others],
      });
    expect(() => wrong({ ...network.rootClaims!, rates: new Map([[2, -1n]]) })).toThrow(
      /networks\[1\]\.rootClaims\.rates\[2\] must be 0 or more bits of I96F32; received -1/,
    );
    expect(() => wrong({ ...network.rootClaims!, claimed: new Map([[2, new Map([[10, -5n]])]]) })).toThrow(
      /rootClaims\.claimed\[2\]\[10\] must be 0 RAO or more; received -5/,
    );
  });
});

describe('claims of root and the flow of a subnet', () => {
  it('do not count as a flow of users; in 2026 they lower what counts as the chain’s, in 2025 that is not counted', () => {
    for (const [rules, counted] of [
      [flowRules2025, false],
      [flowRules2026, true],
    ] as const) {
      // At a price of one no subnet is subsidised, which would have no dividends of root.
      const pool = { tao: 20_000n * tao, alphaIn: 20_000n * tao, movingPrice: dear };
      const subnets = [1, 2].map((netuid) => flowing(netuid, pool));
      let state = foundNetworks(rules, {
        ...first,
        rootStakes,
        claimTypes: new Map(),
        networks: subnets.map((subnet) => ({ subnet, stakes })),
      });
      state = run(rules, state, 60, steady);
      const claim = claimRoot(rules, state, rich);
      expect(claim.paid).toHaveLength(2);
      for (const { netuid, tao: got } of claim.paid) {
        const [before, after] = [state, claim.state].map((each) => networkOf(each, netuid).subnet);
        expect(after.userFlow).toBe(before.userFlow);
        expect(before.protocolFlow - after.protocolFlow).toBe(counted ? got : 0n);
      }
    }
  });
});

describe('a network that comes or goes', () => {
  it('forgets with its alpha what was unclaimed, and begins without rates', () => {
    const before = accrued(new Map([[rich, 'keep']]));
    const gone = dissolveNetwork(creditRules, before, 1, usualFounding).state;
    expect(claimRoot(creditRules, gone, rich).paid.map(({ netuid }) => netuid)).toEqual([2]);
    const founding = { ...usualFounding, minLock: 100n * tao };
    const next = registerNetwork(creditRules, gone, { coldkey: rich, hotkey: 50 }, founding);
    if (typeof next === 'string') throw new Error(next);
    expect([next.netuid, owed(next.state, 1, rich)]).toEqual([1, 0n]);
    checkNetworks(creditRules, next.state);
  });
});

/** Stakes, unstakes and moves on root, and claims, at random; each block checks the books. */
function claimsAtRandom<Subnet extends Numbered, Waiting, Pool extends StakePool>(
  rules: NetworksRules<Subnet, Waiting, Pool>,
  start: NetworksState<Subnet, Pool>,
  blocks: number,
) {
  const draws = stream(5, 'claims of root', rules.ruleset);
  let state = start;
  const seen = { swapped: 0, kept: 0 };
  for (let block = 0; block < blocks; block++) {
    const coldkey = [rich, minerCold][draws.integer(2)];
    const hotkey = [validator, author][draws.integer(2)];
    const at = { coldkey, hotkey, netuid: 0 };
    const rao = BigInt(1 + draws.integer(2_000_000_000));
    const turn = draws.integer(4);
    if (turn === 0 && (state.balances.get(coldkey) ?? 0n) > rao)
      state = addStake(rules, state, at, rao).state;
    else if (turn === 1) state = removeStake(rules, state, at, rao).state;
    else if (turn === 2)
      state = moveStake(rules, state, at, hotkey === author ? validator : author, rao).state;
    else if (draws.next() < 0.2) {
      const claim = claimRoot(rules, state, coldkey);
      state = claim.state;
      for (const { tao: got } of claim.paid) seen[got === null ? 'kept' : 'swapped'] += 1;
    }
    checkBooks(rules, state);
    state = nextBlock(rules, state, steady, halves);
    for (const { rootClaims, books } of state.networks) {
      let all = 0n;
      for (const [key, pool] of state.rootPools)
        for (const each of [rich, minerCold])
          all += owedTo(rootClaims!, key, each, rules.shares.valueOf(pool, each));
      expect(books.claimable).toBeGreaterThanOrEqual(all);
    }
  }
  return { state, seen };
}

describe('worlds with claims', () => {
  it('balance in RAO through 600 random blocks, and never owe more than waits, under each ruleset that has claims', () => {
    const types: Types = new Map([[minerCold, { keep: [1] }]]);
    const flows = [1, 2].map((netuid) => ({ subnet: flowing(netuid, { movingPrice: dear }), stakes }));
    const begin = { ...first, rootStakes, claimTypes: types };
    for (const { state, seen } of [
      claimsAtRandom(creditRules, found(types), 600),
      claimsAtRandom(flowRules2025, foundNetworks(flowRules2025, { ...begin, networks: flows }), 600),
      claimsAtRandom(flowRules2026, foundNetworks(flowRules2026, { ...begin, networks: flows }), 600),
    ]) {
      expect(seen.swapped).toBeGreaterThan(5);
      expect(seen.kept).toBeGreaterThan(2);
      expect(state.books.lost).toBeLessThan(tao);
    }
  });

  it('have the bits of the readable text in the kernel, with stake that comes and goes on root and claims', () => {
    // In pools so deep the chain's purchases are small enough for the kernel.
    const deep = { tao: 20_000n * tao, alphaIn: 500_000n * tao };
    const start = found(new Map([[minerCold, 'keep']]), [1, 2, 3], deep);
    const worlds = [new CreditWorld(start, steady), new CreditWorld(start, steady, 'text')];
    for (let turn = 1; turn <= 12; turn++) {
      for (const world of worlds) {
        world.advance(1000 + 13 * turn, halves);
        world.move(0, (part) =>
          turn % 3 === 0
            ? claimRoot(creditRules, part, turn % 2 === 0 ? rich : minerCold).state
            : (turn % 3 === 1 ? addStake : removeStake)(
                creditRules,
                part,
                { coldkey: rich, hotkey: validator, netuid: 0 },
                BigInt(turn) * tao,
              ).state,
        );
      }
      expect(worlds[0].state()).toEqual(worlds[1].state());
    }
    expect(worlds[0].textBlocks).toBe(0);
    expect(networkOf(worlds[0].state(), 1).rootClaims?.claimed.get(validator)?.size).toBe(2);
    checkNetworks(creditRules, worlds[0].state());
  });

  it('are not shared among several: rates of networks elsewhere are not known', () => {
    expect(() => new CreditWorld(found(), steady, 'kernel', (netuid) => netuid === 1)).toThrow(
      /claimTypes must be left out where several worlds share the networks/,
    );
  });

  it('pay each holder what its stake earned while it was there, by a ledger that counts every epoch', () => {
    // Only validators earn, so that all of root's part is the one hotkey's.
    const epoch: NetworkEpoch = ({ alpha }) => [{ hotkey: validator, incentive: 0n, dividend: alpha / 2n }];
    fc.assert(
      fc.property(fc.array(fc.nat(3000), { minLength: 4, maxLength: 8 }), (amounts) => {
        let state = found(new Map(), [1]);
        // Exact shares of each epoch's claimable alpha, in parts of 10^18 RAO.
        const ledger = new Map([rich, minerCold].map((coldkey) => [coldkey, 0n]));
        for (const [turn, amount] of amounts.entries()) {
          for (let block = 0; block < 11; block++) {
            const waits = claimableOn(state, 1);
            state = nextBlock(creditRules, state, steady, epoch);
            const more = claimableOn(state, 1) - waits;
            const all = state.rootPools.get(validator)!.value;
            for (const [coldkey, earned] of ledger)
              ledger.set(coldkey, earned + (more * 10n ** 18n * onRoot(state, coldkey)) / all);
          }
          const at = { coldkey: turn % 2 === 0 ? rich : minerCold, hotkey: validator, netuid: 0 };
          const free = state.balances.get(at.coldkey) ?? 0n;
          const stake = BigInt(amount) * 1_000_003n;
          if (stake <= free) state = addStake(creditRules, state, at, stake).state;
        }
        for (const [coldkey, earned] of ledger) {
          const apart = owed(state, 1, coldkey) - earned / 10n ** 18n;
          // Rates lose up to a bit of 2^-32 for each RAO of stake in each of nine epochs, and a RAO at each change.
          expect(Number(apart)).toBeLessThanOrEqual(9);
          expect(Number(-apart)).toBeLessThan(9 * ((46_000 * 1e9) / 2 ** 32 + 2));
        }
      }),
      { seed: 8, numRuns: 6 },
    );
  });
});

describe('coldkeys that are paid without asking', () => {
  it('are five places that the hash of the block before adds up to, each once', () => {
    // 7 + 7, + 3, + 100, + 1 and + 7 again, each modulo 10: 4, 7, 7, 8, 5.
    expect(claimants([7n, 3n, 100n, 1n], 10)).toEqual([4, 5, 7, 8]);
    expect(claimants([7n, 3n, 100n, 1n], 1000)).toEqual([14, 17, 117, 118, 125]);
  });

  it('are none without coldkeys, and a sum beyond a u64 stops there', () => {
    expect(claimants([7n, 3n, 100n, 1n], 0)).toEqual([]);
    const most = 2n ** 64n - 1n;
    expect(claimants([most, 0n, 0n, 0n], 1000)[0]).toBe(Number(most % 1000n));
    expect(() => claimants([-1n, 0n, 0n, 0n], 3)).toThrow(/a word must be a u64; received -1/);
    expect(() => claimants([1n, 0n, 0n, 0n], 1.5)).toThrow(
      /size must be a whole number from 0 on; received 1.5/,
    );
  });
});

describe('the rate of a claim', () => {
  it('is an I96F32, whose product with a stake is floored as the chain floors it', () => {
    const { fromInt, mul, whole } = clampedI96F32;
    fc.assert(
      fc.property(fc.bigInt(0n, 2n ** 34n), fc.bigInt(0n, 2n ** 53n), (rate, stake) => {
        const claims = { rates: new Map([[miner, rate]]), claimed: new Map() };
        expect(owedTo(claims, miner, validatorCold, stake)).toBe((rate * stake) >> 32n);
        expect(whole(mul(rate, fromInt(stake)))).toBe((rate * stake) / U96F32.one);
      }),
      { seed: 4 },
    );
    expect(U64F64.one >> 32n).toBe(U96F32.one);
  });
});
