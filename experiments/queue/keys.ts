/** What every key of ours begins with; BullMQ keeps a queue under `yuma-lab:<queue>`, its notes of a study are under `yuma-lab:study:<queue>`. */
export const prefix = 'yuma-lab';

/** Says that what is under the prefix is ours. */
export const formatKey = `${prefix}:format`;
export const format = 'yuma-lab queue 1';

/** Names of the queues of all studies. */
export const studiesKey = `${prefix}:studies`;

/** Seconds that notes of a study outlive a coordinator that went without a word. */
export const noteSeconds = 7 * 86_400;

/** Name of the queue of a study: 16 digits of its hash. */
export const queueOf = (hash: string): string => hash.slice(0, 16);

/** The queue that a key of ours belongs to; null: it is none of ours. */
export const queueOfKey = (key: string): string | null =>
  new RegExp(`^${prefix}:(?:study:)?([0-9a-f]{16}):`).exec(key)?.[1] ?? null;

/** The keys of a study beside its queue. */
export function keysOf(queue: string) {
  const at = (name: string) => `${prefix}:study:${queue}:${name}`;
  return {
    /** Who coordinates; expires by itself. */
    lease: at('lease'),
    /** What a worker must know before it joins. */
    card: at('card'),
    /** Lists of trials, by their hash. */
    lists: at('lists'),
    /** What trials brought, until the coordinator has written it down. */
    results: at('results'),
    /** Workers, with a number that grows while they live. */
    workers: at('workers'),
    /** Workers that refused. */
    refusals: at('refusals'),
  };
}
