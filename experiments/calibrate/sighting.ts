import type { Row } from '../../sim/row.ts';
import type { RulesetName } from '../../sim/rulesets.ts';
import type { Block, Blocks, Share, Uid } from '../../sim/units.ts';
import { UserError } from '../base/userError.ts';

/** What is known of a network at one block; null is not known. Arrays are by uid. */
export interface Sighting {
  /** Where it comes from, for messages: a file, a recorded network, a world. */
  readonly from: string;
  readonly block: Block;
  /** Set where the source tells no block, and `block` is but a number to count from. */
  readonly isUndated?: true;
  readonly size: number;
  /** [uid] share of all stake. */
  readonly stake: Float64Array | null;
  /** [uid] stored rows of weights, empty where none is set. */
  readonly rows: readonly Row[] | null;
  /** [uid] share of the miners’ pay, a multiple of 1/65,535. */
  readonly incentive: Float64Array | null;
  /** [uid] share of a validator’s weight that the consensus left. */
  readonly validatorTrust: Float64Array | null;
  /** [uid] block of registration. */
  readonly registered: Float64Array | null;
  /** [uid] block of the last weights. */
  readonly lastUpdate: Float64Array | null;
  /** TAO for an alpha. */
  readonly alphaPrice: number | null;
}

/** A network as far as it was seen, the earliest sighting first. */
export interface SeenNetwork {
  readonly name: string;
  readonly netuid: number | null;
  readonly ownerUid: Uid | null;
  /** Version of the chain that its file names; absent: none is told. */
  readonly ruleset?: RulesetName;
  /** Hyperparameters of the chain that are known, by name. */
  readonly hyperparameters: Readonly<Record<string, number | string | boolean>>;
  /** At least one. */
  readonly sightings: readonly Sighting[];
}

/** Fields that a sighting may lack. */
export const fields = [
  'stake',
  'rows',
  'incentive',
  'validatorTrust',
  'registered',
  'lastUpdate',
  'alphaPrice',
] as const;
export type Field = (typeof fields)[number];

/** Whether all sightings know a field. */
export const knows = ({ sightings }: Pick<SeenNetwork, 'sightings'>, field: Field): boolean =>
  sightings.every((sighting) => sighting[field] !== null);

/** The last sighting. */
export const latest = ({ sightings }: Pick<SeenNetwork, 'sightings'>): Sighting =>
  sightings[sightings.length - 1];

/**
 * One network from several looks at it: of one netuid, with blocks that rise. What only some of them know of the network holds for all.
 * Throws `UserError` for two networks, and for a history that runs backwards.
 */
export function joinedHistory(parts: readonly SeenNetwork[]): SeenNetwork {
  const [first] = parts;
  for (const part of parts) refuseOther(first, part);
  const sightings = parts.flatMap((part) => part.sightings);
  for (const [k, sighting] of sightings.entries()) if (k > 0) refuseBackwards(sightings[k - 1], sighting);
  const last = parts[parts.length - 1];
  return {
    name: last.name,
    netuid: parts.find(({ netuid }) => netuid !== null)?.netuid ?? null,
    ownerUid: parts.findLast(({ ownerUid }) => ownerUid !== null)?.ownerUid ?? null,
    ...(last.ruleset !== undefined && { ruleset: last.ruleset }),
    hyperparameters: Object.assign({}, ...parts.map(({ hyperparameters }) => hyperparameters)),
    sightings,
  };
}

function refuseOther(one: SeenNetwork, other: SeenNetwork): void {
  if (one.netuid === null || other.netuid === null || one.netuid === other.netuid) return;
  const [first, second] = [one, other].map((part) => `${latest(part).from} is of netuid ${part.netuid}`);
  throw new UserError(
    `a history is of one network; ${first}, ${second} (leave one out, or calibrate each alone)`,
  );
}

function refuseBackwards(before: Sighting, after: Sighting): void {
  if (after.block <= before.block)
    throw new UserError(
      `a history runs forwards: ${after.from} is of block ${after.block} and comes after ${before.from} of block ${before.block} (name the earliest first, each block once)`,
    );
  if (after.size !== before.size && after.size < before.size)
    throw new UserError(
      `${after.from} has ${after.size} uids and ${before.from}, which is earlier, ${before.size}: a network never loses uids (these are two networks)`,
    );
}

/** A sighting as one sees it who lacks the fields that `known` does not name. */
export function seenThrough(sighting: Sighting, known: ReadonlySet<Field>): Sighting {
  const hidden = Object.fromEntries(
    fields.filter((field) => !known.has(field)).map((field) => [field, null]),
  );
  return { ...sighting, ...hidden };
}

/** Part of the stake from which a validator counts. */
export const largeShare: Share = 0.01;

/** Blocks after which a row counts no more: the chain’s default activity cutoff. */
const activeBlocks: Blocks = 5000;

/** Uids whose weights are young enough to count and that have at least 1 % of the stake, as far as either is known. */
export const voicesOf = ({ rows, stake, lastUpdate, block }: Sighting): Uid[] =>
  (rows ?? []).flatMap(({ targets }, uid) => {
    const isLarge = stake === null || stake[uid] >= largeShare;
    const isActive = lastUpdate === null || block - lastUpdate[uid] <= activeBlocks;
    return targets.length > 0 && isLarge && isActive ? [uid] : [];
  });

/** Of which block a sighting is, in words. */
export const blockWords = ({ block, isUndated }: Pick<Sighting, 'block' | 'isUndated'>): string =>
  isUndated ? 'a block that is not told' : `block ${block.toLocaleString('en-US')}`;
