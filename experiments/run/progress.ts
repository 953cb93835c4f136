import { duration, durationRange } from '../base/duration.ts';
import { type Pace, paceOf } from '../statistics/pace.ts';

/** Where progress is shown, and by which clock: standard error and the process's own, if left out. */
export interface ProgressPlace {
  readonly out?: { readonly isTTY?: boolean; readonly columns?: number; write(text: string): unknown };
  /** Milliseconds from any beginning. */
  now?(): number;
}

/** Milliseconds between two lines in a pipe, and between two looks at the clock at a terminal. */
const pipeEvery = 30_000;
const redrawEvery = 100;

/** Shows how far a run is, with its rate and the time left: one line redrawn on a terminal, a line every 30 s in a pipe. */
export class Progress {
  private readonly out: NonNullable<ProgressPlace['out']>;
  private readonly now: () => number;
  private readonly started: number;
  private readonly ends: number[] = [];
  private state: { readonly done: number; readonly total: number; readonly failed: number } | null = null;
  private told: number;
  private shown = '';
  /** What stands behind the time left: the best so far, say. Empty: nothing. */
  note = '';

  constructor({ out = process.stderr, now = () => performance.now() }: ProgressPlace = {}) {
    this.out = out;
    this.now = now;
    this.started = now();
    this.told = this.started;
  }

  show(done: number, total: number, failed: number): void {
    const { state } = this;
    const moment = (this.now() - this.started) / 1000;
    // What the first call finds done has taken no time of this run.
    if (state !== null) for (let k = state.done; k < done; k++) this.ends.push(moment);
    this.state = { done, total, failed };
    const isNews = state === null || done === total;
    this.tick(this.out.isTTY === true && (isNews || this.now() - this.told >= redrawEvery));
  }

  /** To be called now and then: shows the line again when it is time. */
  tick(isDue = false): void {
    const now = this.now();
    if (this.state === null) return;
    if (!isDue && now - this.told < (this.out.isTTY ? 1000 : pipeEvery)) return;
    this.told = now;
    this.write();
  }

  /** Seconds left of the trials told last; null before one has ended, or where none is left. */
  get pace(): Pace | null {
    const { state } = this;
    if (state === null || state.done >= state.total) return null;
    return paceOf(this.ends, state.total - state.done, (this.now() - this.started) / 1000);
  }

  end(): void {
    const { out, state } = this;
    if (state === null) return;
    if (!out.isTTY) {
      const line = this.line();
      if (this.shown !== line && this.ends.length > 0) out.write(`${line}\n`);
      return;
    }
    this.write();
    out.write('\n');
  }

  private write(): void {
    const { out, state } = this;
    this.shown = this.line();
    if (!out.isTTY) out.write(`${this.shown}\n`);
    else if (state !== null) {
      const whole = `${bar(state.done, state.total)} ${this.shown}`;
      out.write(`\r\x1b[2K${fitting(whole, this.shown, (out.columns ?? 80) - 1)}`);
    }
  }

  private line(): string {
    const { done, total, failed } = this.state ?? { done: 0, total: 0, failed: 0 };
    const parts = [
      `${done} of ${total} trials`,
      ...(failed > 0 ? [`${failed} failed`] : []),
      ...paceWords(this.pace),
    ];
    return `${parts.join(', ')}${this.note === '' ? '' : `; ${this.note}`}`;
  }
}

/** `14 a minute`, `9–13 min left`; nothing before a trial has ended. */
export const paceWords = (pace: Pace | null): string[] =>
  pace === null ? [] : [rateWords(pace.rate), `${leftWords(pace)} left`];

/** `9–13 min`, or `about 12 min` while too few trials have ended for a spread. */
export const leftWords = ({ left, spread }: Pace): string =>
  spread === null ? `about ${duration(left)}` : durationRange(...spread);

function rateWords(rate: number): string {
  const [value, unit] =
    rate >= 1 ? [rate, 'second'] : rate >= 1 / 60 ? [60 * rate, 'minute'] : [3600 * rate, 'hour'];
  return `${value >= 10 ? Math.round(value) : Number(value.toPrecision(2))} a ${unit}`;
}

/** The line with its bar, without it where that is too wide, or cut: a line that wraps cannot be redrawn. */
function fitting(whole: string, line: string, width: number): string {
  if (whole.length <= width) return whole;
  return line.length <= width ? line : `${line.slice(0, Math.max(0, width - 1))}…`;
}

const width = 24;

function bar(done: number, total: number): string {
  const full = total > 0 ? Math.round((width * done) / total) : width;
  return `${'█'.repeat(full)}${'░'.repeat(width - full)}`;
}
