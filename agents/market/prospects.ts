import type { Hyperparameters } from '../../sim/hyperparameters/registry.ts';
import { type Block, blocksPerDay, type Parameters, type Share, type Usd } from '../../sim/units.ts';
import type { Miner } from '../miner.ts';
import type { QualityModel } from '../qualityModel.ts';
import type { Query, ServerCapacity } from '../queryDemand.ts';
import { devicesOf } from './asic.ts';
import type { Change } from './change.ts';
import { deviceNeedOf, waysToFind } from './cheaperWays.ts';
import { cpu, type Device, devices, largestServed } from './hardware.ts';
import type { Person } from './person.ts';
import { gapAfter } from './training.ts';

/** How things are, or will be, for a part of the time that someone looks ahead. */
export interface Outlook {
  readonly qualityModel: QualityModel;
  /** What a miner may run on; those that can be rented come first. */
  readonly devices: readonly Device[];
  readonly query: Query;
  /** [cheaper way][device] parameters of the largest model that answers in time. */
  readonly largest: readonly (readonly Parameters[])[];
  /** Probability to answer of a miner that is able to. */
  readonly responds: Share;
}

export function outlookOf(hyperparameters: Hyperparameters, qualityModel: QualityModel): Outlook {
  const query: Query = {
    batch: hyperparameters.validatorBatchSize,
    sequenceLength: hyperparameters.validatorSequenceLength,
  };
  const all = devicesOf(hyperparameters);
  return {
    qualityModel,
    devices: all,
    query,
    largest: Array.from({ length: 1 + waysToFind(hyperparameters) }, (_, way) => {
      const need = deviceNeedOf(way, hyperparameters);
      return all.map((device) => largestServed(aPartOf(device, need), query));
    }),
    responds: hyperparameters['scenario.responds'],
  };
}

/** What a device is worth to a miner that needs only a part of it: operations and memory; its line stays as it is. */
const aPartOf = (device: Device, need: Share): ServerCapacity => ({
  flopPerSecond: device.flopPerSecond / need,
  memory: device.memory / need,
  bytesPerSecond: device.bytesPerSecond,
});

/** Parameters of the largest model with which a person answers in time on a device. */
export const largestFor = ({ way = 0 }: Person, device: number, { largest }: Outlook): Parameters =>
  largest[way][device];

/** An outlook and the part of the horizon it holds for. */
export interface Expectation {
  readonly outlook: Outlook;
  readonly weight: Share;
}

/** What a unit of quality earns and what that fetches, as people see it now. */
export interface Terms {
  /** Units of what the network pays in, a day, for each unit of steady score. */
  readonly earnedPerQuality: number;
  /** US dollars that a unit of it brings its seller. */
  readonly netPrice: Usd;
}

/** The miner that a person runs on a device: its own model, or the largest one that still answers in time. */
export function minerOn(person: Person, device: number, outlook: Outlook): Miner {
  const { size: whole, misconfigured, failed, behind, steps, disguise } = person;
  const fits = Math.min(whole, largestFor(person, device, outlook));
  const { responds } = outlook;
  return {
    size: fits > 0 ? fits : whole,
    misconfigured,
    responds: fits > 0 ? responds : 0,
    ...(failed && { failed }),
    ...(behind !== undefined && { behind }),
    ...(steps !== undefined && { gap: gapAfter(steps) }),
    ...(disguise !== undefined && { disguise }),
  };
}

/** US dollars a day that a person pays for a device. */
export const rentPerDay = ({ rentFactor }: Person, { rentPerHour }: Device): Usd =>
  24 * rentPerHour * rentFactor;

/** US dollars a day that a person can expect to keep with a device, over all it expects. */
export function profitPerDay(
  person: Person,
  device: number,
  expectations: readonly Expectation[],
  { earnedPerQuality, netPrice }: Terms,
): Usd {
  let quality = 0;
  for (const { outlook, weight } of expectations)
    quality += weight * outlook.qualityModel.qualityOf(minerOn(person, device, outlook));
  return quality * earnedPerQuality * netPrice - rentPerDay(person, expectations[0].outlook.devices[device]);
}

/**
 * What a miner that looks `days` ahead expects at `block`: the rules of the day until an announced change, then the
 * changed ones, each for its part of the time. Without looking ahead it sees only the rules of the day.
 */
export function expectationsOf(
  present: Outlook,
  changes: readonly { readonly block: Block; readonly outlook: Outlook }[],
  block: Block,
  days: number,
): Expectation[] {
  const end = block + days * blocksPerDay;
  // A change holds from the end of its block on: at that very block nothing is left of the old rules.
  const ahead = changes.filter((change) => change.block >= block && change.block < end);
  if (ahead.length === 0) return [{ outlook: present, weight: 1 }];
  const bounds = [block, ...ahead.map((change) => change.block), end];
  return [present, ...ahead.map(({ outlook }) => outlook)].map((outlook, k) => ({
    outlook,
    weight: (bounds[k + 1] - bounds[k]) / (end - block),
  }));
}

/** How soon another device must have paid back, and what changing to it costs. */
export interface Plans {
  readonly paybackDays: number;
  /** Of the new device's rent. */
  readonly switchDays: number;
}

/** Devices that a person can rent. */
export const within = ({ hasGpus }: Person): readonly number[] =>
  hasGpus ? devices.map((_, place) => place) : [cpu];

/** The device that brings most, at no cost of changing: the choice of a miner without one. */
export function bestDevice(person: Person, expectations: readonly Expectation[], terms: Terms): number {
  const profits = within(person).map((device) => profitPerDay(person, device, expectations, terms));
  return within(person)[profits.indexOf(Math.max(...profits))];
}

/**
 * The change that gains most within `paybackDays`, or null if none pays back what it costs (`switchDays` days of the
 * new device's rent).
 */
export function bestChange(
  person: Person,
  present: number,
  expectations: readonly Expectation[],
  terms: Terms,
  { paybackDays, switchDays }: Plans,
): Change | null {
  const now = profitPerDay(person, present, expectations, terms);
  let best: Change | null = null;
  let most = 0;
  for (const device of within(person)) {
    if (device === present) continue;
    const gainPerDay = profitPerDay(person, device, expectations, terms) - now;
    const cost = switchDays * rentPerDay(person, devices[device]);
    const gain = gainPerDay * paybackDays - cost;
    if (gain > most) [best, most] = [{ device, cost, gainPerDay }, gain];
  }
  return best;
}
