import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { embedPanel } from '../../experiments/panel/embed.ts';
import { panelFacts } from '../../experiments/panel/factsOf.ts';
import { html } from '../../experiments/report/html.ts';
import { proposalStudies } from '../../experiments/studies/proposals.ts';
import { startChromium } from '../chromium.ts';

/** Milliseconds in which a browser that has been started comes to rest. */
const startingMs = 2500;

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

/** The panels of a world that begins at once and of one that settles for 30 days, each opened three times in a new browser that has come to rest: the fastest. */
export async function benchPanel(): Promise<PanelRow[]> {
  const folder = mkdtempSync(join(tmpdir(), 'yuma-lab-bench-'));
  try {
    const pages = [];
    for (const study of proposalStudies.filter(({ name }) => /kappa|burn-half-life/.test(name))) {
      const facts = { ...panelFacts({ study, command: '' }), worlds: 24 };
      const sections = [{ id: 'sure', heading: 'How sure', blocks: [] }];
      const text = { title: study.question, answer: 'An answer.', picture: null, sections };
      const path = join(folder, `${study.name}.html`);
      writeFileSync(path, html({ ...text, panel: await embedPanel(facts) }));
      pages.push({ path, facts });
    }
    const rows: PanelRow[] = [];
    for (const { path, facts } of pages) {
      const runs = [await opened(path), await opened(path), await opened(path)];
      const [best] = runs.sort((one, other) => one.lastDot - other.lastDot);
      const { settlingDays } = facts.world;
      rows.push({ name: 'panel', study: facts.study, settlingDays, bytes: statSync(path).size, ...best });
    }
    return rows;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function opened(path: string): Promise<Pick<PanelRow, 'firstDot' | 'lastDot' | 'processorSeconds'>> {
  const browser = await startChromium();
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  // A browser that has just started still loads its own windows, on both cores; a reader's has done so.
  await page.waitForTimeout(startingMs);
  const before = browserSeconds();
  await page.goto(pathToFileURL(path).href);
  const answer = page.locator('.panel-answer[data-state="done"]');
  await answer.waitFor({ timeout: 300_000 });
  const processorSeconds = browserSeconds() - before;
  const [firstDot, lastDot] = await answer.evaluate((node) =>
    ['first-dot', 'last-dot'].map((name) => Number(node.getAttribute(`data-${name}`))),
  );
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
        `panel of ${study}, ${settlingDays} days to settle: first dot after ${firstDot} ms (aim ${limits.first}), 24 pairs after ${lastDot} ms (aim ${limits.last}), ${processorSeconds.toFixed(1)} s of processor, ${(bytes / 1e6).toFixed(2)} MB`,
    )
    .join('\n');
