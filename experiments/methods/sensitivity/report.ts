import { engineOf } from '../../base/identity.ts';
import { terminalWidth, textTable } from '../../base/textTable.ts';
import { domainText } from '../../input/distributionText.ts';
import { metric } from '../../plan/measures.ts';
import { markLines } from '../../plan/scenarioMark.ts';
import {
  type Block,
  type Document,
  type Figure,
  list,
  paragraph,
  type Section,
} from '../../report/document.ts';
import { figureBlock, writeFigure } from '../../report/figureBlock.ts';
import { partBlocks } from '../../report/headlinePart.ts';
import { missedPatterns } from '../../report/missedPatterns.ts';
import { inOrder } from '../../report/order.ts';
import { pagePanelIn } from '../../report/pagePanel.ts';
import type { ReportForm } from '../../report/report.ts';
import { verifyLine } from '../../report/verifyLine.ts';
import { writePage } from '../../report/writePage.ts';
import { panelStudy } from '../panelStudy.ts';
import type { OutputAnalysis } from './analyse.ts';
import { morrisChart, sobolChart } from './charts.ts';
import { commandOf } from './command.ts';
import { pointsOf, type SensitivityPlan } from './plan.ts';
import { sensitivityAnswer, sensitivityYardstick } from './sensitivityAnswer.ts';
import { sentencesOf } from './sentences.ts';
import { sobolMethod } from './sobolIndices.ts';
import { indexTable, pairTable } from './tables.ts';

/** Where the rows of a report come from. */
export interface SensitivityProvenance {
  readonly hash: string;
  readonly rowsHash: string;
  readonly trials: number;
  readonly failed: number;
}

/**
 * Writes `report.html`, `report.md` and `figures/` into a results folder: the same bytes for the same rows. Its live panel begins with the
 * factor that moves the first output most.
 */
export async function writeSensitivityReport(
  folder: string,
  plan: SensitivityPlan,
  analyses: readonly OutputAnalysis[],
  provenance: SensitivityProvenance,
  { isStatic = false }: ReportForm = {},
): Promise<{ readonly html: string; readonly answer: string; readonly text: string }> {
  const outputs: Output[] = [];
  for (const [k, analysis] of analyses.entries()) {
    if (analysis.fault === null) outputs.push(await outputOf(folder, plan, analysis, k));
  }
  const [first] = outputs;
  const yardstick = sensitivityYardstick(plan, analyses);
  const document: Document = {
    title: plan.question,
    answer: sensitivityAnswer(plan, analyses),
    ...(yardstick !== null && { yardstick }),
    picture: first?.figure ?? null,
    sections: inOrder({
      sure: partBlocks(
        analyses.map((analysis) => ({ label: analysis.output, sentences: sentencesOf(plan, analysis) })),
      ),
      limits: [list([...limits, ...missedPatterns()])],
      check: checkBlocks(plan, provenance),
      more: [
        ...outputs.map(({ section, figure }, k) =>
          k === 0 ? section : { ...section, blocks: [figure, ...section.blocks] },
        ),
        methodSection(plan),
      ],
    }),
  };
  const panel = isStatic
    ? undefined
    : await pagePanelIn(folder, { study: panelStudy(plan, strongestFirst(plan, analyses)) });
  const { html: path } = writePage(folder, { ...document, ...(panel !== undefined && { panel }) });
  return { html: path, answer: document.answer, text: textOf(plan, analyses, path) };
}

/** Places of the factors, by how much they move the first output that has indices. */
function strongestFirst({ dimensions }: SensitivityPlan, analyses: readonly OutputAnalysis[]): number[] {
  const { sobol = null, morris = null } = analyses.find(({ fault }) => fault === null) ?? {};
  const strengths = sobol?.total.map(({ mean }) => mean) ?? morris?.map(({ muStar }) => muStar.mean) ?? [];
  return [...dimensions.keys()].sort((one, other) => (strengths[other] ?? 0) - (strengths[one] ?? 0));
}

/** What is told of one output: its chart, and its tables. */
interface Output {
  readonly figure: Figure;
  readonly section: Section;
}

