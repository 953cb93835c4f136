import { playback } from '../replay/playback.ts';
import { readRecorded } from '../replay/recordedNetwork.ts';
import { type EpochLook, type Newcomer, SubnetWatch } from './subnetWatch.ts';

/** A hundred epochs of a subnet. */
export interface SubnetRecord {
  readonly looks: readonly EpochLook[];
  readonly newcomers: readonly Newcomer[];
}

/** Epochs that knobs are fitted on; they are judged on the others. */
export const fittedEpochs = 50;

/** Subnet 31 in August 2024, as it was recorded; incentive is what the rules of the time make of the recorded weights. */
export function recordedSubnet31(): SubnetRecord {
  const recorded = readRecorded('netuid31-2024-08');
  const stake = recorded.stake.map(Number);
  const watch = new SubnetWatch();
  for (const { weights, output, ...frame } of playback(recorded))
    watch.look({ ...frame, stake, rows: weights, incentive: output.incentive });
  return watch;
}

/** The newcomers that came to mine. */
export const minersAmong = (newcomers: readonly Newcomer[]): readonly Newcomer[] =>
  newcomers.filter(({ validates }) => !validates);

/** Subnet 15 in January 2025, one block: mean total variation between its validators of at least 1 % of stake. */
export function recordedDisagreement15(): number | null {
  const recorded = readRecorded('netuid15-2025-01');
  const watch = new SubnetWatch();
  for (const { weights, output, ...frame } of playback(recorded))
    watch.look({ ...frame, stake: recorded.stake.map(Number), rows: weights, incentive: output.incentive });
  return watch.looks[0].disagreement;
}
