import type { Hyperparameters } from '../sim/hyperparameters/registry.ts';
import { type Blocks, secondsPerBlock } from '../sim/units.ts';
import { type Device, devices } from './market/hardware.ts';
import { type Query, queryDeadline, requestBytes, responseBytes, sweepSteps } from './queryDemand.ts';

/** Width of the encoder that a validator routes with, and of the middle of its layer (v3.6.1 core_validator: nhid 200). */
const width = 1024;
const middle = 200;
/** Its one layer: four square matrices of attention and two of the middle; the gates see one token a row only. */
const layerSize = 4 * width * width + 2 * width * middle;
/** Forward, and twice as much backward. */
const passes = 3;

/** Operations that a validator spends on a query itself: its routing encoder over all tokens, attention included. */
export function ownFlop({ batch, sequenceLength }: Query): number {
  return passes * batch * sequenceLength * (2 * layerSize + 4 * width * sequenceLength);
}

/**
 * Seconds of a step of a sweep (assumption A41): one of the peers lets it wait for the whole deadline, requests and
 * answers of all share its line, and its own encoder runs after them.
 */
export function stepSeconds(query: Query, topk: number, device: Device): number {
  const wire = (topk * (requestBytes(query) + responseBytes(query))) / device.bytesPerSecond;
  return queryDeadline + wire + ownFlop(query) / device.flopPerSecond;
}

/**
 * Blocks of a sweep over so many uids by the validators' device: what its steps take, but no less than `least`, the epoch
 * at whose end weights are set. Without a device a sweep takes `least`.
 */
export function sweepBlocksOf(hyperparameters: Hyperparameters, uids: number, least: Blocks): Blocks {
  const device = devices.find(({ name }) => name === hyperparameters['validator.device']);
  if (device === undefined) return least;
  const topk = hyperparameters['validator.topk'];
  const query = {
    batch: hyperparameters.validatorBatchSize,
    sequenceLength: hyperparameters.validatorSequenceLength,
  };
  const seconds = sweepSteps(uids, topk) * stepSeconds(query, topk, device);
  return Math.max(least, Math.ceil(seconds / secondsPerBlock));
}
