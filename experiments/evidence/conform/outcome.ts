import type { Cell, Comparison } from './compare.ts';
import type { Place } from './place.ts';

/** What a recording may have under one key: a value, a row or rows of values. */
export type Outcome = Cell | readonly Cell[] | readonly (readonly Cell[])[];

/** Compares a recorded object with ours, key by key; a key that is missing or unknown is refused. */
export function compareOutcome(
  out: Place,
  got: Readonly<Record<string, Outcome>>,
  comparison: Comparison,
): void {
  out.only(Object.keys(got));
  for (const [key, own] of Object.entries(got)) compareValue(out.at(key), own, comparison);
}

/** Compares one recorded value, row or table with ours. */
export function compareValue({ value, path }: Place, own: Outcome, comparison: Comparison): void {
  if (!isList(own)) comparison.row([value], [own], path);
  else if (isTable(own)) comparison.table(value, own, path);
  else comparison.row(value, own, path);
}

const isList = (own: Outcome): own is readonly Cell[] | readonly (readonly Cell[])[] => Array.isArray(own);

const isTable = (own: readonly Cell[] | readonly (readonly Cell[])[]): own is readonly (readonly Cell[])[] =>
  own.length > 0 && own.every((row) => Array.isArray(row));
