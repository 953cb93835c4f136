/**
 * Items in an order, each made when it is asked for. An array is such a list; the trials of a large study are one that keeps none of them in
 * memory. The same place gives the same item every time, as a new object or not.
 */
export interface Listed<Item> extends Iterable<Item> {
  readonly length: number;
  /** The item at a place from 0 on; undefined outside. */
  at(place: number): Item | undefined;
}

/** A list of so many items that a function makes from their places. */
export function listedBy<Item>(length: number, make: (place: number) => Item): Listed<Item> {
  return {
    length,
    at: (place) => (Number.isInteger(place) && place >= 0 && place < length ? make(place) : undefined),
    *[Symbol.iterator]() {
      for (let place = 0; place < length; place++) yield make(place);
    },
  };
}

/** The items of a list at some places, in the order of the places. */
export function listedAt<Item>(list: Listed<Item>, places: Uint32Array): Listed<Item> {
  return listedBy(places.length, (k) => {
    const item = list.at(places[k]);
    if (item === undefined) throw new RangeError(`a list of ${list.length} items has none at ${places[k]}`);
    return item;
  });
}

/** The places of a list of this length for which something is true, ascending. */
export function placesWhere(length: number, is: (place: number) => boolean): Uint32Array {
  let count = 0;
  for (let place = 0; place < length; place++) if (is(place)) count += 1;
  const places = new Uint32Array(count);
  for (let place = 0, k = 0; k < count; place++) if (is(place)) places[k++] = place;
  return places;
}
