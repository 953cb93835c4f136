import { duration } from '../base/duration.ts';
import type { ProgressPlace } from '../run/progress.ts';
import type { Figure } from './figure.ts';

/** Seconds below which a figure in a pipe is not worth a line, and milliseconds between two lines of a slow one. */
const silentBelow = 2;
const pipeEvery = 30_000;

/** Shows which figure is at work and how long it still takes: one line redrawn on a terminal, in a pipe a line for each slow figure and one every 30 s. */
export class FigureProgress {
  private readonly out: NonNullable<ProgressPlace['out']>;
  private readonly now: () => number;
  private readonly count: number;
  private readonly begun = new Map<string, number>();
  private told = 0;

  constructor(count: number, { out = process.stderr, now = () => performance.now() }: ProgressPlace = {}) {
    this.count = count;
    this.out = out;
    this.now = now;
  }

  show({ id, name, seconds }: Pick<Figure, 'id' | 'name' | 'seconds'>, share: number, doing: string): void {
    const now = this.now();
    const isNew = !this.begun.has(id);
    if (isNew) this.begun.set(id, now);
    const passed = (now - (this.begun.get(id) ?? now)) / 1000;
    const left = share > 0 && share < 1 ? `, about ${duration((passed * (1 - share)) / share)} left` : '';
    const percent = share > 0 && share < 1 ? ` ${Math.floor(100 * share)} %` : '';
    const line = `${id} ${name}${percent}${doing === '' ? '' : `, ${doing}`}`;
    if (this.out.isTTY) this.out.write(`\r\x1b[2K${line}${left} (${this.count} in all)`);
    else if (isNew && seconds >= silentBelow) this.tell(`${line} takes about ${duration(seconds)}`, now);
    else if (share < 1 && seconds >= silentBelow && now - this.told >= pipeEvery) this.tell(line + left, now);
  }

  end(): void {
    if (this.out.isTTY) this.out.write('\r\x1b[2K');
  }

  private tell(line: string, now: number): void {
    this.told = now;
    this.out.write(`${line}\n`);
  }
}
