import { UserError } from '../base/userError.ts';
import { isList, isObject, type JsonObject } from '../input/plainJson.ts';
import { isChainName } from './chainNames.ts';
import type { CsvText } from './csvText.ts';
import { type Place, shownJson } from './fields.ts';
import {
  readBurnHistory,
  readHyperparameterHistory,
  readNeuronDaily,
  readTaostats,
} from './kinds/histories.ts';
import {
  isTagged,
  readHyperparameterList,
  readHyperparameterTable,
  readSdkHyperparameters,
  readTaggedHyperparameters,
} from './kinds/hyperparameterList.ts';
import { readMetagraphInfo } from './kinds/metagraphInfo.ts';
import { readMetagraphShow } from './kinds/metagraphShow.ts';
import { isByValidator, readPlainWeights, readWeightsTable } from './kinds/plainWeights.ts';
import { isNested, readNeurons, readQueriedRows } from './kinds/queries.ts';
import { readSavedMetagraph } from './kinds/savedMetagraph.ts';
import { readHexMaps, readSubnetsList } from './kinds/subnetsList.ts';
import { kinds, type Part } from './part.ts';
import type { SourceFile } from './sourceFile.ts';
import { refuseRawPairs } from './storage/clearKey.ts';
import { isStorage, readStorage } from './storage/readStorage.ts';

/** What a file says, one part for each network and block in it. Throws `UserError` where its shape is that of no kind. */
export function partsOf({ file, content }: SourceFile): readonly Part[] {
  if (content.form === 'text') return readHyperparameterTable(content.lines, file);
  if (content.form === 'csv') return fromTable(content.table, file);
  const parts = fromJson(content.place);
  const { notNumbers } = content;
  if (notNumbers.length === 0) return parts;
  const note = `${notNumbers.length} values are NaN or infinite and count as missing (${notNumbers.slice(0, 3).join(', ')}${notNumbers.length > 3 ? ', …' : ''})`;
  return parts.map((part) => ({ ...part, notes: [...part.notes, note] }));
}

/** A shape and its reader; the first that fits is taken. */
interface Shape {
  readonly fits: (place: Place) => boolean;
  readonly read: (place: Place) => readonly Part[];
}

const firstOf = (place: Place): JsonObject | null => {
  const first = isList(place.value) ? place.value[0] : undefined;
  return isObject(first) ? first : null;
};
const has = (value: unknown, ...names: readonly string[]): boolean =>
  typeof value === 'object' && value !== null && names.every((name) => Object.hasOwn(value, name));
const anyOf = (value: unknown, ...names: readonly string[]): boolean =>
  names.some((name) => has(value, name));
const each = (read: (place: Place) => readonly Part[]) => (place: Place) => place.list().flatMap(read);

const isMetagraph = (value: unknown): boolean =>
  has(value, 'hotkeys') ||
  (anyOf(value, 'total_stake', 'alpha_stake', 'incentives') &&
    anyOf(value, 'validator_permit', 'dividends', 'active', 'consensus'));
const isSettings = (value: unknown): boolean =>
  isObject(value as never) && Object.keys(value as object).filter(isChainName).length >= 3;

/** A metagraph that the SDK saved: one list for each name in the singular. */
const isSaved = (value: unknown): boolean =>
  has(value, 'stake', 'incentive') || (has(value, 'n', 'stake') && anyOf(value, 'weights', 'last_update'));

/** Rows with these names, in a list or in the list of an envelope; null where there are none. */
function rowsWith(place: Place, ...names: readonly string[]): readonly Place[] | null {
  const inner = ['data', 'rows', 'neurons', 'history']
    .map((name) => place.at(name))
    .find(({ value }) => isList(value));
  const list = isList(place.value) ? place : inner;
  return list !== undefined && has(firstOf(list), ...names) ? list.list() : null;
}

const rowsOf = (read: (rows: readonly Place[]) => readonly Part[]) => (place: Place) =>
  read(rowsWith(place) ?? []);

