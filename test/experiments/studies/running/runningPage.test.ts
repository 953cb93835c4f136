import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { writeReportOf } from '../../../../experiments/studies/reportOf.ts';
import { Drawer } from '../../../../experiments/studies/running/drawer.ts';
import { RunningPage } from '../../../../experiments/studies/running/runningPage.ts';
import type { SeenRun } from '../../../../experiments/sweep/atTerminal.ts';
import { writeResults } from '../../madeRows.ts';
import { rowsOfSwept, sweptStudy } from '../../sweptStudy.ts';

const root = mkdtempSync(join(tmpdir(), 'yuma-lab-running-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

const seen = (done: number, changed: Partial<SeenRun> = {}): SeenRun => ({
  stage: 'trials',
  done,
  total: 1000,
  failed: 0,
  best: '',
  pace: { rate: 2, left: 600, spread: [540, 780] },
  ...changed,
});

/** A page with a clock that is set by hand; every drawing lasts `cost` seconds by it. */
function madePage(name: string, { cost = 1, draws = true } = {}) {
  const folder = mkdtempSync(join(root, name));
  const clock = { now: 0 };
  const drawn: number[] = [];
  const spent: number[] = [];
  const page = new RunningPage({
    folder,
    question: 'Does <b>it</b> matter?',
    workers: 2,
    now: () => clock.now,
    today: () => new Date(Date.UTC(2026, 10, 30, 6, 32)),
    async draw(limit) {
      drawn.push(clock.now / 1000);
      const took = Math.min(1000 * cost, limit);
      clock.now += took;
      spent.push(took / 1000);
      if (took < 1000 * cost) return null;
      const page = '<title>Q</title><style></style><main><h1>Q</h1>the report</main>';
      return draws ? { page, known: 60 } : null;
    },
    close: async () => {},
  });
  const text = () => readFileSync(join(folder, 'report.html'), 'utf8');
  /** A look every second up to a moment, with a trial more each time. */
  const runTo = async (seconds: number, changed?: Partial<SeenRun>) => {
    while (clock.now < 1000 * seconds) {
      clock.now += 1000;
      page.see(seen(Math.floor(clock.now / 1000), changed));
      await Promise.resolve();
      await new Promise(setImmediate);
    }
  };
  return { folder, clock, drawn, spent, page, text, runTo };
}

describe('the page of a running sweep', () => {
  it('is not there within the first minute, and leaves nothing beside it', async () => {
    const { folder, page, runTo } = madePage('short');
    await runTo(59);
    await page.end(seen(59), false);
    expect(readdirSync(folder)).toEqual([]);
  });

  it('says every minute how far the run is, how long it takes, what leads, and that it is not finished', async () => {
    const { folder, runTo, text } = madePage('minutes');
    await runTo(60, { best: 'best so far: a & b', failed: 3 });
    expect(text()).toContain(
      '<strong>Not finished: 60 of 1000 trials, 3 failed, 2 a second, 9–13 min left.</strong>',
    );
    expect(text()).toContain('<p>Best so far: a &amp; b.</p>');
    expect(text()).toMatch(/<title>6 %: /);
    expect(text()).toContain('at 2026-11-30 06:32 UTC');
    await runTo(119);
    expect(text()).toContain('60 of 1000');
    await runTo(122);
    expect(text()).toMatch(/12\d of 1000/);
    expect(readdirSync(folder)).toEqual(['report.html']);
  });

  it('has the report over the rows so far below, and says of how many', async () => {
    const { runTo, text } = madePage('known');
    await runTo(90);
    expect(text()).toMatch(/<main>\n<div class="unfinished"[\s\S]*<h1>Q<\/h1>the report/);
    expect(text()).toContain('Below is the report over the 60 trials that had finished');
  });

  it.each([0.5, 4, 40])(
    'drawings of %d s take at most a fiftieth of the time of two workers',
    async (cost) => {
      const { drawn, spent, runTo, clock, text } = madePage('cost', { cost });
      await runTo(4000, { pace: null });
      const whole = clock.now / 1000;
      expect(drawn.length).toBeGreaterThan(cost > 10 ? 1 : 10);
      expect(spent.reduce((sum, one) => sum + one) / (2 * whole)).toBeLessThanOrEqual(0.02);
      expect(text()).toContain('</h1>the report');
      if (cost < 2) expect(drawn.length).toBeGreaterThan(whole / 65);
    },
  );

  it('that would take too long is ended in time, in a run of minutes, and comes in one of hours', async () => {
    const left = (whole: number) => ({
      pace: { rate: 1, left: whole, spread: [whole, whole] as [number, number] },
    });
    const { spent, runTo, text } = madePage('slow', { cost: 40 });
    await runTo(200, left(200));
    expect(spent.reduce((sum, one) => sum + one)).toBeLessThanOrEqual(0.02 * 2 * 400);
    expect(text()).not.toContain('</h1>the report');
    await runTo(400, left(20_000));
    expect(text()).toContain('</h1>the report');
  });

  it('is drawn only where the whole run is long enough for what a drawing takes', async () => {
    const { drawn, runTo } = madePage('brief');
    await runTo(70, { pace: { rate: 1, left: 4, spread: [3, 5] } });
    expect(drawn).toEqual([]);
  });

  it.each([
    ['no trial has ended', { done: 0 }, 'No trial has finished yet'],
    ['all have failed', { done: 60, failed: 60 }, 'Every trial that ended has failed'],
    ['the worlds settle', { stage: 'warm-up' }, 'The worlds of this study settle first'],
    ['too few have ended', {}, 'Trials have finished, but too few'],
  ] as const)('is a clear page where %s, with the question escaped', async (_, changed, words) => {
    const { runTo, text, page, clock } = madePage('empty', { draws: false });
    await runTo(60, changed);
    clock.now += 60_000;
    page.see(seen(60, changed));
    expect(text()).toContain(words);
    expect(text()).toContain('<h1>Does &lt;b&gt;it&lt;/b&gt; matter?</h1>');
  });

  it('stopped says so, and how to go on', async () => {
    const { page, runTo, text } = madePage('stopped');
    await runTo(75);
    await page.end(seen(75), true);
    expect(text()).toContain('Stopped before its end: 75 of 1000 trials.');
    expect(text()).toContain('The same command goes on from here.');
  });

  it('goes on where its folder cannot be written', async () => {
    const { folder, runTo, page } = madePage('gone');
    rmSync(folder, { recursive: true });
    await runTo(130);
    await page.end(seen(130), true);
    expect(existsSync(folder)).toBe(false);
  });
});

describe('a drawing of a running folder', () => {
  const folder = join(root, 'made');
  const rows = rowsOfSwept(sweptStudy);

  it('is the report of the rows so far, names its own folder, and leaves the folder as it was', async () => {
    writeResults(folder, sweptStudy, rows.slice(0, 30));
    const before = readdirSync(folder);
    const drawer = new Drawer(folder);
    expect(await drawer.draw(1)).toBeNull();
    expect(readdirSync(folder)).toEqual(before);
    const page = await drawer.draw(60_000);
    expect(readdirSync(folder)).toEqual(before);
    const { html } = await writeReportOf(folder, { isStatic: true });
    expect(page).toEqual({ page: readFileSync(html, 'utf8'), known: 30 });
    await drawer.close();
  });

  it('brings nothing where no trial has ended, and where it is broken off', async () => {
    const empty = join(root, 'none');
    writeResults(empty, sweptStudy, []);
    const drawer = new Drawer(empty);
    expect(await drawer.draw(60_000)).toBeNull();
    const cut = drawer.draw(60_000);
    await drawer.close();
    expect(await cut).toBeNull();
    expect(readdirSync(empty).sort()).toEqual(['journal.ndjson', 'study.json']);
  });
});
