import { element } from '../../panel/view/element.ts';
import { type Changes, keyOf, noChanges } from '../changes.ts';
import { changeWords } from '../changeWords.ts';
import type { PageNetwork } from '../pageNetwork.ts';

interface Pinning {
  /** Pins what is shown. */
  readonly pin: () => void;
  /** Compares with the file again. */
  readonly unpin: () => void;
  /** Goes back to the changes of the pinned state. */
  readonly goBack: () => void;
}

/** With what the epoch is compared, the file or a state that a reader has pinned, and the buttons for it. */
export class PinnedState {
  /** A line that stays in sight with the answer. */
  readonly line: HTMLElement;
  /** What the pinned state changes, for the list of changes. */
  readonly list: HTMLElement;
  private readonly network: PageNetwork;
  private readonly said = element('span', {});
  private readonly pinButton: HTMLButtonElement;
  private readonly unpinButton: HTMLButtonElement;
  private readonly words = element('ul', {});

  constructor(network: PageNetwork, { pin, unpin, goBack }: Pinning) {
    this.network = network;
    const button = (label: string, click: () => void) => element('button', { type: 'button', click }, label);
    this.pinButton = button('Compare with this', () => {
      if (this.pinButton.getAttribute('aria-disabled') === 'true') return;
      pin();
      this.keepFocus();
    });
    this.unpinButton = button('Unpin', () => {
      unpin();
      this.keepFocus();
    });
    this.unpinButton.title = 'Compare with the file again';
    this.line = element('div', { class: 'epoch-pin' }, this.said, this.pinButton, this.unpinButton);
    this.list = element(
      'div',
      { class: 'epoch-pinned' },
      element('p', { class: 'panel-note' }, 'Pinned, and compared with:'),
      this.words,
      button('Back to what is pinned', goBack),
    );
    this.show(noChanges, null);
  }

  /** Shows what the changes that are seen are compared with; null: the file. */
  show(changes: Changes, pinned: Changes | null): void {
    const words = pinned === null ? [] : changeWords(pinned, this.network).map(([told]) => told);
    const isSame = keyOf(changes) === keyOf(pinned ?? noChanges);
    this.said.textContent =
      pinned === null
        ? 'Compared with the file.'
        : `Compared with what is pinned: ${words.length === 1 ? words[0] : `${words.length} changes`}.`;
    this.pinButton.textContent = pinned === null ? 'Compare with this' : 'Compare with this instead';
    this.pinButton.setAttribute('aria-disabled', String(isSame));
    this.pinButton.title = isSame
      ? 'This is what is compared with: change something first'
      : 'Pin what is shown, and compare the next changes with it';
    this.unpinButton.hidden = pinned === null;
    this.list.hidden = pinned === null;
    this.words.replaceChildren(...words.map((told) => element('li', {}, told)));
  }

  /** The button that was pressed may be gone: the other one has the focus then. */
  private keepFocus(): void {
    (this.unpinButton.hidden ? this.pinButton : this.unpinButton).focus();
  }
}
