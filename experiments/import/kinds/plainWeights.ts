import { u16Max } from '../../../sim/units.ts';
import { UserError } from '../../base/userError.ts';
import { isList, isObject, type Json } from '../../input/plainJson.ts';
import { amount, columnOf, inRao, present } from '../columns.ts';
import type { CsvText } from '../csvText.ts';
import { Fields, Place, splitLeft } from '../fields.ts';
import { ofAmount } from '../mark.ts';
import type { Column, Part } from '../part.ts';
import { type Entry, storedRows } from '../storedRows.ts';

const part = (file: string, more: Pick<Part, 'size' | 'columns' | 'weights'> & Partial<Part>): Part => ({
  ...{ kind: 'K', file, netuid: null, block: null, head: {}, market: {}, settings: [] },
  ...{ unused: [], unknown: [], notes: [], ...more },
});

/** Kind K: weights of other simulators, in any of their forms. */
export function readPlainWeights(place: Place): Part[] {
  if (isList(place.value)) return [listed(place)];
  const fields = new Fields(place);
  if (!fields.has('weights')) return [byValidator(place)];
  const weights = fields.take('weights');
  const stakePlace = fields.takeAny('stake', 'stakes', 'S');
  const rows = isObject(weights.value) ? nested(weights) : matrixOrPairs(weights);
  const stake = stakePlace === undefined ? undefined : stakesOf(stakePlace);
  const size = stake?.values.length ?? sizeOf(rows);
  return [
    part(place.file, {
      size,
      columns: present({ stake }),
      weights: storedRows(rows, size, weights),
      ...splitLeft(fields.left(), []),
      notes: stake === undefined ? [] : stakeNotes,
    }),
  ];
}

const stakeNotes = ['stakes are taken as TAO or alpha; without a threshold only their proportions matter'];

/** One past the largest uid of rows or targets. */
const sizeOf = (rows: ReadonlyMap<number, readonly Entry[]>): number =>
  [...rows].reduce(
    (size, [uid, entries]) =>
      entries.reduce((most, { target }) => Math.max(most, target + 1), Math.max(size, uid + 1)),
    0,
  );

function listed(place: Place): Part {
  const rows = matrixOrPairs(place);
  const size = sizeOf(rows);
  return part(place.file, { size, columns: {}, weights: storedRows(rows, size, place) });
}

/** A dense matrix, rows of pairs, or pairs of a uid and its row. */
function matrixOrPairs(place: Place): Map<number, Entry[]> {
  const list = place.list();
  const isKeyed =
    list.length > 0 &&
    list.every(
      ({ value }) => isList(value) && value.length === 2 && typeof value[0] === 'number' && isList(value[1]),
    );
  return new Map(
    list.map((row, index) => {
      const uid = isKeyed ? row.at(0).whole(u16Max) : index;
      return [uid, entriesOf(isKeyed ? row.at(1) : row)] as const;
    }),
  );
}

const entriesOf = (row: Place): Entry[] =>
  row.list().flatMap((cell, target) => {
    if (isList(cell.value)) return [{ target: cell.at(0).whole(u16Max), place: cell.at(1) }];
    return cell.value === 0 ? [] : [{ target, place: cell }];
  });

/** `{ validator: { uid: weight } }`. */
export function nested(place: Place): Map<number, Entry[]> {
  return new Map(
    Object.keys(place.object()).map((key) => {
      const row = place.at(key);
      const entries = Object.keys(row.object()).map((target) => ({
        target: uidOf(target, row),
        place: row.at(target),
      }));
      return [uidOf(key, place), entries] as const;
    }),
  );
}

function uidOf(key: string, place: Place): number {
  if (/^\d{1,5}$/.test(key) && Number(key) <= u16Max) return Number(key);
  throw new UserError(
    `${place.file}: ${place.path} must have uids as its keys; received ${JSON.stringify(key.slice(0, 40))} (write weights by uid, not by key)`,
  );
}

const validatorKey = /^(\d{1,5}),(\d+(?:\.\d+)?)$/;

/** Whether every key is a uid with its stake, as in `{ "0,1000": { "uids": […], "weights": […] } }`. */
export const isByValidator = (value: Json | undefined): boolean =>
  isObject(value) &&
  Object.keys(value).length > 0 &&
  Object.keys(value).every((key) => validatorKey.test(key));

function byValidator(place: Place): Part {
  const keys = Object.keys(place.object());
  const stakes: Place[] = [];
  const rows = new Map<number, Entry[]>();
  for (const key of keys) {
    const [, uid, stake] = validatorKey.exec(key) ?? ['', '0', '0'];
    const row = place.at(key);
    const values = row.at('weights').list();
    const targets = row.at('uids').list();
    if (values.length !== targets.length)
      row
        .at('weights')
        .fail(`a list of ${targets.length} weights, one for each of uids`, 'write the row again');
    stakes[Number(uid)] = new Place(place.file, row.path, Number(stake));
    rows.set(
      Number(uid),
      targets.map((target, k) => ({ target: target.whole(u16Max), place: values[k] })),
    );
  }
  const size = Math.max(sizeOf(rows), stakes.length);
  const stake = columnOf(
    Array.from({ length: size }, (_, uid) => stakes[uid]),
    amount,
  );
  return part(place.file, {
    size,
    columns: { stake },
    weights: storedRows(rows, size, place),
    notes: stakeNotes,
  });
}

/** Stakes as TAO; amounts that only RAO can be are taken as RAO. */
function stakesOf(place: Place): Column<bigint> {
  const list = isObject(place.value)
    ? Object.entries(place.object()).map(([key]) => [uidOf(key, place), place.at(key)] as const)
    : place.list().map((at, uid) => [uid, at] as const);
  const size = list.reduce((most, [uid]) => Math.max(most, uid + 1), 0);
  const places = Array.from({ length: size }, (_, uid) => list.find(([known]) => known === uid)?.[1]);
  const isRao = places.some((at) => at?.isThere && at.number() > 1.8e10);
  return columnOf(places, isRao ? inRao : (at) => ofAmount(at.number()));
}

/** Kind K as a table of validator, uid and weight. */
export function readWeightsTable({ names, rows: lines }: CsvText, file: string): Part[] {
  const [validator, target, weight] = [
    ['validator', 'validator_uid', 'from'],
    ['uid', 'target', 'target_uid', 'to'],
    ['weight', 'value', 'weight_u16'],
  ].map((known) => names.find((name) => known.includes(name)) ?? known[0]);
  const rows = new Map<number, Entry[]>();
  for (const line of lines) {
    const uid = line.at(validator).whole(u16Max);
    rows.set(uid, [
      ...(rows.get(uid) ?? []),
      { target: line.at(target).whole(u16Max), place: line.at(weight) },
    ]);
  }
  const size = sizeOf(rows);
  const table = new Place(file, 'the table', []);
  const unknown = names.filter((name) => ![validator, target, weight].includes(name));
  return [part(file, { size, columns: {}, weights: storedRows(rows, size, table), unknown })];
}
