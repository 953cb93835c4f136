import { element } from '../../panel/view/element.ts';

/** A list of uids to choose from, each with a word about it. */
export class UidList {
  readonly node: HTMLElement;
  private readonly list: HTMLSelectElement;

  constructor(id: string, label: string, choose: (uid: number) => void) {
    this.list = element('select', { id, change: () => choose(Number(this.list.value)) });
    this.node = element('div', { class: 'epoch-list' }, element('label', { for: id }, label), this.list);
  }

  /** Fills the list, in this order. */
  fill(entries: readonly { readonly uid: number; readonly words: string }[]): void {
    this.list.replaceChildren(
      ...entries.map(({ uid, words }) => element('option', { value: uid }, `uid ${uid} · ${words}`)),
    );
  }

  show(uid: number): void {
    this.list.value = String(uid);
  }
}
