import type { Merged } from './merge.ts';

interface Written {
  readonly html: string;
  readonly text: string;
}

/** Writes the report of a joined folder that lacks nothing, as the verb would have that ran it whole. */
export async function writeMergedReport(merged: Merged, isStatic = false): Promise<Written> {
  const { folder, hash, subject, rows, rowsHash, failed, total } = merged;
  const provenance = { hash, rowsHash, trials: total, failed };
  if (subject.kind === 'sweep' || subject.kind === 'model') {
    const { writeReportOf } = await import('../../studies/reportOf.ts');
    return writeReportOf(folder, { isStatic });
  }
  if (subject.kind === 'sensitivity') {
    const [{ analyseSensitivity }, { writeSensitivityReport }] = await Promise.all([
      import('../../methods/sensitivity/analyse.ts'),
      import('../../methods/sensitivity/report.ts'),
    ]);
    const analyses = await analyseSensitivity(subject.plan, rows);
    return writeSensitivityReport(folder, subject.plan, analyses, provenance, { isStatic });
  }
  const [{ runTune }, { writeTuneReport }] = await Promise.all([
    import('../../methods/tune/runTune.ts'),
    import('../../methods/tune/tuneReport.ts'),
  ]);
  const { tuned } = await runTune(subject.plan, { folder });
  return writeTuneReport(folder, subject.plan, tuned, provenance, { isStatic });
}
