import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { emissionsOf, switchedShares } from '../../../sim/coinbase/emissionSwitch.ts';
import { emissionTerms, termsByIssue } from '../../../sim/coinbase/emissionTerms.ts';
import { barOf, gated, gateFactor, gateShares } from '../../../sim/coinbase/gateShares.ts';
import { productShares } from '../../../sim/coinbase/productShares.ts';
import { isEligible, overSum, type RatedSubnet } from '../../../sim/coinbase/ratedSubnet.ts';
import { rootProportion } from '../../../sim/coinbase/rootProportion.ts';
import { U64F64, U96F32, u64Max } from '../../../sim/math/saturating.ts';
import { sharePower } from '../../../sim/math/sharePower.ts';

const { one } = U64F64;
const subnet = (more: Partial<RatedSubnet> = {}): RatedSubnet => ({
  netuid: 1,
  dynamic: true,
  started: true,
  subtokenEnabled: true,
  registrationAllowed: true,
  emissionEnabled: true,
  movingPrice: 1n << 32n,
  minerBurned: 0n,
  ...more,
});
const priced = (...prices: readonly number[]) =>
  prices.map((price) => subnet({ movingPrice: BigInt(Math.round(price * 2 ** 32)) }));
const real = (bits: bigint) => Number(bits) / Number(one);
const part = (value: number) => BigInt(Math.round(value * 2 ** 64));

describe('the share of a subnet in a block', () => {
  it('is that of its price where nothing is withheld and root weighs the same on all', () => {
    const half = U96F32.one / 2n;
    const shares = productShares('root proportion', priced(1, 3), [half, half]);
    expect(shares).toEqual([one / 4n, (one * 3n) / 4n]);
  });

  it('falls with what its owner withholds, and is nothing where that is all or more', () => {
    const withheld = [0n, U96F32.one / 2n, U96F32.one, U96F32.one * 7n];
    const subnets = withheld.map((minerBurned) => subnet({ minerBurned }));
    const shares = productShares('none', subnets, []);
    expect(shares.map(real)).toEqual([2 / 3, 1 / 3, 0, 0].map((value) => expect.closeTo(value, 15)));
  });

  it('is that of its price where all withhold all, or root has no stake', () => {
    const all = priced(1, 3).map((each) => ({ ...each, minerBurned: U96F32.one }));
    expect(productShares('none', all, [])).toEqual([one / 4n, (one * 3n) / 4n]);
    expect(productShares('root proportion', priced(1, 3), [0n, 0n])).toEqual([one / 4n, (one * 3n) / 4n]);
  });

  it('is nothing where no subnet has a price', () => {
    expect(productShares('none', priced(0, 0), [])).toEqual([0n, 0n]);
  });

  it('of a stable subnet is that of price 1, whatever its moving price is', () => {
    const subnets = [subnet({ dynamic: false, movingPrice: 5n }), subnet()];
    expect(productShares('none', subnets, [])).toEqual([one / 2n, one / 2n]);
  });

  it('needs the start call, trading and registration, and is never root’s', () => {
    expect(isEligible(subnet())).toBe(true);
    for (const more of [
      { started: false },
      { subtokenEnabled: false },
      { registrationAllowed: false },
      { netuid: 0 },
    ])
      expect(isEligible(subnet(more))).toBe(false);
    expect(isEligible(subnet({ emissionEnabled: false }))).toBe(true);
  });

  it("goes to the subnets that are on where root's switch is off, and to none where all are off", () => {
    const quarter = one / 4n;
    const shares = [quarter, quarter, quarter * 2n];
    const on = (...flags: boolean[]) => flags.map((emissionEnabled) => ({ emissionEnabled }));
    expect(switchedShares(on(true, true, true), shares)).toEqual(shares);
    expect(switchedShares(on(true, true, false), shares)).toEqual([one / 2n, one / 2n, 0n]);
    expect(switchedShares(on(false, false, false), shares)).toEqual([0n, 0n, 0n]);
  });

  it('is refused together with the others where they are more than the block', () => {
    expect(() => emissionsOf(1000n, [one, 1n])).toThrow(
      new RangeError(
        `shares of a block must come to at most 1 (2^64 bits of U64F64); received a sum of ${one + 1n} bits: divide each by their sum`,
      ),
    );
    expect(emissionsOf(1000n, [one / 2n, one / 2n])).toEqual([500n << 32n, 500n << 32n]);
  });
});

