import { faultOf } from '../../sim/hyperparameters/fault.ts';
import {
  type Hyperparameters,
  resolve,
  hyperparametersOf as rowsOf,
} from '../../sim/hyperparameters/registry.ts';
import { type Commit, createNetwork, type Network } from '../../sim/network.ts';
import { emptyRow, type Row, rowOf } from '../../sim/row.ts';
import { subnetVersions } from '../../sim/rules/subnetVersions.ts';
import type { RulesetName } from '../../sim/rulesets.ts';
import { u16Max, u32Max } from '../../sim/units.ts';
import { UserError } from '../base/userError.ts';
import { networkSchema, type WrittenNetwork } from './networkSchema.ts';
import { isObject, type Json, readJson } from './plainJson.ts';
import { rulesetNamed } from './rulesetName.ts';

/** A network as a person writes it down for `epoch`. Arrays are by uid; the length of `stake` is n. */
export interface NetworkInput {
  readonly ruleset: RulesetName;
  readonly block: number;
  /** RAO the step may mint. */
  readonly emission: number;
  readonly network: Network;
  readonly hyperparameters: Hyperparameters;
  /** Uid of the subnet owner's hotkey, which rulesets from dtao-2025 on favour. */
  readonly ownerUid: number | null;
  /** Block of the epoch before, 0 if not given; from burn-2026 on, bonds towards neurons registered since are void. */
  readonly lastEpoch: number;
  /** The file as it is written. */
  readonly written: WrittenNetwork;
}

/** A network file with uids. */
interface Written extends WrittenNetwork {
  readonly stake: NonNullable<WrittenNetwork['stake']>;
  /** Null blocks are the latest block that the file names. */
  readonly block: number;
}

/** A written network as an epoch takes it; `path` names it in messages. Throws `UserError` with the file, the place and the rule. */
export function networkInputOf(path: string, whole: WrittenNetwork): NetworkInput {
  const written = withUids(path, whole);
  const ruleset = rulesetNamed(written.ruleset, `ruleset in ${path}`);
  checkLengths(path, written);
  checkTimes(path, written, ruleset);
  const { length } = written.stake;
  const largestWeight = ruleset === 'nakamoto-2022' ? u32Max : u16Max;
  checkRows(path, 'weights', written.weights ?? [], length, largestWeight);
  const largestBond = ruleset === 'nakamoto-2022' ? Number.MAX_SAFE_INTEGER : u16Max;
  checkRows(path, 'bonds', written.bonds ?? [], length, largestBond);
  return {
    ruleset,
    block: written.block,
    emission: written.emission,
    network: networkOf(path, written, ruleset),
    hyperparameters: hyperparametersOf(path, written, ruleset),
    ownerUid: ownerOf(path, written, ruleset),
    lastEpoch: written.lastEpoch ?? 0,
    written,
  };
}

/** The text of a network file, which may hold settings alone; `path` names it in messages. Throws `UserError` with the file, the place and the rule. */
export function writtenIn(path: string, text: string): WrittenNetwork {
  const { value, notNumbers } = readJson(text, path);
  if (notNumbers.length > 0)
    throw new UserError(
      `${path} is not JSON: ${notNumbers[0]} is no number (NaN and Infinity are not JSON either)`,
    );
  const result = networkSchema.safeParse(withNumbers(value));
  if (result.success) return result.data;
  const faults = result.error.issues
    .slice(0, 5)
    .map(({ path: place, message }) => `  ${placeOf(place)}: ${message}`);
  throw new UserError(`${path} is not a network:\n${faults.join('\n')}`);
}

/**
 * The same network under other rules: without the settings, the owner’s uid, the epoch before and the bonds that they do not read, whose names
 * are `left`.
 */
