import { UserError } from '../../base/userError.ts';
import { isObject, type JsonObject } from '../../input/plainJson.ts';
import { UidRows } from '../byUid.ts';
import { isChainName } from '../chainNames.ts';
import { amount, blockNumber, flag, fraction, inRao, present } from '../columns.ts';
import { Place } from '../fields.ts';
import type { Part, Setting } from '../part.ts';
import { settingsPart, settingValue } from './hyperparameterList.ts';

const noUse = [
  ...[
    'netuid',
    'block_number',
    'timestamp',
    'snapshot_date',
    'observed_at',
    'updated',
    'daily_reward',
    'is_immunity_period',
  ],
  ...['rank', 'is_child_key', 'take', 'axon', 'trust'],
];

/** The newest rows of each subnet in a history, and how many older ones there are. Throws `UserError` for a history that runs both ways. */
function newestOf(
  rows: readonly Place[],
  by: string,
): ReadonlyMap<number, { readonly rows: Place[]; readonly older: number; readonly at: string }> {
  const subnets = new Map<number, Place[]>();
  for (const row of rows) {
    const netuid = row.at('netuid').whole(65_535);
    subnets.set(netuid, [...(subnets.get(netuid) ?? []), row]);
  }
  return new Map([...subnets].map(([netuid, mine]) => [netuid, newest(mine, by)] as const));
}

function newest(rows: readonly Place[], by: string) {
  const times = rows.map((row) => String(row.at(by).value ?? ''));
  const numeric = times.every((time) => /^\d+$/.test(time));
  const later = (one: string, other: string) => (numeric ? Number(one) > Number(other) : one > other);
  refuseBackwards(rows, times, later);
  const at = times.reduce((most, time) => (later(time, most) ? time : most), times[0]);
  const kept = rows.filter((_, index) => times[index] === at);
  return { rows: kept, older: new Set(times).size - 1, at };
}

/** A history goes forwards or backwards, not both. */
function refuseBackwards(
  rows: readonly Place[],
  times: readonly string[],
  later: (one: string, other: string) => boolean,
): void {
  let direction: boolean | null = null;
  for (let index = 1; index < times.length; index++) {
    if (times[index] === times[index - 1]) continue;
    const isUp = later(times[index], times[index - 1]);
    if (direction !== null && isUp !== direction)
      throw new UserError(
        `${rows[index].file}: ${rows[index].path} must go on in the direction of the history; received ${times[index]} after ${times[index - 1]} (sort it by time, or leave the row out)`,
      );
    direction = isUp;
  }
}

const olderNote = (older: number, at: string): string[] =>
  older === 0 ? [] : [`${older} further snapshots are in the file; the newest, ${at}, is read`];

/** Hotkeys are objects with the key in `ss58`; they are read as texts. */
function withPlainKeys(row: Place): Place {
  const object: JsonObject = row.object();
  const entries = Object.entries(object).map(([name, value]) => [
    name,
    isObject(value) && typeof value.ss58 === 'string' ? value.ss58 : value,
  ]);
  return new Place(row.file, row.path, Object.assign(Object.create(null), Object.fromEntries(entries)));
}

/** Kind I: taostats `metagraph/history/v1`: numbers are texts, amounts RAO. */
export const readTaostats = (place: Place): Part[] =>
  [...newestOf(place.at('data').list(), 'block_number')].map(([netuid, { rows: own, older, at }]) => {
    const rows = new UidRows(own.map(withPlainKeys));
    const columns = present({
      stake: rows.column(['stake', 'total_alpha_stake'], inRao),
      hotkey: rows.column('hotkey', (cell) => ({ value: cell.text(), mark: 'exact' })),
      coldkey: rows.column('coldkey', (cell) => ({ value: cell.text(), mark: 'exact' })),
      active: rows.column('active', flag),
      validatorPermit: rows.column('validator_permit', flag),
      registrationBlock: rows.column('registered_at_block', blockNumber),
      incentive: rows.column('incentive', fraction),
      dividends: rows.column('dividends', fraction),
      consensus: rows.column('consensus', fraction),
      validatorTrust: rows.column('validator_trust', fraction),
      emission: rows.column('emission', inRao),
    });
    const block = own[0].at('block_number').whole();
    return {
      ...{
        kind: 'I',
        file: place.file,
        netuid,
        block,
        size: rows.size,
        columns,
        head: {},
        market: {},
        settings: [],
      },
      ...rows.left(noUse),
      notes: [...rows.notes(), ...olderNote(older, at)],
    };
  });

/** Kind J: `neuron_daily` of metagraph.sh, as JSON or CSV; `stake_tao` is alpha in spite of its name. */
export const readNeuronDaily = (list: readonly Place[]): Part[] =>
  [...newestOf(list, 'snapshot_date')].map(([netuid, { rows: own, older, at }]) => {
    const rows = new UidRows(own);
    const columns = present({
      stake: rows.column('stake_tao', amount),
      hotkey: rows.column('hotkey', (cell) => ({ value: cell.text(), mark: 'exact' })),
      coldkey: rows.column('coldkey', (cell) => ({ value: cell.text(), mark: 'exact' })),
      active: rows.column('active', flag),
      validatorPermit: rows.column('validator_permit', flag),
      registrationBlock: rows.column('registered_at_block', blockNumber),
      incentive: rows.column('incentive', fraction),
      dividends: rows.column('dividends', fraction),
      consensus: rows.column('consensus', fraction),
      validatorTrust: rows.column('validator_trust', fraction),
      emission: rows.column('emission_tao', amount),
    });
    const blockPlace = own[0].at('block_number');
    return {
      ...{
        kind: 'J',
        file: own[0].file,
        netuid,
        size: rows.size,
        columns,
        head: {},
        market: {},
        settings: [],
      },
      block: blockPlace.isThere ? blockPlace.whole() : null,
      ...rows.left(noUse),
      notes: [...rows.notes(), ...olderNote(older, at)],
    };
  });

/** Kind J: `hyperparameter history` of metagraph.sh, an object for each time, of which the newest is read. */
export const readHyperparameterHistory = (list: readonly Place[]): Part[] =>
  [...newestOf(list, timeOf(list))].map(([netuid, { rows, older, at }]) => {
    const row = rows[rows.length - 1];
    const names = Object.keys(row.object());
    const settings = names.filter(isChainName).flatMap((name): Setting[] => {
      const value = row.at(name);
      return value.isThere
        ? [{ name, value: settingValue(value), isNormalised: false, place: value.path }]
        : [];
    });
    const left = names.filter((name) => !isChainName(name));
    return settingsPart('J', row.file, settings, {
      netuid,
      unused: left.filter((name) => noUse.includes(name)),
      unknown: left.filter((name) => !noUse.includes(name)),
      notes: olderNote(older, at),
    });
  });

/** Kind J: `subnet_burn_history` of metagraph.sh: the price of entry over time. */
export const readBurnHistory = (list: readonly Place[]): Part[] =>
  [...newestOf(list, 'observed_at')].map(([netuid, { rows, older, at }]) => ({
    ...settingsPart('J', rows[0].file, [], { netuid, notes: olderNote(older, at) }),
    market: { burn: amount(rows[rows.length - 1].at('burn_tao')).value },
  }));

/** Under which name rows have their time. */
const timeOf = (list: readonly Place[]): string =>
  ['observed_at', 'snapshot_date', 'block_number', 'timestamp'].find((name) => list[0]?.at(name).isThere) ??
  'observed_at';
