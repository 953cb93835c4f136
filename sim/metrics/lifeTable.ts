import type { Blocks } from '../units.ts';

/** How lives of newcomers end, by age: counts in bins, as pairs of bin and count in rising order. */
export interface LifeTable {
  readonly binBlocks: Blocks;
  /** The newcomer got there. */
  readonly reached: [number, number][];
  /** It was evicted first. */
  readonly evicted: [number, number][];
  /** The run ended first. */
  readonly censored: [number, number][];
}

export type End = 'reached' | 'evicted' | 'censored';

/** Ages at the end of waiting while they are collected: [bin] counts, by end. */
export interface LifeTally {
  readonly binBlocks: Blocks;
  readonly counts: Readonly<Record<End, Map<number, number>>>;
}

export const newLifeTally = (binBlocks: Blocks): LifeTally => ({
  binBlocks,
  counts: { reached: new Map(), evicted: new Map(), censored: new Map() },
});

export function addLife({ binBlocks, counts }: LifeTally, end: End, age: Blocks): void {
  const bin = Math.floor(age / binBlocks);
  counts[end].set(bin, (counts[end].get(bin) ?? 0) + 1);
}

export const copyOf = ({ binBlocks, counts: { reached, evicted, censored } }: LifeTally): LifeTally => ({
  binBlocks,
  counts: { reached: new Map(reached), evicted: new Map(evicted), censored: new Map(censored) },
});

export function lifeTableOf({ binBlocks, counts }: LifeTally): LifeTable {
  const pairs = (end: End) => [...counts[end]].sort((one, other) => one[0] - other[0]);
  return {
    binBlocks,
    reached: pairs('reached'),
    evicted: pairs('evicted'),
    censored: pairs('censored'),
  };
}
