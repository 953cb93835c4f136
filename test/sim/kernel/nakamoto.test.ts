import { describe, expect, it } from 'vitest';
import { nakamotoEpochBuffers, nakamotoStep, nakamotoStepWith } from '../../../sim/consensus/nakamoto.ts';
import { resolve } from '../../../sim/hyperparameters/registry.ts';
import {
  type ChainNakamotoKernel,
  chainNakamotoKernel,
} from '../../../sim/kernel/nakamoto/chainNakamotoKernel.ts';
import { nakamotoKernel } from '../../../sim/kernel/nakamoto/nakamotoKernel.ts';
import { cloneNetwork, createNetwork, type Network, selfWeight } from '../../../sim/network.ts';
import { type Row, rowOf } from '../../../sim/row.ts';
import { stepInChainArithmetic } from '../../../sim/rules/nakamotoChain.ts';
import { u32Max } from '../../../sim/units.ts';
import { makeDraws } from './draws.ts';

type Draws = ReturnType<typeof makeDraws>;

const parameters = {
  rho: 10,
  kappa: 0.5,
  selfOwnership: 0.5,
  bondsMovingAverage: 0.9,
  activityCutoff: 5000,
};
const emission = 100_000_000_000;

const perUid = [
  'active',
  'stake',
  'rank',
  'trust',
  'consensus',
  'incentive',
  'bondTotal',
  'bondYield',
  'dividends',
  'emission',
] as const;

/** Rows in order and out of it, with explicit zeros, with themselves, empty, and of one entry. */
function rowFor(uid: number, size: number, density: number, draws: Draws): Row {
  if (draws.chance(0.1)) return selfWeight(uid);
  const targets = Array.from({ length: size }, (_, target) => target).filter(() => draws.chance(density));
  const row = targets.map((target) => [target, draws.chance(0.1) ? 0 : draws.below(u32Max)] as const);
  return rowOf(draws.chance(0.2) ? [...row].reverse() : row);
}

/** Some time passes: weights are set, a uid is replaced, stake moves, the network grows. */
function disturb(network: Network, block: number, density: number, draws: Draws): void {
  if (network.size < network.capacity && draws.chance(0.5)) network.size += 1;
  for (let uid = 0; uid < network.size; uid++) {
    if (draws.chance(0.3)) {
      network.weights[uid] = rowFor(uid, network.size, density, draws);
      network.lastUpdate[uid] = block;
    }
    if (draws.chance(0.2)) network.stakes.rao[uid] = BigInt(draws.below(3) * draws.below(2 ** 40));
  }
  if (draws.chance(0.5)) {
    const gone = draws.below(network.size);
    network.replaced.add(gone);
    network.weights[gone] = selfWeight(gone);
    network.bondRao[gone]?.fill(0);
  }
}

const bitsOf = (values: Float64Array | Uint8Array, size: number) =>
  Buffer.from(values.slice(0, size).buffer).toString('base64');

/** Where the kernel's network first differs from the twin's in a bit. */
function firstDifference(
  ours: Network,
  theirs: Network,
  kernel: ReturnType<typeof nakamotoKernel>,
  block: number,
) {
  const [mine, other] = [nakamotoEpochBuffers(ours.capacity), nakamotoEpochBuffers(ours.capacity)];
  nakamotoStepWith(kernel, ours, block, emission, parameters, mine);
  nakamotoStep(theirs, block, emission, parameters, other);
  for (const name of perUid)
    if (bitsOf(mine[name], ours.size) !== bitsOf(other[name], ours.size)) return name;
  for (const name of ['totalRank', 'scale', 'activeShare', 'entries'] as const)
    if (!Object.is(mine[name], other[name])) return name;
  for (let uid = 0; uid < ours.size; uid++) {
    const [bonds, expected] = [ours.bondRao[uid], theirs.bondRao[uid]];
    if ((bonds === null) !== (expected === null)) return `whether ${uid} has bonds`;
    if (bonds !== null && bitsOf(bonds, ours.capacity) !== bitsOf(expected!, ours.capacity))
      return `bonds of ${uid}`;
  }
  return null;
}

