import { type CompleteRow, type Grid, gridOf, type Row, seedsOf } from '../plan/rows.ts';
import type { LevelAnalysis, SettingAnalysis } from './analysis.ts';
import { unlessUnsettled } from './beginning/unsettled.ts';
import type { Context } from './context.ts';
import { dayMeans } from './days.ts';
import { differencesFrom } from './differences.ts';
import { entryOf } from './entry.ts';
import { contentOf } from './knobs/sameness.ts';
import { incidenceOf, survivalOf } from './lives.ts';
import { meanOf } from './meanOf.ts';
import { savingOf } from './saving.ts';
import { isIn, type Setting } from './settings.ts';
import { settlingOf } from './settling.ts';
import { variantsOf, verdictsOf } from './verdicts.ts';

/** Everything about one setting of the second factor. */
export function analyseSetting(context: Context, setting: Setting, rows: readonly Row[]): SettingAnalysis {
  const { study, levels } = context;
  const own = rows.filter((row) => isIn(row, setting));
  const seeds = seedsOf(own);
  const grid = gridOf(study.factors[0].name, levels, seeds, own);
  const metrics = metricsOf(own);
  const objectives = study.objectives.map(({ metric }) => metric);
  return {
    ...setting,
    seeds: seeds.length,
    isIdle: isIdle(grid),
    byLevel: grid.map((trials, k) => levelOf(context, setting, levels[k], trials, metrics)),
    verdicts: verdictsOf(context, grid).map((verdict) => unlessUnsettled(context, setting, verdict)),
    variants: context.path === null ? variantsOf(context, grid) : [],
    differences: Object.fromEntries(
      metrics.map((metric) => [metric, differencesFrom(context, grid, metric)]),
    ),
    settling: context.path === null ? settlingOf(context, grid) : null,
    savings: objectives.flatMap((metric) => savingOf(grid, metric) ?? []),
  };
}

/** Whether the levels of every seed are alike; none is where a trial is missing. */
function isIdle(grid: Grid): boolean {
  const [first = [], ...others] = grid;
  if (first.length === 0 || others.length === 0) return false;
  return first.every((row, seed) => {
    const content = row === null ? null : contentOf(row);
    return content !== null && others.every((level) => isSame(level[seed], content));
  });
}

const isSame = (row: CompleteRow | null, content: string): boolean =>
  row !== null && contentOf(row) === content;

/** Names of all measures, in the order of their first row. */
function metricsOf(rows: readonly Row[]): string[] {
  return [
    ...new Set(rows.flatMap((row) => (row.status === 'complete' ? Object.keys(row.measures) : []))),
  ].sort();
}

function levelOf(
  { resamples }: Context,
  { label }: Setting,
  level: number,
  trials: Grid[number],
  metrics: readonly string[],
): LevelAnalysis {
  const complete = trials.filter((trial): trial is CompleteRow => trial !== null);
  const { entry, missing } = entryOf(trials);
  return {
    level,
    seeds: complete.length,
    missing,
    entry,
    estimates: Object.fromEntries(metrics.map((metric) => [metric, meanOf(complete, metric)])),
    to50: incidenceOf(
      complete.map(({ tables }) => tables.to50),
      `to50 ${label} ${level}`,
      resamples,
    ),
    to90: incidenceOf(
      complete.map(({ tables }) => tables.to90),
      `to90 ${label} ${level}`,
      resamples,
    ),
    survival: survivalOf(complete),
    days: dayMeans(complete),
  };
}
