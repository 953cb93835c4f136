import { agrees, type Check, near } from './check.ts';
import type { ChainRow } from './retention/inChainArithmetic.ts';
import { type PublishedSetting, publishedAt, toleranceAt } from './retention/published.ts';
import type { SurveyRow } from './retention/survey.ts';
import type { NameOf } from './retentionCharts.ts';

/** Every published required utility beside ours, float64 with our own draws. */
export const requiredChecks = (rows: readonly SurveyRow[], nameOf: NameOf): Check[] =>
  rows.map((row) =>
    compared(
      `${nameOf(row)}, s_H ${row.majorStake}: required w_H`,
      row.published,
      row.utility,
      toleranceAt(row.majorStake),
      noteOn(row),
    ),
  );

/** The same with the chain's draws in its own arithmetic: the published drawing itself, up to its age. */
export const chainChecks = (
  rows: readonly ChainRow[],
  nameOf: (setting: PublishedSetting) => string,
): Check[] =>
  rows.map(({ setting, majorStake, utility }) =>
    compared(
      `${nameOf(setting)}, s_H ${majorStake}, the chain's draws and fixed point: required w_H`,
      publishedAt(setting, majorStake).utility,
      utility,
      chainTolerance,
    ),
  );

/** Three decimals were read from a drawing; the code of 2026 is not that of September 2023. */
export const chainTolerance = 0.002;

function compared(
  what: string,
  published: number | null,
  ours: number | null,
  tolerance: number,
  note?: string,
): Check {
  if (published !== null && ours !== null) return near(what, published, ours, tolerance, note);
  const said = (value: number | null) => (value === null ? 'none suffices' : value.toFixed(3));
  return agrees(what, said(published), said(ours), published === ours, note);
}

const noteOn = (row: SurveyRow): string | undefined => {
  if (row.setting.kappa === row.majorStake) {
    return 'an honest side of exactly kappa: on the chain its floored shares sum to a little less, so it is no majority';
  }
  return row.majorStake < 0.55 ? 'the line is steep here, so draws move it more' : undefined;
};