describe('the kernel of a Nakamoto step', () => {
  it.each([
    [1, 1],
    [3, 0.5],
    [17, 0],
    [40, 0.05],
    [40, 0.3],
    [70, 1],
  ])('gives every bit of its twin, step after step: %i uids, density %d', (size, density) => {
    for (let seed = 0; seed < 12; seed++) {
      const draws = makeDraws(1000 * size + seed);
      const ours = createNetwork(size + 5);
      ours.size = size;
      const kernel = nakamotoKernel();
      for (let step = 0; step < 8; step++) {
        const block = 20_000 + 1500 * step;
        disturb(ours, block, density, draws);
        const theirs = cloneNetwork(ours);
        expect(firstDifference(ours, theirs, kernel, block), `seed ${seed}, step ${step}`).toBe(null);
      }
    }
  });

  it('moves the bonds into its memory at the first step, where they stay', () => {
    const draws = makeDraws(3);
    const network = createNetwork(30);
    network.size = 30;
    const kernel = nakamotoKernel();
    const epoch = nakamotoEpochBuffers(30);
    const buffers = new Set<ArrayBufferLike>();
    for (let step = 0; step < 5; step++) {
      for (let uid = 0; uid < 30; uid++) network.weights[uid] = rowFor(uid, 30, 1, draws);
      network.stakes.rao.fill(10n ** 12n);
      network.lastUpdate.fill(20_000);
      nakamotoStepWith(kernel, network, 20_000, emission, parameters, epoch);
      for (const bonds of network.bondRao) if (bonds !== null) buffers.add(bonds.buffer);
    }
    expect(buffers.size).toBe(1);
  });

  it('keeps apart two networks that it steps in turns, and their clones', () => {
    const draws = makeDraws(5);
    const kernel = nakamotoKernel();
    const networks = [20, 33].map((size) => {
      const network = createNetwork(size);
      network.size = size;
      return network;
    });
    for (let step = 0; step < 6; step++) {
      for (const network of networks) {
        disturb(network, 20_000 + step, 0.6, draws);
        const [clone, theirs] = [cloneNetwork(network), cloneNetwork(network)];
        expect(firstDifference(clone, cloneNetwork(theirs), kernel, 20_000 + step)).toBe(null);
        expect(firstDifference(network, theirs, kernel, 20_000 + step)).toBe(null);
      }
    }
  });

  it('leaves rows that name a uid twice to the twin, and goes on', () => {
    const draws = makeDraws(8);
    const network = createNetwork(12);
    network.size = 12;
    const kernel = nakamotoKernel();
    for (let step = 0; step < 4; step++) {
      disturb(network, 20_000, 0.7, draws);
      network.stakes.rao[2] = 10n ** 12n;
      network.lastUpdate[2] = 20_000;
      network.weights[2] = rowOf(
        step % 2 === 0
          ? [
              [3, 9],
              [3, 11],
              [4, 5],
            ]
          : [
              [3, 9],
              [4, 5],
            ],
      );
      expect(firstDifference(network, cloneNetwork(network), kernel, 20_000)).toBe(null);
    }
  });
});

/** Never serves, so that the readable text runs. */
const absent: ChainNakamotoKernel = { pairs: () => null };

describe('the kernel of a Nakamoto step in the chain’s arithmetic', () => {
  it.each([
    [1, 1],
    [17, 0],
    [25, 0.1],
    [40, 1],
  ])('gives every bit of its twin, step after step: %i uids, density %d', (size, density) => {
    let served = 0;
    for (let seed = 0; seed < 5; seed++) {
      const draws = makeDraws(77 * size + seed);
      const ours = createNetwork(size + 5);
      ours.size = size;
      const { pairs } = chainNakamotoKernel();
      const kernel: ChainNakamotoKernel = {
        pairs: (...state) => {
          const found = pairs(...state);
          if (found !== null) served += 1;
          return found;
        },
      };
      const asked = {
        ...resolve('nakamoto-2022'),
        bondsMovingAverage: draws.pick([0, 1, 900_000, 999_999, 1_000_000]),
        selfOwnership: draws.pick([1, 2, 3, 1000]),
      };
      for (let step = 0; step < 6; step++) {
        const block = 20_000 + 1500 * step;
        disturb(ours, block, density, draws);
        if (step === 1) ours.stakes.rao.fill(0n).fill(10n ** 16n, 0, 1);
        const theirs = cloneNetwork(ours);
        const minted = draws.pick([1, 1000, 100_000_000_007, 10 ** 14]);
        const [mine, other] = [kernel, absent].map((used) => {
          const network = used === kernel ? ours : theirs;
          const epoch = nakamotoEpochBuffers(network.capacity);
          stepInChainArithmetic(network, block, minted, asked, epoch, used);
          return epoch;
        });
        expect(mine, `seed ${seed}, step ${step}`).toEqual(other);
        const none = new Float64Array(ours.capacity);
        for (let uid = 0; uid < ours.size; uid++)
          expect(ours.bondRao[uid] ?? none).toEqual(theirs.bondRao[uid] ?? none);
      }
    }
    expect(served).toBe(30);
  });
});
