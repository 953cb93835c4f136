import type { Parameters, Usd } from '../../sim/units.ts';
import { canServe, memoryBytes, type Query, type ServerCapacity } from '../queryDemand.ts';

/** A device that a miner can rent. */
export interface Device extends ServerCapacity {
  readonly name: string;
  /** Operations a second that its maker promises for dense half precision (CPU: what a server of 16 cores sustains). */
  readonly peakFlop: number;
  /** US dollars an hour. */
  readonly rentPerHour: Usd;
  readonly source: string;
}

/** Part of the promised operations that inference of a transformer sustains (assumption A30): no source beyond practice. */
const sustained = 0.35;

const gpu = (
  name: string,
  peakFlop: number,
  gigabytes: number,
  megabytesPerSecond: number,
  rentPerHour: Usd,
  source: string,
): Device => ({
  name,
  peakFlop,
  flopPerSecond: sustained * peakFlop,
  memory: gigabytes * 1e9,
  bytesPerSecond: megabytesPerSecond * 1e6,
  rentPerHour,
  source,
});

/**
 * What can be rented, by rising rent (assumption A30). Rents are those of March 2026, the only ones found in one
 * place; in 2022 the same card cost more and no H100 was to be had. Network: what hosts of the kind offer.
 */
export const devices: readonly Device[] = [
  {
    name: 'CPU',
    peakFlop: 0.2e12,
    flopPerSecond: 0.2e12,
    memory: 64e9,
    bytesPerSecond: 125e6,
    rentPerHour: 0.06,
    source:
      'servers of late 2022 sustain 0.1 to 0.5 TFLOP/s (papers: load of a query); rent of 16 shared cores, 64 GB: no source',
  },
  gpu(
    'RTX 3090',
    71e12,
    24,
    60,
    0.22,
    'NVIDIA GA102 whitepaper (FP16 tensor, FP32 accumulate); RunPod, the lower of two rents, March 2026',
  ),
  gpu(
    'RTX 4090',
    165e12,
    24,
    60,
    0.34,
    'NVIDIA Ada whitepaper (FP16 tensor, FP32 accumulate); RunPod, the lower of two rents, March 2026',
  ),
  gpu(
    'A100',
    312e12,
    80,
    1250,
    1.39,
    'NVIDIA A100 datasheet (BF16 dense); RunPod, the lower of two rents, March 2026',
  ),
  gpu(
    'H100',
    989e12,
    80,
    1250,
    2.69,
    'NVIDIA H100 SXM datasheet (BF16 dense); RunPod, the lower of two rents, March 2026',
  ),
];

/** Place of the only device that everyone has access to. */
export const cpu = 0;

/** Largest model that anyone thinks of, parameters. */
const largest = 1e12;
/** Smallest that is worth the name. */
export const smallestModel = 1e6;

/**
 * Parameters of the largest model with which a device answers this query within a block, 0 if not even the smallest
 * one. Bisection, for memory and time both rise with the model.
 */
export function largestServed(device: ServerCapacity, query: Query): Parameters {
  if (!canServe(smallestModel, query, device)) return 0;
  let low = smallestModel;
  let high = largest;
  if (canServe(high, query, device)) return high;
  for (let round = 0; round < 60; round++) {
    const middle = Math.sqrt(low * high);
    if (canServe(middle, query, device)) low = middle;
    else high = middle;
  }
  return low;
}

/** Bytes of memory that a device has to spare for a model and a query; negative if it does not hold them. */
export const spareMemory = (device: ServerCapacity, size: Parameters, query: Query): number =>
  device.memory - memoryBytes(size, query);
