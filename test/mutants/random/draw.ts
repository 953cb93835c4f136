import { stream } from '../../../sim/random.ts';
import { sitesOf } from './sites.ts';

/** One token changed in one file. */
export interface Change {
  readonly file: string;
  /** From 1. */
  readonly line: number;
  /** The lines of the change, without the blanks around them. */
  readonly before: string;
  readonly after: string;
  /** The file with the change in it. */
  readonly text: string;
  /** The same before and after in the same file: which of these it is, from 0. */
  readonly occurrence: number;
}

/**
 * All changes of a seed, in random order, one for each site. A change draws its place by its own words alone, so an edit
 * elsewhere leaves its place among the others.
 */
export function drawnChanges(sources: ReadonlyMap<string, string>, seed: number): Change[] {
  return [...sources]
    .flatMap(([file, text]) => changesOf(file, text, seed))
    .map((change) => ({ change, place: stream(seed, 'mutant: place', keyOf(change)).next() }))
    .sort((one, other) => one.place - other.place)
    .map(({ change }) => change);
}

/** Names a change by what it does, without its line number. */
export const keyOf = ({
  file,
  before,
  after,
  occurrence,
}: Pick<Change, 'file' | 'before' | 'after' | 'occurrence'>): string =>
  `${file}#${occurrence}: ${before} → ${after}`;

function changesOf(file: string, text: string, seed: number): Change[] {
  const known = new Map<string, number>();
  return sitesOf(file, text).map(({ start, end, alternatives }) => {
    const first = text.lastIndexOf('\n', start - 1) + 1;
    const rest = text.indexOf('\n', end);
    const last = rest < 0 ? text.length : rest;
    const before = text.slice(first, last).trim();
    const token = `${file}: ${before}@${start - first}`;
    const becomes = alternatives[stream(seed, 'mutant: change', token).integer(alternatives.length)];
    const changed = text.slice(0, start) + becomes + text.slice(end);
    const after = changed.slice(first, last + becomes.length - (end - start)).trim();
    const same = `${before} → ${after}`;
    const occurrence = known.get(same) ?? 0;
    known.set(same, occurrence + 1);
    const line = text.slice(0, start).split('\n').length;
    return { file, line, before, after, text: changed, occurrence };
  });
}