const shapes: readonly Shape[] = [
  {
    fits: (place) => has(place.value, 'uids') && has(firstOf(place.at('uids')), 'uid'),
    read: readMetagraphShow,
  },
  { fits: (place) => has(firstOf(place), 'hyperparameter', 'value'), read: readHyperparameterList },
  { fits: (place) => isStorage(place), read: readStorage },
  { fits: ({ value }) => has(value, 'maps', 'storage_prefix'), read: readHexMaps },
  { fits: ({ value }) => has(value, 'subnets'), read: readSubnetsList },
  { fits: (place) => has(firstOf(place.at('data')), 'block_number', 'uid'), read: readTaostats },
  { fits: (place) => rowsWith(place, 'uid', 'snapshot_date') !== null, read: rowsOf(readNeuronDaily) },
  { fits: (place) => rowsWith(place, 'netuid', 'burn_tao') !== null, read: rowsOf(readBurnHistory) },
  {
    fits: (place) => isSettings(rowsWith(place, 'netuid')?.[0].value),
    read: rowsOf(readHyperparameterHistory),
  },
  { fits: (place) => rowsWith(place, 'uid') !== null || has(place.value, 'neurons'), read: readNeurons },
  { fits: ({ value }) => isSaved(value), read: readSavedMetagraph },
  { fits: ({ value }) => isMetagraph(value), read: readMetagraphInfo },
  { fits: (place) => isMetagraph(firstOf(place)), read: each(readMetagraphInfo) },
  {
    fits: (place) => has(firstOf(place), 'name', 'value') && isTagged(place.at(0).at('value').value),
    read: readTaggedHyperparameters,
  },
  {
    fits: ({ value }) => isObject(value) && Object.values(value).some(isTagged),
    read: readTaggedHyperparameters,
  },
  { fits: ({ value }) => isSettings(value), read: readSdkHyperparameters },
  {
    fits: (place) =>
      isNested(place.value) ||
      isNested(place.at('bonds').value) ||
      (isNested(place.at('weights').value) && !has(place.value, 'stake')),
    read: readQueriedRows,
  },
  { fits: ({ value }) => isByValidator(value) || has(value, 'weights'), read: readPlainWeights },
  { fits: ({ value }) => isList(value) && value.length > 0 && value.every(isList), read: readPlainWeights },
];

function fromJson(place: Place): readonly Part[] {
  if (has(place.value, 'ruleset', 'marks', 'sources'))
    throw new UserError(
      `${place.file} is a network file already, which import has written: give it to epoch, replay, calibrate or --scenario`,
    );
  if (isRawPairs(place)) return refuseRawPairs(place.file);
  const shape = shapes.find(({ fits }) => fits(place));
  if (shape !== undefined) return shape.read(place);
  const seen = isObject(place.value)
    ? `an object with ${Object.keys(place.value).slice(0, 6).join(', ') || 'no fields'}`
    : shownJson(place.value);
  throw new UserError(
    `${place.file}: $ must be one of the kinds of files that are read; received ${seen}\n${known}`,
  );
}

/** The storage of a node as `state_getPairs` gives it: keys and values as bytes. */
function isRawPairs({ value }: Place): boolean {
  const isBytes = (part: unknown) => typeof part === 'string' && /^0x[0-9a-f]*$/i.test(part);
  const pairs = isList(value) ? value : isObject(value) ? Object.entries(value) : [];
  return (
    pairs.length > 0 &&
    pairs.every(
      (pair) => isList(pair) && pair.length === 2 && pair.every(isBytes) && String(pair[0]).length > 66,
    )
  );
}

function fromTable(table: CsvText, file: string): readonly Part[] {
  if (table.names.includes('weight') || table.names.includes('weight_u16'))
    return readWeightsTable(table, file);
  const { names, rows } = table;
  if (names.includes('snapshot_date') && names.includes('uid')) return readNeuronDaily(rows);
  if (names.includes('burn_tao') && names.includes('netuid')) return readBurnHistory(rows);
  if (names.includes('netuid') && names.filter(isChainName).length >= 3)
    return readHyperparameterHistory(rows);
  throw new UserError(
    `${file}, line 1: a table must be one of the kinds of files that are read; received columns ${names.slice(0, 8).join(', ')}\n${known}`,
  );
}

const known = `Kinds: ${Object.entries(kinds)
  .map(([kind, what]) => `${kind} ${what}`)
  .join('; ')}`;
