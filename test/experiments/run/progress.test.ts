import { describe, expect, it } from 'vitest';
import { Progress } from '../../../experiments/run/progress.ts';

/** Progress with a clock that is set by hand, and what it wrote. */
function progressAt(isTTY: boolean, columns = 200) {
  const written: string[] = [];
  const clock = { now: 0 };
  const out = { isTTY, columns, write: (text: string) => written.push(text) };
  return { written, clock, progress: new Progress({ out, now: () => clock.now }) };
}

/** A trial every 5 s from 0 to the given moment, with a look every second. */
function runTo({ clock, progress }: ReturnType<typeof progressAt>, seconds: number, total: number): void {
  progress.show(0, total, 0);
  for (let second = 1; second <= seconds; second++) {
    clock.now = 1000 * second;
    if (second % 5 === 0) progress.show(second / 5, total, 0);
    progress.tick();
  }
}

describe('progress in a pipe', () => {
  it('is a line every 30 s with rate and time left, and one at the end', () => {
    const run = progressAt(false);
    runTo(run, 120, 24);
    run.progress.end();
    expect(run.written).toEqual([
      '6 of 24 trials, 12 a minute, 90 s left\n'.replace('90 s', '2 min'),
      '12 of 24 trials, 12 a minute, 60 s left\n',
      '18 of 24 trials, 12 a minute, 30 s left\n',
      '24 of 24 trials\n',
    ]);
  });

  it('is one line for a run that is over before, and none where nothing was to run', () => {
    const short = progressAt(false);
    runTo(short, 20, 4);
    short.progress.end();
    expect(short.written).toEqual(['4 of 4 trials\n']);
    const none = progressAt(false);
    none.progress.show(4, 4, 0);
    none.progress.end();
    expect(none.written).toEqual([]);
  });

  it('goes on while a trial takes long: a line comes by the clock, not by trials', () => {
    const { written, clock, progress } = progressAt(false);
    progress.show(2, 10, 1);
    for (clock.now = 0; clock.now <= 61_000; clock.now += 1000) progress.tick();
    expect(written).toEqual(['2 of 10 trials, 1 failed\n', '2 of 10 trials, 1 failed\n']);
  });

  it('counts no trial that was found done as one that took time', () => {
    const { written, clock, progress } = progressAt(false);
    progress.show(90, 100, 0);
    clock.now = 30_000;
    progress.show(91, 100, 0);
    progress.tick();
    expect(written).toEqual(['91 of 100 trials, 2 a minute, about 5 min left\n']);
  });
});

describe('progress at a terminal', () => {
  it('redraws one line with a bar, the spread of the time left, and what leads', () => {
    const run = progressAt(true);
    run.progress.note = 'best so far: immunityPeriod 7,200';
    runTo(run, 60, 24);
    run.clock.now += 3000;
    run.progress.show(13, 24, 0);
    run.progress.tick();
    const last = run.written.at(-1) ?? '';
    expect(last.startsWith('\r\u001b[2K█')).toBe(true);
    expect(last).toMatch(/█{13}░{11} 13 of 24 trials, 12 a minute, \d+–\d+ s left; best so far/);
    run.progress.end();
    expect(run.written.at(-1)).toBe('\n');
  });

  it('never writes a line wider than the terminal: without the bar first, then cut', () => {
    for (const columns of [60, 30]) {
      const run = progressAt(true, columns);
      runTo(run, 60, 24);
      for (const text of run.written) expect(text.replace('\r\u001b[2K', '').length).toBeLessThan(columns);
      expect(run.written.at(-1)).toContain('12 of 24 trials');
    }
  });
});
