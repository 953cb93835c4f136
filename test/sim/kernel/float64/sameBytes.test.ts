import { describe, expect, it } from 'vitest';
import { yumaEpoch, yumaEpochBuffers, yumaEpochWith, yumaPairs } from '../../../../sim/consensus/yuma.ts';
import { hasFloat64Kernel } from '../../../../sim/kernel/float64/yumaArena.ts';
import { yumaKernel } from '../../../../sim/kernel/float64/yumaKernel.ts';
import { cloneNetwork, type Network } from '../../../../sim/network.ts';
import { rowOf } from '../../../../sim/row.ts';
import { block, flavours, type Look, networkOf } from './networks.ts';

const emission = 1_000_000_000;
const perUid = [
  'active',
  'stake',
  'validatorPermit',
  'activeStake',
  'prerank',
  'consensus',
  'rank',
  'trust',
  'validatorTrust',
  'incentive',
  'dividends',
  'serverShare',
  'validatorShare',
  'combinedShare',
  'emission',
  'pruningScore',
] as const;

const looks: readonly Look[] = [
  { size: 5, validators: 3, density: 1, equalStakes: true, levels: 3, disturbed: 0 },
  { size: 8, validators: 1, density: 1, equalStakes: false, levels: 65_535, disturbed: 0 },
  { size: 33, validators: 33, density: 1, equalStakes: true, levels: 2, disturbed: 0 },
  { size: 64, validators: 20, density: 0.3, equalStakes: true, levels: 5, disturbed: 0.1 },
  { size: 100, validators: 64, density: 1, equalStakes: false, levels: 65_535, disturbed: 0 },
  { size: 100, validators: 64, density: 0.9, equalStakes: false, levels: 65_535, disturbed: 0.2 },
  { size: 90, validators: 30, density: 0, equalStakes: true, levels: 3, disturbed: 0.1 },
  { size: 120, validators: 60, density: 0.02, equalStakes: false, levels: 2, disturbed: 0.1 },
  { size: 130, validators: 129, density: 0.05, equalStakes: false, levels: 40, disturbed: 0.05 },
  { size: 203, validators: 101, density: 1, equalStakes: true, levels: 65_535, disturbed: 0.02 },
  { size: 300, validators: 290, density: 0.8, equalStakes: false, levels: 65_535, disturbed: 0 },
].map((look, k) => ({ seed: `look ${k}`, ...look }));

const bits = (values: ArrayLike<number>, size: number) =>
  Buffer.from(Float64Array.from(values).buffer, 0, size * 8).toString('base64');

/** Both texts, epoch after epoch on networks of their own; says where the first bit differs. */
function firstDifference(
  network: Network,
  flavour: keyof typeof flavours,
  epochs: number,
  layout: () => boolean = () => false,
): string | null {
  const parameters = { ...flavours[flavour], maxAllowedValidators: Math.ceil(network.size / 2) };
  const other = cloneNetwork(network);
  const kernel = yumaKernel(layout);
  const ours = yumaEpochBuffers(network.capacity);
  const theirs = yumaEpochBuffers(network.capacity);
  for (let k = 0; k < epochs; k++) {
    yumaEpochWith(kernel, network, block + k, emission, parameters, ours);
    yumaEpoch(other, block + k, emission, parameters, theirs);
    for (const name of perUid) {
      if (bits(ours[name], network.size) !== bits(theirs[name], network.size)) return `${name} of epoch ${k}`;
    }
    for (let uid = 0; uid < network.size; uid++) {
      for (const part of ['targets', 'values'] as const) {
        const mine = network.bonds[uid][part];
        if (bits(mine, mine.length) !== bits(other.bonds[uid][part], mine.length))
          return `bonds of ${uid}, epoch ${k}`;
        if (mine.length !== other.bonds[uid][part].length) return `number of bonds of ${uid}, epoch ${k}`;
      }
    }
    if (ours.entries !== theirs.entries || ours.totalRank !== theirs.totalRank)
      return `entries or total rank`;
  }
  return null;
}

describe.skipIf(!hasFloat64Kernel)('the float64 kernel gives the bytes of its twin', () => {
  it.each(Object.keys(flavours))('%s, two epochs on networks of every shape', (flavour) => {
    for (const look of looks) {
      for (const seed of [look.seed, `${look.seed} again`]) {
        for (const sparse of [true, false]) {
          const found = firstDifference(networkOf({ ...look, seed }), flavour, 3, () => sparse);
          expect(found, `${seed} of ${look.size}, ${sparse ? 'sparse' : 'dense'}`).toBe(null);
        }
      }
    }
  });

  it('seven hundred validators, whose medians take every pass of the search', () => {
    const look = { ...looks[4], seed: 'many', size: 700, validators: 690 };
    expect(firstDifference(networkOf(look), 'Yuma 2', 1)).toBe(null);
    expect(firstDifference(networkOf({ ...look, density: 0.6 }), 'Yuma 2', 1, () => true)).toBe(null);
  });

  it('a network that grows and then shrinks within one memory', () => {
    const kernel = yumaKernel();
    for (const validators of [10, 60, 31]) {
      const look = { ...looks[5], size: 90, validators, seed: `grows ${validators}` };
      const [one, two] = [networkOf(look), networkOf(look)];
      const [ours, theirs] = [yumaEpochBuffers(90), yumaEpochBuffers(90)];
      yumaEpochWith(kernel, one, block, emission, flavours['Yuma 2'], ours);
      yumaEpochWith(yumaPairs, two, block, emission, flavours['Yuma 2'], theirs);
      expect([...ours.dividends]).toEqual([...theirs.dividends]);
      expect(ours.dividends.some((share) => share > 0)).toBe(true);
      // The twin would have made its matrices: so it was not the twin that ran.
      expect([ours.weights.length, theirs.weights.length > 0]).toEqual([0, true]);
    }
  });

  it('rows that the chain would refuse are judged by the twin: a uid named twice, a weight above u16', () => {
    for (const row of [
      rowOf([
        [3, 10],
        [3, 20],
        [4, 5],
      ]),
      rowOf([
        [3, 70_000],
        [4, 5],
      ]),
    ]) {
      const network = networkOf(looks[4]);
      network.weights[2] = row;
      expect(firstDifference(cloneNetwork(network), 'Yuma 2', 2)).toBe(null);
      expect(firstDifference(network, 'Yuma 2', 2, () => true)).toBe(null);
    }
  });

  it('nobody with stake, and nobody with weights', () => {
    const poor = networkOf(looks[4]);
    poor.stakes.rao.fill(0n);
    expect(firstDifference(poor, 'Yuma 2', 2)).toBe(null);
    const mute = networkOf(looks[4]);
    mute.weights.fill(rowOf([]));
    expect(firstDifference(cloneNetwork(mute), 'Yuma 3', 2)).toBe(null);
    expect(firstDifference(mute, 'Yuma 3', 2, () => true)).toBe(null);
  });
});
