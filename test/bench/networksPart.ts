import type { ConsensusRun } from './consensus/sizes.ts';
import type { Timing } from './consensus/timing.ts';
import { inFreshProcess } from './freshProcess.ts';
import type { Promised } from './promises.ts';

/** Seconds of processor that the epochs of all networks may take on one core. */
const limit = 0.15;

const size = { n: 256, validators: 64, density: 1 };
const count = 1000;

export interface NetworksRow extends Timing {
  readonly name: string;
  readonly networks: number;
  /** Different fingerprints over the networks, which begin alike: 1. */
  readonly distinct: number;
  readonly peakMB: number;
}

/** One epoch of each of 1,000 networks of 256 uids and 64 validators, all weights set, in the chain's arithmetic on one core. */
export function benchNetworks(): NetworksRow[] {
  const run: ConsensusRun = { ...size, arithmetic: 'chain', implementation: 'kernel', shape: 'yuma2' };
  const timing = inFreshProcess<Timing & { distinct: number; peakMB: number }>(
    'consensus/manyConsensus.ts',
    String(count),
    JSON.stringify(run),
  );
  return [{ name: `networks-${count}x${size.n}x${size.validators}`, networks: count, ...timing }];
}

export const networksText = (rows: readonly NetworksRow[]): string =>
  rows
    .map(
      ({ networks, minCpuMs, medianMs, epochs, peakMB }) =>
        `an epoch of each of ${networks} networks of ${size.n} uids and ${size.validators} validators, chain arithmetic, one core: ${(minCpuMs / 1000).toFixed(3)} s of processor at best, ${(medianMs / 1000).toFixed(3)} s by the clock (median of ${epochs}), ${peakMB.toFixed(0)} MB`,
    )
    .join('\n');

export const networksPromises = (rows: readonly NetworksRow[]): Promised[] =>
  rows.map(({ networks, minCpuMs }) => ({
    promise: `an epoch of each of ${networks} networks: at most ${limit} s of processor`,
    seen: `${(minCpuMs / 1000).toFixed(3)} s`,
    kept: minCpuMs / 1000 <= limit,
  }));
