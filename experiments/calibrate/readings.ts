import { gammaQuantile } from '../../sim/math/gamma.ts';
import { blocksPerDay, type Share, u16Max } from '../../sim/units.ts';
import { studentQuantile } from '../statistics/studentT.ts';
import { minersPay, paidOf, partOf } from './shares.ts';
import { blockWords, latest, type SeenNetwork, type Sighting, voicesOf } from './sighting.ts';
import { disagreementOf, registrationsWithin } from './traits.ts';

/** A number that a network’s data state, or that follows from them without a world. */
export interface Reading {
  readonly value: number;
  /** 95 % interval; both ends equal the value where it is stated, not estimated. */
  readonly low: number;
  readonly high: number;
  readonly method: string;
}

/** A knob that is read, or why it is not. */
export type Read = Reading | { readonly because: string };

export const isRead = (read: Read): read is Reading => 'value' in read;

const stated = (value: number, method: string): Reading => ({ value, low: value, high: value, method });

/** The window in which registrations are counted where one sighting is all, blocks: none that young can have been replaced. */
const immunityOf = ({ hyperparameters }: SeenNetwork): number => {
  const own = hyperparameters.immunityPeriod;
  return typeof own === 'number' && own > 0 ? own : 4096;
};

/**
 * Registrations a day, with Jeffreys’ interval of a Poisson rate (Brown, Cai & DasGupta 2003). Counted over the history, or from one
 * sighting over the immunity period, in which nobody is replaced: an older count lacks those that were.
 */
export function registrationsPerDay(network: SeenNetwork): Read {
  const { sightings } = network;
  const blocks = Math.max(latest(network).block - sightings[0].block, immunityOf(network));
  const count = registrationsWithin(network, blocks);
  if (count === null) return { because: 'blocks of registration are missing' };
  const days = blocks / blocksPerDay;
  const end = (p: number) => gammaQuantile(p, count + 0.5) / days;
  return {
    value: count / days,
    low: count === 0 ? 0 : end(0.025),
    high: end(0.975),
    method: `${count} registrations in ${days.toFixed(2)} days, Jeffreys’ Poisson interval`,
  };
}

/** Share of weights that goes to the owner’s uid: by rows, else by what it was paid. */
export function ownerBurn(network: SeenNetwork): Read {
  const { ownerUid } = network;
  if (ownerUid === null) return { because: 'the owner’s uid is not known' };
  const sighting = latest(network);
  if (sighting.rows !== null) return burnOfRows(sighting, ownerUid);
  const { incentive, validatorTrust } = sighting;
  if (incentive === null) return { because: 'neither weights nor incentive are known' };
  return burnOfPay(incentive[ownerUid], validatorTrust === null ? null : trustOf(sighting));
}

/** Rows weighted by stake; they count as 1 / Σ share² rows (Kish 1965). */
function burnOfRows(sighting: Sighting, ownerUid: number): Read {
  const { rows, stake } = sighting;
  const parts = voicesOf(sighting).flatMap((uid) => {
    const part = partOf(rows?.[uid] ?? { targets: new Uint16Array(), values: new Uint32Array() }, ownerUid);
    return part === null ? [] : [{ part, weight: stake?.[uid] ?? 1 }];
  });
  if (parts.length < 2) return { because: `${parts.length} rows of weights: two are needed for an interval` };
  const total = parts.reduce((sum, { weight }) => sum + weight, 0);
  const shares = parts.map(({ weight }) => weight / total);
  const value = parts.reduce((sum, { part }, k) => sum + shares[k] * part, 0);
  const rowsCounted = 1 / shares.reduce((sum, share) => sum + share ** 2, 0);
  const method = `mean of ${parts.length} rows by stake, Student t on ${rowsCounted.toFixed(1)} rows`;
  const squares = parts.reduce((sum, { part }, k) => sum + shares[k] * (part - value) ** 2, 0);
  // s² = Σ w (x − mean)² / (1 − Σ w²), and Σ w² of it is the variance of the mean.
  const deviation = squares > 0 ? Math.sqrt(squares / (rowsCounted - 1)) : 0;
  const half = deviation * studentQuantile(0.975, Math.max(1, rowsCounted - 1));
  return { value, low: Math.max(0, value - half), high: Math.min(1, value + half), method };
}

