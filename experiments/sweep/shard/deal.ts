import { UserError } from '../../base/userError.ts';
import { familiesOf } from '../../run/families.ts';
import type { PlannedTrial } from '../../run/resultsFolder.ts';
import type { Shard } from './shard.ts';

/**
 * Deals trials to shards: [trial] the shard that has it, from 1. Trials of one stem stay together as far as no shard would get more than
 * its part, and two shards differ by at most one such family. A family goes to the shard with the fewest trials, the large ones first, else in the order
 * of their ids, which are hashes: that is as good as by lot, so no shard gets all the slow settings. It depends on the trials and the number of shards
 * alone, so every machine deals the same.
 */
export function dealt(trials: readonly PlannedTrial[], of: number): number[] {
  const place = new Map(trials.map(({ id }, k) => [id, k]));
  const tasks = trials.map(({ id, stem }) => ({ id, input: null, ...(stem !== undefined && { stem }) }));
  const families = familiesOf(tasks, of);
  families.sort((one, other) => other.length - one.length || (one[0].id < other[0].id ? -1 : 1));
  const shards = Array<number>(trials.length).fill(0);
  const queues = new Queues(of);
  for (const family of families) {
    const shard = queues.give(family.length);
    for (const { id } of family) shards[place.get(id)!] = shard;
  }
  return shards;
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

/** The trials of one shard, in the order given; all of them where there is none. Throws `UserError` for more shards than trials. */
export function dealtTo<Trial extends PlannedTrial>(trials: readonly Trial[], shard?: Shard): Trial[] {
  if (shard === undefined) return [...trials];
  refuseEmpty(trials.length, shard);
  const shards = dealt(trials, shard.of);
  return trials.filter((_, k) => shards[k] === shard.index);
}
