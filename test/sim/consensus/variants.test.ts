import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { variantNamed, variants } from '../../../sim/consensus/variants/catalogue.ts';
import { resetBonds } from '../../../sim/consensus/variants/resetBonds.ts';
import { translations } from '../../../sim/consensus/variants/translation.ts';
import { releases, type VariantEpoch, type VariantNetwork } from '../../../sim/consensus/variants/variant.ts';
import { variantEpoch } from '../../../sim/consensus/variants/variantEpoch.ts';

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

/** A variant over one unchanging network. */
function settled(name: string, network: VariantNetwork, epochs: number): VariantEpoch {
  const variant = variantNamed(name)!;
  let last: VariantEpoch | null = null;
  for (let k = 0; k < epochs; k++) last = variantEpoch(variant, network, last);
  return last!;
}

const everyone: VariantNetwork = {
  stake: [8, 1, 1],
  weights: [
    [1, 0],
    [1, 0],
    [0, 1],
  ],
};

describe.each(variants.map((variant) => [variant.name, variant] as const))('%s', (_, variant) => {
  it('gives nobody a negative or undefined share, and no more than one in all', () => {
    const network = fc.record({
      stake: fc.array(fc.integer({ min: 1, max: 1000 }), { minLength: 3, maxLength: 3 }),
      weights: fc.array(fc.array(fc.constantFrom(0, 0, 0.25, 0.5, 1), { minLength: 3, maxLength: 3 }), {
        minLength: 3,
        maxLength: 3,
      }),
    });
    fc.assert(
      fc.property(fc.array(network, { minLength: 1, maxLength: 4 }), (networks) => {
        let before: VariantEpoch | null = null;
        for (const given of networks) {
          before = variantEpoch(variant, given, before);
          for (const shares of [before.incentive, before.dividends]) {
            expect(shares.every((share) => share >= 0 && Number.isFinite(share))).toBe(true);
            expect(sum(shares)).toBeLessThanOrEqual(1 + 1e-12);
          }
          expect(before.bonds.flat().every((bond) => bond >= 0 && Number.isFinite(bond))).toBe(true);
        }
      }),
      { numRuns: 200, seed: 1 },
    );
  });

  it('pays nobody where nobody agrees, though releases B and C of the peer pay all', () => {
    const network = {
      stake: [34, 33, 33],
      weights: [
        [1, 0, 0],
        [0, 1, 0],
        [0, 0, 1],
      ],
    };
    const { consensus, incentive, dividends } = variantEpoch(variant, network, null);
    // OneAtATime never gives a weight of 0, so release A calls it agreement on a third for each.
    const paid = variant.release === 'A' ? 1 : 0;
    expect(sum(incentive)).toBeCloseTo(paid, 12);
    expect(sum(dividends)).toBeCloseTo(paid, 4);
    expect(sum(consensus)).toBeCloseTo(paid, 4);
  });

  it('comes to the split of stake where all validators agree for long', () => {
    const network = { stake: [5, 3, 2], weights: [1, 2, 3].map(() => [2, 1]) };
    const { incentive, dividends } = settled(variant.name, network, 400);
    expect(incentive[0]).toBeCloseTo(2 / 3, 4);
    for (const [i, share] of [0.5, 0.3, 0.2].entries()) expect(dividends[i]).toBeCloseTo(share, 4);
  });

  it('refuses what is no network', () => {
    const run = (stake: number[], weights: number[][]) => () =>
      variantEpoch(variant, { stake, weights }, null);
    expect(run([0, 0], [[1], [1]])).toThrow(/stakes must be finite, none negative and one above 0/);
    expect(run([1, -1], [[1], [1]])).toThrow(/none negative/);
    expect(run([1, Number.NaN], [[1], [1]])).toThrow(/finite/);
    expect(run([1], [[Number.POSITIVE_INFINITY]])).toThrow(/weights\[0\] must be 1 finite numbers/);
    expect(run([1, 1], [[1, 2], [1]])).toThrow(/weights\[1\]/);
    expect(run([1], [])).toThrow(/a row of weights for each/);
  });
});

describe('between the releases', () => {
  it('every name stands once in the translation, and every translation in the catalogue', () => {
    for (const release of releases) {
      const named = translations.flatMap((row) => row[release]).sort();
      const own = variants
        .filter((variant) => variant.release === release)
        .map(({ name }) => name.slice(2))
        .sort();
      expect(named).toEqual(own);
    }
  });

  it('alpha 0.1 of A keeps what B and C of the same idea replace', () => {
    const switched = {
      ...everyone,
      weights: [
        [0, 1],
        [0, 1],
        [0, 1],
      ],
    };
    const keptBy = (name: string) => {
      const variant = variantNamed(name)!;
      const first = variantEpoch(variant, everyone, null);
      return variantEpoch(variant, switched, first).bonds[0][0] / first.bonds[0][0];
    };
    expect(keptBy('A/YUMA1')).toBeCloseTo(0.9, 12);
    expect(keptBy('B/YUMA2')).toBeCloseTo(0.1, 12);
    expect(keptBy('C/YUMA2A')).toBeCloseTo(0.1, 12);
  });

  it('Adrian Fish pays for weights one epoch late', () => {
    const variant = variantNamed('B/YUMA2B')!;
    const first = variantEpoch(
      variant,
      {
        stake: [1, 1],
        weights: [
          [3, 1],
          [3, 1],
        ],
      },
      null,
    );
    const second = variantEpoch(
      variant,
      {
        stake: [1, 1],
        weights: [
          [1, 3],
          [1, 3],
        ],
      },
      first,
    );
    const third = variantEpoch(
      variant,
      {
        stake: [1, 1],
        weights: [
          [1, 3],
          [1, 3],
        ],
      },
      second,
    );
    expect(second.incentive[0]).toBeCloseTo(0.5, 4);
    expect(third.incentive[0]).toBeCloseTo(0.25, 4);
  });

  it('a reset asks what each variant asks', () => {
    const before = (name: string) => variantEpoch(variantNamed(name)!, everyone, null);
    const keeps = (name: string, server: number) => {
      const last = before(name);
      return resetBonds(variantNamed(name)!, last, server).bonds.some((row) => row[server] > 0);
    };
    expect(keeps('A/YUMA3', 1)).toBe(true);
    expect(keeps('A/YUMA31', 1)).toBe(false);
    expect(keeps('A/YUMA32', 0)).toBe(true);
    expect(keeps('A/YUMA32', 1)).toBe(false);
    expect(keeps('B/YUMA3', 0)).toBe(false);
  });
});
