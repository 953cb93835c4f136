import { labCommand } from '../base/runnable.ts';
import { type Block, type Document, list, paragraph, type Table } from '../report/document.ts';
import { html } from '../report/html.ts';
import { inOrder } from '../report/order.ts';
import { none } from '../statistics/format.ts';
import type { Check } from './check.ts';
import type { Drawing } from './draw.ts';
import type { Figure, FigureResult, FigureTable } from './figure.ts';
import { cellText, differenceText, valueText } from './valueText.ts';
import { missText, toleranceText, verdictSentence } from './verdicts.ts';

/** Rows of a table that a page shows; the CSV holds all. */
const shownRows = 24;

/** The page of a figure: the finding, the chart that shows it, what was published beside it, the command; then all numbers. */
export function page(figure: Figure, result: FigureResult, drawings: readonly Drawing[]): string {
  const [picture = null, ...others] = drawings.map(({ figure: drawn }) => drawn);
  const document: Document = {
    title: `${figure.id}: ${figure.title}`,
    answer: result.answer,
    picture,
    sections: inOrder({
      sure: sureBlocks(result),
      limits: [list(limitsOf(figure, result))],
      check: checkBlocks(figure, result),
      more: [
        ...(others.length === 0 ? [] : [{ id: 'charts', heading: 'The other charts', blocks: others }]),
        { id: 'reading', heading: 'How to read it', blocks: result.text.map(paragraph) },
        {
          id: 'numbers',
          heading: 'The numbers',
          blocks: [...result.tables.map(tableBlock), columnsBlock(result)],
        },
      ],
    }),
  };
  return linked(html(document), filesOf(result));
}

const sureBlocks = ({ checks }: FigureResult): Block[] => [
  paragraph(`**${verdictSentence(checks)}**`),
  ...(checks.length === 0 ? [] : [checkTable(checks)]),
  ...notes(checks),
];

/** What the finding rests on, and what of the published is not met. */
function limitsOf({ inputs }: Figure, { checks }: FigureResult): string[] {
  const missed = checks.filter(({ verdict }) => verdict === 'not met');
  const own = inputs.filter(({ source }) => source !== undefined).map(({ name }) => name);
  return [
    ...missed.map((one) => `Not met: ${missText(one)}.`),
    `It holds for the inputs below; with others it comes out otherwise.${own.length === 0 ? '' : ` Not from the paper: ${own.join(', ')}.`}`,
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

function checkBlocks({ name, inputs, source }: Figure, result: FigureResult): Block[] {
  return [
    { kind: 'code', text: `${labCommand} reproduce ${name}` },
    paragraph(`Source: ${source}.`),
    {
      kind: 'table',
      caption: 'What it was computed from.',
      columns: [{ title: 'input' }, { title: 'value' }, { title: 'unit' }, { title: 'source' }],
      rows: inputs.map(({ name: input, value, unit, source: from }) => [
        input,
        cellText(value),
        unit === '' ? none : unit,
        from ?? 'as published',
      ]),
    },
    paragraph(
      `Files: ${filesOf(result)
        .map((file) => `\`${file}\``)
        .join(', ')}.`,
    ),
  ];
}

const columnsBlock = ({ tables }: FigureResult): Block => ({
  kind: 'folded',
  summary: 'What the columns mean',
  blocks: tables.map((table) => ({
    kind: 'list',
    items: table.columns.map(
      ({ name: column, unit, definition }) => `\`${column}\` (${unit}): ${definition}`,
    ),
  })),
});

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
