import { type Hyperparameters, hyperparametersOf } from '../../../sim/hyperparameters/registry.ts';
import type { Network } from '../../../sim/network.ts';
import type { Row } from '../../../sim/row.ts';
import { subnetValuesOf } from '../../../sim/rules/subnetValues.ts';
import { u16Max } from '../../../sim/units.ts';
import type { ChainMoment, EpochSnapshot } from '../../plan/epochSnapshot.ts';

/** The netuid of a world’s only subnet. */
const netuid = 1;

const whole = <Value>(value: Value) => ({ [netuid]: value });

type Items = Record<string, unknown>;

/**
 * The storage of SubtensorModule around the last epoch of a world in the chain’s arithmetic (kind H), as JSON: under `before` what the epoch
 * reads, under `after` what it leaves. Keys of hotkeys and coldkeys are their serials.
 */
export function storageText({ block, emission, before, after }: EpochSnapshot): string {
  const left = { ...itemsOf(after), ...resultsOf(before, after, block) };
  return `${JSON.stringify({ block, before: { ...itemsOf(before), ...pending(emission) }, after: left }, bigAsNumber)}\n`.replace(
    /"big:(\d+)"/g,
    '$1',
  );
}

const bigAsNumber = (_: string, value: unknown): unknown =>
  typeof value === 'bigint' ? `big:${value}` : value;

/** What an epoch gives out is what was pending for it. */
const pending = (emission: number): Items => ({ PendingEmission: whole(emission) });

const hotkeyOf = ({ hotkey }: Network, uid: number): string => `hotkey-${hotkey[uid]}`;

/** Items that an epoch and the registrations beside it read. */
function itemsOf({ network, hyperparameters, ownerUid, gate, lastStep }: ChainMoment): Items {
  const { size, stakes } = network;
  const uids = Array.from({ length: size }, (_, uid) => uid);
  const byUid = <Value>(of: (uid: number) => Value) =>
    Object.fromEntries(uids.map((uid) => [`${netuid},${uid}`, of(uid)]));
  const list = (values: ArrayLike<number>) => whole(Array.from(values).slice(0, size));
  return {
    SubnetworkN: whole(size),
    Keys: byUid((uid) => hotkeyOf(network, uid)),
    Owner: Object.fromEntries(uids.map((uid) => [hotkeyOf(network, uid), `coldkey-${network.coldkey[uid]}`])),
    TotalHotkeyAlpha: Object.fromEntries(uids.map((uid) => [hotkeyOf(network, uid), whole(stakes.rao[uid])])),
    BlockAtRegistration: byUid((uid) => Math.max(0, network.registrationBlock[uid])),
    LastUpdate: list(network.lastUpdate.map((block) => Math.max(0, block))),
    ValidatorPermit: whole(uids.map((uid) => network.validatorPermit[uid] === 1)),
    Weights: rowsOf(network.weights, size),
    Bonds: rowsOf(network.bonds, size),
    ...(network.epochs > 0 && { Consensus: list(network.consensus) }),
    TimelockedWeightCommits: waitingOf(network),
    LastMechansimStepBlock: whole(lastStep),
    ...(ownerUid !== null && { SubnetOwnerHotkey: whole(hotkeyOf(network, ownerUid)) }),
    ...settingsOf(hyperparameters),
    Burn: whole(gate.burn),
  };
}

const rowsOf = (rows: readonly Row[], size: number): Items =>
  Object.fromEntries(
    rows
      .slice(0, size)
      .flatMap(({ targets, values }, uid) =>
        targets.length === 0
          ? []
          : [[`${netuid},${uid}`, Array.from(targets, (target, k) => [target, values[k]])]],
      ),
  );

/** Hotkeys and blocks of commits that wait, by the epoch they were made in; what they hide is not in the storage. */
function waitingOf({ commits }: Network): Items {
  const epochs = [...new Set(commits.map(({ epoch }) => epoch))];
  return Object.fromEntries(
    epochs.map((epoch) => [
      `${netuid},${epoch}`,
      commits.flatMap((commit) =>
        commit.epoch === epoch ? [[`hotkey-${commit.hotkey}`, commit.block]] : [],
      ),
    ]),
  );
}

/** Hyperparameters under the names of the storage. */
function settingsOf(hyperparameters: Hyperparameters): Items {
  const values = new Map(Object.entries(hyperparameters));
  const rows = hyperparametersOf(hyperparameters.ruleset).filter(
    ({ name }) => !name.includes('.') && !/^alpha(?:Low|High)$|^burn$/.test(name),
  );
  const [low, high] = ['alphaLow', 'alphaHigh'].map((name) => values.get(name));
  return {
    ...Object.fromEntries(
      rows.map(({ name }) => [name[0].toUpperCase() + name.slice(1), whole(values.get(name))]),
    ),
    ...(low !== undefined && high !== undefined && { AlphaValues: whole([low, high]) }),
  };
}

/** u16 of a share, floored as the chain stores it. */
const stored = (shares: ArrayLike<number>, size: number) =>
  whole(Array.from({ length: size }, (_, uid) => Math.floor(shares[uid] * u16Max)));

/** What an epoch leaves besides what it read. */
function resultsOf(before: ChainMoment, { network }: ChainMoment, block: number): Items {
  const { size, emission, consensus } = network;
  return {
    Active: whole(activeOf(before, block)),
    Incentive: stored(network.incentive, size),
    Dividends: stored(network.dividends, size),
    ValidatorTrust: stored(network.validatorTrust, size),
    Consensus: whole(Array.from(consensus.subarray(0, size))),
    Emission: whole(Array.from(emission.subarray(0, size))),
    LastMechansimStepBlock: whole(block),
  };
}

/** Whether each uid set weights within the cutoff. */
function activeOf({ network, hyperparameters }: ChainMoment, block: number): boolean[] {
  if (hyperparameters.ruleset === 'nakamoto-2022') return [];
  const { activityCutoff } = subnetValuesOf(hyperparameters);
  return Array.from({ length: network.size }, (_, uid) => network.lastUpdate[uid] + activityCutoff >= block);
}
