import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeReport } from '../../experiments/report/writeReport.ts';
import { immunityStartUpQuick as study } from '../../experiments/studies/immunity-start-up.ts';
import { madeRows, writeResults } from '../experiments/madeRows.ts';

/** Seconds that the page of a whole study may take, analysis and charts and all. */
const limit = 8;

export interface ReportRow {
  readonly name: 'report';
  readonly trials: number;
  readonly seconds: number;
  readonly limit: number;
}

/** The report of the quick immunity study from made rows: the faster of two, as the first one warms the compiler up. */
export async function benchReport(): Promise<ReportRow[]> {
  const rows = madeRows(study);
  const folder = mkdtempSync(join(tmpdir(), 'yuma-lab-bench-'));
  try {
    writeResults(folder, study, rows);
    const times = [];
    for (let round = 0; round < 2; round++) {
      const started = performance.now();
      await writeReport(folder, { arithmeticGap: null });
      times.push((performance.now() - started) / 1000);
    }
    return [{ name: 'report', trials: rows.length, seconds: Math.min(...times), limit }];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

export const reportText = ([{ trials, seconds }]: readonly ReportRow[]): string =>
  `report of ${trials} trials: ${seconds.toFixed(1)} s (limit ${limit} s: ${seconds <= limit ? 'met' : 'missed'})`;
