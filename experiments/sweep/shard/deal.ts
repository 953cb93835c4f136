import { type Listed, listedBy, placesWhere } from '../../base/listed.ts';
import { UserError } from '../../base/userError.ts';
import { type Links, linksOf, placesFrom } from '../../run/families.ts';
import type { PlannedTrial } from '../../run/resultsFolder.ts';
import type { Shard } from './shard.ts';

/**
 * Deals trials to shards: [trial] the shard that has it, from 1. Trials of one stem stay together as far as no shard would get more than
 * its part, and two shards differ by at most one such family. A family goes to the shard with the fewest trials, the large ones first, else in the order
 * of their ids, which are hashes: that is as good as by lot, so no shard gets all the slow settings. It depends on the trials and the number of shards
 * alone, so every machine deals the same.
 */
export function dealt(trials: Listed<PlannedTrial>, of: number): Uint32Array {
  const ids: string[] = [];
  const links = linksOf(
    listedBy(trials.length, (k) => {
      const { id, stem } = trials.at(k)!;
      ids[k] = id;
      return { id, input: null, ...(stem !== undefined && { stem }) };
    }),
    of,
  );
  const families = Array.from(links.heads, (head) => ({ head, size: sizeOf(links, head) }));
  families.sort((one, other) => other.size - one.size || (ids[one.head] < ids[other.head] ? -1 : 1));
  const shards = new Uint32Array(trials.length);
  const queues = new Queues(of);
  for (const { head, size } of families) {
    const shard = queues.give(size);
    for (const place of placesFrom(links, head)) shards[place] = shard;
  }
  return shards;
}

function sizeOf(links: Links, head: number): number {
  let size = 0;
  for (const _ of placesFrom(links, head)) size += 1;
  return size;
}

/** Shards by how many trials they have, so that a million trials on thousands of shards take no search. */
class Queues {
  /** [trials] the shards that have as many, the longest waiting first, and how many of them have gone on. */
  private readonly waiting: { readonly shards: number[]; gone: number }[];
  private least = 0;

  constructor(of: number) {
    this.waiting = [{ shards: Array.from({ length: of }, (_, k) => k + 1), gone: 0 }];
  }

  /** Gives as many trials to a shard that has fewest; returns it. */
  give(trials: number): number {
    while (this.isEmpty(this.least)) this.least += 1;
    const queue = this.waiting[this.least];
    const shard = queue.shards[queue.gone++];
    (this.waiting[this.least + trials] ??= { shards: [], gone: 0 }).shards.push(shard);
    return shard;
  }

  private isEmpty(load: number): boolean {
    const queue = this.waiting[load];
    return queue === undefined || queue.gone === queue.shards.length;
  }
}

/** Throws `UserError` for more shards than there are trials. */
export function refuseEmpty(trials: number, { index, of }: Shard): void {
  if (of > trials)
    throw new UserError(
      `--shard ${index}/${of} must be of at most as many parts as there are trials (or figures), ${trials}; received ${of}`,
    );
}

/** The places of one shard's trials, ascending. Throws `UserError` for more shards than trials. */
export function placesOf(trials: Listed<PlannedTrial>, shard: Shard): Uint32Array {
  refuseEmpty(trials.length, shard);
  const shards = dealt(trials, shard.of);
  return placesWhere(trials.length, (k) => shards[k] === shard.index);
}

/** The trials of one shard, in the order given; all of them where there is none. Throws as `placesOf` does. */
export function dealtTo<Trial extends PlannedTrial>(trials: readonly Trial[], shard?: Shard): Trial[] {
  return shard === undefined ? [...trials] : Array.from(placesOf(trials, shard), (k) => trials[k]);
}
