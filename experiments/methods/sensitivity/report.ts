import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { engineOf } from '../../base/identity.ts';
import { terminalWidth, textTable } from '../../base/textTable.ts';
import { domainText } from '../../input/distributionText.ts';
import { metric } from '../../plan/measures.ts';
import { markLines } from '../../plan/scenarioMark.ts';
import type { Block, Document, Section } from '../../report/document.ts';
import { list, paragraph } from '../../report/document.ts';
import { figureBlock, writeFigure } from '../../report/figureBlock.ts';
import { html } from '../../report/html.ts';
import { markdown } from '../../report/markdown.ts';
import type { OutputAnalysis } from './analyse.ts';
import { morrisChart, sobolChart } from './charts.ts';
import { commandOf } from './command.ts';
import { pointsOf, type SensitivityPlan } from './plan.ts';
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

/** Writes `report.html`, `report.md` and `figures/` into a results folder: the same bytes for the same rows. */
export async function writeSensitivityReport(
  folder: string,
  plan: SensitivityPlan,
  analyses: readonly OutputAnalysis[],
  provenance: SensitivityProvenance,
): Promise<{ readonly html: string; readonly text: string }> {
  const sections: Section[] = [answerSection(plan, analyses)];
  for (const [k, analysis] of analyses.entries()) {
    if (analysis.fault === null) sections.push(await outputSection(folder, plan, analysis, k));
  }
  const document: Document = {
    title: plan.question,
    sections: [...sections, methodSection(plan), againSection(plan, provenance)],
  };
  const path = join(folder, 'report.html');
  writeFileSync(path, html(document));
  writeFileSync(join(folder, 'report.md'), markdown(document));
  return { html: path, text: textOf(plan, analyses, path) };
}

function answerSection(plan: SensitivityPlan, analyses: readonly OutputAnalysis[]): Section {
  const parts = analyses.map((analysis) => ({
    label: analysis.output,
    sentences: sentencesOf(plan, analysis),
  }));
  return { id: 'answer', heading: 'What moves the output', blocks: [{ kind: 'lead', parts }] };
}

async function outputSection(
  folder: string,
  plan: SensitivityPlan,
  analysis: OutputAnalysis,
  serial: number,
): Promise<Section> {
  const { output } = analysis;
  const names = plan.dimensions.map(({ name }) => name);
  const spec =
    analysis.sobol !== null
      ? sobolChart(output, names, analysis.sobol)
      : morrisChart(output, metric(output, plan)?.unit ?? '', names, analysis.morris!);
  const caption = captionOf(plan, analysis);
  const figure = await figureBlock(`sensitivity-${serial + 1}`, caption, spec);
  writeFigure(folder, figure);
  const blocks: Block[] = [figure, { kind: 'table', caption, ...indexTable(plan, analysis) }];
  const pairs = pairTable(plan, analysis);
  if (pairs.rows.length > 0) {
    const table: Block = {
      kind: 'table',
      caption: 'Share of the variance that two factors explain together, beyond what each explains alone.',
      ...pairs,
    };
    blocks.push({ kind: 'folded', summary: 'Pairs of factors', blocks: [table] });
  }
  return { id: `output-${serial + 1}`, heading: output, blocks };
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
  const blocks = [
    paragraph(`Factors and how they are spread: ${factors.join(', ')}.`),
    list([
      ...items,
      'An index speaks of the ranges above: a wider range makes a factor count for more.',
      'The intervals cover the design and the seeds of this model, not the distance between the model and the chain.',
    ]),
  ];
  return { id: 'method', heading: 'How it was computed', blocks };
}

function againSection(
  plan: SensitivityPlan,
  { hash, rowsHash, trials, failed }: SensitivityProvenance,
): Section {
  const blocks: Block[] = [
    { kind: 'code', text: commandOf(plan) },
    list([
      `engine: ${engineOf(plan)}`,
      `study: \`${hash}\``,
      ...markLines(plan),
      `rows, sorted by id, SHA-256: \`${rowsHash}\``,
      `trials: ${trials} planned, ${failed} failed`,
    ]),
  ];
  return { id: 'again', heading: 'How to run it again', blocks };
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
  return [plan.question, '', ...parts, `Report: ${path}`].join('\n');
}
