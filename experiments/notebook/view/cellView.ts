import { element } from '../../panel/view/element.ts';
import type { Cell } from '../notebook.ts';
import type { Shown } from '../shown.ts';
import { shownHtml } from '../shownHtml.ts';

/** What a cell asks of its notebook. */
export interface Asked {
  run(): void;
  stop(): void;
  changed(): void;
}

/** How a cell is: `old` shows what an earlier text came to. */
export type State = 'built' | 'running' | 'done' | 'failed' | 'stopped' | 'old';

/** A cell in the page: its text in a field, what it has shown, and a line that says how it is. */
export class CellView {
  private readonly node: HTMLElement;
  private readonly kind: Cell['kind'];
  private readonly original: string;
  private readonly output: HTMLElement;
  private readonly field = element('textarea', {
    class: 'cell-field',
    spellcheck: 'false',
    wrap: 'off',
    autocapitalize: 'off',
  });
  private readonly state = element('p', { class: 'cell-state', role: 'status' });
  private readonly fault = element('p', { class: 'cell-fault', role: 'alert' });
  private readonly stopper: HTMLButtonElement;
  private readonly restorer: HTMLButtonElement;
  private shown: Shown[] = [];
  /** It has run since it last came to an end. */
  private hasBegun = false;

  /** `node` is the cell as the builder wrote it. */
  constructor(node: HTMLElement, { kind, source }: Cell, name: string, asked: Asked) {
    this.node = node;
    this.kind = kind;
    this.original = source;
    this.output = node.querySelector<HTMLElement>('.cell-shown') ?? element('div');
    const button = (label: string, click: () => void) =>
      element('button', { type: 'button', 'aria-label': `${label}: ${name}`, click }, label);
    this.stopper = button('Stop', () => asked.stop());
    this.restorer = button('Restore', () => {
      this.field.value = this.original;
      this.resize();
      asked.changed();
    });
    if (kind === 'page')
      this.mount(
        name,
        asked,
        button('Run', () => asked.run()),
      );
    this.set('built', '');
  }

  get cell(): Cell {
    return { kind: this.kind, source: this.kind === 'page' ? this.field.value : this.original };
  }

  /** Begins to run: what it has shown stays until there is something new. */
  begin(): void {
    if (this.kind === 'build') return;
    this.shown = [];
    this.hasBegun = true;
    this.set('running', 'Running …');
  }

  show(shown: Shown): void {
    this.shown.push(shown);
    this.output.innerHTML = shownHtml(this.shown);
  }

  end(): void {
    if (this.kind === 'build') return;
    this.output.innerHTML = shownHtml(this.shown);
    this.hasBegun = false;
    this.set('done', 'Has run in this page.');
  }

  /** What it shows belongs to its text: a state that said otherwise is over. */
  settle(): void {
    const { state } = this.node.dataset;
    if (state === 'old' || state === 'running') this.set('built', '');
    this.restorer.hidden = this.field.value === this.original;
  }

  fail(message: string, line: number | null): void {
    if (this.hasBegun) this.output.innerHTML = shownHtml(this.shown);
    this.hasBegun = false;
    this.set('failed', '');
    this.fault.textContent = line === null ? message : `Line ${line + 1}: ${message}`;
  }

  set(state: State, words: string): void {
    if (this.kind === 'build') return;
    this.node.dataset.state = state;
    this.state.textContent = words;
    this.fault.textContent = '';
    this.stopper.hidden = state !== 'running';
    this.restorer.hidden = this.field.value === this.original;
  }

  private mount(name: string, asked: Asked, runner: HTMLButtonElement): void {
    this.field.value = this.original;
    this.field.setAttribute('aria-label', `${name}, TypeScript`);
    this.field.addEventListener('input', () => {
      this.resize();
      asked.changed();
    });
    this.field.addEventListener('keydown', (event) => {
      if (event.key !== 'Enter' || !(event.shiftKey || event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      asked.run();
    });
    this.resize();
    this.node.querySelector('.cell-code')?.replaceWith(this.field);
    this.field.after(
      element('div', { class: 'cell-bar' }, runner, this.stopper, this.restorer, this.state),
      this.fault,
    );
  }

  private resize(): void {
    this.field.rows = this.field.value.split('\n').length;
  }
}