async function outputOf(
  folder: string,
  plan: SensitivityPlan,
  analysis: OutputAnalysis,
  serial: number,
): Promise<Output> {
  const { output } = analysis;
  const names = plan.dimensions.map(({ name }) => name);
  const spec =
    analysis.sobol !== null
      ? sobolChart(output, names, analysis.sobol)
      : morrisChart(output, metric(output, plan)?.unit ?? '', names, analysis.morris!);
  const caption = captionOf(plan, analysis);
  const figure = await figureBlock(`sensitivity-${serial + 1}`, caption, spec);
  writeFigure(folder, figure);
  const blocks: Block[] = [{ kind: 'table', caption, ...indexTable(plan, analysis) }];
  const pairs = pairTable(plan, analysis);
  if (pairs.rows.length > 0) {
    const table: Block = {
      kind: 'table',
      caption: 'Share of the variance that two factors explain together, beyond what each explains alone.',
      ...pairs,
    };
    blocks.push({ kind: 'folded', summary: 'Pairs of factors', blocks: [table] });
  }
  return {
    figure,
    section: { id: `output-${serial + 1}`, heading: output, blocks },
  };
}

function captionOf(plan: SensitivityPlan, { output, used, planned }: OutputAnalysis): string {
  const { design, replications } = plan;
  const { definition = output } = metric(output, plan) ?? {};
  const what = design.method === 'sobol' ? 'rows of Saltelli’s matrices' : 'trajectories';
  return (
    `${definition}. Each number with its 95 % interval; n = ${used} of ${planned} ${what}, ` +
    `${replications} ${replications === 1 ? 'replication' : 'replications'} at each point.`
  );
}

const limits: readonly string[] = [
  'An index speaks of the ranges that the factors were given: a wider range makes a factor count for more.',
  'The intervals cover the design and the seeds of this model, not the distance between the model and the chain.',
];

function methodSection(plan: SensitivityPlan): Section {
  const { design, dimensions, replications } = plan;
  const factors = dimensions.map(({ name, domain }) => `\`${name}${domainText(domain)}\``);
  const items =
    design.method === 'sobol'
      ? [
          `Design: Saltelli’s matrices of ${design.rows} rows in ${design.blocks} independent scrambles (Owen) of Sobol’s sequence, ${pointsOf(plan)} points.`,
          `Estimators: ${sobolMethod[design.secondOrder ? 'both' : 'half']}. Intervals: Student’s over the jackknife of the scrambles.`,
          replications > 1
            ? 'The indices are those of the expected output; every product takes its two factors from different seeds, so chance adds nothing to them on average.'
            : 'With one replication at each point chance cannot be separated: its effect is counted as if the factors caused it, mostly in the totals.',
        ]
      : [
          `Design: ${design.trajectories} trajectories over ${design.levels} levels (Morris 1991), ${pointsOf(plan)} points; an effect is the change of the output per whole range of its factor.`,
          'Intervals: Student’s of the logarithm (mu itself: plain) over the jackknife of the trajectories.',
          replications > 1
            ? 'The part of sigma² that is chance comes from effects that differ between seeds; “mu* by chance” is what a factor without effect would show.'
            : 'With one replication at each point chance cannot be separated: part of each effect may be chance.',
        ];
  const blocks = [paragraph(`Factors and how they are spread: ${factors.join(', ')}.`), list(items)];
  return { id: 'method', heading: 'How it was computed', blocks };
}

function checkBlocks(
  plan: SensitivityPlan,
  { hash, rowsHash, trials, failed }: SensitivityProvenance,
): Block[] {
  return [
    { kind: 'code', text: commandOf(plan) },
    list([
      verifyLine,
      `engine: ${engineOf(plan)}`,
      `study: \`${hash}\``,
      ...markLines(plan),
      `rows, sorted by id, SHA-256: \`${rowsHash}\``,
      `trials: ${trials} planned, ${failed} failed`,
    ]),
  ];
}

/** The tables and sentences for a terminal. */
function textOf(plan: SensitivityPlan, analyses: readonly OutputAnalysis[], path: string): string {
  const width = terminalWidth();
  const parts = analyses.flatMap((analysis) => {
    const sentences = sentencesOf(plan, analysis).map((sentence) => sentence.replaceAll(/`|\*\*/g, ''));
    if (analysis.fault !== null) return [analysis.output, ...sentences, ''];
    const { columns, rows } = indexTable(plan, analysis);
    return [`${analysis.output} · 95 % intervals`, textTable(columns, rows, width), '', ...sentences, ''];
  });
  const answer = sensitivityAnswer(plan, analyses).replaceAll('`', '');
  return [answer, '', plan.question, '', ...parts, `Report: ${path}`].join('\n');
}
