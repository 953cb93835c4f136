import { sha256 } from '../base/canonical.ts';
import type { Listed } from '../base/listed.ts';
import type { Task } from './staff.ts';

/**
 * Tasks as workers take them, in the order given: those of one stem together, as long as every worker gets some. A family is where its first
 * task is.
 */
export const familiesOf = (tasks: Listed<Task>, workers: number): Task[][] => {
  const links = linksOf(tasks, workers);
  return Array.from(links.heads, (head) => familyAt(tasks, links, head));
};

/** Families as places in their list, 8 bytes a task: the first of each, and [place] the one behind it in its family, or none. */
export interface Links {
  readonly heads: Uint32Array;
  readonly next: Uint32Array;
}

/** Behind the last of a family. */
const none = 0xffffffff;

/** The families of `familiesOf`, without a task kept. */
export function linksOf(tasks: Listed<Task>, workers: number): Links {
  const most = Math.max(1, Math.ceil(tasks.length / workers));
  const open = new Map<string, { last: number; count: number }>();
  const next = new Uint32Array(tasks.length).fill(none);
  const heads = new Uint32Array(tasks.length);
  let families = 0;
  let place = 0;
  for (const { stem } of tasks) {
    const key = stem === undefined ? undefined : keyOf(stem);
    const known = key === undefined ? undefined : open.get(key);
    if (known !== undefined && known.count < most) {
      next[known.last] = place;
      known.last = place;
      known.count += 1;
    } else {
      heads[families++] = place;
      if (key !== undefined) open.set(key, { last: place, count: 1 });
    }
    place += 1;
  }
  return { heads: heads.slice(0, families), next };
}

/** The places of the family that begins at one. */
export function* placesFrom({ next }: Links, head: number): Generator<number> {
  for (let place = head; place !== none; place = next[place]) yield place;
}

/** The tasks of the family that begins at a place. */
export const familyAt = (tasks: Listed<Task>, links: Links, head: number): Task[] =>
  Array.from(placesFrom(links, head), (place) => tasks.at(place)!);

/** A stem is a whole plan: of many, their hashes are kept. */
const keyOf = (stem: string): string => (stem.length > 64 ? sha256(stem) : stem);
