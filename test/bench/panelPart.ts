import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { quantile } from 'simple-statistics';
import { embedPanel } from '../../experiments/panel/embed.ts';
import type { PanelFacts } from '../../experiments/panel/facts.ts';
import { panelFacts } from '../../experiments/panel/factsOf.ts';
import { html } from '../../experiments/report/html.ts';
import { proposalStudies } from '../../experiments/studies/proposals.ts';
import { startChromium } from '../chromium.ts';

/** Milliseconds in which a browser that has been started comes to rest. */
const startingMs = 2500;

/** Milliseconds after which the driver looks at the page: later than its first dot. */
const lookingMs = 1500;

/** Milliseconds after the opening of a page that are aimed at: the first dot, and 24 pairs of two days. */
const limits = { first: 500, last: 3000 };

export interface PanelRow {
  readonly name: 'panel';
  readonly study: string;
  readonly settlingDays: number;
  /** Bytes of a page that holds the panel alone. */
  readonly bytes: number;
  /** Milliseconds after the page was opened. */
  readonly firstDot: number;
  readonly lastDot: number;
  /** Processor time of the whole browser until then, s: what other work on the machine does not lengthen. */
  readonly processorSeconds: number;
}

/** Pairs of a page, and futures of each world that a page brings settled: four worlds have six each. */
const pairs = 24;
const futures = 6;
/** Times that a page is opened, each in a new browser. */
const openings = 5;

/**
 * The panels of worlds that begin at once and of worlds that settle for 30 days, of which the page brings four: medians of five openings. The
 * second kind is asked for six settings of its four worlds, one after another.
 */
export async function benchPanel(): Promise<PanelRow[]> {
  const folder = mkdtempSync(join(tmpdir(), 'yuma-lab-bench-'));
  try {
    const pages = [];
    for (const study of proposalStudies.filter(({ name }) => /kappa|burn-half-life/.test(name))) {
      const whole = panelFacts({ study, command: '' });
      const facts = { ...whole, worlds: settlesLong(whole) ? pairs / futures : pairs };
      const sections = [{ id: 'sure', heading: 'How sure', blocks: [] }];
      const text = { title: study.question, answer: 'An answer.', picture: null, sections };
      const path = join(folder, `${study.name}.html`);
      writeFileSync(path, html({ ...text, panel: await embedPanel(facts) }));
      pages.push({ path, facts });
    }
    const rows: PanelRow[] = [];
    for (const { path, facts } of pages) {
      const runs: Opened[] = [];
      for (let k = 0; k < openings; k++)
        runs.push(await opened(path, settlesLong(facts) ? otherStops(facts) : []));
      const { settlingDays } = facts.world;
      const size = { settlingDays, bytes: statSync(path).size };
      rows.push({ name: 'panel', study: facts.study, ...size, ...mediansOf(runs) });
    }
    return rows;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

type Opened = Pick<PanelRow, 'firstDot' | 'lastDot' | 'processorSeconds'>;

const settlesLong = ({ world: { settlingDays } }: PanelFacts): boolean => settlingDays > 2;

/** Further settings of the panel's first knob, beside the one with which it begins. */
function otherStops({ knobs: [knob] }: PanelFacts): number[] {
  if (knob.kind !== 'number') throw new Error('the first knob has no stops');
  return knob.stops.filter((stop) => stop !== knob.statusQuo && stop !== knob.start).slice(0, futures - 1);
}

const mediansOf = (runs: readonly Opened[]): Opened => ({
  firstDot: quantile(
    runs.map(({ firstDot }) => firstDot),
    0.5,
  ),
  lastDot: quantile(
    runs.map(({ lastDot }) => lastDot),
    0.5,
  ),
  processorSeconds: quantile(
    runs.map(({ processorSeconds }) => processorSeconds),
    0.5,
  ),
});

/** Opens a page in a new browser, waits for its pairs, and asks for each of the stops. */
async function opened(path: string, stops: readonly number[]): Promise<Opened> {
  const browser = await startChromium();
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  // A browser that has just started still loads its own windows, on both cores; a reader's has done so.
  await page.waitForTimeout(startingMs);
  const before = browserSeconds();
  await page.goto(pathToFileURL(path).href);
  // The driver’s own script takes the page’s thread for a tenth of a second when it is first asked to look: not before the dot.
  await page.waitForTimeout(lookingMs);
  const answer = page.locator('.panel-answer[data-state="done"]');
  await answer.waitFor({ timeout: 300_000 });
  const firstDot = Number(await answer.getAttribute('data-first-dot'));
  let lastDot = Number(await answer.getAttribute('data-last-dot'));
  for (const stop of stops) {
    const field = page.locator('.panel input[type=text]').first();
    await field.fill(String(stop));
    await field.press('Enter');
    await answer.waitFor({ timeout: 300_000 });
    lastDot = await page.evaluate(() => Math.round(performance.now()));
  }
  const processorSeconds = browserSeconds() - before;
  await browser.close();
  return { firstDot, lastDot, processorSeconds };
}

/** Processor time of the processes that descend from this one, s, on Linux; 0 elsewhere. */
function browserSeconds(): number {
  const stats = new Map<number, { parent: number; ticks: number }>();
  for (const name of listed('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    const [, fields = ''] = read(`/proc/${name}/stat`).split(/\) (?=[A-Z] )/);
    const parts = fields.split(' ');
    if (parts.length > 12)
      stats.set(Number(name), { parent: Number(parts[1]), ticks: Number(parts[11]) + Number(parts[12]) });
  }
  const descends = (id: number): boolean => {
    const { parent } = stats.get(id) ?? { parent: 0 };
    return parent === process.pid || (parent > 1 && descends(parent));
  };
  return [...stats].reduce((sum, [id, { ticks }]) => sum + (descends(id) ? ticks : 0), 0) / 100;
}

const listed = (folder: string): string[] => {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
};

/** A file that may be gone by now. */
const read = (path: string): string => {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
};

export const panelText = (rows: readonly PanelRow[]): string =>
  rows
    .map(
      ({ study, settlingDays, bytes, firstDot, lastDot, processorSeconds }) =>
        `panel of ${study}, ${settlingDays} days to settle: first dot after ${firstDot} ms (aim ${limits.first}), ${pairs} pairs after ${lastDot} ms (aim ${limits.last}), ${processorSeconds.toFixed(1)} s of processor, ${(bytes / 1e6).toFixed(2)} MB`,
    )
    .join('\n');
