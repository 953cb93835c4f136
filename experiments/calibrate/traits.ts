import { gini } from '../../sim/metrics/concentration.ts';
import type { Row } from '../../sim/row.ts';
import { blocksPerDay } from '../../sim/units.ts';
import { minersPay, minersShares, paidOf, totalVariation } from './shares.ts';
import { latest, type SeenNetwork, type Sighting, voicesOf } from './sighting.ts';

/** A number that a network shows, recorded or in a world. */
export interface Trait {
  readonly name: string;
  readonly unit: string;
  /** Fitted to; the others are held out. */
  readonly isFitted: boolean;
  /** Added before the logarithm is taken, in the trait’s unit: what cannot be told from zero. */
  readonly floor: number;
  /** Null where the sightings do not tell it. */
  of(network: SeenNetwork): number | null;
}

/** Days back from the last sighting in which registrations are counted. */
export const countedDays = 3;

/** The traits that knobs are fitted to, and those that the fit is judged by. */
export const traits: readonly Trait[] = [
  {
    name: 'uids registered in the last 3 days',
    unit: 'uids',
    isFitted: true,
    floor: 0.5,
    of: (network) => registrationsWithin(network, countedDays * blocksPerDay),
  },
  {
    name: 'median age of miners',
    unit: 'days',
    isFitted: true,
    floor: 0.1,
    of: (network) => quantileOf(agesOf(network), 0.5),
  },
  {
    name: 'upper spread of pay: ln of the ninth decile of the paid over the median',
    unit: '',
    isFitted: true,
    floor: 0.01,
    of: (network) => spreadOf(network, 0.9, 0.5),
  },
  {
    name: 'lower spread of pay: ln of the median of the paid over the first decile',
    unit: '',
    isFitted: true,
    floor: 0.01,
    of: (network) => spreadOf(network, 0.5, 0.1),
  },
  {
    name: 'disagreement of validators, median over pairs',
    unit: 'total variation',
    isFitted: true,
    floor: 1e-4,
    of: (network) => disagreementOf(network),
  },
  {
    name: 'change of a row that changed, median',
    unit: 'total variation',
    isFitted: true,
    floor: 1e-4,
    of: (network) => quantileOf(changesOf(network), 0.5),
  },
  {
    name: 'rows that changed from a sighting to the next',
    unit: 'share',
    isFitted: true,
    floor: 0.01,
    of: (network) => {
      const rows = network.sightings.slice(1).reduce((sum, one) => sum + voicesOf(one).length, 0);
      return rows > 0 ? changesOf(network).length / rows : null;
    },
  },
  {
    name: 'change of rows from the first sighting to the last, median',
    unit: 'total variation',
    isFitted: true,
    floor: 1e-4,
    of: ({ sightings, ...network }) =>
      quantileOf(changesOf({ ...network, sightings: [sightings[0], ...sightings.slice(1).slice(-1)] }), 0.5),
  },
  {
    name: 'age of rows, mean',
    unit: 'blocks',
    isFitted: true,
    floor: 1,
    of: ({ sightings }) => mean(sightings.flatMap(rowAges)),
  },
  {
    name: 'Gini of pay over paid uids',
    unit: '',
    isFitted: false,
    floor: 0.01,
    of: (network) => {
      const pay = paidIn(network);
      return pay === null ? null : gini(pay);
    },
  },
  {
    name: 'part of the best-paid miner in all pay of miners',
    unit: '',
    isFitted: false,
    floor: 1e-4,
    of: (network) => {
      const pay = paidIn(network);
      return pay === null ? null : pay[pay.length - 1] / pay.reduce((sum, share) => sum + share, 0);
    },
  },
  {
    name: 'paid miners',
    unit: 'uids',
    isFitted: false,
    floor: 0.5,
    of: (network) => paidIn(network)?.length ?? null,
  },
  {
    name: 'disagreement of validators, mean over pairs',
    unit: 'total variation',
    isFitted: false,
    floor: 1e-4,
    of: ({ sightings, ownerUid }) => mean(sightings.flatMap((one) => pairsApart(one, ownerUid))),
  },
  {
    name: 'age that a tenth of the miners is younger than',
    unit: 'days',
    isFitted: false,
    floor: 0.1,
    of: (network) => quantileOf(agesOf(network), 0.1),
  },
];

