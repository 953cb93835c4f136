import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type RootNetwork, rootEpoch } from '../../../sim/coinbase/rootEpoch.ts';
import { I64F64 } from '../../../sim/math/fixed.ts';

const tao = 1_000_000_000n;
const root = (more: Partial<RootNetwork>): RootNetwork => ({
  stake: [],
  weights: [],
  netuids: [0, 1, 2],
  rho: 10,
  kappa: 32_767,
  ...more,
});
const value = (bits: bigint) => Number(bits) / Number(I64F64.one);
/** What networks 0, 1 and 2 get of a TAO. */
const emission = (more: Partial<RootNetwork>) => rootEpoch(root(more), tao).emission!;

describe('an epoch of the root network', () => {
  it('gives a subnet with half of the stake behind it a consensus of one half', () => {
    const { steps } = rootEpoch(root({ stake: [tao, tao], weights: [[[1, 100]], [[2, 100]]] }), tao);
    expect(value(steps.trust![1])).toBeCloseTo(0.5, 12);
    expect(value(steps.consensus![1])).toBeCloseTo(0.5, 4);
    expect(value(steps.consensus![0])).toBeCloseTo(1 / (1 + Math.exp(5)), 4);
  });

  it('pays a subnet that two thirds of the stake agree on more than twice as much as the other', () => {
    const [, first, second] = emission({ stake: [2n * tao, tao], weights: [[[1, 1]], [[2, 1]]] });
    expect(Number(first) / Number(second)).toBeCloseTo(
      (2 * (1 + Math.exp(5 / 3))) / (1 + Math.exp(-5 / 3)),
      2,
    );
  });

  it('counts a weight of 0 as no trust', () => {
    const stake = [tao, tao];
    const named = rootEpoch(
      root({
        stake,
        weights: [
          [[1, 5]],
          [
            [1, 5],
            [2, 0],
          ],
        ],
      }),
      tao,
    );
    expect(named).toEqual(rootEpoch(root({ stake, weights: [[[1, 5]], [[1, 5]]] }), tao));
  });

  it('reads the last weight of a netuid that is named twice, and none of a netuid that does not exist', () => {
    const stake = [tao, 3n * tao];
    const plain: RootNetwork['weights'] = [
      [
        [1, 5],
        [2, 7],
      ],
      [[2, 1]],
    ];
    const odd: RootNetwork['weights'] = [
      [
        [1, 60_000],
        [2, 7],
        [9, 500],
        [1, 5],
      ],
      [[2, 1]],
    ];
    expect(emission({ stake, weights: odd })).toEqual(emission({ stake, weights: plain }));
  });

  it('gives root itself what is set on it, and the subnets get that much less', () => {
    const [lost, kept] = emission({
      stake: [tao],
      weights: [
        [
          [0, 1],
          [1, 1],
        ],
      ],
    });
    expect(lost).toBe(kept);
    expect(lost).toBeGreaterThan(tao / 2n - 3n);
  });

  it('mints at most the block, and fewer than a RAO for each network less', () => {
    const uids = fc.array(
      fc.tuple(fc.bigInt(1n, 10n ** 16n), fc.array(fc.tuple(fc.nat(4), fc.integer({ min: 1, max: 65_535 })))),
      { minLength: 1, maxLength: 8 },
    );
    fc.assert(
      fc.property(uids, (rows) => {
        const netuids = [0, 1, 2, 3, 4];
        const [stake, weights] = [rows.map(([rao]) => rao), rows.map(([, row]) => row)];
        const { emission: paid } = rootEpoch(root({ stake, weights, netuids }), tao);
        const sum = paid!.reduce((total, rao) => total + rao, 0n);
        expect(sum).toBeLessThanOrEqual(tao);
        if (weights.some((row) => row.length > 0) && sum > 0n) expect(sum).toBeGreaterThan(tao - 6n);
      }),
      { seed: 16, numRuns: 200 },
    );
  });

  it('changes nothing without networks', () => {
    expect(rootEpoch(root({ stake: [tao], weights: [[]], netuids: [] }), tao)).toEqual({
      refusal: 'No networks to validate emission values.',
      emission: null,
      steps: {},
    });
  });

  it('refuses rows that are not one for each uid', () => {
    expect(() => emission({ stake: [tao, tao], weights: [[]] })).toThrow(
      /root\.weights must have one row for each of the 2 uids; received 1 \(an empty row/,
    );
  });

  it('stops where the sigmoid is so steep that the chain stops', () => {
    expect(() => emission({ rho: 60, kappa: 65_535, stake: [tao], weights: [[[1, 1]]] })).toThrow(
      /exp\(60\) overflows I64F64.*use a smaller rho/,
    );
  });
});
