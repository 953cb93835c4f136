import { isOneOf } from '../base/oneOf.ts';
import { type Column, terminalWidth, textTable } from '../base/textTable.ts';
import { domainText } from '../input/distributionText.ts';
import { decisionLine } from '../plan/decision.ts';
import { type Design, designKinds } from '../plan/design/design.ts';
import type { Cell } from '../plan/design/list.ts';
import { metric } from '../plan/measures.ts';
import type { Study } from '../plan/study.ts';
import { estimateText, none } from '../statistics/format.ts';
import { findingLines, settled } from '../sweep/finding.ts';
import { cellsAnswer } from './answer/cellsAnswer.ts';
import { antitheticLines } from './antitheticGain.ts';
import { assumptionsOf, limitsOf } from './caveats.ts';
import { type CellResult, cellResults } from './cellResults.ts';
import { headed, type TopLevelSpec, wholeChart } from './charts/chart.ts';
import { seriesColours } from './charts/theme.ts';
import { type Document, type Figure, list, type Section } from './document.ts';
import { figureBlock, writeFigure } from './figureBlock.ts';
import { withGaps } from './gaps.ts';
import { judgedResults } from './judgedResults.ts';
import { missedPatterns } from './missedPatterns.ts';
import { inOrder } from './order.ts';
import type { PanelMaker } from './pagePanel.ts';
import type { Results } from './readResults.ts';
import type { Report } from './report.ts';
import { assumedBelow, assumedSection } from './sections/method.ts';
import { verifyLine } from './verifyLine.ts';
import { writePage } from './writePage.ts';

/** Cells a terminal shows. */
const shown = 20;

/**
 * Writes the report of a study whose cells were drawn from a design: every cell with its intervals, the best first, and each objective
 * against each factor. `panelOf` makes its live panel; without it the page is static. Throws `UserError` if the folder holds no results.
 */
export async function writeCellsReport(folder: string, panelOf?: PanelMaker): Promise<Report> {
  const results = await judgedResults(folder);
  const { study } = results;
  const cells = cellResults(results);
  const figures: Figure[] = [];
  for (const [k, { metric: name }] of study.objectives.entries()) {
    const spec = factorChart(study, name, cells, k);
    const caption = `${metric(name, study)?.definition ?? name}, against each factor. A point is a cell, its line the 95 % t interval over its seeds; the other factors vary too.`;
    const figure = await figureBlock(`cells-${name}`, caption, spec, true);
    writeFigure(folder, figure);
    figures.push(figure);
  }
  const [picture = null, ...others] = figures;
  const answer = cellsAnswer(results, cells);
  const document: Document = {
    title: study.question,
    answer,
    picture,
    sections: sectionsOf(results, cells, others),
  };
  const panel = await panelOf?.(results);
  const { html: path } = writePage(folder, { ...document, ...(panel !== undefined && { panel }) });
  return {
    html: path,
    text: withGaps(results.gaps, textOf(study, answer, cells, path)),
    data: { answer, question: study.question },
  };
}

function sectionsOf(
  { study, studyHash, rowsHash, engine, rows, worlds, warmUp, gaps }: Results,
  cells: CellResult[],
  figures: Figure[],
): Section[] {
  const failed = rows.filter(({ status }) => status === 'failed').length;
  return inOrder({
    sure: [
      list([
        `Each of ${cells.length} cells ran on the same ${study.seeds} seeds, and each interval holds for itself at 95 %.`,
        caution(cells.length),
        decisionLine(study),
      ]),
    ],
    limits: [list([...gaps, ...limitsOf(settled(study, warmUp)), ...missedPatterns(), assumedBelow])],
    check: [
      list([
        verifyLine,
        designText(study.design!, cells.length),
        `seeds: 1 … ${study.seeds}, the same for every cell`,
        `days: ${settled(study, warmUp).warmUpDays} to warm up, ${study.days} measured`,
        `engine: ${engine}`,
        `study: \`${studyHash}\``,
        `rows, sorted by id, SHA-256: \`${rowsHash}\``,
        `${study.antithetic === true ? 'pairs' : 'trials'}: ${rows.length}, of which ${failed} failed`,
        ...antitheticLines(study, worlds),
        ...findingLines(warmUp),
      ]),
    ],
    more: [
      {
        id: 'cells',
        heading: 'Every cell',
        blocks: [{ kind: 'table', caption: captionOf(study), ...tableOf(study, cells) }],
      },
      ...(figures.length === 0 ? [] : [{ id: 'factors', heading: 'The other measures', blocks: figures }]),
      assumedSection(assumptionsOf(study)),
    ],
  });
}

