import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nothingPending, type PricedSubnet } from '../../../sim/coinbase/priceCoinbase.ts';
import { trade } from '../../../sim/coinbase/trade.ts';
import { priceOf, type WeightedSubnet } from '../../../sim/coinbase/weightedSubnet.ts';
import { U64F64, u64Max } from '../../../sim/math/saturating.ts';
import { autumnRules } from '../../../sim/networks/autumnRules.ts';
import { UnbalancedBooks } from '../../../sim/networks/books.ts';
import { creditRules } from '../../../sim/networks/creditRules.ts';
import { flowRules2025, flowRules2026 } from '../../../sim/networks/flowRules.ts';
import { checkNetworks, foundNetworks } from '../../../sim/networks/foundNetworks.ts';
import { priceRules } from '../../../sim/networks/priceRules.ts';
import { addStake, removeStake } from '../../../sim/networks/staking.ts';
import { first, flowing, rich, run, stakes, tao, validator, validatorCold, weighted } from './weighted.ts';

type Sides = Readonly<Record<'tao' | 'alphaIn', bigint>>;
const priced = (netuid: number, sides: Sides, dynamic = true): PricedSubnet => ({
  netuid,
  tempo: 10,
  firstEmissionBlock: 1,
  registrationAllowed: true,
  powRegistrationAllowed: false,
  pool: { dynamic, ...sides, alphaOut: 5000n * tao },
  volume: 0n,
  movingPrice: 0n,
  halvingBlocks: 100,
  pending: nothingPending,
  terms: { taoIn: 0n, alphaIn: 0n, alphaOut: 0n },
});
/** A world of one network whose pool has these sides, by the rules of each ruleset. */
const beginnings: readonly (readonly [string, (sides: Sides, dynamic?: boolean) => unknown])[] = [
  [
    'dtao-2025',
    (sides, dynamic) =>
      foundNetworks(priceRules, { ...first, networks: [{ subnet: priced(7, sides, dynamic) }] }),
  ],
  ...[flowRules2025, flowRules2026].map(
    (rules) =>
      [
        rules.ruleset,
        (sides: Sides, dynamic = true) =>
          foundNetworks(rules, { ...first, networks: [{ subnet: flowing(7, { ...sides, dynamic }) }] }),
      ] as const,
  ),
  ...[creditRules, autumnRules].map(
    (rules) =>
      [
        rules.ruleset,
        (sides: Sides, dynamic = true) =>
          foundNetworks(rules, { ...first, networks: [{ subnet: weighted(7, { ...sides, dynamic }) }] }),
      ] as const,
  ),
];

describe.each(beginnings)('a world of networks under %s', (_, begin) => {
  it('does not begin with a pool of which one side is empty, whatever is on the other', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 1n, max: 10n ** 15n }), (rao) => {
        expect(() => begin({ tao: rao, alphaIn: 0n })).toThrow(
          new RangeError(
            `subnets[7].alphaIn must be above 0 RAO where the subnet has a pool; received 0 beside ${rao} RAO of tao: give both sides, as their ratio is the price`,
          ),
        );
        expect(() => begin({ tao: 0n, alphaIn: rao })).toThrow(
          new RangeError(
            `subnets[7].tao must be above 0 RAO where the subnet has a pool; received 0 beside ${rao} RAO of alphaIn: give both sides, as their ratio is the price`,
          ),
        );
        expect(() => begin({ tao: rao, alphaIn: rao })).not.toThrow();
      }),
      { seed: 3, numRuns: 30 },
    );
  });

  it('does not begin with an empty pool, or with a side that the chain cannot hold', () => {
    expect(() => begin({ tao: 0n, alphaIn: 0n })).toThrow(
      /subnets\[7\]\.tao must be above 0 RAO.*received 0/,
    );
    expect(() => begin({ tao: -1n, alphaIn: tao })).toThrow(/subnets\[7\]\.tao must be 0 … 2\^64 − 1 RAO/);
    expect(() => begin({ tao, alphaIn: u64Max + 1n })).toThrow(/subnets\[7\]\.alphaIn must be 0 … 2\^64/);
  });

  it('begins with a stable subnet, which has no pool', () => {
    expect(() => begin({ tao: 0n, alphaIn: 0n }, false)).not.toThrow();
    expect(() => begin({ tao: 5n * tao, alphaIn: 0n }, false)).not.toThrow();
  });
});

