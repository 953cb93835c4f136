import { labCommand } from '../base/runnable.ts';
import type { Block, Document, Table } from '../report/document.ts';
import { paragraph } from '../report/document.ts';
import { html } from '../report/html.ts';
import { none } from '../statistics/format.ts';
import type { Check } from './check.ts';
import type { Drawing } from './draw.ts';
import type { Figure, FigureResult, FigureTable } from './figure.ts';
import { cellText, differenceText, valueText } from './valueText.ts';
import { toleranceText, verdictSentence } from './verdicts.ts';

/** Rows of a table that a page shows; the CSV holds all. */
const shownRows = 24;

/** The page of a figure: the answer, what was published beside it, the charts, the numbers, the command. */
export function page(figure: Figure, result: FigureResult, drawings: readonly Drawing[]): string {
  const document: Document = {
    title: `${figure.id}: ${figure.title}`,
    sections: [
      { id: 'answer', heading: 'What comes out', blocks: answerBlocks(figure, result) },
      { id: 'charts', heading: 'The figure', blocks: drawings.map(({ figure: drawn }) => drawn) },
      { id: 'reading', heading: 'How to read it', blocks: result.text.map(paragraph) },
      { id: 'numbers', heading: 'The numbers', blocks: result.tables.map(tableBlock) },
      { id: 'again', heading: 'Again', blocks: againBlocks(figure, result) },
    ],
  };
  return linked(html(document), filesOf(result));
}

function answerBlocks(figure: Figure, { answer, checks }: FigureResult): Block[] {
  const sentences = [`**${verdictSentence(checks)}** ${answer}`];
  return [
    { kind: 'lead', parts: [{ label: '', sentences }] },
    paragraph(`Source: ${figure.source}.`),
    ...(checks.length === 0 ? [] : [checkTable(checks)]),
    ...notes(checks),
  ];
}

function checkTable(checks: readonly Check[]): Table {
  return {
    kind: 'table',
    caption:
      'Every published value, or one worked out beforehand, beside ours. Met: the difference is within the tolerance.',
    columns: [
      { title: 'value' },
      { title: 'published', align: 'right' },
      { title: 'ours', align: 'right' },
      { title: 'difference', align: 'right' },
      { title: 'tolerance', align: 'right' },
      { title: 'verdict' },
    ],
    rows: checks.map(({ what, published, ours, difference, tolerance, verdict, basis, note }, k) => [
      note === undefined ? what : `${what} [${noteNumber(checks, k)}]`,
      `${valueText(published, tolerance)}${basis === undefined ? '' : ` (${basis})`}`,
      valueText(ours, tolerance),
      differenceText(difference),
      tolerance === null ? none : `± ${toleranceText(tolerance)}`,
      verdictText[verdict],
    ]),
    marked: checks.flatMap(({ verdict }, k) => (verdict === 'not met' ? [k] : [])),
  };
}

const verdictText = {
  met: '✓ met',
  'not met': '**✗ not met**',
  'no published value': 'no published value',
} as const;

/** Checks that share a note share its number. */
function noteNumber(checks: readonly Check[], k: number): number {
  return notesOf(checks).indexOf(checks[k].note ?? '') + 1;
}

const notesOf = (checks: readonly Check[]): string[] => [
  ...new Set(checks.flatMap(({ note }) => (note === undefined ? [] : [note]))),
];

const notes = (checks: readonly Check[]): Block[] => {
  const items = notesOf(checks).map((note, k) => `[${k + 1}] ${note}`);
  return items.length === 0 ? [] : [{ kind: 'list', items }];
};

function tableBlock({ name, caption, columns, rows }: FigureTable): Table {
  const isLong = rows.length > shownRows;
  // From a long table rows at equal distances, first and last among them.
  const shown = isLong
    ? Array.from({ length: shownRows }, (_, k) => rows[Math.round((k * (rows.length - 1)) / (shownRows - 1))])
    : rows;
  const part = isLong
    ? ` ${shownRows} of ${rows.length} rows, the rest in \`${name}.csv\`.`
    : ` All in \`${name}.csv\`.`;
  return {
    kind: 'table',
    caption: `${caption}${part}`,
    columns: columns.map(({ name: title, unit }, k) => ({
      title: unit === '1' || unit === '' ? title : `${title} (${unit})`,
      align: rows.every((row) => typeof row[k] === 'string') ? 'left' : 'right',
    })),
    rows: shown.map((row) => row.map(cellText)),
  };
}

function againBlocks({ name, inputs }: Figure, result: FigureResult): Block[] {
  return [
    { kind: 'code', text: `${labCommand} reproduce ${name}` },
    {
      kind: 'table',
      caption: 'What it was computed from.',
      columns: [{ title: 'input' }, { title: 'value' }, { title: 'unit' }, { title: 'source' }],
      rows: inputs.map(({ name: input, value, unit, source }) => [
        input,
        cellText(value),
        unit === '' ? none : unit,
        source ?? 'as published',
      ]),
    },
    {
      kind: 'folded',
      summary: 'What the columns mean',
      blocks: result.tables.map((table) => ({
        kind: 'list',
        items: table.columns.map(
          ({ name: column, unit, definition }) => `\`${column}\` (${unit}): ${definition}`,
        ),
      })),
    },
    paragraph(
      `Files: ${filesOf(result)
        .map((file) => `\`${file}\``)
        .join(', ')}.`,
    ),
  ];
}

/** Files beside the page, charts first. */
export function filesOf({ charts, tables }: FigureResult): string[] {
  return [
    ...charts.flatMap(({ name }) => [`${name}.svg`, `${name}.png`, `${name}.vl.json`]),
    ...tables.flatMap(({ name }) => [`${name}.csv`, `${name}.columns.csv`]),
  ];
}

/** Names of files in code become links to them. */
function linked(text: string, files: readonly string[]): string {
  return files.reduce(
    (before, file) => before.replaceAll(`<code>${file}</code>`, `<a href="${file}"><code>${file}</code></a>`),
    text,
  );
}
