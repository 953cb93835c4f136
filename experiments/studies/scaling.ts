import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { mean } from 'simple-statistics';
import { UserError } from '../base/userError.ts';
import type { Row } from '../plan/rows.ts';
import { type Results, readResults } from '../report/readResults.ts';
import { type BySeed, pairedDifference } from '../statistics/paired.ts';

/**
 * Does the small world give the same answer as the whole one? It is meant to reproduce the order of levels
 * and the best level, not the values. Two checks on the primary objective, for each moving average: the best level is the same or a
 * neighbour, and no two levels that differ beyond their interval in both worlds differ in opposite directions.
 */
export interface ScalingCheck {
  readonly alpha: number;
  readonly metric: string;
  readonly bestSmall: number;
  readonly bestWhole: number;
  readonly bestAgrees: boolean;
  /** Pairs of levels whose paired difference leaves zero out of its 95 % interval in both worlds. */
  readonly pairs: number;
  readonly opposed: readonly string[];
}

const metric = 'networkQuality';
const alphas = [0.05, 0.1];

/** Folders of the two committed reference runs, or of runs of one's own. */
export function scalingChecks(smallFolder: string, wholeFolder: string): ScalingCheck[] {
  const [small, whole] = [smallFolder, wholeFolder].map(resultsIn);
  return alphas.map((alpha) => check(alpha, valuesOf(small, alpha), valuesOf(whole, alpha)));
}

function resultsIn(folder: string): Results {
  if (existsSync(join(folder, 'study.json'))) return readResults(folder);
  throw new UserError(
    `${folder} holds no study: run yuma-lab sweep immunity-start-up --size quick (and full) first`,
  );
}

/** [level] values by seed, levels ascending. */
function valuesOf({ rows }: Results, alpha: number): Map<number, BySeed> {
  const main = rows.filter((row) => row.arm === null && row.levels['validator.alpha'] === alpha);
  const levels = [...new Set(main.map((row) => Number(row.levels.immunityPeriod)))].sort(
    (one, other) => one - other,
  );
  const seedOf = (row: Row) => Number(row.plan.seed);
  const seeds = [...new Set(main.map(seedOf))].sort((one, other) => one - other);
  return new Map(
    levels.map((level) => {
      const bySeed = new Map(
        main.filter((row) => row.levels.immunityPeriod === level).map((row) => [seedOf(row), row]),
      );
      return [level, seeds.map((seed) => measureOf(bySeed.get(seed)))] as const;
    }),
  );
}

const measureOf = (row: Row | undefined): number | null =>
  row?.status === 'complete' ? (row.measures[metric] ?? null) : null;

function check(alpha: number, small: Map<number, BySeed>, whole: Map<number, BySeed>): ScalingCheck {
  const levels = [...small.keys()].filter((level) => whole.has(level));
  const [bestSmall, bestWhole] = [small, whole].map((values) => bestOf(levels, values));
  const opposed: string[] = [];
  let pairs = 0;
  for (const [k, one] of levels.entries()) {
    for (const other of levels.slice(0, k)) {
      const signs = [small, whole].map((values) => signOf(values.get(one)!, values.get(other)!));
      if (signs.includes(0)) continue;
      pairs += 1;
      if (signs[0] !== signs[1]) opposed.push(`${other} against ${one}`);
    }
  }
  const apart = Math.abs(levels.indexOf(bestSmall) - levels.indexOf(bestWhole));
  return { alpha, metric, bestSmall, bestWhole, bestAgrees: apart <= 1, pairs, opposed };
}

function bestOf(levels: readonly number[], values: Map<number, BySeed>): number {
  const means = levels.map((level) => mean(values.get(level)!.filter((value) => value !== null)));
  return levels[means.indexOf(Math.min(...means))];
}

/** Sign of the paired difference, 0 where its interval holds zero. */
function signOf(one: BySeed, other: BySeed): number {
  const difference = pairedDifference(one, other);
  if (difference === null || (difference.low <= 0 && difference.high >= 0)) return 0;
  return Math.sign(difference.mean);
}