const foundWith = (more: Partial<WeightedSubnet>) =>
  foundNetworks(creditRules, { ...first, networks: [{ subnet: weighted(4, more), stakes }] });

describe('a subnet of a world', () => {
  it('has a price above 0 in the bits of its ruleset', () => {
    // 1 / (2^32 + 1) is below the least of U96F32, and 1/99 of 1 / 2^62 below that of U64F64.
    const rare = { tao: 1n, alphaIn: 2n ** 32n + 1n };
    expect(() => foundNetworks(priceRules, { ...first, networks: [{ subnet: priced(4, rare) }] })).toThrow(
      /subnets\[4\] must have a price above 0 TAO per alpha; received 1 RAO of TAO for 4294967297 of alpha, whose price is 0 bits: give more TAO or less alpha/,
    );
    const even = { ...rare, alphaIn: 2n ** 32n };
    expect(() =>
      foundNetworks(priceRules, { ...first, networks: [{ subnet: priced(4, even) }] }),
    ).not.toThrow();
    const heavy = { tao: 1n, alphaIn: 2n ** 62n, quoteWeight: 99n * 10n ** 16n };
    expect(() => foundWith(heavy)).toThrow(/subnets\[4\] must have a price above 0 TAO per alpha/);
    expect(() => foundWith({ ...heavy, quoteWeight: 5n * 10n ** 17n })).not.toThrow();
  });

  it.each<[string, Partial<WeightedSubnet>, RegExp]>([
    [
      'a moving price below 0',
      { movingPrice: -1n },
      /subnets\[4\]\.movingPrice must be 0 … \d+ bits; received -1: a price/,
    ],
    [
      'a moving price beyond its type',
      { movingPrice: 2n ** 127n },
      /movingPrice must be 0 … \d+ bits; received \d+/,
    ],
    [
      'less than nothing withheld',
      { minerBurned: -1n },
      /subnets\[4\]\.minerBurned must be 0 … \d+ bits; received -1/,
    ],
    [
      'a weight below 0.01',
      { quoteWeight: 10n ** 16n - 1n },
      /subnets\[4\]\.quoteWeight must be 10000000000000000 … 990000000000000000 parts of 10\^18; received 9999999999999999: 5\d+ is even/,
    ],
    ['a weight above 0.99', { quoteWeight: 99n * 10n ** 16n + 1n }, /quoteWeight must be 1\d+ … 99\d+ parts/],
  ])('does not have %s', (_, more, message) => {
    expect(() => foundWith(more)).toThrow(message);
  });

  it('may have the least and the largest weight', () => {
    for (const quoteWeight of [10n ** 16n, 99n * 10n ** 16n])
      expect(() => foundWith({ quoteWeight })).not.toThrow();
  });

  it('is one of 65,535 at most', () => {
    const networks = Array.from({ length: 65_536 }, (_, place) => ({ subnet: weighted(place + 1) }));
    expect(() => foundNetworks(creditRules, { ...first, networks })).toThrow(
      /netuid 65536 must be a whole number from 0 to 65535.*number the subnets from 1 on/,
    );
  });
});

