import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  averagedFlow,
  firstFlow,
  flowShares,
  powerNormalised,
  smoothingOf,
} from '../../../sim/coinbase/flowShares.ts';
import { bisectedRoot } from '../../../sim/math/bisectedRoot.ts';
import { clampedI64F64, U64F64 } from '../../../sim/math/saturating.ts';

const { one } = U64F64;
const real = (bits: bigint) => Number(bits) / Number(one);
const rao = (value: number) => clampedI64F64.fromInt(value);
const parameters = { exponent: one, cutoff: 0n, net: false };
const users = (...flows: readonly number[]) => flows.map((flow) => ({ user: rao(flow), protocol: 0n }));
const near = (...shares: readonly number[]) => shares.map((share) => expect.closeTo(share, 5));

describe('the share by flow', () => {
  it('is in proportion to the TAO that came in, and nothing where TAO left', () => {
    expect(flowShares(parameters, users(3_000_000, 1_000_000, -5_000_000)).map(real)).toEqual(
      near(0.75, 0.25, 0),
    );
  });

  it('is nothing for all where no TAO came in, so the block hands out nothing', () => {
    expect(flowShares(parameters, users(0, -7, -5))).toEqual([0n, 0n, 0n]);
    expect(flowShares(parameters, [])).toEqual([]);
  });

  it('favours the larger flow the more, the larger the exponent, with a series too short by a part in a hundred', () => {
    const shares = flowShares({ ...parameters, exponent: one * 2n }, users(3_000_000, 1_000_000));
    expect(real(shares[0])).toBeCloseTo(0.9, 2);
    expect(real(shares[0])).toBeCloseTo(0.89905, 5);
  });

  it('begins at a cutoff above 0, and at the lowest flow where the cutoff is lower than that', () => {
    const flows = users(3_000_000, 1_000_000, -1_000_000);
    expect(flowShares({ ...parameters, cutoff: rao(2_000_000) }, flows).map(real)).toEqual(near(1, 0, 0));
    const low = flowShares({ ...parameters, cutoff: rao(-9_000_000) }, flows);
    expect(low.map(real)).toEqual(near(4 / 6, 2 / 6, 0));
    const inflowsAlone = flowShares({ ...parameters, cutoff: rao(-9_000_000) }, users(3_000_000, 1_000_000));
    expect(inflowsAlone.map(real)).toEqual(near(0.75, 0.25));
  });

  it('takes what the chain itself put in off the users’ flow, as far as users brought in as much', () => {
    const net = { ...parameters, net: true };
    const flow = (user: number, protocol: number) => ({ user: rao(user), protocol: rao(protocol) });
    const covered = flowShares(net, [flow(3_000_000, 1_000_000), flow(1_000_000, 0)]);
    expect(covered.map(real)).toEqual(near(2 / 3, 1 / 3));
    const uncovered = flowShares(net, [flow(3_000_000, 8_000_000), flow(1_000_000, 0)]);
    expect(uncovered.map(real)).toEqual(near(0, 1));
    expect(
      flowShares({ ...net, net: false }, [flow(3_000_000, 8_000_000), flow(1_000_000, 0)]).map(real),
    ).toEqual(near(0.75, 0.25));
  });

  it('counts what the chain took out as brought in, also where it put in nothing anywhere', () => {
    const net = { ...parameters, net: true };
    const flows = [
      { user: rao(1_000_000), protocol: rao(-2_000_000) },
      { user: rao(1_000_000), protocol: 0n },
    ];
    expect(flowShares(net, flows).map(real)).toEqual(near(0.75, 0.25));
  });

  it('never comes to more than the whole', () => {
    const flows = fc.array(fc.integer({ min: -(10 ** 9), max: 10 ** 12 }), { minLength: 1, maxLength: 30 });
    fc.assert(
      fc.property(flows, fc.integer({ min: 1, max: 4 }), (values, exponent) => {
        const shares = flowShares({ ...parameters, exponent: one * BigInt(exponent) }, users(...values));
        const sum = shares.reduce((total, share) => total + share, 0n);
        expect(sum).toBeLessThanOrEqual(one);
        if (values.some((value) => value > 0)) expect(real(sum)).toBeGreaterThan(1 - 1e-9);
      }),
      { seed: 1, numRuns: 200 },
    );
  });
});

describe('powers over their sum', () => {
  it('of a single value are the whole: what is scaled is never too small', () => {
    fc.assert(
      fc.property(fc.bigInt(2n, 2n ** 127n), (value) => {
        expect(powerNormalised([value], one)).toEqual([one]);
      }),
      { seed: 1, numRuns: 200 },
    );
  });

  it('of a single value that is the smallest there is are lost: its inverse does not fit', () => {
    expect(powerNormalised([1n, 0n], one)).toEqual([0n, 0n]);
    expect(powerNormalised([2n, 0n], one)).toEqual([one, 0n]);
  });
});

describe('an average of flows', () => {
  const half = one / 2n;

  it('takes in a block’s flow once', () => {
    const first = averagedFlow({ block: 7, average: rao(100) }, 8, 300n, half);
    expect(first).toEqual({ block: 8, average: rao(200) });
    expect(averagedFlow(first, 8, 300n, half)).toBe(first);
  });

  it('has half of its weight in 216,000 blocks by default', () => {
    const smoothing = real(smoothingOf(29_597_889_189_277n));
    expect((1 - smoothing) ** 216_000).toBeCloseTo(0.5, 6);
    expect(smoothingOf(2n ** 63n - 1n)).toBe(one);
  });

  it('began at v3.2.10 with the lower one of price and moving price, TAO per alpha taken as RAO', () => {
    expect(firstFlow(9, 5n, 7n)).toEqual({ block: 9, average: 5n });
    expect(firstFlow(9, 8n, 7n)).toEqual({ block: 9, average: 7n });
  });
});

describe('the chain’s square root', () => {
  const values = [
    0n,
    1n,
    one / 1000n,
    one - 1n,
    one,
    one + 1n,
    one * 2n,
    one * 10n ** 6n,
    U64F64.highest / 3n,
    U64F64.highest,
  ];

  it('is within its tolerance of the value over it, for the smallest and the largest: its cap of rounds never acts', () => {
    for (const value of values) {
      const root = bisectedRoot(value);
      const other = U64F64.div(value, root);
      expect(real(other > root ? other - root : root - other)).toBeLessThanOrEqual(0.001);
    }
  });

  it('is coarse below that, and exact where the first middle is', () => {
    expect(real(bisectedRoot(one * 2n))).toBeCloseTo(Math.SQRT2, 3);
    expect(real(bisectedRoot(one * 2n))).not.toBeCloseTo(Math.SQRT2, 6);
    expect([one, one * 4n].map(bisectedRoot)).toEqual([one, one * 2n]);
    expect(real(bisectedRoot(0n))).toBe(2 ** -10);
  });
});
