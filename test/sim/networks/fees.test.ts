import { describe, expect, it } from 'vitest';
import { trade } from '../../../sim/coinbase/trade.ts';
import { U64F64 } from '../../../sim/math/saturating.ts';
import { autumnRules } from '../../../sim/networks/autumnRules.ts';
import { creditRules } from '../../../sim/networks/creditRules.ts';
import { foundNetworks } from '../../../sim/networks/foundNetworks.ts';
import { addStake, removeStake } from '../../../sim/networks/staking.ts';
import {
  author,
  authorCold,
  first,
  imbalances,
  rich,
  runAtRandom,
  stakes,
  taker,
  tao,
  validator,
  validatorCold,
  weighted,
} from './weighted.ts';

const both = [creditRules, autumnRules];
const found = (rules = creditRules) =>
  foundNetworks(rules, {
    ...first,
    networks: [1, 2].map((netuid) => ({ subnet: weighted(netuid), stakes })),
  });
const at = { coldkey: rich, hotkey: validator, netuid: 1 };
const own = { coldkey: validatorCold, hotkey: validator, netuid: 1 };
const free = (state: ReturnType<typeof found>, coldkey: number) => state.balances.get(coldkey) ?? 0n;
/** The chain's fee: so many parts of 65,535, floored. */
const feeOf = (rao: bigint) => (rao * 33n) / 65_535n;

describe('the fee of a purchase', () => {
  it('is 33 parts of 65,535 of the TAO, which the author of the block gets and the pool does not', () => {
    for (const rules of both) {
      const { state, received } = addStake(rules, found(rules), at, 100n * tao, taker);
      expect(free(state, rich)).toBe(4900n * tao);
      expect(free(state, authorCold)).toBe(feeOf(100n * tao));
      expect(state.networks[0].subnet.tao).toBe(1100n * tao - feeOf(100n * tao));
      const order = { kind: 'buy', amount: 100n * tao, limit: U64F64.highest, feeRate: 33 } as const;
      expect(trade(weighted(1), order)).toMatchObject({ swapped: { out: received } });
    }
  });

  it('is none without a taker, on root, and in a stable network', () => {
    const without = addStake(creditRules, found(), at, 100n * tao);
    expect(without.state.networks[0].subnet.tao).toBe(1100n * tao);
    const root = addStake(creditRules, found(), { ...at, netuid: 0 }, 100n * tao, taker);
    expect([root.received, free(root.state, authorCold)]).toEqual([100n * tao, 0n]);
    const stable = foundNetworks(creditRules, {
      ...first,
      networks: [{ subnet: weighted(1, { dynamic: false }), stakes }],
    });
    expect(free(addStake(creditRules, stable, at, 100n * tao, taker).state, authorCold)).toBe(0n);
  });
});

describe('the fee of a sale', () => {
  it('is alpha that is staked for the author in June 2026', () => {
    const { state } = removeStake(creditRules, found(), own, 100n * tao, taker);
    const [{ pools, subnet }] = state.networks;
    expect(creditRules.shares.valueOf(pools.get(author)!, authorCold)).toBe(feeOf(100n * tao));
    expect(subnet.alphaIn).toBe(10_100n * tao - feeOf(100n * tao));
    expect(free(state, authorCold)).toBe(0n);
  });

  it('is sold for the author in October 2026, without another fee', () => {
    const { state, received } = removeStake(autumnRules, found(autumnRules), own, 100n * tao, taker);
    const [{ pools, subnet }] = state.networks;
    expect(pools.get(author)).toBeUndefined();
    expect(subnet.alphaIn).toBe(10_100n * tao);
    // At a price of nearly 0.1.
    expect(Number(free(state, authorCold)) / Number(feeOf(100n * tao))).toBeCloseTo(0.098, 3);
    expect(1000n * tao - subnet.tao).toBe(received! + free(state, authorCold));
  });

  it('needs a hotkey of the world to be staked on', () => {
    const stranger = { coldkey: 77, hotkey: 78 };
    expect(() => removeStake(creditRules, found(), own, tao, stranger)).toThrow(
      /hotkey 78, which takes the fees/,
    );
  });

  it('makes a round trip cost what both fees are, and no more where nothing else trades', () => {
    for (const rules of both) {
      const bought = addStake(rules, found(rules), at, 100n * tao, taker);
      const sold = removeStake(rules, bought.state, at, bought.received!, taker);
      const cost = Number(5000n * tao - free(sold.state, rich)) / Number(100n * tao);
      // The sale falls from a price of 0.121 to 0.1: its fee keeps the last alpha, at 0.1, of what cost 0.11 on average.
      expect(cost).toBeCloseTo((33 / 65_535) * (1 + 0.1 / 0.11), 6);
      const gratis = addStake(rules, found(rules), at, 100n * tao);
      const back = removeStake(rules, gratis.state, at, gratis.received!);
      expect(5000n * tao - free(back.state, rich)).toBeLessThan(5n);
    }
  });
});

describe('worlds with fees', () => {
  it('balance in RAO after each of a thousand random blocks', () => {
    for (const rules of both) {
      const after = runAtRandom(rules, found(rules), 1000 / both.length, taker);
      expect(imbalances(rules, after)).toEqual([0n, 0n, 0n]);
      expect(free(after, authorCold)).toBeGreaterThan(0n);
    }
  });
});
