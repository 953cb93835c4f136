import { isList, isObject } from '../../input/plainJson.ts';
import { isChainName } from '../chainNames.ts';
import { blockNumber, type Cell, columnOf, flag, inRao, keyText, present, stored16 } from '../columns.ts';
import { Fields, type Place } from '../fields.ts';
import { settingValue } from '../kinds/hyperparameterList.ts';
import type { Column, Part, Rows, Setting } from '../part.ts';
import { firstOf, StorageMaps } from './maps.ts';
import { stakesOfStorage } from './stakes.ts';

/** The mechanism of a subnet is its netuid plus so many. */
const mechanismStep = 4096;

/** Items that are no hyperparameters though a setting has their name. */
const noSettings = ['AlphaValues', 'MechanismCountCurrent'];

const noUse = [
  ...[
    'NetworksAdded',
    'NetworkRegisteredAt',
    'IsNetworkMember',
    'Uids',
    'TokenSymbol',
    'TotalIssuance',
    'TotalStake',
  ],
  ...['TotalNetworks', 'Axons', 'IdentitiesV2', 'SubnetIdentitiesV3', 'StakeWeight', 'BlocksSinceLastStep'],
  ...[
    'FirstEmissionBlockNumber',
    'SubtokenEnabled',
    'Alpha',
    'AlphaV2',
    'TotalHotkeyShares',
    'TotalHotkeySharesV2',
  ],
  ...['ConsensusByMechanism', 'PendingOwnerCut', 'RegistrationsThisBlock', 'RegistrationsThisInterval'],
];

/**
 * Kind H: storage maps of SubtensorModule, at one block or, under `before` and `after`, as an epoch reads and leaves them. A list holds
 * several blocks.
 */
export function readStorage(place: Place): Part[] {
  if (isList(place.value)) return place.list().flatMap(readStorage);
  const fields = new Fields(place);
  const block = fields.maybe('block', (at) => at.whole()) ?? null;
  const halves = (['before', 'after'] as const).filter((half) => fields.has(half));
  if (halves.length > 0)
    return halves.flatMap((half) => partsOf(new StorageMaps(fields.take(half)), block, half));
  const inner = fields.takeAny('storage', 'SubtensorModule', 'subtensorModule', 'state');
  return partsOf(new StorageMaps(inner ?? place), block, null);
}

/** Whether an object has items of the pallet. */
export const isStorage = (place: Place): boolean => {
  const { value } = place;
  if (isList(value)) return value.length > 0 && isStorage(place.at(0));
  if (!isObject(value)) return false;
  const inner = ['before', 'after', 'storage', 'SubtensorModule', 'subtensorModule', 'state'].find((name) =>
    isObject(value[name]),
  );
  const maps = inner === undefined ? value : place.at(inner).value;
  return (
    isObject(maps) &&
    ['Weights', 'Incentive', 'Tempo', 'Keys', 'Kappa', 'SubnetMovingPrice', 'Burn', 'LastUpdate'].some(
      (name) => isObject(maps[name]),
    )
  );
};

function partsOf(maps: StorageMaps, block: number | null, when: 'before' | 'after' | null): Part[] {
  const netuids = new Set<number>();
  for (const item of [
    'Incentive',
    'Active',
    'Tempo',
    'Keys',
    'LastUpdate',
    'SubnetMovingPrice',
    'Burn',
    'Kappa',
  ])
    for (const key of maps.map(item).keys()) netuids.add(Number(firstOf(key)) % mechanismStep);
  return [...netuids].sort((one, other) => one - other).map((netuid) => partOf(maps, netuid, block, when));
}

