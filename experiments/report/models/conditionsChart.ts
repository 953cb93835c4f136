import { meanOfCondition, valuesBySeed } from '../../analysis/models/comparison.ts';
import type { ModelRow } from '../../plan/modelRows.ts';
import type { ModelStudy } from '../../plan/modelStudy.ts';
import { estimateText, withUnit } from '../../statistics/format.ts';
import { sentenceCase } from '../answer/phrases.ts';
import { type Layer, layered } from '../charts/chart.ts';
import { faint, ink, seriesColours } from '../charts/theme.ts';
import { toldOf } from '../charts/told.ts';
import type { ChartBlock } from '../pageSection.ts';
import { measureOf } from './words.ts';

/** Height of a condition with words of one line, px: its words, its value, its seeds with mean and interval; and of each line more. */
const rowHeight = 62;
const lineHeight = 15;
/** Most letters in a line of the words of a condition: a phone has no room for more. */
const wordsLength = 44;

/**
 * Every condition in a row: each seed a pale dot, the mean a dot with its 95 % interval, words and value beside them, and ± margin about the
 * first condition as a band. `measure`: left out, the one that decides. Null where no condition has a mean.
 */
export function conditionsChart(
  rows: readonly ModelRow[],
  study: ModelStudy,
  measure: string = study.decides,
): ChartBlock | null {
  const { title, unit } = measureOf(study, measure);
  const means = study.conditions.flatMap(({ name, words }) => {
    const mean = meanOfCondition(rows, study, name, measure);
    if (mean === null) return [];
    const { low, high } = mean;
    const ends = Number.isFinite(low) && Number.isFinite(high) ? { low, high } : {};
    const text = withUnit(estimateText(mean, study.seeds), unit);
    const lines = wrapped(words, wordsLength).reverse();
    const named = Object.fromEntries(lines.map((line, k) => [lineField(k), line]));
    return [
      {
        name,
        words,
        ...named,
        lines: lines.length,
        mean: mean.mean,
        ...ends,
        text,
        told: toldOf(words, mean, unit),
      },
    ];
  });
  const lines = Math.max(...means.map((one) => one.lines));
  const more = (lines - 1) * lineHeight;
  if (means.length === 0) return null;
  const seeds = study.conditions.flatMap(({ name, words }) =>
    valuesBySeed(rows, study, name, measure).flatMap((value, k) =>
      value === null
        ? []
        : [{ name, value, told: `${words}, seed ${(study.firstSeed ?? 1) + k}: ${value.toPrecision(4)}` }],
    ),
  );
  const axis = unit === '' ? title : `${title}, ${unit}`;
  const x = along(axis);
  const isDeciding = measure === study.decides;
  const spec = layered(
    title,
    `mean with its 95 % interval; pale: single seeds${isDeciding ? '; band: differences that do not matter' : ''}`,
    { width: 560, height: (rowHeight + more) * means.length },
    [...(isDeciding ? [band(x, means[0].mean, study.margin)] : []), ...marksOf(x, { means, seeds, lines })],
  );
  const caption = `${sentenceCase(axis)}, by condition: every seed, and the mean with its 95 % interval.`;
  return { kind: 'chart', name: isDeciding ? 'conditions' : `conditions-${measure}`, caption, spec };
}

/** Where a value lies along the axis, which all layers share. */
type Along = (field: string) => Layer;

const along =
  (title: string): Along =>
  (field) => ({ field, type: 'quantitative', scale: { zero: false }, axis: { title, tickCount: 5 } });

const band = (x: Along, at: number, margin: number): Layer => ({
  data: { values: [{ from: at - margin, to: at + margin }] },
  mark: { type: 'rect', color: '#eef1f4' },
  encoding: { x: x('from'), x2: { field: 'to' } },
});

const lineField = (line: number): string => `line${line + 1}`;

/** Words split into lines of at most so many letters, between words. */
function wrapped(words: string, length: number): string[] {
  const lines: string[] = [];
  for (const word of words.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= length)
      lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}

/** What is drawn: means and seeds as rows of data, and the most lines that words have, which are in their rows from the last one upwards. */
interface Drawn {
  readonly means: readonly object[];
  readonly seeds: readonly object[];
  readonly lines: number;
}

function marksOf(x: Along, { means, seeds, lines }: Drawn): Layer[] {
  // Below the middle of its row, so that there is room above for words of several lines.
  const down = ((lines - 1) * lineHeight) / 2;
  const scale = { paddingInner: 0, paddingOuter: 0 };
  const y = { field: 'name', type: 'nominal', sort: null, axis: null, scale };
  const color = { value: seriesColours[0] };
  // Above the seeds, so that neither covers the other however far they reach.
  const words = (field: string, above: number, colour: string): Layer => ({
    data: { values: means.filter((one) => Reflect.has(one, field)) },
    mark: { type: 'text', align: 'left', baseline: 'middle', dy: down - above, fontSize: 12 },
    encoding: { y, x: { value: 0 }, text: { field }, color: { value: colour } },
  });
  return [
    {
      data: { values: seeds },
      mark: { type: 'point', filled: true, size: 22, opacity: 1, color: pale, yOffset: down + lower },
      encoding: { y, x: x('value') },
    },
    {
      data: { values: means },
      mark: { type: 'rule', strokeWidth: 2, yOffset: down + lower },
      encoding: { y, x: x('low'), x2: { field: 'high' }, color },
    },
    {
      data: { values: means },
      mark: { type: 'point', filled: true, size: 70, opacity: 1, yOffset: down + lower },
      encoding: { y, x: x('mean'), color },
    },
    ...Array.from({ length: lines }, (_, line) => words(lineField(line), 20 + line * lineHeight, ink)),
    words('text', 4, faint),
  ];
}

/** How far below the middle of its row a condition is drawn, px. */
const lower = 16;
/** Single seeds, of which many lie on each other. */
const pale = '#b9c0c9';