/** What the owner’s uid was paid is its weight over what the consensus left of all weights. */
function burnOfPay(paid: Share, trust: Share | null): Read {
  if (trust === null)
    return paid === 0
      ? stated(0, 'the owner’s uid is paid nothing')
      : { because: 'the owner’s uid is paid, but without validator trust its weights do not follow' };
  const value = paid * trust;
  const step = 1 / u16Max;
  return {
    value,
    low: Math.max(0, value - step),
    high: Math.min(1, value + step),
    method: 'incentive of the owner’s uid times validator trust, as far as their steps of 1/65,535 tell',
  };
}

/** Mean validator trust by stake. */
function trustOf({ validatorTrust, stake }: Sighting): Share | null {
  if (validatorTrust === null || stake === null) return null;
  let sum = 0;
  let total = 0;
  for (const [uid, trust] of validatorTrust.entries()) {
    if (trust === 0) continue;
    sum += stake[uid] * trust;
    total += stake[uid];
  }
  return total > 0 ? sum / total : null;
}

/** Part of the miners from which a row counts as one that pays all. */
const nearlyAll = 0.8;

/**
 * Uids that a validator means to pay besides the owner’s; 0: all. Of these its row leaves out the part `excluded`, the lowest. The interval
 * is from the shortest to the longest row.
 */
export function paidUids(network: SeenNetwork, excluded: Share): Read {
  const { ownerUid } = network;
  const sighting = latest(network);
  const { rows, size } = sighting;
  if (rows === null) return paidByIncentive(network);
  const voices = voicesOf(sighting);
  const counts = voices
    .map((uid) => rows[uid].targets.filter((target) => target !== ownerUid).length)
    .filter((count) => count > 0)
    .sort((one, other) => one - other);
  if (counts.length === 0) return { because: 'no row pays a miner' };
  const middle = counts[Math.floor((counts.length - 1) / 2)];
  if (middle >= nearlyAll * (size - voices.length))
    return stated(0, `${middle} of ${size - voices.length} miners are paid in the middle row: all`);
  const meant = (count: number) => count / (1 - excluded);
  return {
    value: Math.round(meant(middle)),
    low: Math.floor(meant(counts[0])),
    high: Math.ceil(meant(counts[counts.length - 1])),
    method: `median, shortest and longest of ${counts.length} rows (${middle}, ${counts[0]}, ${counts[counts.length - 1]} uids), which leave out ${Math.round(100 * excluded)} %`,
  };
}

function paidByIncentive(network: SeenNetwork): Read {
  const sighting = latest(network);
  const pay = minersPay(sighting, network.ownerUid);
  if (pay === null) return { because: 'neither weights nor incentive are known' };
  const count = paidOf(pay).length;
  if (count === 0) return { because: 'no miner is paid' };
  if (count >= nearlyAll * sighting.size) return stated(0, `${count} of ${sighting.size} uids are paid: all`);
  return stated(count, 'uids with incentive; what the consensus cut away is not seen');
}

/** The price of the network’s alpha at the last sighting that has one. */
export function alphaPrice({ sightings }: SeenNetwork): Read {
  const last = sightings.findLast((sighting) => sighting.alphaPrice !== null);
  if (last === undefined || last.alphaPrice === null) return { because: 'no price is stated' };
  return stated(last.alphaPrice, `as stated at ${blockWords(last)}`);
}

/** Total variation above which rows are not those of validators that see the same answers. */
const apart = 0.02;

/** How far validators disagree, where it is so far that each must ask its own queries; null where they agree or are not known. */
export function asksApart(network: SeenNetwork): { readonly disagreement: number } | null {
  const disagreement = disagreementOf(network);
  return disagreement !== null && disagreement > apart ? { disagreement } : null;
}
