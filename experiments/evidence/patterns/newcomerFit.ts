import { blocksPerDay, type Share } from '../../../sim/units.ts';
import { epochBlocks, type Newcomer } from './subnetWatch.ts';

/** Who comes to a subnet: the knobs that its newcomers decide. */
export interface Arriving {
  /** Candidates per block and 4,096 uids. */
  readonly arrivalRate: number;
  readonly poorShare: Share;
  /** 0: never. */
  readonly repairMedianDays: number;
}

/** The settings of those who arrive. */
export const arrivingSettings = ({ arrivalRate, poorShare, repairMedianDays }: Arriving) => ({
  'scenario.arrivalRate': arrivalRate,
  'scenario.poorShare': poorShare,
  'scenario.repairMedianDays': repairMedianDays,
});

/** What is known of newcomers. */
export interface Comings {
  /** Registrations, and the days in which they came. */
  readonly registrations: number;
  readonly days: number;
  readonly miners: readonly Newcomer[];
}

/** A miner without incentive for more epochs than this came badly set up: validators see the others within two sweeps. */
const soundWithin = 10;
const uids = 256;
const referenceUids = 4096;

/**
 * Who comes, by maximum likelihood: as many look as registered, because a slot of the subnet was worth far more than it cost; the share of
 * miners that were badly set up; and the rate at which those mended, from the days they were seen unpaid.
 */
export function fitArriving({ registrations, days, miners }: Comings): Arriving {
  const weak = miners.filter(({ firstPay }) => firstPay === null || firstPay > soundWithin);
  const mended = weak.filter(({ firstPay }) => firstPay !== null).length;
  const unpaidDays = weak.reduce((sum, one) => sum + daysUnpaid(one), 0);
  return {
    arrivalRate: threeDigits((registrations / days / blocksPerDay) * (referenceUids / uids)),
    poorShare: miners.length > 0 ? weak.length / miners.length : 0,
    repairMedianDays: mended > 0 ? threeDigits((Math.LN2 * unpaidDays) / mended) : 0,
  };
}

const threeDigits = (value: number): number => Number(value.toPrecision(3));

const daysUnpaid = ({ firstPay, block, until }: Newcomer): number =>
  (firstPay === null ? until - block : firstPay * epochBlocks) / blocksPerDay;

/** Days from each registration back to the one before, the first to the start. */
export const gapsOf = (newcomers: readonly Newcomer[], start: number): number[] =>
  newcomers.map(({ block }, k) => (block - (k === 0 ? start : newcomers[k - 1].block)) / blocksPerDay);
