import { u16Max } from '../../sim/units.ts';
import type { Place } from './fields.ts';
import { type Marked, nearInteger, worst } from './mark.ts';
import type { Rows } from './part.ts';

/** A weight towards a uid, as a file has it. */
export interface Entry {
  readonly target: number;
  readonly place: Place;
}

type StoredRow = readonly (readonly [number, number])[];

/**
 * Rows as the chain stores them, [uid]. Where all weights of a file are whole numbers up to 65,535 they are kept; fractions are scaled so that
 * the largest of a row is 65,535, as the chain scales what it stores: recovered if all of a row then lie within 1e-6 of integers. Throws
 * `UserError` for a weight towards a uid that is not there, a target twice in a row, and a row whose weights sum to nothing.
 */
export function storedRows(rows: ReadonlyMap<number, readonly Entry[]>, size: number, whole: Place): Rows {
  for (const [uid, entries] of rows) checkTargets(uid, entries, size, whole);
  const isStored = [...rows.values()].every((entries) => entries.every(({ place }) => isWhole16(place)));
  const stored = new Map<number, Marked<StoredRow>>();
  for (const [uid, entries] of rows) stored.set(uid, isStored ? kept(entries) : upscaled(entries));
  return {
    rows: Array.from({ length: size }, (_, uid) => stored.get(uid)?.value ?? null),
    mark: worst([...stored.values()].map(({ mark }) => mark)),
  };
}

function checkTargets(uid: number, entries: readonly Entry[], size: number, whole: Place): void {
  const seen = new Set<number>();
  for (const { target, place } of entries) {
    if (target >= size)
      place.fail(
        `a weight towards a uid below ${size}`,
        `row ${uid} names uid ${target}: take weights and metagraph of one block`,
      );
    if (seen.has(target))
      place.fail('the only weight of its row towards its uid', `row ${uid} names uid ${target} again`);
    seen.add(target);
  }
  if (entries.length > 0 && entries.every(({ place }) => place.number() === 0))
    (entries[0]?.place ?? whole).fail(
      `in a row with a weight above 0`,
      `row ${uid} sums to nothing: leave it out`,
    );
}

const isWhole16 = ({ value }: Place): boolean => {
  const number = typeof value === 'string' ? Number(value) : value;
  return typeof number === 'number' && Number.isInteger(number) && number >= 0 && number <= u16Max;
};

const kept = (entries: readonly Entry[]): Marked<StoredRow> => ({
  value: entries.map(({ target, place }) => [target, place.whole(u16Max)] as const),
  mark: 'exact',
});

/** A row of fractions with 65,535 for its largest. */
function upscaled(entries: readonly Entry[]): Marked<StoredRow> {
  const numbers = entries.map(({ place }) => place.number());
  const most = Math.max(...numbers, 0);
  const products = numbers.map((number) => (number / most) * u16Max);
  const isInteger = products.every((product) => Math.abs(product - Math.round(product)) <= nearInteger);
  return {
    value: entries.map(({ target }, k) => [target, Math.round(products[k])] as const),
    mark: isInteger ? 'recovered' : 'scaled',
  };
}