const caution = (count: number): string =>
  `The best of ${count} cells on the seeds that chose it looks better than it is: run it again on other seeds before acting on it.`;

const captionOf = ({ seeds }: Study): string =>
  `Mean ± half-width of the 95 % interval (both ends where values are skewed), n = ${seeds} seeds unless stated; the best first, by the first objective.`;

function designText({ kind, points, seed, dimensions }: Design, cells: number): string {
  const factors = dimensions.map(({ name, domain }) => `\`${name}${domainText(domain)}\``).join(', ');
  const drawn = isOneOf(designKinds, kind) && kind !== 'grid';
  return `design: ${kind}${factors === '' ? '' : ` over ${factors}`}; ${drawn ? `${points} points, seed ${seed}; ` : ''}${cells} cells`;
}

function tableOf(study: Study, cells: readonly CellResult[]) {
  const names = study.factors.map(({ name }) => name);
  const columns: Column[] = [
    ...names.map((title): Column => ({ title, align: 'right', shrinks: true })),
    ...study.objectives.map(({ metric: title }): Column => ({ title, align: 'right' })),
  ];
  const rows = cells.map(({ cell, estimates }) => [
    ...names.map((name) => short(cell[name])),
    ...estimates.map((one) => (one === null ? none : estimateText(one, study.seeds))),
  ]);
  return { columns, rows };
}

const short = (value: Cell[string] | undefined): string =>
  typeof value === 'number' ? value.toLocaleString('en', { maximumSignificantDigits: 5 }) : String(value);

function textOf(study: Study, answer: string, cells: readonly CellResult[], path: string): string {
  const { columns, rows } = tableOf(study, cells.slice(0, shown));
  const more = cells.length > shown ? [`… and ${cells.length - shown} more in the report`] : [];
  const table = textTable(columns, rows, terminalWidth());
  return [
    answer.replaceAll('`', ''),
    '',
    study.question,
    '',
    captionOf(study),
    table,
    ...more,
    '',
    caution(cells.length),
    '',
    `Report: ${path}`,
  ].join('\n');
}

/** One panel a factor: the objective against it. */
function factorChart(
  study: Study,
  name: string,
  cells: readonly CellResult[],
  objective: number,
): TopLevelSpec {
  const values = cells.flatMap(({ cell, estimates }) => {
    const one = estimates[objective];
    if (one === null) return [];
    const isSingle = one.n === 1;
    const levels = Object.fromEntries(study.factors.map((factor, k) => [`f${k}`, cell[factor.name]]));
    return [
      { ...levels, mean: one.mean, low: isSingle ? one.mean : one.low, high: isSingle ? one.mean : one.high },
    ];
  });
  const unit = metric(name, study)?.unit ?? '';
  const y = { type: 'quantitative', scale: { zero: false }, title: unit };
  const panels = study.factors.map((factor, k) => {
    const isLog = study.design?.dimensions.some(
      (dimension) => dimension.name === factor.name && dimension.domain.kind === 'loguniform',
    );
    const isNumber = factor.values.every((value) => typeof value === 'number');
    const x = {
      field: `f${k}`,
      type: isNumber ? 'quantitative' : 'nominal',
      title: factor.name,
      ...(isNumber ? { scale: { zero: false, ...(isLog === true ? { type: 'log' } : {}) } } : {}),
    };
    const color = { value: seriesColours[0] };
    return {
      width: 250,
      height: 180,
      layer: [
        {
          mark: { type: 'rule', opacity: 0.4 },
          encoding: { x, y: { ...y, field: 'low' }, y2: { field: 'high' }, color },
        },
        {
          mark: { type: 'point', filled: true, opacity: 0.9 },
          encoding: { x, y: { ...y, field: 'mean' }, color },
        },
      ],
    };
  });
  return wholeChart({ ...headed(name, unit), data: { values }, columns: 3, concat: panels });
}