describe("root's proportion", () => {
  it('is a half where its weighted TAO is as much as the alpha of the subnet', () => {
    expect(rootProportion({ rootTao: 500n, taoWeight: u64Max }, 500n)).toBe(U96F32.one / 2n);
  });

  it('is nothing without stake on root, and nothing where there is no stake at all', () => {
    expect(rootProportion({ rootTao: 0n, taoWeight: u64Max }, 500n)).toBe(0n);
    expect(rootProportion({ rootTao: 0n, taoWeight: u64Max }, 0n)).toBe(0n);
  });
});

describe('the TAO of a subnet', () => {
  const terms = { emission: 1000n << 32n, price: one / 2n, alpha: 0n, rootProportion: U96F32.one };
  it('enters the pool whole while the alpha beside it is within root’s part of what the subnet issues', () => {
    expect(emissionTerms(terms)).toMatchObject({ taoIn: 1000n << 32n, alphaIn: 2000n << 32n, excessTao: 0n });
  });

  it('buys alpha where it would bring in more than that', () => {
    const tiny = { ...terms, rootProportion: 1n << 2n }; // 2^-30 of 10^9 RAO
    const { taoIn, alphaIn, excessTao } = emissionTerms(tiny);
    expect(alphaIn).toBe((1_000_000_000n << 32n) >> 30n);
    expect(taoIn).toBe(alphaIn / 2n);
    expect(taoIn + excessTao).toBe(terms.emission);
  });

  it('brought in until June 2026 what the subnet issues at most, and not more alpha than the block has TAO', () => {
    const dear = { ...terms, emission: 900_000_000n << 32n };
    const [whole, halved] = [1_000_000_000n, 500_000_000n].map((minted) => termsByIssue(dear, minted));
    // At a price of a half the TAO would bring in 1.8 alpha; the subnet issues 1.
    expect([whole.alphaIn, whole.taoIn]).toEqual([1_000_000_000n << 32n, 500_000_000n << 32n]);
    expect([halved.alphaIn, halved.taoIn]).toEqual([500_000_000n << 32n, 250_000_000n << 32n]);
    for (const { taoIn, excessTao, alphaOut } of [whole, halved])
      expect([taoIn + excessTao, alphaOut]).toEqual([dear.emission, 1_000_000_000n << 32n]);
  });

  it('enters alone where the pool has no price', () => {
    expect(emissionTerms({ ...terms, price: 0n })).toMatchObject({
      taoIn: 1000n << 32n,
      alphaIn: 0n,
      excessTao: 0n,
    });
  });
});

