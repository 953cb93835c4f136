import { inWords } from '../../../sim/hyperparameters/fault.ts';
import type { Value } from '../../plan/design/domain.ts';
import type { Table } from '../../report/document.ts';
import { differenceText, estimateText, none } from '../../statistics/format.ts';
import { type Change, changesOf, headlinesOf, readingOf } from './change.ts';
import type { Kept } from './kept.ts';
import { baseOf, type Knob, type OneAtATime } from './oneAtATime.ts';

export const notMeasured = 'not measured';

/** One table for each headline of a group: every knob with what it is, and what half, twice and anything else do. */
export function tablesOf(oneAtATime: OneAtATime, kept: Kept): Table[] {
  return Object.keys(oneAtATime.headlines).flatMap((headline) => {
    const knobs = oneAtATime.knobs.filter((knob) => headlinesOf(oneAtATime, knob).includes(headline));
    return knobs.length === 0 ? [] : [tableOf(oneAtATime, kept, headline, knobs)];
  });
}

function tableOf(oneAtATime: OneAtATime, kept: Kept, headline: string, knobs: readonly Knob[]): Table {
  return {
    kind: 'table',
    caption: captionOf(oneAtATime, kept, headline),
    columns: [
      { title: 'knob' },
      { title: 'assumption' },
      { title: 'is' },
      { title: 'there' },
      { title: 'halved' },
      { title: 'doubled' },
      { title: 'other' },
    ],
    rows: knobs.map((knob) => rowOf(oneAtATime, kept, headline, knob)),
  };
}

function captionOf(oneAtATime: OneAtATime, kept: Kept, headline: string): string {
  const { title, unit } = oneAtATime.headlines[headline];
  const value = readingOf(oneAtATime, kept, headline);
  const told = value === null ? '' : `: ${estimateText(value, kept.seeds.length)} ${unit}`;
  return `${capital(title)}${told}`.trimEnd();
}

const capital = (text: string): string => text[0].toUpperCase() + text.slice(1);

function rowOf(oneAtATime: OneAtATime, kept: Kept, headline: string, knob: Knob): string[] {
  const { id, under, because } = knob;
  const changes = changesOf(oneAtATime, kept, knob, headline);
  const there =
    under === undefined
      ? 'as above'
      : estimateText(readingOf(oneAtATime, kept, headline, under), kept.seeds.length);
  const inColumn = (column: Change['variant']['column']) => {
    const own = changes.filter(({ variant }) => variant.column === column);
    return own.length === 0 ? none : own.map((change) => changeText(change, kept.seeds.length)).join('; ');
  };
  const other = inColumn('other');
  return [
    `\`${knob.knob}\``,
    id,
    `${valueText(baseOf(oneAtATime, knob))}${besides(knob)}`,
    there,
    inColumn('halved'),
    inColumn('doubled'),
    because === undefined ? other : `${other} (${because})`,
  ];
}

/** A number to four digits: a rate per day that is written as so much a year has more than anyone reads. */
const valueText = (value: Value): string =>
  inWords(typeof value === 'number' ? Number(value.toPrecision(4)) : value);

/** What else is so in the world that a knob is changed from. */
function besides({ knob, under = {} }: Knob): string {
  const others = Object.entries(under).filter(([name]) => name !== knob);
  return others.length === 0
    ? ''
    : `, with ${others.map(([name, value]) => `\`${name}=${value}\``).join(' ')}`;
}

/** `0.03: +0.012 ± 0.004`; bold where the interval leaves zero out. */
function changeText({ variant, isSame, change }: Change, pairs: number): string {
  if (isSame) return `none: ${variant.bound}`;
  const bound = variant.bound === null ? '' : ` (${variant.bound})`;
  const value = `${valueText(variant.value)}${bound}`;
  if (change === null) return `${value}: ${notMeasured}`;
  const text = differenceText(change, pairs);
  return `${value}: ${change.low > 0 || change.high < 0 ? `**${text}**` : text}`;
}
