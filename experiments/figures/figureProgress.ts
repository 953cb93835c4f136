import { duration } from '../base/duration.ts';
import type { Figure } from './figure.ts';

/** Seconds below which a figure in a pipe is not worth a line. */
const silentBelow = 2;

/** Shows which figure is at work: one line redrawn on a terminal, in a pipe a line for each slow figure. */
export class FigureProgress {
  private readonly out = process.stderr;
  private readonly count: number;
  private readonly told = new Set<string>();

  constructor(count: number) {
    this.count = count;
  }

  show({ id, name, seconds }: Figure, share: number, doing: string): void {
    const percent = share > 0 && share < 1 ? ` ${Math.floor(100 * share)} %` : '';
    const line = `${id} ${name}${percent}${doing === '' ? '' : `, ${doing}`}`;
    if (this.out.isTTY) this.out.write(`\r\x1b[2K${line} (${this.count} in all)`);
    else if (share === 0 && seconds >= silentBelow && !this.told.has(id)) {
      this.told.add(id);
      this.out.write(`${line} takes about ${duration(seconds)}\n`);
    }
  }

  end(): void {
    if (this.out.isTTY) this.out.write('\r\x1b[2K');
  }
}
