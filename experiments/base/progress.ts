/** Shows how far a run is: one line redrawn on a terminal, a line every tenth in a pipe. Writes to stderr. */
export class Progress {
  private readonly started = performance.now();
  private startedAt: number | null = null;
  private lastTenth = -1;
  private readonly out = process.stderr;

  show(done: number, total: number, failed: number): void {
    this.startedAt ??= done;
    const failures = failed > 0 ? `, ${failed} failed` : '';
    const line = `${done} of ${total} trials${failures}${this.remaining(done, total)}`;
    if (this.out.isTTY) this.out.write(`\r\x1b[2K${bar(done, total)} ${line}`);
    else this.plain(done, total, line);
  }

  private plain(done: number, total: number, line: string): void {
    const tenth = total > 0 ? Math.floor((10 * done) / total) : 10;
    if (tenth === this.lastTenth) return;
    this.lastTenth = tenth;
    this.out.write(`${line}\n`);
  }

  private remaining(done: number, total: number): string {
    const ran = done - (this.startedAt ?? 0);
    if (ran < 2 || done === total) return '';
    const seconds = ((performance.now() - this.started) / 1000 / ran) * (total - done);
    return `, ${duration(seconds)} left`;
  }

  end(): void {
    if (this.out.isTTY) this.out.write('\n');
  }
}

const width = 24;

function bar(done: number, total: number): string {
  const full = total > 0 ? Math.round((width * done) / total) : width;
  return `${'█'.repeat(full)}${'░'.repeat(width - full)}`;
}

/** Seconds in words a person says: 40 s, 12 min, 1.5 h. */
export function duration(seconds: number): string {
  if (seconds < 90) return `${Math.ceil(seconds)} s`;
  if (seconds < 5400) return `${Math.round(seconds / 60)} min`;
  return `${(seconds / 3600).toFixed(1)} h`;
}
