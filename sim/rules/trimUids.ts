import type { ChainState } from '../chainState.ts';
import type { MechanismState, Network } from '../network.ts';
import { parkStake } from '../registration.ts';
import { emptyRow, type Row } from '../row.ts';
import type { Uid } from '../units.ts';
import { immortalUids } from './ownedUids.ts';

/** Immune uids must be fewer than this part of the uids that remain, in whole percent. */
const mostImmunePercent = 80;

/** Which uids an owner's trim leaves, ascending, or the reason why the chain refuses it. */
export type Trim = { readonly survivors: readonly Uid[] } | { readonly refused: string };

/** What a subnet allows a trim. */
export interface TrimRules {
  /** Smallest and largest number of uids to trim to, both allowed. */
  readonly bounds: readonly [number, number];
  readonly immuneOwnerUidsLimit: number;
}

/**
 * The uids that remain when an owner trims its subnet to `most`: the lowest emission goes first, the highest uid among equals; immune
 * ones stay, and so do the owner's immortal keys (spec 475 uids.rs, trim_to_max_allowed_uids()).
 */
export function trimTo(
  { network, block, hyperparameters, ownerUid }: ChainState,
  most: number,
  { bounds: [least, largest], immuneOwnerUidsLimit }: TrimRules,
): Trim {
  if (!Number.isInteger(most) || most < least || most > largest)
    return {
      refused: `maxAllowedUids must be a whole number of ${least} … ${largest} uids to trim to; received ${most}`,
    };
  const spared = ownerUid === null ? [] : immortalUids(network, ownerUid, immuneOwnerUidsLimit);
  const isImmune = (uid: Uid) =>
    spared.includes(uid) || block - network.registrationBlock[uid] < hyperparameters.immunityPeriod;
  const uids = Array.from({ length: network.size }, (_, uid) => uid);
  const immune = uids.filter(isImmune).length;
  const percent = Math.floor((100 * immune) / most);
  if (percent >= mostImmunePercent)
    return {
      refused: `${immune} of ${network.size} uids are immune, ${percent} % of ${most}; trimming wants less than ${mostImmunePercent} % (wait until immunity ends, or trim to more)`,
    };
  return { survivors: survivorsOf(network, uids, isImmune, most) };
}

/** Sorted by emission, the stable sort keeps uids in order, and the chain takes from the end. */
function survivorsOf(
  { emission }: Network,
  uids: readonly Uid[],
  isImmune: (uid: Uid) => boolean,
  most: number,
): Uid[] {
  const leaving = [...uids]
    .sort((one, other) => emission[other] - emission[one])
    .reverse()
    .filter((uid) => !isImmune(uid))
    .slice(0, Math.max(0, uids.length - most));
  const gone = new Set(leaving);
  return uids.filter((uid) => !gone.has(uid));
}

/**
 * Moves the survivors of a trim to uids 0 … n − 1, in order: rows and commits name the new uids, entries towards those that left are
 * dropped, and the leavers' stake stays on their hotkeys. Returns the new uid of each survivor. Agents that hold uids do not follow:
 * call it between worlds, or tell them.
 */
export function applyTrim(state: ChainState, survivors: readonly Uid[]): ReadonlyMap<Uid, Uid> {
  const { network } = state;
  const renamed = new Map(survivors.map((uid, place) => [uid, place]));
  for (let uid = 0; uid < network.size; uid++) if (!renamed.has(uid)) parkStake(state, uid);
  for (const column of columnsOf(network)) moveLeft(column, survivors, 0);
  moveLeft(network.stakes.rao, survivors, 0n);
  for (const mechanism of [network, ...network.mechanisms]) trimMechanism(mechanism, survivors, renamed);
  if (state.ownerUid !== null) state.ownerUid = renamed.get(state.ownerUid) ?? null;
  network.size = survivors.length;
  network.seatings += 1;
  return renamed;
}

function trimMechanism(
  mechanism: MechanismState,
  survivors: readonly Uid[],
  renamed: ReadonlyMap<Uid, Uid>,
): void {
  const { lastUpdate, consensus, weights, bonds } = mechanism;
  for (const column of [lastUpdate, consensus]) moveLeft(column, survivors, 0);
  for (const rows of [weights, bonds]) moveLeft(rows, survivors, emptyRow, (row) => renamedRow(row, renamed));
  mechanism.commits = mechanism.commits.flatMap((commit) => {
    const uid = renamed.get(commit.uid);
    return uid === undefined ? [] : [{ ...commit, uid, row: renamedRow(commit.row, renamed) }];
  });
}

const columnsOf = (network: Network): { [uid: number]: number }[] => [
  network.registrationBlock,
  network.hotkey,
  network.coldkey,
  network.validatorPermit,
  network.incentive,
  network.dividends,
  network.pruningScore,
  network.emission,
];

/** Survivors are ascending, so no value is read after it was overwritten. */
function moveLeft<Value>(
  column: { [uid: number]: Value },
  survivors: readonly Uid[],
  cleared: Value,
  change: (value: Value) => Value = (value) => value,
): void {
  for (const [place, uid] of survivors.entries()) {
    const value = change(column[uid]);
    if (place !== uid) column[uid] = cleared;
    column[place] = value;
  }
}

function renamedRow({ targets, values }: Row, renamed: ReadonlyMap<Uid, Uid>): Row {
  const kept = [...targets].flatMap((target, entry) => {
    const uid = renamed.get(target);
    return uid === undefined ? [] : [[uid, values[entry]] as const];
  });
  return {
    targets: Uint16Array.from(kept, ([uid]) => uid),
    values: Uint32Array.from(kept, ([, value]) => value),
  };
}
