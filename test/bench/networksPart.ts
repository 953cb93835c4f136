import { blocksPerDay } from '../../sim/units.ts';
import type { ConsensusRun } from './consensus/sizes.ts';
import type { Timing } from './consensus/timing.ts';
import { inFreshProcess } from './freshProcess.ts';
import type { Promised } from './promises.ts';

/** Seconds of processor that the epochs of all networks may take on one core. */
const limit = 0.15;

/** Minutes of processor that a year of 128 networks may take: 25 on each of two cores. */
const yearMinutes = 50;
const yearBlocks = 365 * blocksPerDay;

const size = { n: 256, validators: 64, density: 1 };
const count = 1000;

export interface NetworksRow extends Timing {
  readonly name: string;
  readonly networks: number;
  /** Different fingerprints over the networks, which begin alike: 1. */
  readonly distinct: number;
  readonly peakMB: number;
  readonly world: LiveRow;
}

/** A world of 128 networks with people, ms of processor a block: by the kernel, and by the readable text. */
interface LiveRow {
  readonly kernelMs: number;
  readonly textMs: number;
  readonly peakMB: number;
}

/**
 * One epoch of each of 1,000 networks of 256 uids and 64 validators, all weights set, in the chain's arithmetic on one core; and the blocks of
 * a world of 128 of them with coinbase, pools, stakes and people.
 */
export function benchNetworks(): NetworksRow[] {
  const run: ConsensusRun = { ...size, arithmetic: 'chain', implementation: 'kernel', shape: 'yuma2' };
  const timing = inFreshProcess<Timing & { distinct: number; peakMB: number }>(
    'consensus/manyConsensus.ts',
    String(count),
    JSON.stringify(run),
  );
  const world = inFreshProcess<LiveRow>('oneNetworks.ts');
  return [{ name: `networks-${count}x${size.n}x${size.validators}`, networks: count, ...timing, world }];
}

export const networksText = (rows: readonly NetworksRow[]): string =>
  rows
    .flatMap(({ networks, minCpuMs, medianMs, epochs, peakMB, world }) => [
      `an epoch of each of ${networks} networks of ${size.n} uids and ${size.validators} validators, chain arithmetic, one core: ${(minCpuMs / 1000).toFixed(3)} s of processor at best, ${(medianMs / 1000).toFixed(3)} s by the clock (median of ${epochs}), ${peakMB.toFixed(0)} MB`,
      `a block of 128 networks with people: ${world.kernelMs.toFixed(2)} ms of processor, ${((world.kernelMs * yearBlocks) / 1000 / 60).toFixed(0)} minutes a year; by the readable text ${world.textMs.toFixed(0)} ms, ${(world.textMs / world.kernelMs).toFixed(0)} times as much; ${world.peakMB.toFixed(0)} MB`,
    ])
    .join('\n');

export const networksPromises = (rows: readonly NetworksRow[]): Promised[] =>
  rows.flatMap(({ networks, minCpuMs, world }) => [
    {
      promise: `an epoch of each of ${networks} networks: at most ${limit} s of processor`,
      seen: `${(minCpuMs / 1000).toFixed(3)} s`,
      kept: minCpuMs / 1000 <= limit,
    },
    yearPromise(world),
  ]);

function yearPromise({ kernelMs }: LiveRow): Promised {
  const most = (yearMinutes * 60 * 1000) / yearBlocks;
  return {
    promise: `a block of 128 networks: at most ${most.toFixed(2)} ms, so a year in ${yearMinutes} minutes of processor`,
    seen: `${kernelMs.toFixed(2)} ms, ${(kernelMs / most).toFixed(2)} of it`,
    kept: kernelMs <= most,
  };
}
