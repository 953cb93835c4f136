import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { gunzipSync } from 'node:zlib';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mapped, partOf } from '../experiments/report/charts/part.ts';
import type { FigureFacts } from '../experiments/report/figureFacts.ts';
import { chromiumNote, lacksChromium, startChromium } from './chromium.ts';
import { seriousFaults } from './seriousFaults.ts';

const reference = join('results', 'reference');
/** Every page that is committed. */
const pages = readdirSync(reference)
  .flatMap((folder) => ['report.html', 'proposal.html'].map((file) => join(reference, folder, file)))
  .filter((path) => existsSync(path));

/** Pages that are looked at for those who do not see or point: one of each kind, or all where `YUMA_LAB_WHOLE` is set. */
const audited = (path: string): boolean =>
  process.env.YUMA_LAB_WHOLE !== undefined ||
  /\/(immunity-busy-quick|cheaters-quick|immunity-map-attacked|propose-burn-half-life)\//.test(path);

const factsOf = (page: string): FigureFacts => {
  const [, packed] = /id="page-figures">([^<]*)</.exec(page) ?? [];
  return packed === undefined ? {} : JSON.parse(gunzipSync(Buffer.from(packed, 'base64')).toString('utf8'));
};

/** Ticks that a specification asks for across the chart, as they are to be written. */
function levelsOf(spec: object): Set<string> {
  const found = new Set<string>();
  mapped(partOf(spec), 'x', (channel) => {
    const { values } = partOf(partOf(channel).axis);
    if (Array.isArray(values))
      for (const value of values)
        found.add(Number(value).toLocaleString('en', { maximumFractionDigits: 20 }));
    return channel;
  });
  return found;
}

/** The words of the axes at the foot of each plot of an SVG. */
function footTicks(svg: string): string[] {
  const axes = svg.split('<g class="mark-group role-axis">').slice(1);
  return axes.flatMap((axis) => {
    const [, y] = /^<g transform="translate\([\d.]+,([\d.]+)\)/.exec(axis) ?? [];
    const [, labels = ''] = /<g class="mark-text role-axis-label">([\s\S]*?)<\/g>/.exec(axis) ?? [];
    return Number(y) > 1 ? [...labels.matchAll(/>([^<]+)<\/text>/g)].map(([, text]) => text) : [];
  });
}

describe.each(pages)('the committed page %s', (path) => {
  const page = readFileSync(path, 'utf8');

  it('writes every level as it is: no tick is a rounded one', () => {
    for (const [name, { spec }] of Object.entries(factsOf(page))) {
      const levels = levelsOf(spec);
      const start = page.indexOf(`id="figure-${name}"`);
      const figure = page.slice(start, page.indexOf('</figure>', start));
      const ticks = figure.split('<div class="narrow">').flatMap(footTicks);
      if (levels.size === 0) continue;
      expect(ticks.length, name).toBeGreaterThan(0);
      for (const tick of ticks) expect([...levels], name).toContain(tick);
    }
  });

  it('is below 1.5 MB and begins with its answer and the chart of it', () => {
    expect(statSync(path).size).toBeLessThan(1_500_000);
    const [, answer = ''] = /<\/h1>\s*<p class="answer">([\s\S]*?)<\/p>/.exec(page) ?? [];
    expect(answer.replaceAll(/<[^>]*>/g, '').split(/\s+/).length).toBeGreaterThan(5);
  });
});

describe.skipIf(lacksChromium)(`every committed page in Chromium${chromiumNote}`, () => {
  let browser: Browser;

  beforeAll(async () => {
    browser = await startChromium();
  });
  afterAll(() => browser?.close());

  it.each(pages)(
    '%s loads without a request or a complaint, fits a phone with text of 11 pixels, and has no serious fault',
    async (path) => {
      const address = pathToFileURL(path).href;
      const requests: string[] = [];
      const complaints: string[] = [];
      const page = await browser.newPage({ viewport: { width: 360, height: 800 } });
      page.on('request', (request) => requests.push(request.url()));
      page.on('console', (message) => complaints.push(message.text()));
      page.on('pageerror', (error) => complaints.push(error.message));
      await page.goto(address);
      expect(requests).toEqual([address]);
      expect(await page.locator('.answer').isVisible()).toBe(true);
      expect(await page.evaluate<number>('document.documentElement.scrollWidth')).toBeLessThanOrEqual(360);
      const smallest = await page.evaluate<number>(
        `(() => {
        for (const one of document.querySelectorAll('details')) one.open = true;
        const texts = [...document.querySelectorAll('.plot svg text')].filter((text) => text.getClientRects().length > 0);
        const sizes = texts.map((text) => {
          const svg = text.ownerSVGElement;
          return parseFloat(getComputedStyle(text).fontSize) * svg.getBoundingClientRect().width / svg.viewBox.baseVal.width;
        });
        return Math.min(100, ...sizes);
      })()`,
      );
      expect(smallest).toBeGreaterThanOrEqual(10.99);
      for (const width of audited(path) ? [360, 1280] : []) {
        await page.setViewportSize({ width, height: 800 });
        expect(await seriousFaults(page)).toEqual([]);
      }
      expect(complaints).toEqual([]);
      await page.close();
    },
  );
});
