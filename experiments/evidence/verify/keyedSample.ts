import { sha256 } from '../../base/canonical.ts';

/**
 * `size` of the ids, chosen by a key: the same for the same key and ids in any order, and no id is likelier than another. All of them
 * if there are not more.
 */
export function keyedSample(ids: readonly string[], size: number, key: string): string[] {
  const drawn = ids.map((id) => ({ id, rank: sha256(`${key.length} ${key} ${id}`) }));
  drawn.sort((one, other) => (one.rank < other.rank ? -1 : 1));
  return drawn.slice(0, size).map(({ id }) => id);
}