export function underRuleset(
  written: WrittenNetwork,
  ruleset: RulesetName,
): { readonly network: WrittenNetwork; readonly left: readonly string[] } {
  const { hyperparameters = {}, ownerUid, lastEpoch, bonds, ...rest } = written;
  const rows = new Map(rowsOf(ruleset).map((row) => [row.name, row]));
  const fits = ([name, value]: [string, number | string | boolean]) => {
    const row = rows.get(name);
    return row !== undefined && faultOf(row, value) === null;
  };
  const kept = Object.entries(hyperparameters).filter(fits);
  const isNakamoto = ruleset === 'nakamoto-2022';
  const knowsOwner = !isNakamoto && subnetVersions[ruleset].spares !== 'nobody';
  const knowsBonds = isNakamoto === (written.ruleset === 'nakamoto-2022');
  const network = {
    ...rest,
    ruleset,
    hyperparameters: Object.fromEntries(kept),
    ...(knowsOwner && ownerUid !== undefined && { ownerUid }),
    ...(readsLastEpoch(ruleset) && lastEpoch !== undefined && { lastEpoch }),
    ...(knowsBonds && bonds !== undefined && { bonds }),
  };
  const left = [
    ...Object.entries(hyperparameters)
      .filter((entry) => !fits(entry))
      .map(([name]) => name),
    ...(['ownerUid', 'lastEpoch', 'bonds'] as const).filter(
      (name) => (written[name] ?? null) !== null && !(name in network),
    ),
  ];
  return { network, left };
}

/** Hyperparameters above 2^53 as float64, as the laboratory keeps them; stakes that large are written as texts. */
function withNumbers(value: Json): Json {
  if (!isObject(value) || !isObject(value.hyperparameters)) return value;
  const hyperparameters = Object.entries(value.hyperparameters).map(([name, part]) => [
    name,
    typeof part === 'bigint' ? Number(part) : part,
  ]);
  return { ...value, hyperparameters: Object.fromEntries(hyperparameters) };
}

function withUids(path: string, written: WrittenNetwork): Written {
  const { stake, block, lastUpdate = [], registrationBlock = [], lastEpoch = 0 } = written;
  if (stake === undefined || stake.length === 0)
    throw new UserError(
      `${path}: $.stake must have a stake for each uid; received none: the file holds settings alone (import a metagraph with them)`,
    );
  const latest = [...lastUpdate, ...registrationBlock].reduce((most, at) => Math.max(most, at), lastEpoch);
  // Weights set at the block of a registration do not count towards it, so a time that nothing tells is after block 0.
  return { ...written, stake, block: block ?? Math.max(1, latest) };
}

function placeOf(place: readonly PropertyKey[]): string {
  return place.reduce<string>(
    (text, key) => (typeof key === 'number' ? `${text}[${key}]` : `${text}.${String(key)}`),
    '$',
  );
}

const byUid = [
  ...['lastUpdate', 'registrationBlock', 'validatorPermit', 'consensus', 'waitingCommit', 'owner'],
  ...['alphaStake', 'taoStake', 'hotkeys', 'coldkeys'],
] as const;

function checkLengths(path: string, written: Written): void {
  const n = written.stake.length;
  for (const name of byUid) {
    const length = written[name]?.length ?? n;
    if (length !== n)
      throw new UserError(`${path}: $.${name} has ${length} entries; $.stake says there are ${n} uids`);
  }
  for (const name of ['weights', 'bonds'] as const) {
    const length = written[name]?.length ?? 0;
    if (length > n)
      throw new UserError(`${path}: $.${name} has ${length} rows; $.stake says there are ${n} uids`);
  }
}

/** Nothing has happened after the block of the step. */
function checkTimes(path: string, written: Written, ruleset: RulesetName): void {
  for (const name of ['lastUpdate', 'registrationBlock'] as const) {
    const uid = written[name]?.findIndex((at) => at > written.block) ?? -1;
    if (uid < 0) continue;
    const received = `${path}: $.${name}[${uid}] is ${written[name]?.[uid]}`;
    throw new UserError(
      `${received}, after $.block ${written.block}; it must not be later (or raise $.block)`,
    );
  }
  const { lastEpoch } = written;
  if (lastEpoch === undefined || lastEpoch === 0) return;
  if (!readsLastEpoch(ruleset))
    throw new UserError(
      `${path}: $.lastEpoch is ${lastEpoch}, which ${ruleset} does not read: there epochs follow from tempo alone (leave it out)`,
    );
  if (lastEpoch > written.block)
    throw new UserError(
      `${path}: $.lastEpoch is ${lastEpoch}, after $.block ${written.block}; it must not be later`,
    );
}