/** What networks show, kept: a reference world is asked in every fit, and a network is never changed. */
const shown = new WeakMap<SeenNetwork, Map<Trait, number | null>>();

/** ln of a trait above its floor, on which fits and tests are made; null where it is not known. */
export function lnTrait(trait: Trait, network: SeenNetwork): number | null {
  const own = shown.get(network) ?? new Map<Trait, number | null>();
  shown.set(network, own);
  const known = own.get(trait);
  if (known !== undefined) return known;
  const value = trait.of(network);
  const ln = value === null ? null : Math.log(value + trait.floor);
  own.set(trait, ln);
  return ln;
}

/** Mean over sightings of the median total variation between two large validators’ rows; null for fewer than two. */
export const disagreementOf = ({ sightings, ownerUid }: SeenNetwork): number | null =>
  mean(sightings.flatMap((one) => quantileOf(pairsApart(one, ownerUid), 0.5) ?? []));

/** Uids seen with a registration so many blocks back at most; one that went again between two sightings is missed. */
export function registrationsWithin(network: SeenNetwork, blocks: number): number | null {
  const from = latest(network).block - blocks;
  const seen = new Set<string>();
  for (const { registered } of network.sightings) {
    if (registered === null) return null;
    for (const [uid, block] of registered.entries()) if (block > from) seen.add(`${uid} ${block}`);
  }
  return seen.size;
}

/** Days since their registration of those that set no weights, ascending. */
function agesOf(network: SeenNetwork): number[] {
  const sighting = latest(network);
  const { registered, block } = sighting;
  const voices = new Set(voicesOf(sighting));
  return [...(registered ?? [])]
    .filter((_, uid) => !voices.has(uid) && uid !== network.ownerUid)
    .map((since) => (block - since) / blocksPerDay);
}

function paidIn(network: SeenNetwork): Float64Array | null {
  const pay = minersPay(latest(network), network.ownerUid);
  const paid = pay === null ? null : paidOf(pay);
  return paid !== null && paid.length > 0 ? paid : null;
}

/** Fewest paid miners whose spread says something. */
const fewestPaid = 5;

/** ln of one quantile of the pay of paid miners over another. */
function spreadOf(network: SeenNetwork, above: number, below: number): number | null {
  const paid = paidIn(network);
  if (paid === null || paid.length < fewestPaid) return null;
  const [high, low] = [above, below].map((share) => quantileOf([...paid], share));
  return low === null || high === null ? null : Math.log(high / low);
}

function pairsApart(sighting: Sighting, ownerUid: number | null): number[] {
  const { rows, size } = sighting;
  if (rows === null) return [];
  const shares = voicesOf(sighting).flatMap((uid) => minersShares(rows[uid], size, ownerUid) ?? []);
  return shares.flatMap((one, k) => shares.slice(0, k).map((other) => totalVariation(one, other)));
}

/** Total variations between a large validator’s row at a sighting and at the next, where they differ: a commit comes before its row. */
const changesOf = ({ sightings, ownerUid }: SeenNetwork): number[] =>
  sightings.slice(1).flatMap((after, k) =>
    voicesOf(after).flatMap((uid) => {
      const [old, own] = [sightings[k].rows?.[uid], after.rows?.[uid]];
      if (old === undefined || own === undefined || isSameRow(old, own)) return [];
      const [was, is] = [old, own].map((row) => minersShares(row, after.size, ownerUid));
      return was === null || is === null ? [] : [totalVariation(is, was)];
    }),
  );

const isSameRow = (one: Row, other: Row): boolean =>
  one === other ||
  (one.values.length === other.values.length &&
    one.values.every((value, entry) => value === other.values[entry]) &&
    one.targets.every((target, entry) => target === other.targets[entry]));

/** Blocks since large validators set their weights. */
const rowAges = (sighting: Sighting): number[] =>
  voicesOf(sighting).flatMap((uid) =>
    sighting.lastUpdate === null ? [] : [sighting.block - sighting.lastUpdate[uid]],
  );

const mean = (values: readonly number[]): number | null =>
  values.length > 0 ? values.reduce((sum, value) => sum + value, 0) / values.length : null;

/** By nearest rank; null for no values. */
function quantileOf(values: readonly number[], share: number): number | null {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted.length > 0 ? sorted[Math.round(share * (sorted.length - 1))] : null;
}
