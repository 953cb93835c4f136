import { observationsOf } from '../analysis/antithetic/observations.ts';
import { type Standing, seedsOfCells, standingsOf, type ValueOf } from '../analysis/precision/standing.ts';
import { canonical } from '../base/canonical.ts';
import type { Level, Row } from '../plan/rows.ts';
import { cellsOf, mainTrials, type Study, type StudyTrial } from '../plan/study.ts';

/** Runs trials and brings back their rows, in their order; `known` counts the trials of the study asked for so far. */
export type RunTrials = (trials: readonly StudyTrial[], known: number) => Promise<readonly Row[]>;

/**
 * Runs a study in rounds: every cell to its first look, then each open comparison on as many seeds as its variance calls for, until all
 * have stopped. Cells and their base run on common seeds.
 */
export async function runInRounds(study: Study, run: RunTrials): Promise<Standing[]> {
  const cells = cellsOf(study);
  const { firstSeed = 1 } = study;
  const ran = cells.map(() => 0);
  const rows: Row[] = [];
  for (;;) {
    const standings = standingsOf(study, valuesOf(study, rows));
    const wanted = seedsOfCells(study, standings);
    const trials: StudyTrial[] = [];
    for (let k = 0; k < Math.max(...wanted); k++)
      for (const [cell, levels] of cells.entries())
        if (k >= ran[cell] && k < wanted[cell]) trials.push(...mainTrials(study, levels, firstSeed + k));
    if (trials.length === 0) return standings;
    rows.push(...(await run(trials, rows.length + trials.length)));
    for (const [cell, seeds] of wanted.entries()) ran[cell] = Math.max(ran[cell], seeds);
  }
}

/** Values of the metric that decides, by cell and seed. */
export function valuesOf(study: Study, rows: readonly Row[]): ValueOf {
  const { metric } = study.precision!;
  const keyOf = (levels: Readonly<Record<string, Level>>, seed: string) => `${canonical(levels)} ${seed}`;
  const known = new Map<string, number | null>();
  for (const row of observationsOf(study, rows))
    if (row.arm === null)
      known.set(
        keyOf(row.levels, row.plan.seed),
        row.status === 'complete' ? (row.measures[metric] ?? null) : null,
      );
  const cells = cellsOf(study);
  return (cell, seed) => known.get(keyOf(cells[cell], String(seed)));
}