function partOf(
  maps: StorageMaps,
  netuid: number,
  block: number | null,
  when: 'before' | 'after' | null,
): Part {
  const { file } = maps.place;
  const size = sizeOf(maps, netuid);
  const list = <Value>(item: string, read: Cell<Value>) => vectorOf(maps, item, netuid, size ?? 0, read);
  const stakes = size === null ? { notes: [] } : stakesOfStorage(maps, netuid, size);
  const { notes, ...stakeColumns } = stakes;
  const columns = present({
    ...stakeColumns,
    active: list('Active', flag),
    validatorPermit: list('ValidatorPermit', flag),
    lastUpdate: list('LastUpdate', blockNumber),
    incentive: list('Incentive', stored16),
    dividends: list('Dividends', stored16),
    consensus: list('Consensus', stored16),
    validatorTrust: list('ValidatorTrust', stored16),
    pruningScores: list('PruningScores', stored16),
    rank: list('Rank', stored16),
    trust: list('Trust', stored16),
    emission: list('Emission', inRao),
    registrationBlock: byUid(maps, 'BlockAtRegistration', netuid, size ?? 0, blockNumber),
    waitingCommit: waitingOf(maps, netuid, size ?? 0),
  });
  const settings = settingsOf(maps, netuid);
  return {
    ...{ kind: 'H', file, netuid, block, size, columns, settings, head: headOf(maps, netuid, when) },
    market: marketOf(maps, netuid),
    ...present({
      weights: rowsOf(maps, 'Weights', netuid, size ?? 0),
      bonds: rowsOf(maps, 'Bonds', netuid, size ?? 0),
    }),
    unused: maps.left().filter((name) => noUse.includes(name)),
    unknown: maps.left().filter((name) => !noUse.includes(name) && name !== 'block'),
    notes: [...notes, ...mechanismNotes(maps, netuid)],
  };
}

/** Uids of a subnet: what the chain counts, or its longest vector. */
function sizeOf(maps: StorageMaps, netuid: number): number | null {
  const told = maps.map('SubnetworkN').get(String(netuid));
  if (told !== undefined) return told.whole(65_535);
  const lengths = ['Active', 'Incentive', 'ValidatorPermit', 'LastUpdate', 'Emission'].flatMap((item) => {
    const value = maps.map(item).get(String(netuid))?.value;
    return isList(value) ? [value.length] : [];
  });
  const keys = [...maps.map('Keys').keys()].filter((key) => firstOf(key) === String(netuid));
  const size = Math.max(0, ...lengths, ...keys.map((key) => Number(key.split(',')[1]) + 1));
  return size === 0 ? null : size;
}

function vectorOf<Value>(
  maps: StorageMaps,
  item: string,
  netuid: number,
  size: number,
  read: Cell<Value>,
): Column<Value> | undefined {
  const place = maps.map(item).get(String(netuid));
  if (place === undefined || size === 0) return undefined;
  const list = place.list();
  if (list.length > size)
    place.fail(
      `a list of ${size} values, one for each uid`,
      `it has ${list.length}: take the whole storage of one block`,
    );
  return columnOf(
    Array.from({ length: size }, (_, uid) => list[uid]),
    read,
  );
}

function byUid<Value>(
  maps: StorageMaps,
  item: string,
  netuid: number,
  size: number,
  read: Cell<Value>,
): Column<Value> | undefined {
  const map = maps.map(item);
  const places = Array.from({ length: size }, (_, uid) => map.get(`${netuid},${uid}`));
  return places.every((place) => place === undefined) ? undefined : columnOf(places, read);
}

/** Rows of the first mechanism. */
function rowsOf(maps: StorageMaps, item: string, netuid: number, size: number): Rows | undefined {
  const map = maps.map(item);
  const places = Array.from({ length: size }, (_, uid) => map.get(`${netuid},${uid}`));
  if (places.every((place) => place === undefined)) return undefined;
  return {
    rows: places.map((place) => (place === undefined ? null : storedRow(place, size))),
    mark: 'exact',
  };
}

function storedRow(place: Place, size: number): (readonly [number, number])[] {
  const seen = new Set<number>();
  return place.list().map((entry) => {
    const target = entry.at(0).whole(65_535);
    if (target >= size) entry.at(0).fail(`a uid below ${size}`, 'take the whole storage of one block');
    if (seen.has(target)) entry.at(0).fail('a uid that its row names once', 'write the row again');
    seen.add(target);
    return [target, entry.at(1).whole(65_535)] as const;
  });
}

/** Block of the first commit of each hotkey that waits. */
function waitingOf(maps: StorageMaps, netuid: number, size: number): Column<number> | undefined {
  if (!maps.has('TimelockedWeightCommits')) return undefined;
  const uidOf = uidsByHotkey(maps, netuid);
  const first: (Place | undefined)[] = Array.from({ length: size }, () => undefined);
  for (const [key, commits] of maps.map('TimelockedWeightCommits')) {
    if (firstOf(key) !== String(netuid)) continue;
    for (const commit of commits.list()) {
      const uid = uidOf.get(commit.at(0).text());
      const at = commit.at(1);
      if (uid !== undefined && (first[uid] === undefined || at.whole() < first[uid].whole())) first[uid] = at;
    }
  }
  return columnOf(first, blockNumber);
}

