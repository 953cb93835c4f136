import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeReport } from '../experiments/report/writeReport.ts';
import { immunityStartUpQuick as study } from '../experiments/studies/immunity-start-up.ts';
import { chromiumNote, lacksChromium, startChromium } from './chromium.ts';
import { madeRows, writeResults } from './experiments/madeRows.ts';

describe.skipIf(lacksChromium)(`the report in Chromium${chromiumNote}`, () => {
  const folder = mkdtempSync(join(tmpdir(), 'yuma-lab-browser-'));
  const requests: string[] = [];
  const complaints: string[] = [];
  let browser: Browser;
  let page: Page;
  let address: string;

  beforeAll(async () => {
    writeResults(folder, study, madeRows(study));
    address = pathToFileURL((await writeReport(folder)).html).href;
    browser = await startChromium();
    page = await browser.newPage({ viewport: { width: 1200, height: 900 } });
    page.on('request', (request) => requests.push(request.url()));
    page.on('console', (message) => complaints.push(message.text()));
    page.on('pageerror', (error) => complaints.push(error.message));
    await page.goto(address);
    // Everything that is folded is opened, as in print.
    await page.evaluate('for (const one of document.querySelectorAll("details")) one.open = true');
  });

  afterAll(async () => {
    await browser?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('asks for nothing but itself, and nothing goes wrong', () => {
    expect(requests).toEqual([address]);
    expect(complaints).toEqual([]);
  });

  it('shows the question, the answer and every heading', async () => {
    expect(await page.locator('h1').innerText()).toBe(study.question);
    expect(await page.locator('.answer').isVisible()).toBe(true);
    const headings = page.locator('h2');
    expect(await headings.count()).toBe(14);
    for (const heading of await headings.all()) expect(await heading.isVisible()).toBe(true);
  });

  it('draws every figure at a size that can be read', async () => {
    const figures = await page.locator('figure .broad svg').all();
    expect(figures).toHaveLength(19);
    for (const figure of figures) {
      const box = await figure.boundingBox();
      expect(box?.width).toBeGreaterThan(380);
      expect(box?.height).toBeGreaterThan(180);
    }
  });

  it.each([1200, 390])('fits a window %i pixels wide without scrolling sideways', async (width) => {
    await page.setViewportSize({ width, height: 900 });
    const widest = await page.evaluate<number>('document.documentElement.scrollWidth');
    expect(widest).toBeLessThanOrEqual(width);
    const picture = join(folder, `report-${width}.png`);
    await page.screenshot({ path: picture, fullPage: true });
    expect(statSync(picture).size).toBeGreaterThan(50_000);
  });
});
