import { rangeLevels } from '../../methods/tune/range.ts';
import type { TunePlan } from '../../methods/tune/tunePlan.ts';
import { levelsOf } from '../../plan/design/domain.ts';
import { meanInterval } from '../../statistics/meanInterval.ts';

const name = 'immunityPeriod';
const domain = { kind: 'integer', low: 512, high: 14_400 } as const;
/** The difference in network quality that the immunity study says does not matter. */
const margin = 0.002;

/** The dense grid: as many levels as a range of `tune` has, on the seeds of the immunity study. */
export const denseLevels = levelsOf(domain, rangeLevels) as readonly number[];
export const denseSeeds = 24;

/** Search number `k`, in worlds that neither the grid nor another search has seen. */
export const overlapPlan = (k: number): TunePlan => ({
  kind: 'tune',
  name: 'range-overlap',
  question: 'Does a search find the range of immunity periods that a dense grid finds?',
  ruleset: 'nakamoto-2022',
  scenario: 'nakamoto-256',
  arithmetic: 'float64',
  set: { 'validator.alpha': 0.1 },
  dimensions: [{ name, domain }],
  objectives: [{ name: 'networkQuality', expression: 'networkQuality', better: 'lower', margin }],
  guardrails: [],
  constraints: [],
  statusQuo: { immunityPeriod: 4096 },
  search: 'gaussian',
  budget: 96,
  firstSeed: 1001 + 100 * k,
  searchSeeds: 12,
  confirmSeeds: 12,
  seed: String(k),
  warmUpDays: 2,
  days: 10,
});

/** A stretch of levels and what it cost. */
export interface FoundRange {
  readonly low: number;
  readonly high: number;
  readonly trials: number;
}

/**
 * The stretch of levels around the best whose mean is within the margin of it. `values[level][seed]`, the seeds common to all levels;
 * lower is better.
 */
export function gridRange(values: readonly (readonly number[])[]): FoundRange {
  const means = values.map((bySeed) => bySeed.reduce((sum, value) => sum + value, 0) / bySeed.length);
  const best = means.indexOf(Math.min(...means));
  const isIn = (k: number) => means[k] !== undefined && means[k] - means[best] <= margin;
  let [low, high] = [best, best];
  while (isIn(low - 1)) low -= 1;
  while (isIn(high + 1)) high += 1;
  return { low: denseLevels[low], high: denseLevels[high], trials: values.length * values[0].length };
}

type Ends = Pick<FoundRange, 'low' | 'high'>;

/** Levels in both ranges over levels in either (Jaccard); 0 where both are empty. */
export function jaccard(one: Ends, other: Ends, levels: readonly number[] = denseLevels): number {
  const isIn = ({ low, high }: Ends, level: number) => low <= level && level <= high;
  const both = levels.filter((level) => isIn(one, level) && isIn(other, level)).length;
  const either = levels.filter((level) => isIn(one, level) || isIn(other, level)).length;
  return either === 0 ? 0 : both / either;
}

/** How the ranges of many studies overlap with the dense grid's. */
export function overlapsWith(grid: FoundRange, found: readonly FoundRange[]) {
  const overlaps = found.map((range) => jaccard(grid, range));
  const { mean, low, high, n } = meanInterval(overlaps);
  return {
    n,
    jaccard: { mean, low, high, least: Math.min(...overlaps) },
    shareFrom80: overlaps.filter((overlap) => overlap >= 0.8).length / n,
    trialsShare: Math.max(...found.map(({ trials }) => trials)) / grid.trials,
    found: found.map((range, k) => ({ ...range, jaccard: overlaps[k] })),
  };
}

/** Grids of the same levels on `count` seeds each, of the seeds of the dense one. */
export function thinGrids(values: readonly (readonly number[])[], count: number): FoundRange[] {
  return Array.from({ length: Math.floor(values[0].length / count) }, (_, k) =>
    gridRange(values.map((bySeed) => bySeed.slice(k * count, (k + 1) * count))),
  );
}
