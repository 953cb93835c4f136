import type { FigureColumn, FigureTable } from './figure.ts';
import type { OverSeeds } from './retention/overSeeds.ts';
import { publishedAt, settingOf } from './retention/published.ts';
import { steps } from './retention/retentionMap.ts';
import type { SurveyRow } from './retention/survey.ts';
import type { NameOf } from './retentionCharts.ts';

const setting: FigureColumn = { name: 'setting', unit: '', definition: 'what the figure varies' };
const stake: FigureColumn = {
  name: 's_H',
  unit: 'share',
  definition: 'honest share of the stake, of validators and of servers',
};

/** Required utilities, ours and published. */
export const requiredTable = (rows: readonly SurveyRow[], nameOf: NameOf): FigureTable => ({
  name: 'required',
  caption: 'What the honest side must give its own servers so that no choice of the cabal takes its share.',
  columns: [
    setting,
    stake,
    {
      name: 'required_w_H',
      unit: 'share',
      definition: 'largest w_H on the retention line; empty: none suffices',
    },
    { name: 'worst_w_C', unit: 'share', definition: 'w_C that asks for it' },
    { name: 'published_w_H', unit: 'share', definition: 'the same, read from the published drawing' },
  ],
  rows: rows.map((row) => [
    nameOf(row),
    row.majorStake,
    rounded(row.utility),
    rounded(row.worstMinorUtility),
    row.published,
  ]),
});

/** Every cell of the maps at one stake. */
export const cellsTable = (rows: readonly SurveyRow[], nameOf: NameOf, majorStake: number): FigureTable => ({
  name: 'cells',
  caption: `The maps at s_H ${majorStake}: what the honest side keeps at every pair of utilities.`,
  columns: [
    setting,
    stake,
    { name: 'w_H', unit: 'share', definition: 'weight of honest validators on honest servers' },
    { name: 'w_C', unit: 'share', definition: 'weight of the cabal on its own servers' },
    {
      name: 'avg_dev',
      unit: 'share',
      definition: 'stake-weighted mean deviation of weights, over their mean',
    },
    { name: 'E_H', unit: 'share', definition: 'share of the emission that the honest side gets' },
  ],
  rows: rows
    .filter((row) => row.majorStake === majorStake)
    .flatMap((row) =>
      Array.from(row.map.kept, (kept, cell) => [
        nameOf(row),
        majorStake,
        Math.floor(cell / (steps + 1)) / steps,
        (cell % (steps + 1)) / steps,
        rounded(row.deviation[cell]),
        rounded(kept),
      ]),
    ),
});

/** How much the draws move the required utility. */
export const seedsTable = (found: readonly OverSeeds[], nameOf: (figure: string) => string): FigureTable => ({
  name: 'over_seeds',
  caption: 'The required utility over new draws of every stake and weight, with a 95 % interval of its mean.',
  columns: [
    setting,
    stake,
    { name: 'n', unit: 'seeds', definition: 'draws at which some utility suffices' },
    { name: 'none', unit: 'seeds', definition: 'draws at which none suffices' },
    { name: 'mean_w_H', unit: 'share', definition: 'mean required utility' },
    { name: 'low', unit: 'share', definition: 'lower end of the interval' },
    { name: 'high', unit: 'share', definition: 'upper end of the interval' },
    { name: 'sd', unit: 'share', definition: 'standard deviation between draws' },
    { name: 'method', unit: '', definition: 'of the interval' },
    { name: 'published_w_H', unit: 'share', definition: 'one draw, as published' },
  ],
  rows: found.map(({ figure, majorStake, none, required }) => [
    nameOf(figure),
    majorStake,
    required?.n ?? 0,
    none,
    rounded(required?.mean ?? null),
    rounded(required?.low ?? null),
    rounded(required?.high ?? null),
    rounded(required?.sd ?? null),
    required?.method ?? 'none',
    publishedAt(settingOf(figure), majorStake).utility,
  ]),
});

/** Six decimals: more than the draws decide. */
export const rounded = (value: number | null): number | null =>
  value === null || !Number.isFinite(value) ? null : Math.round(value * 1e6) / 1e6;
