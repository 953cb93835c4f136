import type { Row } from '../../plan/rows.ts';
import type { Study } from '../../plan/study.ts';
import type { BySeed } from '../../statistics/paired.ts';
import { isIn, type Setting, settingsOf } from '../settings.ts';

/** The main trials of a study as a proposal reads them: a number for each scenario, value of the knob, metric and seed. */
export interface Table {
  readonly scenarios: readonly Setting[];
  readonly seeds: readonly number[];
  /** [seed] null where the trial or its value is missing. */
  values(scenario: Setting, level: number, metric: string): BySeed;
}

/** The table of some of a study's seeds. Rows on other seeds are left out, missing ones leave holes. */
export function tableOf(study: Study, rows: readonly Row[], seeds: readonly number[]): Table {
  const scenarios = settingsOf(study);
  const [{ name }] = study.factors;
  const cells = new Map<string, Row>();
  for (const [k, scenario] of scenarios.entries())
    for (const row of rows)
      if (isIn(row, scenario)) cells.set(`${k} ${row.levels[name]} ${row.plan.seed}`, row);
  return {
    scenarios,
    seeds,
    values(scenario, level, metric) {
      const k = scenarios.findIndex(({ label }) => label === scenario.label);
      return seeds.map((seed) => {
        const row = cells.get(`${k} ${level} ${seed}`);
        return row?.status === 'complete' ? (row.measures[metric] ?? null) : null;
      });
    },
  };
}

/** The seeds of a study, in order. */
export const seedsOf = ({ seeds, firstSeed = 1 }: Study): number[] =>
  Array.from({ length: seeds }, (_, k) => firstSeed + k);
