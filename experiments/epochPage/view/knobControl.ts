import { element } from '../../panel/view/element.ts';
import type { Level } from '../../plan/rows.ts';
import type { ChoiceKnob, Knob, NumberKnob } from '../knob.ts';
import { Field } from './field.ts';

/** A setting of the chain in the page. */
export interface KnobControl {
  readonly name: string;
  readonly node: HTMLElement;
  show(level: Level): void;
}

/** A control that tells of each level that a reader chooses. */
export const knobControl = (knob: Knob, choose: (level: Level) => void): KnobControl =>
  knob.kind === 'number' ? numberControl(knob, choose) : choiceControl(knob, choose);

/** A level with its unit: `32,767 (50.0 %)`. */
export function levelWords({ unit, whole }: NumberKnob, level: number): string {
  const number = level.toLocaleString('en', { maximumFractionDigits: 6 });
  if (whole !== null) return `${((100 * level) / whole).toFixed(1)} %`;
  return unit.startsWith('/') || unit === '' ? number : `${number} ${unit}`;
}

function numberControl(knob: NumberKnob, choose: (level: Level) => void): KnobControl {
  const { name, whole, note } = knob;
  const field = new Field<number>({
    id: `epoch-${name}`,
    label: element('code', {}, name),
    note: `${capital(note)}.${whole === null ? '' : ` Exact value in parts of ${whole.toLocaleString('en')}.`}`,
    sizeOf: (level) => level,
    words: (level) => levelWords(knob, level),
    written: String,
    read: (text) => readNumber(knob, text),
    choose,
  });
  return { name, node: field.node, show: (level) => field.show(Number(level), knob.own, knob.stops) };
}

/** A number as a person wrote it, a per cent of a share among them. Throws with the rule. */
function readNumber({ name, isInteger, least, most, whole }: NumberKnob, text: string): number {
  const plain = text.replaceAll(/[,\s]/g, '');
  const [, percent] = /^(.+)%$/.exec(plain) ?? [];
  const value =
    percent !== undefined && whole !== null
      ? Math.ceil((Number(percent) * whole) / 100 - 0.5 - 1e-9)
      : Number(plain);
  const isNumber = plain !== '' && Number.isFinite(value) && (!isInteger || Number.isInteger(value));
  if (isNumber && value >= least && value <= most) return value;
  throw new Error(
    `${name} must be ${isInteger ? 'a whole number' : 'a number'} of ${least.toLocaleString('en')} … ${most.toLocaleString('en')}${whole === null ? '' : ', or a per cent'}; received ${text.trim() === '' ? 'nothing' : text}`,
  );
}

function choiceControl(knob: ChoiceKnob, choose: (level: Level) => void): KnobControl {
  const { name, options, own, note } = knob;
  const id = `epoch-${name}`;
  const hint = element('p', { class: 'panel-note', id: `${id}-note` }, `${capital(note)}.`);
  if (typeof own === 'boolean') {
    const box = element('input', {
      ...{ type: 'checkbox', role: 'switch', id, 'aria-describedby': hint.id },
      change: () => choose(box.checked),
    });
    const label = element(
      'label',
      { for: id },
      box,
      ' ',
      element('code', {}, name),
      ` (in the file: ${own ? 'on' : 'off'})`,
    );
    const node = element('div', { class: 'panel-knob' }, label, hint);
    return { name, node, show: (level) => void (box.checked = level === true) };
  }
  const list = element('select', {
    ...{ id, 'aria-describedby': hint.id },
    change: () => choose(options[list.selectedIndex]),
  });
  for (const option of options)
    list.append(element('option', {}, `${option}${option === own ? ' (in the file)' : ''}`));
  const node = element(
    'div',
    { class: 'panel-knob' },
    element('label', { for: id }, element('code', {}, name), ' '),
    list,
    hint,
  );
  return { name, node, show: (level) => void (list.selectedIndex = options.indexOf(level)) };
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
