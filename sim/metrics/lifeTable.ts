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

/** Collects ages at the end of waiting. */
export class LifeTally {
  private readonly binBlocks: Blocks;
  private readonly counts: Record<End, Map<number, number>> = {
    reached: new Map(),
    evicted: new Map(),
    censored: new Map(),
  };

  constructor(binBlocks: Blocks) {
    this.binBlocks = binBlocks;
  }

  add(end: End, age: Blocks): void {
    const bin = Math.floor(age / this.binBlocks);
    this.counts[end].set(bin, (this.counts[end].get(bin) ?? 0) + 1);
  }

  table(): LifeTable {
    const pairs = (end: End) => [...this.counts[end]].sort((one, other) => one[0] - other[0]);
    return {
      binBlocks: this.binBlocks,
      reached: pairs('reached'),
      evicted: pairs('evicted'),
      censored: pairs('censored'),
    };
  }
}
