import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { blocksPerDay } from '../../../sim/units.ts';
import { canonical } from '../../base/canonical.ts';
import { UserError } from '../../base/userError.ts';
import type { Level } from '../../plan/rows.ts';
import { cellsOf, type Study } from '../../plan/study.ts';
import { readJournal } from '../../run/journal.ts';
import { warmUpOf } from '../../statistics/batchMeans.ts';
import { number2 } from '../../statistics/format.ts';
import type { PilotResult } from './pilot.ts';

/** What the rule found of one cell. */
export interface CellWarmUp {
  readonly levels: Readonly<Record<string, Level>>;
  readonly steps: number;
  readonly dropped: number;
  readonly days: number;
}

/** What the rule for the warm-up came to. */
export interface WarmUpFinding {
  /** Left out of every world: the longest warm-up of a cell, rounded up to a hundredth of a day. */
  readonly days: number;
  readonly pilots: number;
  readonly cells: readonly CellWarmUp[];
}

/** A pilot as its row keeps it. */
export interface PilotRow extends PilotResult {
  readonly levels: Readonly<Record<string, Level>>;
  readonly status: string;
}

/** Where a study keeps the pilots of its warm-up. */
export const warmUpFolder = (folder: string): string => join(folder, 'warm-up');

/**
 * MSER-5 on the network's quality at every step, averaged over the pilots of a cell; all cells leave out the longest warm-up, so that they
 * stay paired. Throws `UserError` for a cell that shows no steady state, or whose pilots failed.
 */
export function findingOf(study: Study, rows: readonly PilotRow[]): WarmUpFinding {
  const cells = cellsOf(study).map((levels): CellWarmUp => {
    const own = rows.filter(
      (row) => canonical(row.levels) === canonical(levels) && row.status === 'complete',
    );
    if (own.length === 0)
      throw new UserError(`no pilot of ${JSON.stringify(levels)} ran to its end: give the warm-up in days`);
    const steps = Math.min(...own.map(({ series }) => series.length));
    const mean = Array.from(
      { length: steps },
      (_, k) => own.reduce((sum, { series }) => sum + series[k], 0) / own.length,
    );
    const { dropped, settled } = ruleOn(mean, levels);
    const days = Math.ceil((100 * dropped * own[0].stepBlocks) / blocksPerDay) / 100;
    if (!settled)
      throw new UserError(
        `no steady state shows at ${JSON.stringify(levels)} within ${number2(study.warmUpDays + study.days)} days: MSER-5 would leave out more than half of them. Measure more days, or give the warm-up in days`,
      );
    return { levels, steps, dropped, days };
  });
  return { days: Math.max(...cells.map(({ days }) => days)), pilots: study.warmUp!.pilots, cells };
}

function ruleOn(series: readonly number[], levels: CellWarmUp['levels']): ReturnType<typeof warmUpOf> {
  if (series.length < 50)
    throw new UserError(
      `MSER-5 needs 50 steps to find a warm-up; ${JSON.stringify(levels)} has ${series.length}: measure more days, or give the warm-up in days`,
    );
  return warmUpOf(series);
}

/** The finding of a results folder; null where its study names days, or has run no pilots yet. */
export function readWarmUp(folder: string, study: Study): WarmUpFinding | null {
  if (study.warmUp === undefined) return null;
  const plain = join(warmUpFolder(folder), 'journal.ndjson');
  const path = existsSync(plain) ? plain : `${plain}.gz`;
  if (!existsSync(path)) return null;
  return findingOf(study, [...readJournal(path).rows.values()] as unknown as PilotRow[]);
}

/** What the rule found, in words. */
export function warmUpLines(finding: WarmUpFinding): string[] {
  const { days, pilots, cells } = finding;
  const shortest = Math.min(...cells.map((cell) => cell.days));
  const range = shortest === days ? `${number2(days)}` : `${number2(shortest)} to ${number2(days)}`;
  return [
    `Warm-up: ${number2(days)} days are left out of every world. MSER-5 on the network's quality at every step (${cells[0].steps} of them), averaged over ${pilots} pilots, found ${range} days in ${cells.length} cells; the longest counts for all.`,
  ];
}
