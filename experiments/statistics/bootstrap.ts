import { pool } from '../../sim/metrics/incidence.ts';
import type { LifeTable } from '../../sim/metrics/lifeTable.ts';

/** A statistic of pooled tables with a percentile bootstrap interval over trials; null is "never". */
export interface BootstrapInterval {
  readonly value: number | null;
  readonly low: number | null;
  readonly high: number | null;
  /** Trials resampled. */
  readonly n: number;
  readonly method: string;
}

/**
 * Resamples whole trials (seeds), `times` times, with `uniform` draws. Null sorts above every number. More than 1,000 trials are pooled into
 * 500 groups of as many, which are resampled: the mean of groups varies as that of their trials does. Throws without trials.
 */
export function bootstrap(
  tables: readonly LifeTable[],
  statistic: (tables: readonly LifeTable[]) => number | null,
  uniform: () => number,
  times = 400,
  level = 0.95,
): BootstrapInterval {
  const units = tables.length > 2 * mostUnits ? groupsOf(tables) : tables;
  const values = Array.from(
    { length: times },
    () => statistic(resampled(units, uniform)) ?? Number.POSITIVE_INFINITY,
  ).sort((one, other) => one - other);
  const at = (share: number) => {
    const value = valueAt(values, share);
    return Number.isFinite(value) ? value : null;
  };
  return {
    value: statistic(tables),
    low: at((1 - level) / 2),
    high: at((1 + level) / 2),
    n: tables.length,
    method: `percentile bootstrap over ${tables.length} seeds${units === tables ? '' : ` in ${units.length} groups`}, ${times} times`,
  };
}

const mostUnits = 500;

/** The tables of every 500th trial as one. */
function groupsOf(tables: readonly LifeTable[]): LifeTable[] {
  return Array.from({ length: mostUnits }, (_, group) => {
    const { binBlocks, ...ends } = pool(tables.filter((_, k) => k % mostUnits === group));
    const pairs = (counts: ReadonlyMap<number, number>) => [...counts];
    const { reached, evicted, censored } = ends;
    return { binBlocks, reached: pairs(reached), evicted: pairs(evicted), censored: pairs(censored) };
  });
}

/** As many trials as there are, drawn with replacement. Throws without trials. */
export function resampled(tables: readonly LifeTable[], uniform: () => number): LifeTable[] {
  if (tables.length === 0) throw new RangeError('a bootstrap needs at least 1 trial; received none');
  return tables.map(() => tables[Math.floor(uniform() * tables.length)]);
}

/** The value with this share of `ascending` below it, by nearest rank. */
export function valueAt(ascending: readonly number[], share: number): number {
  return ascending[Math.round(share * (ascending.length - 1))];
}
