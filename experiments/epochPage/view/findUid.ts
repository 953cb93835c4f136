import { element } from '../../panel/view/element.ts';
import { findUids } from '../findUids.ts';
import { keyHtml } from '../hotkeys.ts';
import type { PageNetwork } from '../pageNetwork.ts';
import type { PageSetting } from '../setting.ts';

/** Uids that are offered: more are counted, and a reader types more of the hotkey. */
const mostOffered = 5;

interface Finding {
  /** Looks at a uid as a validator or as a miner. */
  readonly choose: (pair: Partial<PageSetting>) => void;
  /** Shows these uids in the table, and no others; null: all. */
  readonly filter: (uids: readonly number[] | null) => void;
}

/** A field that finds a uid by its number or by a part of its hotkey. */
export class FindUid {
  readonly node: HTMLElement;
  private readonly network: PageNetwork;
  private readonly finding: Finding;
  private readonly field: HTMLInputElement;
  private readonly said = element('p', { class: 'panel-note', role: 'status' });
  private readonly offered = element('ul', { class: 'epoch-found' });
  private readonly hasKeys: boolean;

  constructor(network: PageNetwork, finding: Finding) {
    this.network = network;
    this.finding = finding;
    this.hasKeys = network.hotkeys.some((hotkey) => hotkey !== null);
    this.field = element('input', {
      ...{ type: 'text', id: 'epoch-find', autocomplete: 'off', spellcheck: 'false', size: 20 },
      ...{ autocapitalize: 'none', 'aria-describedby': 'epoch-find-note' },
      input: () => this.find(),
      keydown: (event) => {
        if (!(event instanceof KeyboardEvent) || event.key !== 'Escape') return;
        this.field.value = '';
        this.find();
      },
    });
    const note = this.hasKeys
      ? 'Its number, or a part of its hotkey.'
      : 'Its number. The file has no hotkeys: import --keep-keys keeps them.';
    this.node = element(
      'fieldset',
      {},
      element('legend', {}, element('label', { for: this.field.id }, 'Find a uid')),
      element('p', { class: 'panel-note', id: 'epoch-find-note' }, note),
      this.field,
      this.said,
      this.offered,
    );
  }

  private find(): void {
    const { size, hotkeys } = this.network;
    const asked = this.field.value.trim();
    const uids = findUids(asked, size, hotkeys);
    this.said.textContent = uids === null ? '' : this.wordsOf(uids.length, asked);
    this.offered.replaceChildren(...(uids ?? []).slice(0, mostOffered).map((uid) => this.offer(uid)));
    this.finding.filter(uids !== null && uids.length > 0 ? uids : null);
  }

  private wordsOf(count: number, asked: string): string {
    if (count === 0)
      return /^\d{1,3}$/.test(asked)
        ? `The network has uids 0 … ${this.network.size - 1}.`
        : `No uid has “${asked}” in ${this.hasKeys ? 'its hotkey' : 'a hotkey: the file has none'}.`;
    if (count <= mostOffered)
      return `${count === 1 ? '1 uid' : `${count} uids`}, and the table shows no other.`;
    return `${count} uids, all in the table; the first ${mostOffered} of them:`;
  }

  private offer(uid: number): HTMLElement {
    const name = element('span', {}, `uid ${uid} `);
    name.insertAdjacentHTML('beforeend', keyHtml(this.network.hotkeys, uid, true));
    const button = (role: 'validator' | 'miner') =>
      element(
        'button',
        {
          ...{ type: 'button', class: 'epoch-undo', 'aria-label': `Look at uid ${uid} as ${role}` },
          click: () => this.finding.choose({ [role]: uid }),
        },
        `as ${role}`,
      );
    return element('li', {}, name, ' ', button('validator'), button('miner'));
  }
}
