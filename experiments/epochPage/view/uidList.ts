import { element } from '../../panel/view/element.ts';
import { type Hotkeys, shortKey } from '../hotkeys.ts';

/** A list of uids to choose from, each with its short hotkey and a word about it; the whole hotkey of the chosen one is its tooltip. */
export class UidList {
  readonly node: HTMLElement;
  private readonly list: HTMLSelectElement;
  private readonly hotkeys: Hotkeys;
  private readonly heard: HTMLElement;

  constructor(id: string, label: string, hotkeys: Hotkeys, choose: (uid: number) => void) {
    this.hotkeys = hotkeys;
    this.heard = element('span', { id: `${id}-key`, class: 'panel-heard' });
    this.list = element('select', {
      ...{ id, 'aria-describedby': this.heard.id },
      change: () => choose(Number(this.list.value)),
    });
    this.node = element(
      'div',
      { class: 'epoch-list' },
      element('label', { for: id }, label),
      this.list,
      this.heard,
    );
  }

  /** Fills the list, in this order. */
  fill(entries: readonly { readonly uid: number; readonly words: string }[]): void {
    this.list.replaceChildren(
      ...entries.map(({ uid, words }) => {
        const hotkey = this.hotkeys[uid];
        const parts = [`uid ${uid}`, ...(hotkey ? [shortKey(hotkey)] : []), words];
        return element('option', { value: uid }, parts.join(' · '));
      }),
    );
  }

  show(uid: number): void {
    this.list.value = String(uid);
    const hotkey = this.hotkeys[uid];
    this.heard.textContent = hotkey ? `hotkey ${hotkey}` : '';
    if (hotkey) this.list.dataset.key = hotkey;
    else delete this.list.dataset.key;
  }
}
