import { join } from 'node:path';
import { readPlan } from '../sweep.ts';
import type { Results } from './readResults.ts';

/** A written report: its page, the answer for a terminal, and for machines where the kind of report has one. */
export interface Report {
  readonly html: string;
  readonly text: string;
  readonly data: object;
}

/** Studies that are answered by a page of their own; all others by the general report over the levels of a factor. */
const pages: Readonly<Record<string, () => Promise<(folder: string, results: Results) => Promise<Report>>>> =
  {
    assumptions: async () => (await import('../assumptions/report.ts')).writeAssumptionsReport,
    announcement: async () => (await import('../market/announcementReport.ts')).writeAnnouncementReport,
    'bear-market': async () => (await import('../market/bearReport.ts')).writeBearReport,
    cheaters: async () => (await import('../conduct/cheatersReport.ts')).writeCheatersReport,
    'scoring-rule': async () => (await import('../conduct/scoringReport.ts')).writeScoringReport,
    'sequence-length': async () => (await import('../market/lengthReport.ts')).writeLengthReport,
  };

/**
 * Writes the report that the study of a results folder asks for. Throws `UserError` where the folder holds none, a
 * `RangeError` where the study cannot be analysed.
 */
export async function writeReportOf(folder: string): Promise<Report> {
  const { plan } = readPlan(join(folder, 'study.json'));
  const { name, design, precision } = Object(plan) as {
    name?: string;
    design?: unknown;
    precision?: unknown;
  };
  if (precision !== undefined) {
    const [{ writePrecisionReport }, { readResults }] = await Promise.all([
      import('../precision/report.ts'),
      import('./readResults.ts'),
    ]);
    return writePrecisionReport(folder, readResults(folder));
  }
  if (design !== undefined) {
    const { writeCellsReport } = await import('../design/cellsReport.ts');
    return { ...(await writeCellsReport(folder)), data: {} };
  }
  const own = name?.startsWith('assumptions-') ? 'assumptions' : (name ?? '');
  const page = Object.hasOwn(pages, own) ? pages[own] : undefined;
  if (page !== undefined) {
    const [write, { readResults }] = await Promise.all([page(), import('./readResults.ts')]);
    return write(folder, readResults(folder));
  }
  const [{ writeReport }, { headlineData }, { arithmeticGap }] = await Promise.all([
    import('./writeReport.ts'),
    import('./headline.ts'),
    import('../arithmeticGap.ts'),
  ]);
  const { html, text, analysis } = await writeReport(folder, { arithmeticGap });
  return { html, text, data: headlineData(analysis) as object };
}
