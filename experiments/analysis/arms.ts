import { mean } from 'simple-statistics';
import { type Grid, gridOf, type Row, seedsOf, valuesOn } from '../plan/rows.ts';
import { type BySeed, pairedDifference } from '../statistics/paired.ts';
import type { ArmAnalysis, ArmObjective } from './analysis.ts';
import type { Context } from './context.ts';
import { entryOf } from './entry.ts';
import { meanOf } from './meanOf.ts';
import { isIn, settingOfArms } from './settings.ts';

/** Every arm of the study that has trials, held against the main trials of its seeds. */
export function analyseArms(context: Context, rows: readonly Row[]): ArmAnalysis[] {
  const { study } = context;
  const levels = [...study.armLevels].sort((one, other) => one - other);
  const setting = settingOfArms(study);
  const main = setting === undefined ? [] : rows.filter((row) => isIn(row, setting));
  return study.arms.flatMap(({ name, set }) => {
    const own = rows.filter(({ arm }) => arm === name);
    const seeds = seedsOf(own);
    if (seeds.length === 0) return [];
    const [{ name: factor }] = study.factors;
    const grid = gridOf(factor, levels, seeds, own);
    const mainGrid = gridOf(factor, levels, seeds, main);
    const objectives = study.objectives.map((objective) =>
      compared(levels, context.statusQuo, grid, mainGrid, objective),
    );
    return [{ name, set, levels, seeds: seeds.length, objectives, isInert: objectives.every(staysPut) }];
  });
}

function compared(
  levels: readonly number[],
  statusQuo: number | null,
  grid: Grid,
  mainGrid: Grid,
  { metric, margin }: { readonly metric: string; readonly margin: number },
): ArmObjective {
  const values = openValues(grid, metric);
  const mainValues = openValues(mainGrid, metric);
  const best = bestOf(values);
  const mainBest = bestOf(mainValues);
  const statusQuoPlace = statusQuo === null ? -1 : levels.indexOf(statusQuo);
  const reference = Math.max(0, statusQuoPlace);
  return {
    metric,
    margin,
    best: best === null ? null : levels[best],
    mainBest: mainBest === null ? null : levels[mainBest],
    bestRange: bestRangeOf(levels, values),
    reference: levels[reference],
    relative: values.map((bySeed) => pairedDifference(bySeed, values[reference])),
    mainRelative: mainValues.map((bySeed) => pairedDifference(bySeed, mainValues[reference])),
    differences: values.map((bySeed, k) => pairedDifference(bySeed, mainValues[k])),
    deterredAtBest: best === null ? null : meanOf(grid[best], 'deterred'),
    statusQuoCost:
      best === null || statusQuoPlace < 0 ? null : pairedDifference(values[statusQuoPlace], values[best]),
  };
}

/** Values by level and seed; a level whose market closed has none. */
function openValues(grid: Grid, metric: string): (number | null)[][] {
  return valuesOn(grid, metric).map((bySeed, k) =>
    entryOf(grid[k]).entry === 'closed' ? bySeed.map(() => null) : bySeed,
  );
}

/** Place of the lowest mean; null without values. */
function bestOf(values: readonly BySeed[]): number | null {
  let best: number | null = null;
  let lowest = Number.POSITIVE_INFINITY;
  for (const [k, bySeed] of values.entries()) {
    const known = bySeed.filter((value) => value !== null);
    const center = known.length > 0 ? mean(known) : Number.POSITIVE_INFINITY;
    if (center < lowest) [best, lowest] = [k, center];
  }
  return best;
}

/** Lowest and highest best level when each seed in turn is left out: how much the choice hangs on one seed. */
function bestRangeOf(levels: readonly number[], values: readonly BySeed[]): [number, number] | null {
  const seeds = values[0]?.length ?? 0;
  if (seeds < 2) return null;
  const bests = Array.from({ length: seeds }, (_, left) =>
    bestOf(values.map((bySeed) => bySeed.filter((_, seed) => seed !== left))),
  ).filter((best) => best !== null);
  return bests.length > 0 ? [levels[Math.min(...bests)], levels[Math.max(...bests)]] : null;
}

/** Every difference is known, smaller than the margin, and within its interval of zero. */
function staysPut({ differences, margin }: ArmObjective): boolean {
  return differences.every(
    (difference) =>
      difference !== null &&
      Math.abs(difference.mean) < margin &&
      difference.low <= 0 &&
      difference.high >= 0,
  );
}
