import type { ModelStudy } from '../../plan/modelStudy.ts';
import { headed, type Layer, type TopLevelSpec, wholeChart } from '../../report/charts/chart.ts';
import { ink } from '../../report/charts/theme.ts';
import { differenceText, number } from '../../statistics/format.ts';
import { type LoopCell, quietGain } from './cells.ts';
import { type LoopGround, loopGains, loopGrounds, loopNotices } from './plan.ts';
import { alikeOf, daysWords, does, groundTitle } from './words.ts';

/** Of a panel: four gains beside, two notices below each other, each with room for three lines. */
const size = { width: 260, height: 112 };
/** Between the lines of a cell, px. */
const lineHeight = 15;

/** Word of a cell and its shade, from light to dark: the page is read without colour. */
const looks = {
  stable: { word: 'rests', colour: '#ffffff' },
  rings: { word: 'rings', colour: '#f3d08a' },
  diverges: { word: 'runs away', colour: '#7c2d12' },
} as const;
/** Shade of a cell in which no world ran to its end. */
const unseen = '#e4e7eb';

/** The caption of the map of a study. */
export const loopCaption = ({ attackSeeds, margin }: ModelStudy): string =>
  `Across: the gain, the part of an error that a decision takes away. Down: days between a decision and the day it acts. In each cell: whether the setting comes to rest, rings (swings about its aim) or runs away ` +
  `in most of ${attackSeeds} worlds, in how many, and what that adds to clients’ loss beside gain ${loopGains[0]}, nats, where that is beyond ± ${margin} for certain. ` +
  'Steps may be 20-fold here; what smaller ones cost is under “When it does not hold”.';

/** The map: a panel for each ground, a column for each gain, a row for each notice. */
export function loopPicture(cells: readonly LoopCell[], study: ModelStudy): TopLevelSpec {
  const quiet = quietGain(cells);
  const safe = quiet === null ? [] : [`up to gain ${quiet} it rests in most worlds, everywhere`];
  return wholeChart({
    ...headed('Where a loop rests, rings or runs away', [
      ...safe,
      'across: gain; down: days of notice',
      '+: what it adds to clients’ loss, nats',
    ]),
    columns: loopGrounds.length,
    spacing: 22,
    concat: loopGrounds.map((ground) => panel(ground, cells, study)),
  });
}

/** What a cell of the map shows, as data and in two or three lines. */
interface Square {
  readonly row: Readonly<Record<string, number | string | null>>;
  readonly lines: readonly string[];
  readonly isDark: boolean;
}

function panel(ground: LoopGround, cells: readonly LoopCell[], study: ModelStudy): Layer {
  const squares = loopNotices.flatMap((notice) =>
    loopGains.map((gain) => {
      const cell = cells.find((one) => one.ground === ground && one.notice === notice && one.gain === gain);
      const place = { ground: groundTitle(ground), notice: daysWords(notice), gain: String(gain) };
      return cell === undefined ? emptySquare(place) : square(place, cell, study);
    }),
  );
  const x = {
    field: 'gain',
    type: 'ordinal',
    sort: loopGains.map(String),
    axis: { title: 'gain', labelAngle: 0, domain: false, ticks: false, labelFontSize: 12 },
  };
  const y = {
    field: 'notice',
    type: 'ordinal',
    sort: loopNotices.map(daysWords),
    axis: { title: null, labelFontSize: 12 },
  };
  return {
    title: { text: groundTitle(ground), fontSize: 12.5, fontWeight: 600, offset: 6 },
    ...size,
    layer: [
      {
        data: { values: squares.map(({ row }) => row) },
        mark: { type: 'rect', stroke: '#6b7280', strokeWidth: 1 },
        encoding: { x, y, color: { field: 'colour', type: 'nominal', scale: null, legend: null } },
      },
      ...[2, 3].flatMap((count) => words(squares, count, x, y)),
    ],
  };
}

/** Where a cell lies, in the words of its axes. */
interface Place {
  readonly ground: string;
  readonly notice: string;
  readonly gain: string;
}

const axesOf = ({ notice, gain }: Place) => ({ notice, gain });

const whereWords = ({ ground, notice, gain }: Place): string =>
  `${ground}, gain ${gain}, ${notice} of notice`;

function square(place: Place, cell: LoopCell, study: ModelStudy): Square {
  const { behaviour, seen, theory, added } = cell;
  const { word, colour } = looks[behaviour];
  const alike = alikeOf(cell);
  const count = `${alike} of ${seen.length}`;
  return {
    row: {
      ...axesOf(place),
      behaviour: does[behaviour],
      alike,
      worlds: seen.length,
      linear: does[theory],
      mean: added?.mean ?? null,
      low: added?.low ?? null,
      high: added?.high ?? null,
      n: added?.n ?? null,
      colour,
      told: `${whereWords(place)}: ${does[behaviour]} in ${count} worlds (linear loop: ${does[theory]}); ${besideWords(cell)}`,
    },
    lines: [word, count, ...costWords(cell, study.margin)],
    isDark: behaviour === 'diverges',
  };
}

const emptySquare = (place: Place): Square => ({
  row: {
    ...axesOf(place),
    behaviour: null,
    alike: null,
    worlds: 0,
    linear: null,
    mean: null,
    low: null,
    high: null,
    n: null,
    colour: unseen,
    told: `${whereWords(place)}: no world ran to its end`,
  },
  lines: ['no world', 'ended'],
  isDark: false,
});

/** What a gain costs beside the least, with interval and n. */
function besideWords({ gain, added }: LoopCell): string {
  if (gain === loopGains[0]) return 'the others are compared with it';
  if (added === null) return 'too few worlds to compare';
  return `served loss beside gain ${loopGains[0]} ${differenceText(added)} nats (n ${added.n})`;
}

/** `+0.274`; nothing where it may lie within the margin. */
function costWords({ added }: LoopCell, margin: number): string[] {
  if (added === null || (added.low <= margin && added.high >= -margin)) return [];
  return [`${added.mean > 0 ? '+' : ''}${number(added.mean, 3)}`];
}

/** The words of all cells with `count` lines, about the middle of each; white where a cell is dark. */
function words(squares: readonly Square[], count: number, x: Layer, y: Layer): Layer[] {
  const written = squares.filter(({ lines }) => lines.length === count);
  if (written.length === 0) return [];
  return Array.from({ length: count }, (_, line) => ({
    data: {
      values: written.map(({ row: { notice, gain }, lines, isDark }) => ({
        ...{ notice, gain, text: lines[line] },
        colour: isDark ? '#ffffff' : ink,
      })),
    },
    mark: { type: 'text', baseline: 'middle', dy: lineHeight * (line - (count - 1) / 2), fontSize: 11 },
    encoding: {
      x,
      y,
      text: { field: 'text' },
      color: { field: 'colour', type: 'nominal', scale: null, legend: null },
    },
  }));
}
