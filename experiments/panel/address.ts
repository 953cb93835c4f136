import type { Level } from '../plan/rows.ts';
import { number2 } from '../statistics/format.ts';
import { type Knob, type PanelFacts, type Setting, startOf } from './facts.ts';

const mark = '#try:';

/** A setting as the end of a page's address, and the way back. */
export function addressOf(setting: Setting): string {
  const { levels, measure, worlds, days } = setting;
  const query = new URLSearchParams({
    ...Object.fromEntries(Object.entries(levels).map(([name, level]) => [name, String(level)])),
    'panel.measure': measure,
    'panel.worlds': String(worlds),
    'panel.days': String(days),
  });
  return `${mark}${query}`;
}

/** What an address asks for, and what of it cannot be, a sentence each; the panel's own beginning stays in its place. */
export function readAddress(
  facts: PanelFacts,
  hash: string,
): { readonly setting: Setting; readonly faults: readonly string[] } {
  const start = startOf(facts);
  if (!hash.startsWith(mark)) return { setting: start, faults: [] };
  const query = new URLSearchParams(hash.slice(mark.length));
  const faults: string[] = [];
  const levels = Object.fromEntries(
    facts.knobs.map((knob) => {
      const written = query.get(knob.name);
      const level = written === null ? knob.start : readLevel(knob, written);
      if (typeof level !== 'object') return [knob.name, level];
      faults.push(`${level.fault} (the link asks for it; ${levelWords(knob, knob.start)} is shown)`);
      return [knob.name, knob.start];
    }),
  );
  const known = ['panel.measure', 'panel.worlds', 'panel.days', ...facts.knobs.map(({ name }) => name)];
  for (const name of query.keys())
    if (!known.includes(name)) faults.push(`the link sets ${name}, which is no knob of this panel`);
  return {
    setting: {
      levels,
      measure:
        oneOf(
          facts.measures.map(({ name }) => name),
          query.get('panel.measure'),
        ) ?? start.measure,
      worlds: oneOf(facts.worldChoices, Number(query.get('panel.worlds'))) ?? start.worlds,
      days: oneOf(facts.dayChoices, Number(query.get('panel.days'))) ?? start.days,
    },
    faults,
  };
}

const oneOf = <Value>(known: readonly Value[], value: Value | null): Value | undefined =>
  known.find((one) => one === value);

/** A level as a person wrote it, or the rule that it breaks. */
export function readLevel(knob: Knob, written: string): Level | { readonly fault: string } {
  const text = written.trim();
  if (knob.kind === 'choice') {
    const option = knob.options.find((one) => String(one) === text);
    return option ?? { fault: `${knob.name} is one of ${knob.options.join(', ')}; received ${text}` };
  }
  const plain = text.replaceAll(/[,\s]/g, '').replace('−', '-');
  const value = Number(plain);
  const isNumber = plain !== '' && Number.isFinite(value) && (!knob.isInteger || Number.isInteger(value));
  if (isNumber && value >= knob.least && value <= knob.most) return value;
  const kind = knob.isInteger ? 'a whole number' : 'a number';
  const unit = /^[a-z]/i.test(knob.unit) && knob.unit !== 'share' ? ` ${knob.unit}` : '';
  return {
    fault: `${knob.name} must be ${kind} of ${number2(knob.least)} … ${number2(knob.most)}${unit}; received ${text === '' ? 'nothing' : text}`,
  };
}

const levelWords = ({ name }: Knob, level: Level): string =>
  `${name} ${typeof level === 'number' ? number2(level) : level}`;

/** The command that asks the same in a terminal. */
export function commandOf(
  facts: PanelFacts,
  { levels, measure, worlds, days }: Setting,
  network?: string,
): string {
  const words = facts.knobs.map(({ name }) => quoted(`${name}=${levels[name]}`));
  const file = network === undefined ? [] : [`--network ${quoted(network)}`];
  return [
    facts.command,
    ...words,
    `--measure ${measure}`,
    `--worlds ${worlds}`,
    `--days ${days}`,
    ...file,
  ].join(' ');
}

/** A word that a shell takes as it is. */
export const quoted = (word: string): string =>
  /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
