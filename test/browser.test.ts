import { existsSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeReport } from '../experiments/report/writeReport.ts';
import { immunityStartUpQuick as study } from '../experiments/studies/immunity-start-up.ts';
import { stream } from '../sim/random.ts';
import { madeRows, writeResults } from './experiments/madeRows.ts';

const places = (process.env.PATH ?? '').split(delimiter).map((folder) => join(folder, 'chromium'));
const executablePath = ['/usr/bin/chromium', ...places].find((path) => existsSync(path));
const isMissing = executablePath === undefined && process.env.CI === undefined;
const reason = isMissing ? ' (skipped: install Debian’s chromium)' : '';

const args = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

describe.skipIf(isMissing)(`the report in Chromium${reason}`, () => {
  const folder = mkdtempSync(join(tmpdir(), 'yuma-lab-browser-'));
  const requests: string[] = [];
  const complaints: string[] = [];
  let browser: Browser;
  let page: Page;
  let address: string;

  beforeAll(async () => {
    if (executablePath === undefined) throw new Error('CI needs chromium on its PATH');
    writeResults(folder, study, madeRows(study));
    address = pathToFileURL((await writeReport(folder)).html).href;
    // The page is written where Math.random is an error; the driver of the browser cannot load without one.
    Math.random = stream('browser', 'driver', 1).next;
    const { chromium } = await import('playwright-core');
    browser = await chromium.launch({ executablePath, args });
    page = await browser.newPage({ viewport: { width: 1200, height: 900 } });
    page.on('request', (request) => requests.push(request.url()));
    page.on('console', (message) => complaints.push(message.text()));
    page.on('pageerror', (error) => complaints.push(error.message));
    await page.goto(address);
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
    expect(await page.locator('.lead').isVisible()).toBe(true);
    const headings = page.locator('h2');
    expect(await headings.count()).toBe(14);
    for (const heading of await headings.all()) expect(await heading.isVisible()).toBe(true);
  });

  it('draws every figure at a size that can be read', async () => {
    const figures = await page.locator('figure svg').all();
    expect(figures).toHaveLength(19);
    for (const figure of figures) {
      const box = await figure.boundingBox();
      expect(box?.width).toBeGreaterThan(400);
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
