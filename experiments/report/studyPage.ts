import { decisionLine } from '../plan/decision.ts';
import { markLines } from '../plan/scenarioMark.ts';
import { findingLines, settled } from '../sweep/finding.ts';
import { antitheticLines } from './antitheticGain.ts';
import { type BegunParts, begunParts } from './begunParts.ts';
import { commandOf } from './command.ts';
import { type Block, type Document, list, paragraph, type Table } from './document.ts';
import { drawnFigure, drawnSections } from './drawnSections.ts';
import { failureWords } from './failureWords.ts';
import { withGaps } from './gaps.ts';
import { partBlocks } from './headlinePart.ts';
import { missedPatterns } from './missedPatterns.ts';
import { inOrder } from './order.ts';
import type { PanelMaker } from './pagePanel.ts';
import type { ChartBlock, PageSection } from './pageSection.ts';
import { pageText } from './pageText.ts';
import type { Results } from './readResults.ts';
import type { Report } from './report.ts';
import { assumedBelow, assumedSection } from './sections/method.ts';
import { servedSection } from './sections/served.ts';
import { seedRange } from './seedRange.ts';
import { verifyLine } from './verifyLine.ts';
import { writePage } from './writePage.ts';

/** A page that answers one named study in its own words; what every page ends with is added when it is written. */
export interface StudyPage {
  /** The answer in one sentence of at most 35 words, with number, interval and unit. */
  readonly answer: string;
  /** Whether that is much, by the margin of the plan; left out or null: the answer tells nothing that the plan has a margin for. */
  readonly yardstick?: string | null;
  /** The one chart that shows it; null: that of the long run where there is one. */
  readonly picture: ChartBlock | null;
  /** What the answer rests on, in plain sentences, the most important first. */
  readonly sure: readonly string[];
  readonly sections: readonly PageSection[];
  /** What a reader must not take from the page. */
  readonly limits: readonly string[];
  /** Ids of the register that the page rests on. */
  readonly assumptions: readonly string[];
  /** The table a terminal shows above the answer. */
  readonly summary: Table;
  /** What machines get beside the answer; left out: its sentences and summary. */
  readonly data?: object;
  /** The page tells by itself how its worlds settled and what came of their change. */
  readonly tellsBeginning?: true;
}

export type { ChartBlock, PageBlock, PageSection } from './pageSection.ts';

/**
 * Writes `report.html`, `report.md` and `figures/` of a study: the same bytes for the same rows. `named`: the studies that a command can
 * call by their name; `panelOf` makes its live panel, and without it the page is static.
 */
export async function writeStudyPage(
  folder: string,
  results: Results,
  page: StudyPage,
  named: readonly string[],
  panelOf?: PanelMaker,
): Promise<Report> {
  const begun = page.tellsBeginning ? { lead: [], charts: [], sections: [] } : begunParts(results);
  const document = await composed(folder, results, page, begun, named);
  const panel = await panelOf?.(results);
  const { html: path } = writePage(folder, { ...document, ...(panel !== undefined && { panel }) });
  const { question } = results.study;
  return {
    html: path,
    text: withGaps(results.gaps, pageText(question, begun.lead, page, path)),
    data: {
      answer: page.answer,
      ...(page.data ?? { question, sentences: page.sure, summary: page.summary }),
    },
  };
}

/** The page in the order of every page, its charts drawn. */
async function composed(
  folder: string,
  results: Results,
  page: StudyPage,
  begun: BegunParts,
  named: readonly string[],
): Promise<Document> {
  const { study } = results;
  const picture = page.picture ?? begun.charts[0] ?? null;
  const served = servedSection(results);
  const sections = await drawnSections(folder, [...begun.sections, ...page.sections], picture);
  return {
    title: study.question,
    answer: page.answer,
    ...(page.yardstick && { yardstick: page.yardstick }),
    picture: picture === null ? null : await drawnFigure(folder, picture),
    sections: inOrder({
      sure: [
        ...partBlocks([...begun.lead, { label: '', sentences: page.sure }]),
        page.summary,
        paragraph(decisionLine(study)),
      ],
      limits: [
        list([...results.gaps, ...page.limits, ...missedPatterns(), ...failuresOf(results), assumedBelow]),
      ],
      check: checkBlocks(folder, results, named),
      more: [...sections, ...(served === null ? [] : [served]), assumedSection(page.assumptions)],
    }),
  };
}

/** Trials that failed stay visible, each with the command that runs it alone. */
function failuresOf({ rows }: Results): string[] {
  const failed = rows.filter((row) => row.status === 'failed');
  if (failed.length === 0) return [];
  return [`${failed.length} of ${rows.length} trials failed and are missing above:`, ...failureWords(failed)];
}

function checkBlocks(
  folder: string,
  { study, studyHash, rowsHash, engine, worlds, warmUp }: Results,
  named: readonly string[],
): Block[] {
  return [
    { kind: 'code', text: commandOf(study, named, folder) },
    list([
      verifyLine,
      `engine: ${engine}`,
      `study: \`${studyHash}\``,
      ...markLines(study),
      `rows, sorted by id, SHA-256: \`${rowsHash}\``,
      study.precision === undefined
        ? `seeds: ${seedRange(study)}, the same for every cell`
        : `seeds: from 1 on, common to all cells, as many as each needed, at most ${study.seeds}`,
      `${study.beginning === undefined ? 'start-up world' : 'settled world'}: \`${study.scenario}\` under \`${study.ruleset}\`, ${study.arithmetic}; ${settled(study, warmUp).warmUpDays} days to warm up, ${study.days} measured`,
      `trials: ${worlds.length}`,
      ...(study.precision === undefined ? [...antitheticLines(study, worlds), ...findingLines(warmUp)] : []),
    ]),
  ];
}
