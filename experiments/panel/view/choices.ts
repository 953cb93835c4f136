import { number2 } from '../../statistics/format.ts';
import type { PanelFacts, Setting } from '../facts.ts';
import { element } from './element.ts';

/** Lists for the measure, the number of worlds, and the days. */
export function choicesOf(
  { measures, worldChoices, dayChoices }: PanelFacts,
  setting: Setting,
  change: (part: Partial<Setting>) => void,
): HTMLElement[] {
  const list = (label: string, options: readonly string[], chosen: number, choose: (k: number) => void) => {
    const id = `panel-list-${label.replaceAll(' ', '-')}`;
    const select = element('select', { id, change: () => choose(select.selectedIndex) });
    for (const option of options) select.append(element('option', {}, option));
    select.selectedIndex = chosen;
    return element('div', { class: 'panel-choice' }, element('label', { for: id }, label), select);
  };
  return [
    list(
      'measure',
      measures.map(({ title, unit }) => (unit === '' ? title : `${title}, ${unit}`)),
      measures.findIndex(({ name }) => name === setting.measure),
      (k) => change({ measure: measures[k].name }),
    ),
    list('pairs of worlds', worldChoices.map(String), worldChoices.indexOf(setting.worlds), (k) =>
      change({ worlds: worldChoices[k] }),
    ),
    list('days measured', dayChoices.map(number2), dayChoices.indexOf(setting.days), (k) =>
      change({ days: dayChoices[k] }),
    ),
  ];
}
