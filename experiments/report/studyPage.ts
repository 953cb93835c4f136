import { terminalWidth, textTable } from '../base/textTable.ts';
import { decisionLine } from '../plan/decision.ts';
import { markLines } from '../plan/scenarioMark.ts';
import { findingLines, settled } from '../sweep/finding.ts';
import { antitheticLines } from './antitheticGain.ts';
import { type BegunParts, begunParts } from './begunParts.ts';
import { commandOf } from './command.ts';
import {
  type Block,
  type Document,
  type Figure,
  list,
  paragraph,
  type Section,
  type Table,
} from './document.ts';
import { failureWords } from './failureWords.ts';
import { figureBlock, writeFigure } from './figureBlock.ts';
import { withGaps } from './gaps.ts';
import { type HeadlinePart, partBlocks } from './headlinePart.ts';
import { missedPatterns } from './missedPatterns.ts';
import { inOrder } from './order.ts';
import type { PanelMaker } from './pagePanel.ts';
import type { ChartBlock, PageSection } from './pageSection.ts';
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
    text: withGaps(results.gaps, textOf(question, begun.lead, page, path)),
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
  const sections: Section[] = [];
  for (const { heading, blocks } of [...begun.sections, ...page.sections]) {
    const others = blocks.filter((block) => block.kind !== 'chart' || block.name !== picture?.name);
    const drawn: Block[] = [];
    for (const block of others) drawn.push(block.kind === 'chart' ? await draw(folder, block) : block);
    if (drawn.length > 0) sections.push({ id: idOf(heading), heading, blocks: drawn });
  }
  return {
    title: study.question,
    answer: page.answer,
    picture: picture === null ? null : await draw(folder, picture),
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

async function draw(folder: string, { name, caption, spec }: ChartBlock): Promise<Figure> {
  const figure = await figureBlock(name, caption, spec, true);
  writeFigure(folder, figure);
  return figure;
}

const idOf = (heading: string): string => heading.toLowerCase().replaceAll(/[^a-z]+/g, '-');

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

function textOf(
  question: string,
  lead: readonly HeadlinePart[],
  { answer, sure, summary }: StudyPage,
  path: string,
): string {
  const width = terminalWidth();
  const plain = (text: string) => text.replaceAll(/[`*]/g, '');
  const first = lead.flatMap(({ label, sentences }) =>
    sentences.map((sentence) => (label === '' ? sentence : `${label} · ${sentence}`)),
  );
  const says = summary.columns.some(({ shrinks }) => shrinks !== undefined);
  const columns = says
    ? summary.columns
    : summary.columns.map((column, k) => ({ ...column, shrinks: k === 0 }));
  const table = textTable(
    columns,
    summary.rows.map((row) => row.map(plain)),
    width,
  );
  return [
    wrapped(plain(answer), Math.min(100, width)),
    '',
    question,
    '',
    ...first.map((line) => wrapped(plain(line), Math.min(100, width))),
    ...(first.length > 0 ? [''] : []),
    wrapped(plain(summary.caption), width),
    table,
    '',
    ...sure.map((line) => wrapped(plain(line), Math.min(100, width))),
    '',
    `Report: ${path}`,
  ].join('\n');
}

function wrapped(sentence: string, width: number): string {
  const lines = [''];
  for (const word of sentence.split(' ')) {
    const last = lines[lines.length - 1];
    if (last !== '' && last.length + 1 + word.length > width) lines.push(`  ${word}`);
    else lines[lines.length - 1] = last === '' ? word : `${last} ${word}`;
  }
  return lines.join('\n');
}
