import { canonical, canonicalFault, sha256 } from '../base/canonical.ts';

/** A trial's row as it is kept: plain data with an id. */
export interface StoredRow {
  readonly id: string;
  readonly [key: string]: unknown;
}

export const isFailed = (row: StoredRow | undefined): boolean => row?.status === 'failed';

/** Whether a limit of time ended a trial: on another machine it may end otherwise, so its row is compared with none. */
export const isByTime = ({ byTime }: StoredRow): boolean => byTime === true;

/** Characters of a line's checksum. */
const sumLength = 16;

export const checksum = (text: string): string => sha256(text).slice(0, sumLength);

/** The line of a row: checksum, blank, canonical text, newline. Throws `NoCanonicalText`. */
export function lineOf(row: StoredRow): string {
  const text = canonical(row);
  return `${checksum(text)} ${text}\n`;
}

/**
 * The row of a line without its newline; null where the line is damaged, or none. A right checksum does not make a row: JSON writes −0, and numbers
 * that are read as infinite, which no row may hold.
 */
export function rowOf(line: string): StoredRow | null {
  const text = textOf(line);
  if (line[sumLength] !== ' ' || checksum(text) !== line.slice(0, sumLength)) return null;
  const row = parsed(text);
  if (!isStored(row) || (oddNumber.test(text) && canonicalFault(row) !== null)) return null;
  return row;
}

/** Finds at least every text of −0 and of numbers above all finite ones; to look at the numbers of each row would cost more than to read it. */
const oddNumber = /-0|\d[eE]\+?\d{3}|\d{200}/;

/** The canonical text in the line of a row. */
export const textOf = (line: string): string => line.slice(sumLength + 1);

const isStored = (row: unknown): row is StoredRow => isRecord(row) && typeof row.id === 'string';

export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;

/** The value of a JSON text; null where it is none. */
export function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
