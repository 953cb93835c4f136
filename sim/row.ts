import { shared } from './copy.ts';

/**
 * One sparse row of a matrix as the chain stores it: entries in the order they were submitted, which is
 * not always ascending. Finney keeps u16 values (weights and bonds), Nakamoto u32 weights.
 */
export interface Row {
  /** [entry] uid of the target. */
  readonly targets: Uint16Array;
  /** [entry] stored integer, u16 or u32. */
  readonly values: Uint32Array;
}

/** Builds a row from `[uid, value]` pairs, in their order. */
export function rowOf(entries: ReadonlyArray<readonly [number, number]>): Row {
  return {
    targets: Uint16Array.from(entries, (entry) => entry[0]),
    values: Uint32Array.from(entries, (entry) => entry[1]),
  };
}

/** A row without weights. */
export const emptyRow: Row = shared(rowOf([]));
