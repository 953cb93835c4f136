import { type Arriving, fitArriving, gapsOf } from './newcomerFit.ts';
import { minersAmong, type SubnetRecord } from './recordedSubnet31.ts';
import type { Newcomer } from './subnetWatch.ts';

/** What is held against the record of newcomers. */
export interface Fates {
  /** Days between registrations. */
  readonly gaps: readonly number[];
  /** Epochs until the first incentive of those that mine; ∞: none while they were seen. */
  readonly waits: readonly number[];
  /** Of those that mine: 1 with an incentive while it was seen, else 0. */
  readonly earned: readonly number[];
}

/** First block of the record, and its days. */
export const recordStart = 3_600_000;
export const recordDays = 4.95;

export function fatesOf({ newcomers }: Pick<SubnetRecord, 'newcomers'>): Fates {
  const miners = minersAmong(newcomers);
  return {
    gaps: gapsOf(newcomers, recordStart),
    waits: miners.map(({ firstPay }) => firstPay ?? Number.POSITIVE_INFINITY),
    earned: miners.map(({ firstPay }) => (firstPay === null ? 0 : 1)),
  };
}

/** Who comes by all newcomers but one, whose gap goes with it. */
export function fitWithout(newcomers: readonly Newcomer[], left: number): Arriving {
  const days = recordDays - gapsOf(newcomers, recordStart)[left];
  const others = newcomers.filter((_, k) => k !== left);
  return fitArriving({ registrations: others.length, days, miners: minersAmong(others) });
}

/** Who comes by all of them. */
export const fitWithAll = (newcomers: readonly Newcomer[]): Arriving =>
  fitArriving({ registrations: newcomers.length, days: recordDays, miners: minersAmong(newcomers) });

/** What worlds say of each newcomer, fitted on the others: all forecasts together, each newcomer with as many worlds. */
export function forecasts(
  newcomers: readonly Newcomer[],
  watch: (arriving: Arriving, left: number) => readonly Pick<SubnetRecord, 'newcomers'>[],
): Fates {
  const each = newcomers.flatMap((_, left) => watch(fitWithout(newcomers, left), left).map(fatesOf));
  return {
    gaps: each.flatMap(({ gaps }) => gaps),
    waits: each.flatMap(({ waits }) => waits),
    earned: each.flatMap(({ earned }) => earned),
  };
}