describe('the gate', () => {
  const three = one * 3n;
  const parameters = { rank: 2, quantile: part(0.61), exponent: three };

  it('is half open for a share at the bar, nearly open far above and nearly shut far below', () => {
    const bar = part(0.01);
    expect(gateFactor(bar, bar, three)).toBe(one / 2n);
    expect(real(gateFactor(part(0.1), bar, three))).toBeCloseTo(1 / 1.001, 6);
    expect(real(gateFactor(part(0.001), bar, three))).toBeCloseTo(1 / 1001, 6);
  });

  it('has its bar at a rank of those with a share, or at the last of them where they are fewer', () => {
    const demands = [0.1, 0.6, 0, 0.3].map(part);
    const at = (rank: number) => barOf({ ...parameters, rank }, demands);
    expect([1, 2, 3, 4, 200].map(at)).toEqual([0.6, 0.3, 0.1, 0.1, 0.1].map(part));
    expect(barOf(parameters, [0n, 0n])).toBe(0n);
    expect(barOf(parameters, [])).toBe(0n);
  });

  it('has its bar at the share with which the largest together reach the quantile, rank 0', () => {
    const demands = [0.125, 0.5, 0.25, 0.125].map(part);
    const at = (quantile: number) => barOf({ rank: 0, quantile: part(quantile), exponent: three }, demands);
    expect([0.5, 0.51, 0.75, 0.76].map(at)).toEqual([0.5, 0.25, 0.25, 0.125].map(part));
    expect(barOf({ rank: 0, quantile: one * 2n, exponent: three }, demands)).toBe(part(0.125));
    expect(barOf({ rank: 0, quantile: one, exponent: three }, [])).toBe(0n);
  });

  it('is shut for a share two thousand times the bar, where the power of the chain fails', () => {
    const times = (ratio: bigint) => real(gateFactor(one / 2n, one / 2n / ratio, three));
    expect(times(1000n)).toBeGreaterThan(0.999999);
    expect(times(2000n)).toBeLessThan(1e-9);
  });

  it('moves its bar at every 360th block alone, and at once where there is none', () => {
    const bars = [359, 360, 361, 720].map((block) => gateShares(parameters, block, 1n, priced(1, 3)).bar);
    expect(bars).toEqual([1n, one / 4n, 1n, one / 4n]);
    expect(gateShares(parameters, 7, 0n, priced(1, 3)).bar).toBe(one / 4n);
  });

  it('keeps its bar where no subnet has a share', () => {
    expect(gateShares(parameters, 360, 5n, priced(0, 0))).toEqual({ bar: 5n, shares: [0n, 0n] });
  });

  it('lets shares be where it has no bar, or where nothing passes', () => {
    expect(gated([one / 4n, (3n * one) / 4n], 0n, three)).toEqual([one / 4n, (3n * one) / 4n]);
    expect(gated([2n, 2n], one, one * 8n)).toEqual([2n, 2n]);
  });

  it('never gives more than the whole, nor more to the smaller demand beyond the error of its power', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 200, max: 100_000 }), { minLength: 1, maxLength: 40 }),
        fc.integer({ min: 1, max: 40 }),
        (prices, rank) => {
          const subnets = prices.map((price) => subnet({ movingPrice: BigInt(price) << 10n }));
          const { shares } = gateShares({ ...parameters, rank }, 0, 0n, subnets);
          const sum = shares.reduce((total, share) => total + share, 0n);
          expect(sum).toBeLessThanOrEqual(one);
          for (const [left, price] of prices.entries())
            for (const [right, other] of prices.entries())
              if (price < other) expect(real(shares[left])).toBeLessThanOrEqual(real(shares[right]) + 2e-6);
        },
      ),
      { seed: 1, numRuns: 100 },
    );
  });
});

describe('a power of a share', () => {
  it('is near the real one where the series reaches', () => {
    for (const [value, exponent] of [
      [0.5, 3],
      [2, 3],
      [1.7, 0.5],
      [9, 1],
    ]) {
      const power = real(sharePower(part(value), part(exponent)));
      expect(Math.abs(power / value ** exponent - 1)).toBeLessThan(2e-6);
    }
  });

  it('is 0 where the inverse of the value does not fit, and the largest where the power does not', () => {
    const bits = (raw: bigint) => raw << 32n;
    expect(sharePower(0n, one)).toBe(0n);
    expect(sharePower(bits(2n), one)).toBe(0n);
    expect(sharePower(bits(3n), one)).toBeGreaterThan(0n);
    expect(sharePower(one * 1000n, one * 8n)).toBe(one * (2n ** 31n - 1n));
  });

  it('of a value beyond the type is that of the largest value', () => {
    expect(sharePower(one * 2n ** 40n, one / 4n)).toBe(sharePower(one * 2n ** 31n - (1n << 32n), one / 4n));
  });
});

describe('values over their sum', () => {
  it('are all 0 where the sum is 0', () => {
    expect(overSum([0n, 0n])).toEqual([0n, 0n]);
    expect(overSum([])).toEqual([]);
  });
});
