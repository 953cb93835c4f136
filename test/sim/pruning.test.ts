import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { neuronToPruneFinney, neuronToPruneNakamoto } from '../../sim/pruning.ts';

interface Neuron {
  readonly stake: number;
  readonly incentive: number;
  readonly registered: number;
}

function replacedAmong(neurons: readonly Neuron[], block: number, immunity: number, stakeMin = 1024): number {
  const stake = Float64Array.from(neurons, (neuron) => neuron.stake);
  return neuronToPruneNakamoto(
    {
      size: neurons.length,
      stake,
      totalStake: stake.reduce((sum, rao) => sum + rao, 0),
      incentive: Float64Array.from(neurons, (neuron) => neuron.incentive),
      registrationBlock: Float64Array.from(neurons, (neuron) => neuron.registered),
    },
    block,
    immunity,
    stakeMin,
  );
}

/** The rule in exact rationals over one common denominator: scores × total × 2^20, uids in little-endian order. */
function byTheBook(neurons: readonly Neuron[], block: number, immunity: number, stakeMin: number): number {
  const total = neurons.reduce((sum, { stake }) => sum + BigInt(stake), 0n);
  const denominator = (total || 1n) << 20n;
  const score = ({ stake, incentive, registered }: Neuron) =>
    (stake >= stakeMin ? BigInt(stake) << 20n : BigInt(incentive * 2 ** 20) * (total || 1n)) +
    (block - registered < immunity ? BigInt(registered + 1) * denominator : 0n);
  const littleEndian = (uid: number) => `${String(uid % 256).padStart(3)}${String(uid >> 8).padStart(3)}`;
  const order = [...neurons.keys()].sort((a, b) => (littleEndian(a) < littleEndian(b) ? -1 : 1));
  return order.reduce((least, uid) => (score(neurons[uid]) < score(neurons[least]) ? uid : least), order[0]);
}

const plain: Neuron = { stake: 0, incentive: 0.5, registered: 0 };

describe('whom a Nakamoto registration replaces', () => {
  it('the lowest incentive below the stake minimum, the lowest stake share from it on', () => {
    const servers = [plain, { ...plain, incentive: 0.01 }, { ...plain, incentive: 0.02 }];
    expect(replacedAmong(servers, 9000, 100)).toBe(1);
    const rich = { stake: 9_000_000, incentive: 0, registered: 0 };
    expect(replacedAmong([...servers, rich], 9000, 100)).toBe(1);
    expect(replacedAmong([...servers, rich, { ...rich, stake: 2000 }], 9000, 100)).toBe(4);
  });

  it('immunity protects while anybody else is there, for exactly its period', () => {
    const fresh = { stake: 0, incentive: 0, registered: 8900 };
    expect(replacedAmong([plain, fresh], 8999, 100)).toBe(0);
    expect(replacedAmong([plain, fresh], 9000, 100)).toBe(1);
  });

  it('if all are immune the earliest goes, whatever it earns', () => {
    const neurons = [0, 1, 2, 3].map((uid) => ({
      stake: 0,
      incentive: uid === 2 ? 0.9 : 0,
      registered: 8990 + ((uid + 2) % 4),
    }));
    expect(replacedAmong(neurons, 9000, 100)).toBe(2);
  });

  it('at equal registration blocks an immune neuron of lower score goes, however late the chain', () => {
    const late = { stake: 0, registered: 4_000_000_000 };
    expect(
      replacedAmong(
        [
          { ...late, incentive: 2e-16 },
          { ...late, incentive: 1e-16 },
        ],
        4_000_000_001,
        9,
      ),
    ).toBe(1);
  });

  it('a tie goes to the uid whose little-endian bytes come first', () => {
    const neurons = Array.from({ length: 600 }, (_, uid) =>
      uid % 256 === 0 && uid < 512 ? plain : { ...plain, incentive: 0 },
    );
    expect(replacedAmong(neurons, 9000, 100)).toBe(512);
    expect(replacedAmong(neurons.slice(0, 512), 9000, 100)).toBe(1);
    neurons[1] = plain;
    expect(replacedAmong(neurons.slice(0, 512), 9000, 100)).toBe(257);
  });

  it('agrees with the rule in exact arithmetic on any network', () => {
    const neuron = fc.record({
      stake: fc.constantFrom(0, 1, 1023, 1024, 1025, 2_000_000_000_000),
      incentive: fc.constantFrom(0, 0.25, 0.5, 1 / 1024),
      registered: fc.integer({ min: 0, max: 300 }),
    });
    fc.assert(
      fc.property(
        fc.array(neuron, { minLength: 1, maxLength: 12 }),
        fc.integer({ min: 0, max: 320 }),
        fc.constantFrom(0, 1024),
        (neurons, immunity, stakeMin) => {
          expect(replacedAmong(neurons, 310, immunity, stakeMin)).toBe(
            byTheBook(neurons, 310, immunity, stakeMin),
          );
        },
      ),
      { numRuns: 500, seed: 1 },
    );
  });
});

describe('whom a Finney registration replaces', () => {
  const replaced = (scores: number[], registered: number[], immunity: number) =>
    neuronToPruneFinney(
      {
        size: scores.length,
        pruningScore: Uint16Array.from(scores),
        registrationBlock: Float64Array.from(registered),
      },
      20_000,
      immunity,
    );

  it('the lowest score outside immunity, the highest uid among equals', () => {
    expect(replaced([65_535, 0, 0, 3000], [1000, 1000, 9000, 1000], 3072)).toBe(2);
    expect(replaced([5, 4, 9], [1, 19_999, 1], 3072)).toBe(0);
  });

  it('if all are immune, the first one of the lowest score', () => {
    expect(replaced([7, 3, 3], [19_999, 19_999, 19_998], 3072)).toBe(1);
  });

  it('slots marked at 65535 are left alone while a neuron is immune', () => {
    expect(replaced([65_535, 65_535, 40], [1, 1, 19_999], 3072)).toBe(2);
    expect(replaced([65_535, 65_535], [1, 1], 3072)).toBe(0);
  });
});
