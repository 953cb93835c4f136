import type { LifeTable } from './lifeTable.ts';

/** Share of all newcomers that had got there, or been evicted first, by an age. */
export interface IncidencePoint {
  /** Blocks since registration: the end of a bin. */
  readonly age: number;
  readonly reached: number;
  readonly evicted: number;
}

/**
 * Cumulative incidence with eviction as a competing end (Aalen & Johansen 1978), on the bins of the tables: in a bin
 * arrivals come first, then evictions, then those whom the end of the run took out of sight. Tables of several
 * trials are pooled. One minus Kaplan–Meier would answer what would happen without evictions.
 */
export function cumulativeIncidence(tables: readonly LifeTable[]): IncidencePoint[] {
  const { binBlocks, reached, evicted, censored } = pool(tables);
  let atRisk = total(reached) + total(evicted) + total(censored);
  let waiting = 1;
  let point = { age: 0, reached: 0, evicted: 0 };
  const points = [point];
  for (const bin of binsOf(reached, evicted, censored)) {
    const gotThere = reached.get(bin) ?? 0;
    const leftOut = evicted.get(bin) ?? 0;
    const perHead = waiting / atRisk;
    if (gotThere + leftOut > 0) {
      point = {
        age: (bin + 1) * binBlocks,
        reached: point.reached + gotThere * perHead,
        evicted: point.evicted + leftOut * perHead,
      };
      points.push(point);
      waiting -= (gotThere + leftOut) * perHead;
    }
    atRisk -= gotThere + leftOut + (censored.get(bin) ?? 0);
  }
  return points;
}

/** Whether nothing was ever waited for. */
export const isEmpty = ({ reached, evicted, censored }: LifeTable): boolean =>
  reached.length + evicted.length + censored.length === 0;

/** Share that ever gets there within the time observed. */
export function shareReached(points: readonly IncidencePoint[]): number {
  return points[points.length - 1].reached;
}

/** Share that got there by an age, blocks. */
export function reachedBy(points: readonly IncidencePoint[], age: number): number {
  return points.findLast((point) => point.age <= age)?.reached ?? 0;
}

/** Rounding that sums of shares may carry: far below the share of one newcomer in a million. */
export const rounding = 1e-9;

/** Age by which half of all newcomers had got there, blocks; null if never. */
export function ageOfHalf(points: readonly IncidencePoint[]): number | null {
  return points.find(({ reached }) => reached >= 0.5 - rounding)?.age ?? null;
}

export interface Pooled {
  readonly binBlocks: number;
  readonly reached: ReadonlyMap<number, number>;
  readonly evicted: ReadonlyMap<number, number>;
  readonly censored: ReadonlyMap<number, number>;
}

/** Sums the tables of several trials. Throws if their bins differ. */
export function pool(tables: readonly LifeTable[]): Pooled {
  const binBlocks = tables[0]?.binBlocks ?? 1;
  const odd = tables.find((table) => table.binBlocks !== binBlocks);
  if (odd !== undefined) {
    throw new RangeError(
      `life tables pool only with equal bins; received ${binBlocks} and ${odd.binBlocks} blocks`,
    );
  }
  const sum = (end: 'reached' | 'evicted' | 'censored') => {
    const counts = new Map<number, number>();
    for (const table of tables) {
      for (const [bin, count] of table[end]) counts.set(bin, (counts.get(bin) ?? 0) + count);
    }
    return counts;
  };
  return { binBlocks, reached: sum('reached'), evicted: sum('evicted'), censored: sum('censored') };
}

/** Bins in which anything ends, ascending. */
export function binsOf(...counts: readonly ReadonlyMap<number, number>[]): number[] {
  return [...new Set(counts.flatMap((count) => [...count.keys()]))].sort((one, other) => one - other);
}

export function total(counts: ReadonlyMap<number, number>): number {
  let sum = 0;
  for (const count of counts.values()) sum += count;
  return sum;
}
