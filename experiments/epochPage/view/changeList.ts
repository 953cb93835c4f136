import { element } from '../../panel/view/element.ts';
import type { Changes } from '../changes.ts';
import { changeWords, type Undo } from '../changeWords.ts';
import type { PageNetwork } from '../pageNetwork.ts';

/** The changes in words, each with a button that takes it back. */
export function changeList(changes: Changes, network: PageNetwork, take: (undo: Undo) => void): HTMLElement {
  const lines = changeWords(changes, network);
  if (lines.length === 0)
    return element('p', { class: 'panel-note' }, 'Nothing: this is the network of the file.');
  const line = ([words, undo]: (typeof lines)[number]) =>
    element(
      'li',
      {},
      `${words} `,
      element(
        'button',
        { type: 'button', class: 'epoch-undo', 'aria-label': `Take back: ${words}`, click: () => take(undo) },
        'take back',
      ),
    );
  return element('ul', {}, ...lines.map(line));
}
