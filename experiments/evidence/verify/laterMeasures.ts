/** What a trial brought now, as far as a kept one can answer for it, and the measures that are younger than the kept one. */
export interface Comparable<Result> {
  readonly result: Result;
  /** Names that the kept measures lack, ascending. */
  readonly later: readonly string[];
}

/**
 * Leaves out the measures that did not exist when a row was written: a new measure changes no byte of the others, so the row
 * is still right. A kept measure that no longer comes out stays missing, which is a difference.
 */
export function withoutLater<Result extends object>(kept: object, now: Result): Comparable<Result> {
  const [before, after] = [measuresOf(kept), measuresOf(now)];
  if (!isRecord(before) || !isRecord(after)) return { result: now, later: [] };
  const later = Object.keys(after).filter((name) => !Object.hasOwn(before, name));
  const known = Object.entries(after).filter(([name]) => Object.hasOwn(before, name));
  return { result: { ...now, measures: Object.fromEntries(known) }, later: later.sort() };
}

const measuresOf = (row: object): unknown => ('measures' in row ? row.measures : undefined);

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;
