import { cpuUsage } from 'node:process';
import { type YumaPairs, yumaEpochBuffers, yumaEpochWith } from '../../../sim/consensus/yuma.ts';
import { yumaArenaBytes } from '../../../sim/kernel/float64/yumaArena.ts';
import { yumaKernel } from '../../../sim/kernel/float64/yumaKernel.ts';
import { type CostShape, costNetwork } from './costNetwork.ts';

/** What one epoch of a shape costs. */
export interface Cost extends CostShape {
  /** Weight entries that the engine read. */
  readonly entries: number;
  /** Processor time of one whole epoch, from stored rows to stored bonds and emission: the fastest of `epochs`. */
  readonly ms: number;
  readonly epochs: number;
  /** What the chain would keep: a u16 uid and a u16 value for each weight and each bond. */
  readonly storedBytes: number;
  /** Memory that the kernel works in. */
  readonly kernelBytes: number;
}

/** Epochs are repeated until they took this long, ms, at least three times. */
const budgetMs = 150;
/** Epochs below this are timed several together, ms. */
const batchMs = 5;

/**
 * Times the float64 epoch of a shape (Yuma 2), bonds in place: the first two epochs, which make them and warm the
 * code, do not count. Time is the processor's, so that a busy machine does not look like a slow one; it is this
 * machine's all the same, and everything else is the same everywhere.
 */
export function measureCost(shape: CostShape, pairs: YumaPairs = yumaKernel()): Cost {
  const { size, validators } = shape;
  const network = costNetwork(shape);
  const epoch = yumaEpochBuffers(size);
  const parameters = {
    kappa: 0.5,
    activityCutoff: 5000,
    maxAllowedValidators: validators,
    bondsAlpha: 0.1,
  };
  let block = 100;
  const once = () => yumaEpochWith(pairs, network, block++, 1e9, parameters, epoch);
  once();
  const warm = processorMs(once, 1);
  const batch = Math.max(1, Math.ceil(batchMs / warm));
  let ms = Number.POSITIVE_INFINITY;
  let spent = 0;
  let batches = 0;
  for (; batches < 3 || spent < budgetMs; batches++) {
    const took = processorMs(once, batch);
    spent += took * batch;
    ms = Math.min(ms, took);
  }
  const bonds = network.bonds.reduce((sum, { targets }) => sum + targets.length, 0);
  return {
    ...shape,
    entries: epoch.entries,
    ms,
    epochs: batches * batch,
    storedBytes: 4 * (epoch.entries + bonds),
    kernelBytes: yumaArenaBytes(size, Math.min(size, validators + 16)),
  };
}

/** Processor time of one of `times` calls, ms. */
function processorMs(call: () => void, times: number): number {
  const start = cpuUsage();
  for (let k = 0; k < times; k++) call();
  const { user, system } = cpuUsage(start);
  return Math.max(1, user + system) / 1000 / times;
}
