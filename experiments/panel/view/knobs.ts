import type { Level } from '../../plan/rows.ts';
import { levelText, number2 } from '../../statistics/format.ts';
import { readLevel } from '../address.ts';
import type { ChoiceKnob, Knob, NumberKnob } from '../facts.ts';
import { element } from './element.ts';

/** A control of a knob in the page. */
export interface Control {
  readonly knob: Knob;
  readonly node: HTMLElement;
  /** Shows a level that was set elsewhere. */
  show(level: Level): void;
}

/** Is told of each level that a reader chooses. */
type Choose = (level: Level) => void;

/** A level as its unit reads. */
export const words = (knob: Knob, level: Level): string =>
  typeof level === 'number'
    ? levelText(level, ['share', '/65535'].includes(knob.unit) ? '' : knob.unit)
    : String(level);

export const controlOf = (knob: Knob, choose: Choose): Control =>
  knob.kind === 'number' ? numberControl(knob, choose) : choiceControl(knob, choose);

const idOf = (knob: Knob, part: string): string => `panel-${part}-${knob.name.replaceAll(/\W/g, '-')}`;

/** A slider with its status quo marked, and a field for any value in between. */
function numberControl(knob: NumberKnob, choose: Choose): Control {
  const { stops } = knob;
  const said = element('output', { class: 'panel-level', for: idOf(knob, 'slider') });
  const fault = element('p', { class: 'panel-fault', id: idOf(knob, 'fault'), role: 'alert' });
  const slider = element('input', {
    type: 'range',
    id: idOf(knob, 'slider'),
    min: 0,
    max: stops.length - 1,
    step: 1,
    input: () => pick(stops[Number(slider.value)]),
  });
  const field = element('input', {
    type: 'text',
    inputmode: 'decimal',
    size: 9,
    id: idOf(knob, 'field'),
    'aria-label': `${knob.name}, exact value`,
    'aria-describedby': fault.id,
    change: () => {
      const level = readLevel(knob, field.value);
      if (typeof level === 'object') complain(level.fault);
      else pick(level);
    },
  });
  const complain = (message: string): void => {
    fault.textContent = message;
    field.setAttribute('aria-invalid', String(message !== ''));
  };
  const pick = (level: Level): void => {
    show(level);
    choose(level);
  };
  const show = (level: Level): void => {
    complain('');
    const value = Number(level);
    slider.value = String(nearestStop(stops, value));
    slider.setAttribute('aria-valuetext', words(knob, value));
    field.value = number2(value).replaceAll(',', '');
    said.textContent = words(knob, value);
  };
  const place = stops.indexOf(knob.statusQuo) / Math.max(1, stops.length - 1);
  const node = element(
    'div',
    { class: 'panel-knob' },
    element('label', { for: slider.id }, element('code', {}, knob.name), ' ', said),
    element('p', { class: 'panel-note' }, `${capital(knob.note)}.`),
    element('div', { class: 'panel-slide' }, slider, markOf(knob, place)),
    field,
    fault,
  );
  return { knob, node, show };
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** The status quo below the slider, where its thumb would stand. */
function markOf(knob: NumberKnob, place: number): HTMLElement {
  const mark = element('span', { class: 'panel-mark' }, `status quo ${number2(knob.statusQuo)}`);
  mark.style.setProperty('--place', String(place));
  mark.dataset.side = place < 0.2 ? 'left' : place > 0.8 ? 'right' : 'middle';
  return mark;
}

const nearestStop = (stops: readonly number[], value: number): number =>
  stops.reduce((best, stop, k) => (Math.abs(stop - value) < Math.abs(stops[best] - value) ? k : best), 0);

/** A switch for two truths, else a list. */
function choiceControl(knob: ChoiceKnob, choose: Choose): Control {
  const isSwitch = knob.options.every((option) => typeof option === 'boolean');
  return isSwitch ? switchControl(knob, choose) : listControl(knob, choose);
}

function switchControl(knob: ChoiceKnob, choose: Choose): Control {
  const box = element('input', {
    type: 'checkbox',
    role: 'switch',
    id: idOf(knob, 'switch'),
    change: () => choose(box.checked),
  });
  const node = element(
    'div',
    { class: 'panel-knob' },
    element(
      'label',
      { for: box.id },
      box,
      ' ',
      element('code', {}, knob.name),
      ` ${inForce(knob, knob.statusQuo ? 'on' : 'off')}`,
    ),
  );
  return { knob, node, show: (level) => void (box.checked = level === true) };
}

function listControl(knob: ChoiceKnob, choose: Choose): Control {
  const list = element('select', {
    id: idOf(knob, 'list'),
    change: () => choose(knob.options[list.selectedIndex]),
  });
  for (const option of knob.options) list.append(element('option', {}, optionText(knob, option)));
  const node = element(
    'div',
    { class: 'panel-knob' },
    element('label', { for: list.id }, element('code', {}, knob.name)),
    list,
  );
  return { knob, node, show: (level) => void (list.selectedIndex = knob.options.indexOf(level)) };
}

const optionText = (knob: ChoiceKnob, option: Level): string =>
  knob.acts !== 'common' && option === knob.statusQuo
    ? `${words(knob, option)} (status quo)`
    : words(knob, option);

const inForce = ({ acts }: Knob, level: string): string =>
  acts === 'common' ? '' : `(status quo: ${level})`;
