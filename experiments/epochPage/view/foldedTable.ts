import { element } from '../../panel/view/element.ts';

/** A table that is made only while it is open: a long one would slow each change. */
export class FoldedTable {
  readonly node: HTMLDetailsElement;
  private readonly place: HTMLElement;
  private markup: () => string = () => '';

  constructor(summary: string) {
    this.place = element('div', { class: 'table', tabindex: 0, role: 'region', 'aria-label': summary });
    this.node = element(
      'details',
      { toggle: () => this.fill() },
      element('summary', {}, summary),
      this.place,
    );
  }

  show(markup: () => string): void {
    this.markup = markup;
    this.fill();
  }

  private fill(): void {
    this.place.innerHTML = this.node.open ? this.markup() : '';
  }
}
