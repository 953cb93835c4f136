import { u16Max } from '../../sim/units.ts';
import type { Mark } from '../input/networkSchema.ts';
import type { Fields, Place } from './fields.ts';
import { type Marked, ofAmount, ofFraction, worst } from './mark.ts';
import type { Column } from './part.ts';

/** How a cell of a column is read. */
export type Cell<Value> = (place: Place) => Marked<Value>;

const exact = <Value>(value: Value): Marked<Value> => ({ value, mark: 'exact' });

/** A u16 that a tool divided by 65,535. */
export const fraction: Cell<number> = (place) => {
  const number = place.number();
  return number > 1
    ? place.fail('a share of 0 … 1', 'a u16 belongs into a raw dump: check which tool wrote it')
    : ofFraction(number, u16Max);
};
/** A u16 as the chain stores it. */
export const stored16: Cell<number> = (place) => exact(place.whole(u16Max));
/** An amount in TAO or alpha; more than 2^64 RAO there is not. */
export const amount: Cell<bigint> = (place) => {
  const number = place.number();
  return number > 1.8e10
    ? place.fail('an amount below 2^64 RAO', 'amounts are in TAO or alpha here')
    : ofAmount(number);
};
/** An amount in RAO. */
export const inRao: Cell<bigint> = (place) => exact(place.big());
export const flag: Cell<number> = (place) => exact(place.flag() ? 1 : 0);
export const blockNumber: Cell<number> = (place) => exact(place.whole());
export const keyText: Cell<string> = (place) => exact(place.text());

/** The cells of a column, [uid]; null where a place is not there. */
export function columnOf<Value>(places: readonly (Place | undefined)[], read: Cell<Value>): Column<Value> {
  const cells = places.map((place) => (place?.isThere ? read(place) : null));
  const marks = cells.flatMap((cell) => (cell === null ? [] : [cell.mark]));
  return { values: cells.map((cell) => cell?.value ?? null), mark: worst(marks) };
}

/** A column that is a list of an object, as long as the network is large. Absent lists give no column. */
export function listColumn<Value>(
  fields: Fields,
  name: string,
  size: number,
  read: Cell<Value>,
): Column<Value> | undefined {
  const place = fields.take(name);
  if (!place.isThere) return undefined;
  const list = place.list();
  if (list.length === 0) return undefined;
  if (list.length !== size)
    place.fail(
      `a list of ${size} numbers, one for each uid`,
      `it has ${list.length}: the dump may be cut, write it again`,
    );
  return columnOf(list, read);
}

/** A record without the parts that are undefined, so that a spread of it hides nothing. */
export type Present<Part> = { readonly [Name in keyof Part]?: Exclude<Part[Name], undefined> };

export const present = <Part extends object>(part: Part): Present<Part> =>
  Object.fromEntries(Object.entries(part).filter(([, value]) => value !== undefined)) as Present<Part>;

/** The same column with another mark. */
export const remarked = <Value>(column: Column<Value>, mark: Mark): Column<Value> => ({
  values: column.values,
  mark: worst([column.mark, mark]),
});
