import type { NotebookFacts } from '../facts.ts';
import { CellView } from './cellView.ts';
import { type Listener, Run } from './run.ts';

/** The cells of a page: one run at a time, from the first cell to the one that was asked for. */
export class NotebookView implements Listener {
  private readonly facts: NotebookFacts;
  private readonly engine: () => Promise<string>;
  private readonly views: readonly CellView[];
  /** [cell] the texts from the first cell to this one that what it shows was made with. */
  private readonly madeWith: string[];
  private run: Run | null = null;
  private current = 0;
  private last = 0;
  /** Counts the runs that were asked for: one that was overtaken while the engine was unpacked does not start. */
  private asked = 0;
  private timer = 0;

  constructor(facts: NotebookFacts, nodes: readonly HTMLElement[], engine: () => Promise<string>) {
    this.facts = facts;
    this.engine = engine;
    this.views = facts.cells.map(
      (cell, k) =>
        new CellView(nodes[k], cell, `cell ${k + 1}`, {
          run: () => this.start(k),
          stop: () => this.stop(),
          changed: () => this.mark(),
        }),
    );
    this.madeWith = facts.cells.map((_, k) => this.textTo(k));
  }

  /** Runs the cells up to this one; without a number, all. */
  async start(last = this.views.length - 1): Promise<void> {
    this.stop();
    const number = ++this.asked;
    this.last = last;
    this.views[0].begin();
    this.current = 0;
    this.watch();
    const engine = await this.engine();
    if (number !== this.asked) return;
    const cells = this.views.slice(0, last + 1).map((view) => view.cell);
    for (let k = 0; k <= last; k++) this.madeWith[k] = this.textTo(k);
    this.run = new Run(engine, cells, this.facts.data, this);
  }

  stop(): void {
    this.asked++;
    const isRunning = this.timer !== 0;
    this.close();
    if (!isRunning) return;
    for (let k = this.current; k <= this.last; k++) this.madeWith[k] = '';
    this.views[this.current].set('stopped', 'Stopped. What it shows may be from an earlier run.');
  }

  at(cell: number): void {
    if (cell > this.current) this.views[this.current].end();
    this.current = cell;
    this.views[cell].begin();
  }

  show(cell: number, shown: Parameters<CellView['show']>[0]): void {
    this.views[cell].show(shown);
  }

  end(): void {
    this.views[this.last].end();
    this.close();
    this.mark();
  }

  fault(cell: number, message: string, line: number | null): void {
    this.close();
    for (let k = cell; k <= this.last; k++) this.madeWith[k] = '';
    this.mark();
    this.views[cell].fail(message, line);
  }

  /** Says of each cell whether what it shows belongs to what is written. */
  private mark(): void {
    for (const [k, view] of this.views.entries())
      if (this.madeWith[k] !== this.textTo(k)) view.set('old', 'Changed since it ran: run it again.');
      else view.settle();
  }

  /** Says how long the present cell has been running. */
  private watch(): void {
    const from = performance.now();
    this.timer = window.setInterval(() => {
      const seconds = Math.round((performance.now() - from) / 1000);
      this.views[this.current].set('running', `Running for ${seconds} s …`);
    }, 1000);
  }

  private close(): void {
    this.run?.stop();
    this.run = null;
    window.clearInterval(this.timer);
    this.timer = 0;
  }

  private textTo(last: number): string {
    return JSON.stringify(this.views.slice(0, last + 1).map(({ cell }) => cell.source));
  }
}
