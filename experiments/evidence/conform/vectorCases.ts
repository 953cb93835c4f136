import { type Place, VectorError } from './place.ts';

/** The first case of a file of cases, which tells what the file holds; undefined: it has none. */
export const firstCase = (top: Place): Place | undefined =>
  top.has('cases') ? top.at('cases').list()[0] : undefined;

/** All cases of a file that has nothing else. */
export const casesOf = (top: Place): Place[] => top.only(['format', 'note', 'cases']).at('cases').list();

/**
 * Replays all cases of a file that has nothing else. Throws a VectorError at a wrong shape or value, and at inputs that a rule
 * refuses, with the case.
 */
export function eachCase(top: Place, replay: (place: Place) => void): void {
  for (const place of casesOf(top)) {
    try {
      replay(place);
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      throw new VectorError(`${place.file}: ${place.path} cannot be replayed: ${error.message}`);
    }
  }
}

export const u64Of = (place: Place): bigint => place.u64();

/** A value that may be null, which means: none. */
export const orNull = <Value>(place: Place, read: (place: Place) => Value): Value | null =>
  place.value === null ? null : read(place);

/** A recorded 0 or 1. */
export const flagAt = (place: Place): boolean => place.count(1) === 1;
