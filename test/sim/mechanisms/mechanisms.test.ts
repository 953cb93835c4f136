import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type MechanismSettings,
  mechanismFaults,
  mechanismsV349,
  mechanismsV475,
} from '../../../sim/hyperparameters/mechanismLimits.ts';
import { aggregateMechanisms, type EpochTerms } from '../../../sim/mechanisms/aggregate.ts';
import { emissionParts } from '../../../sim/mechanisms/emissionParts.ts';

const nothing: EpochTerms = {
  hotkey: 0,
  dividend: 0n,
  incentive: 0n,
  validatorEmission: 0n,
  serverEmission: 0n,
  stakeWeight: 0n,
  active: false,
  emission: 0n,
  consensus: 0n,
  validatorTrust: 0n,
  permit: false,
  stake: 0n,
};

describe('the alpha of a subnet with several mechanisms', () => {
  it('is parted evenly without a split, and mechanism 0 gets the remainder', () => {
    expect(emissionParts(100n, 3, null)).toEqual([34n, 33n, 33n]);
    expect(emissionParts(2n, 3, null)).toEqual([2n, 0n, 0n]);
  });

  it('is parted by the split; a mechanism without a share gets nothing, a share without a mechanism is not read', () => {
    expect(emissionParts(131_070n, 2, [32_768, 32_767])).toEqual([65_536n, 65_534n]);
    expect(emissionParts(131_070n, 3, [1, 65_534])).toEqual([2n, 131_068n, 0n]);
    expect(emissionParts(131_070n, 1, [1, 65_534])).toEqual([131_070n]);
  });

  it('is given out whole, whatever the split', () => {
    const cuts = fc.option(fc.array(fc.integer({ min: 0, max: 65_535 }), { maxLength: 15 }));
    const counts = fc.integer({ min: 1, max: 16 });
    fc.assert(
      fc.property(fc.bigInt(0n, 2n ** 60n), counts, cuts, (alpha, count, points) => {
        const parts = emissionParts(alpha, count, points === null ? null : sharesBetween(points));
        expect(parts).toHaveLength(count);
        expect(parts.every((part) => part >= 0n)).toBe(true);
        expect(parts.reduce((sum, part) => sum + part, 0n)).toBe(alpha);
      }),
      { seed: 1 },
    );
  });
});

/** Shares of 65,535 between the points at which it is cut. */
function sharesBetween(points: readonly number[]): number[] {
  const sorted = [...points, 65_535].sort((one, other) => one - other);
  return sorted.map((point, index) => point - (sorted[index - 1] ?? 0));
}

describe('the aggregate of the mechanisms’ epochs', () => {
  const parts = [300n, 100n];
  const of = (first: Partial<EpochTerms>, second: Partial<EpochTerms>) =>
    aggregateMechanisms(parts, [[{ ...nothing, ...first }], [{ ...nothing, ...second }]])[0];

  it('adds what was earned and averages by the alpha what is a share, so pruning sees the mean of the emissions', () => {
    const sum = of(
      { serverEmission: 70n, validatorEmission: 30n, emission: 100n, consensus: 40_000n },
      { serverEmission: 7n, validatorEmission: 3n, emission: 20n, consensus: 20_000n },
    );
    expect(sum).toMatchObject({
      serverEmission: 77n,
      validatorEmission: 33n,
      emission: 80n,
      consensus: 35_000n,
    });
  });

  it('keeps the incentive of the first mechanism in which a hotkey is, by its weight, and no other', () => {
    expect(of({ incentive: 60_000n }, { incentive: 10_000n }).incentive).toBe(45_000n);
    const later = aggregateMechanisms(parts, [[], [{ ...nothing, incentive: 60_000n }]]);
    expect(later[0].incentive).toBe(15_000n);
  });

  it('has a permit, and is active, where any mechanism says so', () => {
    expect(of({ permit: true }, {})).toMatchObject({ permit: true, active: false });
    expect(of({}, { active: true })).toMatchObject({ permit: false, active: true });
  });

  it('floors at every step', () => {
    const thirds = [1n, 1n, 1n];
    const epochs = thirds.map(() => [{ ...nothing, consensus: 100n }]);
    expect(aggregateMechanisms(thirds, epochs)[0].consensus).toBe(99n);
  });

  it('is that of mechanism 0 where there is no alpha to share', () => {
    const terms = [[{ ...nothing, consensus: 7n }], [{ ...nothing, consensus: 9n }]];
    expect(aggregateMechanisms([0n, 0n], terms)[0].consensus).toBe(7n);
  });

  it('of one mechanism is the epoch itself', () => {
    const terms = { ...nothing, dividend: 3n, incentive: 65_535n, emission: 5n, consensus: 1n, permit: true };
    expect(aggregateMechanisms([1n], [[terms]])).toEqual([terms]);
  });
});

describe('the limits of mechanisms', () => {
  const one: MechanismSettings = { mechanismCount: 1, mechanismEmissionSplit: null, maxAllowedUids: 256 };
  const messages = (settings: Partial<MechanismSettings>, limits = mechanismsV475) =>
    mechanismFaults(limits, { ...one, ...settings }).map(({ message }) => message);

  it('let a subnet have two at v3.4.9-424 and eight at spec 475, if its uids leave room', () => {
    expect(messages({ mechanismCount: 2, maxAllowedUids: 128 }, mechanismsV349)).toEqual([]);
    expect(messages({ mechanismCount: 8, maxAllowedUids: 32 })).toEqual([]);
    expect(messages({ mechanismCount: 2, maxAllowedUids: 128, mechanismEmissionSplit: [65_535] })).toEqual(
      [],
    );
  });

  it.each<[string, Partial<MechanismSettings>, RegExp]>([
    [
      'no mechanism',
      { mechanismCount: 0 },
      /^mechanismCount must be an integer of 1 … 8 at spec 475; received 0 \(/,
    ],
    ['nine of them', { mechanismCount: 9 }, /1 … 8 .* received 9 \(leave it out for one mechanism\)/],
    ['half a one', { mechanismCount: 1.5 }, /must be an integer .* received 1\.5/],
    ['no number', { mechanismCount: Number.NaN }, /must be an integer .* received NaN/],
    [
      'more uids than they leave room for',
      { mechanismCount: 3, maxAllowedUids: 86 },
      /times maxAllowedUids must be at most 256 .* received 3 × 86 = 258 \(lower maxAllowedUids to 85 or/,
    ],
    [
      'a split that is not whole',
      { mechanismCount: 2, maxAllowedUids: 128, mechanismEmissionSplit: [65_000, 534] },
      /^mechanismEmissionSplit must sum to 65,535; received 65,534 \(leave it out for equal parts\)/,
    ],
    [
      'more shares than mechanisms',
      { mechanismEmissionSplit: [65_535, 0] },
      /must have at most 1 shares, one for each mechanism; received 2/,
    ],
    [
      'a negative share',
      { mechanismCount: 2, maxAllowedUids: 128, mechanismEmissionSplit: [-1, 65_536] },
      /must hold integers of 0 … 65,535; received -1/,
    ],
  ])('refuse %s, with key, value, rule and remedy', (_, settings, message) => {
    expect(messages(settings)).toEqual([expect.stringMatching(message)]);
  });

  it('refuse at v3.4.9-424 what spec 475 takes', () => {
    expect(messages({ mechanismCount: 3, maxAllowedUids: 64 })).toEqual([]);
    expect(messages({ mechanismCount: 3, maxAllowedUids: 64 }, mechanismsV349)).toEqual([
      expect.stringContaining('1 … 2 at v3.4.9-424; received 3'),
    ]);
  });
});