describe('a movement of stake', () => {
  const heavy = { quoteWeight: 99n * 10n ** 16n, tao: tao, alphaIn: 50n * tao };
  const at = { coldkey: rich, hotkey: validator, netuid: 4 };

  it('does not take the last alpha of a pool, as the chain lets it: a price of 0 would follow', () => {
    const before = foundWith(heavy);
    const order = { kind: 'buy', amount: 900n * tao, limit: U64F64.fromInt(1_000_000n), feeRate: 0 } as const;
    const traded = trade(before.networks[0].subnet, order);
    expect(traded).toMatchObject({ subnet: { alphaIn: 0n } });
    if (typeof traded !== 'string') expect(priceOf(traded.subnet)).toBe(0n);
    expect(() => addStake(creditRules, before, at, 900n * tao)).toThrow(
      /subnets\[4\]\.alphaIn must be above 0 RAO where the subnet has a pool; received 0 beside 901000000000 RAO of tao/,
    );
    expect(addStake(creditRules, before, at, tao / 100n).received).toBeGreaterThan(0n);
  });

  it('does not take the last TAO of a pool', () => {
    const light = { quoteWeight: 10n ** 16n, tao: 5n * tao, alphaIn: tao, alphaOut: 5000n * tao };
    const own = { ...at, coldkey: validatorCold };
    const before = foundWith(light);
    expect(() => removeStake(creditRules, before, own, 900n * tao)).toThrow(
      /subnets\[4\]\.tao must be above 0 RAO where the subnet has a pool; received 0 beside 901000000000 RAO of alphaIn/,
    );
    expect(removeStake(creditRules, before, own, tao / 100n).received).toBeGreaterThan(0n);
  });

  it('is refused where the pool has an empty side already', () => {
    const before = foundWith({});
    const [network] = before.networks;
    const own = { ...at, coldkey: validatorCold };
    for (const side of ['tao', 'alphaIn'] as const) {
      const state = { ...before, networks: [{ ...network, subnet: { ...network.subnet, [side]: 0n } }] };
      const message = new RegExp(`subnets\\[4\\]\\.${side} must be above 0 RAO`);
      expect(() => addStake(creditRules, state, at, tao)).toThrow(message);
      expect(() => removeStake(creditRules, state, own, tao)).toThrow(message);
    }
  });
});

describe('a state from a file', () => {
  const whole = run(
    creditRules,
    foundNetworks(creditRules, {
      ...first,
      networks: [1, 2, 3].map((netuid) => ({ subnet: weighted(netuid), stakes })),
    }),
    30,
  );

  it('is refused where a subnet is missing: its TAO is in no place', () => {
    expect(() => checkNetworks(creditRules, structuredClone(whole))).not.toThrow();
    const networks = whole.networks.filter(({ subnet }) => subnet.netuid !== 2);
    const check = () => checkNetworks(creditRules, { ...whole, networks });
    expect(check).toThrow(UnbalancedBooks);
    expect(check).toThrow(
      /TAO does not balance: \d+ RAO issued, \d+ held .* \(the state has the networks 1, 3; if one of them is missing, give it too\)/,
    );
  });

  it('is refused where the shares of a hotkey do not come to their denominator', () => {
    const [network, ...others] = whole.networks;
    const pool = network.pools.get(validator)!;
    const doubled = {
      ...pool,
      denominator: { ...pool.denominator, exponent: pool.denominator.exponent + 1 },
    };
    const missing = { ...pool, shares: new Map() };
    for (const wrong of [doubled, missing]) {
      const pools = new Map(network.pools).set(validator, wrong);
      expect(() =>
        checkNetworks(creditRules, { ...whole, networks: [{ ...network, pools }, ...others] }),
      ).toThrow(
        /pool of hotkey 2 in netuid 1: the shares of \d coldkeys come to \d+, the denominator is \d+: they must be equal to a thousandth, so give their sum/,
      );
    }
  });

  it('is refused where a pool has lost a side', () => {
    const [network, ...others] = whole.networks;
    const subnet = { ...network.subnet, alphaIn: 0n };
    expect(() =>
      checkNetworks(creditRules, { ...whole, networks: [{ ...network, subnet }, ...others] }),
    ).toThrow(/subnets\[1\]\.alphaIn must be above 0 RAO/);
  });
});
