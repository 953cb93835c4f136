import type { NotebookFacts } from '../facts.ts';
import type { Shown } from '../shown.ts';
import { CellView } from './cellView.ts';
import { type Listener, Run } from './run.ts';

/** The cells of a page: one run at a time, from the first cell to the one that was asked for. */
export class NotebookView implements Listener {
  private readonly facts: NotebookFacts;
  private readonly engine: () => Promise<string>;
  private readonly views: readonly CellView[];
  /** [cell] the texts from the first cell to this one that what it shows was made with. */
  private readonly madeWith: string[];
  /** [cell] the same of the present run. */
  private texts: readonly string[] = [];
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
    this.current = 0;
    this.texts = this.views.map((_, k) => this.textTo(k));
    this.views[0].set('running', 'Starting …');
    this.watch();
    try {
      const engine = await this.engine();
      if (number !== this.asked) return;
      const cells = this.views.slice(0, last + 1).map((view) => view.cell);
      this.run = new Run(engine, cells, this.facts.data, this);
    } catch (error) {
      this.fault(0, `The engine does not start in this browser: ${error}`, null);
    }
  }

  stop(): void {
    this.asked++;
    if (this.timer === 0) return;
    this.close();
    this.madeWith[this.current] = '';
    this.mark();
    this.views[this.current].set(
      'stopped',
      'Stopped. What it shows is not complete, or from an earlier run.',
    );
  }

  at(cell: number): void {
    if (cell > this.current) this.finish(this.current);
    this.current = cell;
    this.views[cell].begin();
  }

  show(cell: number, shown: Shown): void {
    this.views[cell].show(shown);
  }

  end(): void {
    this.finish(this.last);
    this.close();
    this.mark();
  }

  fault(cell: number, message: string, line: number | null): void {
    this.close();
    this.madeWith[cell] = '';
    this.mark();
    this.views[cell].fail(message, line);
  }

  private finish(cell: number): void {
    this.views[cell].end();
    this.madeWith[cell] = this.texts[cell];
  }

  /** Says of each cell that does not run whether what it shows belongs to what is written. */
  private mark(): void {
    const isRunning = this.timer !== 0;
    for (const [k, view] of this.views.entries()) {
      if (isRunning && k === this.current) continue;
      if (this.madeWith[k] === this.textTo(k)) view.settle();
      else view.set('old', 'Changed since it ran: run it again.');
    }
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
