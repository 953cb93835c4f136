import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { terminalWidth, textTable } from '../base/textTable.ts';
import { decisionLine } from '../plan/decision.ts';
import { markLines } from '../plan/scenarioMark.ts';
import { findingLines, settled } from '../sweep/finding.ts';
import { antitheticLines } from './antitheticGain.ts';
import { adversaryAssumptions, assumptions, marketAssumptions } from './assumptions.ts';
import { begunParts } from './begunParts.ts';
import { commandOf } from './command.ts';
import { type Block, type Document, list, paragraph, type Section, type Table } from './document.ts';
import { figureBlock, writeFigure } from './figureBlock.ts';
import type { HeadlinePart } from './headlinePart.ts';
import { html } from './html.ts';
import { markdown } from './markdown.ts';
import { missedPatterns } from './missedPatterns.ts';
import type { PanelMaker } from './pagePanel.ts';
import type { PageBlock, PageSection } from './pageSection.ts';
import type { Results } from './readResults.ts';
import type { Report } from './report.ts';
import { servedSection } from './sections/served.ts';
import { seedRange } from './seedRange.ts';

/** A page that answers one named study in its own words; what every page ends with is added when it is written. */
export interface StudyPage {
  /** The answer in one sentence with number, interval and unit: the first of the page. Left out: the answer begins with the long run, or with `answer`. */
  readonly headline?: string;
  /** The answer in plain sentences, the most important first. */
  readonly answer: readonly string[];
  readonly sections: readonly PageSection[];
  /** What a reader must not take from the page. */
  readonly limits: readonly string[];
  /** Ids of the register that the page rests on. */
  readonly assumptions: readonly string[];
  /** The table a terminal shows above the answer. */
  readonly summary: Table;
  /** The answer for machines; left out: its sentences and summary. */
  readonly data?: object;
  /** The page tells by itself how its worlds settled and what came of their change. */
  readonly tellsBeginning?: true;
}

export type { PageBlock, PageSection } from './pageSection.ts';

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
  const sections: Section[] = [];
  const begun = page.tellsBeginning ? { lead: [], sections: [] } : begunParts(results);
  const first = page.headline === undefined ? [] : [{ label: '', sentences: [page.headline] }];
  const lead = [...first, ...begun.lead];
  for (const { heading, blocks } of [...begun.sections, ...page.sections]) {
    const drawn: Block[] = [];
    for (const block of blocks) drawn.push(block.kind === 'chart' ? await draw(folder, block) : block);
    sections.push({ id: idOf(heading), heading, blocks: drawn });
  }
  const { study } = results;
  const served = servedSection(results);
  const document: Document = {
    title: study.question,
    sections: [
      {
        id: 'answer',
        heading: 'The answer',
        blocks: [
          { kind: 'lead', parts: [...lead, { label: '', sentences: page.answer }] },
          page.summary,
          paragraph(decisionLine(study)),
        ],
      },
      ...sections,
      ...(served === null ? [] : [served]),
      { id: 'assumptions', heading: 'What is assumed', blocks: [list(assumptionLines(page.assumptions))] },
      {
        id: 'limits',
        heading: 'What this model does not show',
        blocks: [list([...page.limits, ...missedPatterns(), ...failuresOf(results)])],
      },
      { id: 'again', heading: 'How to run it again', blocks: againBlocks(folder, results, named) },
    ],
  };
  const path = join(folder, 'report.html');
  const panel = await panelOf?.(results);
  writeFileSync(path, html({ ...document, ...(panel !== undefined && { panel }) }));
  writeFileSync(join(folder, 'report.md'), markdown(document));
  return {
    html: path,
    text: textOf(study.question, lead, page, path),
    data: page.data ?? {
      question: study.question,
      answer: [...first.flatMap(({ sentences }) => sentences), ...page.answer],
      summary: page.summary,
    },
  };
}

async function draw(
  folder: string,
  { name, caption, spec }: Extract<PageBlock, { kind: 'chart' }>,
): Promise<Block> {
  const figure = await figureBlock(name, caption, spec, true);
  writeFigure(folder, figure);
  return figure;
}

const idOf = (heading: string): string => heading.toLowerCase().replaceAll(/[^a-z]+/g, '-');

const assumptionLines = (ids: readonly string[]): string[] =>
  ids.map((id) => {
    const known = [...assumptions, ...marketAssumptions, ...adversaryAssumptions].find(
      (assumption) => assumption.id === id,
    );
    if (known === undefined) throw new RangeError(`no assumption ${id} in the list of reports`);
    return `**${id}** ${known.text}`;
  });

/** Trials that failed stay visible, each with the command that runs it alone. */
function failuresOf({ rows }: Results): string[] {
  const failed = rows.filter((row) => row.status === 'failed');
  if (failed.length === 0) return [];
  return [
    `${failed.length} of ${rows.length} trials failed and are missing above:`,
    ...failed.map(
      ({ reason, replay }) => `failed: ${reason}${replay ? ` (run it again: \`${replay}\`)` : ''}`,
    ),
  ];
}

function againBlocks(
  folder: string,
  { study, studyHash, rowsHash, engine, worlds, warmUp }: Results,
  named: readonly string[],
): Block[] {
  return [
    { kind: 'code', text: commandOf(study, named, folder) },
    list([
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
  { answer, summary }: StudyPage,
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
    question,
    '',
    ...first.map((line) => wrapped(plain(line), Math.min(100, width))),
    ...(first.length > 0 ? [''] : []),
    wrapped(plain(summary.caption), width),
    table,
    '',
    ...answer.map((line) => wrapped(plain(line), Math.min(100, width))),
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
