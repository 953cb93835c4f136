import { join } from 'node:path';
import { studyHash } from '../base/identity.ts';
import type { ModelStudy } from '../plan/modelStudy.ts';
import { isOfModel } from '../plan/modelStudyShape.ts';
import type { ModelPage } from '../report/models/modelPage.ts';
import { type PanelMaker, panelMaker } from '../report/pagePanel.ts';
import type { Results } from '../report/readResults.ts';
import type { Report, ReportForm } from '../report/report.ts';
import type { StudyPage } from '../report/studyPage.ts';
import { readPlan } from '../run/resultsFolder.ts';
import { namedStudies, studyNames } from './catalogue.ts';

/**
 * Writes the report that the study of a results folder asks for, with a live panel of its worlds. Throws `UserError` where the folder holds none, a
 * `RangeError` where the study cannot be analysed.
 */
export async function writeReportOf(folder: string, { isStatic = false }: ReportForm = {}): Promise<Report> {
  const { plan } = readPlan(join(folder, 'study.json'));
  if (isOfModel(plan)) return writeModel(folder);
  const panel = isStatic ? undefined : panelMaker(folder, studyNames);
  const { name, design, precision, asks } = Object(plan);
  if (precision !== undefined)
    return writePage(folder, (await import('../report/precisionPage.ts')).precisionPage, panel);
  if (design !== undefined) {
    const { writeCellsReport } = await import('../report/cellsPage.ts');
    return writeCellsReport(folder, panel);
  }
  if (asks !== undefined) return writeKnobs(folder, panel);
  const page = namedStudies.find(({ sizes }) => sizes.some((study) => study.name === name))?.page;
  return page === undefined ? writeGeneral(folder, panel) : writePage(folder, await page(), panel);
}

/** The page of a study of a model, which has no panel. */
async function writeModel(folder: string): Promise<Report> {
  const [
    { readModelResults },
    { writeModelReport },
    { namedModelStudies, modelStudies },
    { freshSentences },
  ] = await Promise.all([
    import('../report/models/readModelResults.ts'),
    import('../report/models/writeModelReport.ts'),
    import('./modelStudies.ts'),
    import('./fresh/told.ts'),
  ]);
  const results = readModelResults(folder);
  const { study, studyHash: hash } = results;
  const named = namedModelStudies.find(({ sizes }) => sizes.some(({ name }) => name === study.name));
  const page = (await named?.page?.()) ?? {};
  const isPlanned = modelStudies.some((known) => studyHash(known) === hash);
  const isFresh = modelStudies.some((known) => studyHash({ ...known, ...freshOf(study) }) === hash);
  const asNamed = isPlanned ? 'as planned' : isFresh ? 'on other seeds' : null;
  const sure: ModelPage['sure'] = (rows) => [
    ...(isPlanned ? freshSentences(study) : []),
    ...(page.sure?.(rows, study) ?? []),
  ];
  return writeModelReport(folder, results, { ...page, sure }, asNamed);
}

/** What a command says of a named study besides its name and size. */
const freshOf = ({ firstSeed }: ModelStudy): Partial<ModelStudy> =>
  firstSeed === undefined ? {} : { firstSeed, attacks: [], attackSeeds: 0 };

async function writePage(
  folder: string,
  page: (results: Results) => StudyPage,
  panel: PanelMaker | undefined,
): Promise<Report> {
  const [{ judgedResults }, { writeStudyPage }, { nothingPage }] = await Promise.all([
    import('../report/judgedResults.ts'),
    import('../report/studyPage.ts'),
    import('../report/nothingPage.ts'),
  ]);
  const results = await judgedResults(folder);
  return writeStudyPage(folder, results, nothingPage(results) ?? page(results), studyNames, panel);
}

/** A page with an answer for each factor, and why those do nothing that do nothing. */
async function writeKnobs(folder: string, panel: PanelMaker | undefined): Promise<Report> {
  const [{ knobsPage }, { reasonsIn }] = await Promise.all([
    import('../report/knobs/page.ts'),
    import('../report/knobs/reasons.ts'),
  ]);
  return writePage(
    folder,
    (results) => knobsPage(results, (scenario) => reasonsIn(results, scenario)),
    panel,
  );
}

async function writeGeneral(folder: string, panel: PanelMaker | undefined): Promise<Report> {
  const [{ writeReport }, { headlineData }, { sweepAnswer }, { arithmeticGap }] = await Promise.all([
    import('../report/writeReport.ts'),
    import('../report/headline.ts'),
    import('../report/answer/sweepAnswer.ts'),
    import('../report/arithmeticGap.ts'),
  ]);
  const { html, text, analysis } = await writeReport(folder, {
    arithmeticGap,
    named: studyNames,
    ...(panel !== undefined && { panel }),
  });
  return { html, text, data: { answer: sweepAnswer(analysis), ...headlineData(analysis) } };
}