/** The uid of each hotkey of a subnet. */
export function uidsByHotkey(maps: StorageMaps, netuid: number): ReadonlyMap<string, number> {
  const mine = [...maps.map('Keys')].filter(([key]) => firstOf(key) === String(netuid));
  return new Map(mine.map(([key, place]) => [keyText(place).value, Number(key.split(',')[1])]));
}

function headOf(maps: StorageMaps, netuid: number, when: 'before' | 'after' | null): Part['head'] {
  const at = (item: string) => maps.map(item).get(String(netuid));
  const pending = [
    'PendingServerEmission',
    'PendingValidatorEmission',
    'PendingRootAlphaDivs',
    'PendingEmission',
  ].flatMap((item) => at(item) ?? []);
  const step = at('LastMechansimStepBlock') ?? at('LastMechanismStepBlock') ?? at('LastEpochBlock');
  for (const item of ['LastMechanismStepBlock', 'LastEpochBlock']) maps.map(item);
  return present({
    lastEpoch: step?.whole(),
    emission: pending.length === 0 ? undefined : pending.reduce((sum, place) => sum + place.big(), 0n),
    ownerHotkey: at('SubnetOwnerHotkey')?.text(),
    when: when ?? undefined,
  });
}

function marketOf(maps: StorageMaps, netuid: number): Part['market'] {
  const at = (item: string) => maps.map(item).get(String(netuid));
  return present({
    movingPrice: fixedOf(at('SubnetMovingPrice'), 32),
    minerBurned: fixedOf(at('MinerBurned'), 32),
    burn: at('Burn')?.big(),
    taoIn: at('SubnetTAO')?.big(),
    alphaIn: at('SubnetAlphaIn')?.big(),
    alphaOut: at('SubnetAlphaOut')?.big(),
    emissionEnabled: at('SubnetEmissionEnabled')?.flag(),
  });
}

/** Bits over two to the power of their fraction; a number with a point is what it is. */
function fixedOf(place: Place | undefined, fraction: number): number | undefined {
  if (place === undefined) return undefined;
  const bits = isObject(place.value) ? place.at('bits') : place;
  if (typeof bits.value === 'number' && !Number.isInteger(bits.value)) return bits.number();
  const number = Number(bits.big(2n ** 128n - 1n));
  // Bits of a number of a thousandth are above 2^40 in U64F64: what is less was written as the number itself.
  return fraction === 64 && number < 2 ** 40 ? number : number / 2 ** fraction;
}

/** Hyperparameters of the subnet, and global ones, under the laboratory’s own names. */
function settingsOf(maps: StorageMaps, netuid: number): Setting[] {
  const settings = maps.names
    .filter((item) => isChainName(item) && !noSettings.includes(item) && item !== 'Burn')
    .flatMap((item) => {
      const { value } = maps.place.at(item);
      const at =
        isObject(value) && !('bits' in value) ? maps.map(item).get(String(netuid)) : maps.value(item);
      if (at === undefined) return [];
      const number =
        item === 'BurnIncreaseMult' || item === 'CollateralDrainRatio' ? fixedOf(at, 64) : undefined;
      return [{ name: item, value: number ?? settingValue(at), isNormalised: false, place: at.path }];
    });
  return [...settings, ...alphaValues(maps, netuid), ...mechanismCount(maps, netuid)];
}

function alphaValues(maps: StorageMaps, netuid: number): Setting[] {
  const pair = maps.map('AlphaValues').get(String(netuid));
  if (pair === undefined) return [];
  return (['alphaLow', 'alphaHigh'] as const).map((name, index) => ({
    name,
    value: pair.at(index).whole(65_535),
    isNormalised: false,
    place: pair.path,
  }));
}

function mechanismCount(maps: StorageMaps, netuid: number): Setting[] {
  const count = maps.map('MechanismCountCurrent').get(String(netuid));
  if (count === undefined) return [];
  return [{ name: 'mechanismCount', value: count.whole(16), isNormalised: false, place: count.path }];
}

function mechanismNotes(maps: StorageMaps, netuid: number): string[] {
  const others = new Set(
    [...maps.map('Weights').keys()]
      .map((key) => Number(firstOf(key)))
      .filter((index) => index !== netuid && index % mechanismStep === netuid),
  );
  if (others.size === 0) return [];
  return [`weights of ${others.size} further mechanisms are in the file; those of the first are read`];
}