const readsLastEpoch = (ruleset: RulesetName): boolean =>
  ruleset !== 'nakamoto-2022' && subnetVersions[ruleset].schedule === 'sinceLast';

/** The settings of the file; throws where they leave no room for its uids. */
function hyperparametersOf(path: string, written: Written, ruleset: RulesetName): Hyperparameters {
  const hyperparameters = resolve(ruleset, written.hyperparameters);
  const { maxAllowedUids } = hyperparameters;
  const n = written.stake.length;
  if (
    written.hyperparameters !== undefined &&
    'maxAllowedUids' in written.hyperparameters &&
    maxAllowedUids < n
  )
    throw new UserError(
      `${path}: $.hyperparameters.maxAllowedUids is ${maxAllowedUids}; $.stake says there are ${n} uids (raise it, or leave it out)`,
    );
  return hyperparameters;
}

function ownerOf(path: string, { ownerUid, stake }: Written, ruleset: RulesetName): number | null {
  if (ownerUid === undefined || ownerUid === null) return null;
  if (ownerUid >= stake.length)
    throw new UserError(`${path}: $.ownerUid is ${ownerUid}; the network has ${stake.length} uids`);
  if (ruleset === 'nakamoto-2022' || subnetVersions[ruleset].spares === 'nobody')
    throw new UserError(
      `${path}: $.ownerUid is ${ownerUid}, but ${ruleset} has no rule for the owner’s uid, as the rulesets from dtao-2025 on (leave it out)`,
    );
  return ownerUid;
}

/** Targets exist and are once in a row; values fit the ruleset's integers. */
function checkRows(
  path: string,
  name: string,
  rows: readonly (readonly [number, number][])[],
  n: number,
  largest: number,
): void {
  for (const [uid, entries] of rows.entries()) {
    const seen = new Set<number>();
    for (const [k, [target, value]] of entries.entries()) {
      const place = `${path}: $.${name}[${uid}][${k}]`;
      if (target >= n) throw new UserError(`${place} names uid ${target}; the network has ${n} uids`);
      if (seen.has(target))
        throw new UserError(`${place} names uid ${target} again; name each target once in a row`);
      if (value > largest) throw new UserError(`${place} is ${value}; the ruleset stores at most ${largest}`);
      seen.add(target);
    }
  }
}

function networkOf(path: string, written: Written, ruleset: RulesetName): Network {
  const network = createNetwork(written.stake.length);
  network.size = written.stake.length;
  for (const [uid, stake] of written.stake.entries()) {
    const amount = BigInt(stake);
    if (amount >= 2n ** 64n)
      throw new UserError(`${path}: $.stake[${uid}] is ${stake} RAO; a stake is below 2^64`);
    network.stakes.rao[uid] = amount;
    network.hotkey[uid] = uid;
    network.coldkey[uid] = written.owner?.[uid] ?? uid;
    network.lastUpdate[uid] = written.lastUpdate?.[uid] ?? written.block;
    network.registrationBlock[uid] = written.registrationBlock?.[uid] ?? 0;
    network.validatorPermit[uid] = Number(written.validatorPermit?.[uid] ?? 1);
    network.weights[uid] = storedRow(written.weights?.[uid]);
    const bonds = written.bonds?.[uid] ?? [];
    if (ruleset !== 'nakamoto-2022') network.bonds[uid] = storedRow(bonds);
    else if (bonds.length > 0) network.bondRao[uid] = denseBonds(bonds, network.capacity);
  }
  network.commits = waitingOf(written);
  if (written.consensus !== undefined) {
    network.consensus.set(written.consensus);
    network.epochs = 1;
  }
  return network;
}

/** Commits that wait, of which an epoch asks when the first of a uid was made. */
const waitingOf = ({ waitingCommit = [] }: Written): Commit[] =>
  waitingCommit.flatMap((block, uid) =>
    block === null ? [] : [{ uid, hotkey: uid, row: emptyRow, block, epoch: 0 }],
  );

const storedRow = (entries: readonly [number, number][] | undefined): Row =>
  entries === undefined || entries.length === 0 ? emptyRow : rowOf(entries);

function denseBonds(entries: readonly [number, number][], n: number): Float64Array {
  const bonds = new Float64Array(n);
  for (const [target, value] of entries) bonds[target] = value;
  return bonds;
}
