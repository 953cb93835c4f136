import { join } from 'node:path';
import type { Results } from '../report/readResults.ts';
import type { Report } from '../report/report.ts';
import type { StudyPage } from '../report/studyPage.ts';
import { readPlan } from '../run/resultsFolder.ts';
import { namedStudies, studyNames } from './catalogue.ts';

/**
 * Writes the report that the study of a results folder asks for. Throws `UserError` where the folder holds none, a
 * `RangeError` where the study cannot be analysed.
 */
export async function writeReportOf(folder: string): Promise<Report> {
  const { plan } = readPlan(join(folder, 'study.json'));
  const { name, design, precision, asks } = Object(plan);
  if (precision !== undefined)
    return writePage(folder, (await import('../report/precisionPage.ts')).precisionPage);
  if (design !== undefined) {
    const { writeCellsReport } = await import('../report/cellsPage.ts');
    return { ...(await writeCellsReport(folder)), data: {} };
  }
  if (asks !== undefined) return writeKnobs(folder);
  const page = namedStudies.find(({ sizes }) => sizes.some((study) => study.name === name))?.page;
  return page === undefined ? writeGeneral(folder) : writePage(folder, await page());
}

async function writePage(folder: string, page: (results: Results) => StudyPage): Promise<Report> {
  const [{ judgedResults }, { writeStudyPage }] = await Promise.all([
    import('../report/judgedResults.ts'),
    import('../report/studyPage.ts'),
  ]);
  const results = await judgedResults(folder);
  return writeStudyPage(folder, results, page(results), studyNames);
}

/** A page with an answer for each factor, and why those do nothing that do nothing. */
async function writeKnobs(folder: string): Promise<Report> {
  const [{ knobsPage }, { reasonsIn }] = await Promise.all([
    import('../report/knobs/page.ts'),
    import('../report/knobs/reasons.ts'),
  ]);
  return writePage(folder, (results) => knobsPage(results, (scenario) => reasonsIn(results, scenario)));
}

async function writeGeneral(folder: string): Promise<Report> {
  const [{ writeReport }, { headlineData }, { arithmeticGap }] = await Promise.all([
    import('../report/writeReport.ts'),
    import('../report/headline.ts'),
    import('../report/arithmeticGap.ts'),
  ]);
  const { html, text, analysis } = await writeReport(folder, { arithmeticGap, named: studyNames });
  return { html, text, data: headlineData(analysis) };
}
