import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeReport } from '../experiments/report/writeReport.ts';
import { immunityStartUpQuick as study } from '../experiments/studies/immunity-start-up.ts';
import { chromiumNote, lacksChromium, startChromium } from './chromium.ts';
import { madeRows, writeResults } from './experiments/madeRows.ts';
import { seriousFaults } from './seriousFaults.ts';

describe.skipIf(lacksChromium)(`a page in Chromium, from a file${chromiumNote}`, () => {
  const folder = mkdtempSync(join(tmpdir(), 'yuma-lab-page-'));
  const complaints: string[] = [];
  let browser: Browser;
  let address: string;

  beforeAll(async () => {
    writeResults(folder, study, madeRows(study));
    address = pathToFileURL((await writeReport(folder)).html).href;
    browser = await startChromium();
  }, 600_000);

  afterAll(async () => {
    await browser?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  async function opened(width = 1280, hash = ''): Promise<Page> {
    const page = await browser.newPage({ viewport: { width, height: 900 }, acceptDownloads: true });
    page.on('console', (message) => complaints.push(message.text()));
    page.on('pageerror', (error) => complaints.push(error.message));
    await page.goto(`${address}${hash}`);
    return page;
  }

  /** Opens what is folded, as print does. */
  const unfold = (page: Page) =>
    page.evaluate('for (const one of document.querySelectorAll("details")) one.open = true');

  async function downloaded(page: Page, name: string): Promise<string> {
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.locator(`[aria-label="Download network-quality as ${name}"]`).click(),
    ]);
    const path = join(folder, `saved-${download.suggestedFilename()}`);
    await download.saveAs(path);
    return path;
  }

  it('gives a figure as SVG, PNG, CSV and specification', async () => {
    const page = await opened();
    await unfold(page);
    const svg = readFileSync(await downloaded(page, 'SVG'), 'utf8');
    expect(svg).toMatch(/^<svg [^>]*xmlns="http:\/\/www.w3.org\/2000\/svg"/);
    expect(svg).toContain('1,024');
    const png = readFileSync(await downloaded(page, 'PNG'));
    expect([...png.subarray(0, 4)]).toEqual([0x89, 0x50, 0x4e, 0x47]);
    expect(png.length).toBeGreaterThan(8000);
    const csv = readFileSync(await downloaded(page, 'CSV'), 'utf8');
    expect(csv.split('\n')[0]).toBe('level,series,mean,low,high,n');
    const spec = JSON.parse(readFileSync(await downloaded(page, 'Vega-Lite'), 'utf8'));
    expect(spec).toEqual(
      JSON.parse(readFileSync(join(folder, 'figures', 'network-quality.vl.json'), 'utf8')),
    );
    await page.close();
  });

  it('says what a point is under the pointer, and from point to point by the arrows', async () => {
    const page = await opened();
    await unfold(page);
    const plot = page.locator('#figure-network-quality .plot');
    await plot.scrollIntoViewIfNeeded();
    await plot.focus();
    await page.keyboard.press('ArrowRight');
    await page.locator('.tip').waitFor();
    const first = await page.locator('.tip').innerText();
    await page.keyboard.press('ArrowRight');
    await expect.poll(() => page.locator('.tip').innerText()).not.toBe(first);
    const words = await page.locator('.tip').innerText();
    expect(await page.locator('#figure-network-quality .heard').innerText()).toBe(words);
    await page.keyboard.press('Escape');
    expect(await page.locator('.tip').count()).toBe(0);
    const ring = await plot.boundingBox();
    await page.mouse.move(ring!.x + ring!.width * 0.5, ring!.y + ring!.height * 0.5);
    for (let y = 0.3; y < 0.95 && (await page.locator('.tip').count()) === 0; y += 0.03)
      await page.mouse.move(ring!.x + ring!.width * 0.5, ring!.y + ring!.height * y);
    expect(await page.locator('.tip').innerText()).toMatch(/nats/);
    await page.close();
  });

  it('goes dark by the system and by its button, and its words keep their contrast', async () => {
    const page = await opened();
    const ground = () => page.evaluate<string>('getComputedStyle(document.body).backgroundColor');
    expect(await ground()).toBe('rgb(255, 255, 255)');
    await page.emulateMedia({ colorScheme: 'dark' });
    expect(await ground()).toBe('rgb(18, 22, 27)');
    await page.locator('#page-theme').click();
    expect(await ground()).toBe('rgb(255, 255, 255)');
    await page.locator('#page-theme').click();
    expect(await ground()).toBe('rgb(18, 22, 27)');
    const filter = await page.evaluate<string>(
      'getComputedStyle(document.querySelector(".plot svg")).filter',
    );
    expect(filter).toContain('invert');
    await page.close();
  });

  it('sorts a table by a column, up and down, numbers by their size', async () => {
    const page = await opened();
    await unfold(page);
    const column = (k: number) =>
      page.evaluate<string[]>(
        `[...document.querySelector('#all-numbers table, .table table').tBodies[0].rows].map((row) => row.cells[${k}].textContent)`,
      );
    const before = await column(0);
    const head = page.locator('#all-numbers th button, .table th button').first();
    await head.click();
    await head.click();
    const after = await column(0);
    expect(after).not.toEqual(before);
    expect(after.toSorted()).toEqual(before.toSorted());
    await page.close();
  });

  it('opens what is folded for a link that leads into it', async () => {
    const page = await opened(1280, '#levels');
    expect(await page.locator('#levels > details').getAttribute('open')).not.toBeNull();
    await expect.poll(() => page.locator('#levels table').first().isVisible()).toBe(true);
    await page.locator('.contents a[href="#assumptions"]').click();
    await expect.poll(() => page.locator('#assumptions li').first().isVisible()).toBe(true);
    await page.close();
  });

  it('prints its assumptions and every table, folded or not', async () => {
    const page = await opened();
    await page.emulateMedia({ media: 'print' });
    const pdf = await page.pdf({ format: 'A4' });
    expect(pdf.length).toBeGreaterThan(50_000);
    const hidden = await page.evaluate<number>(
      `[...document.querySelectorAll('section li, section td')].filter((one) => !one.checkVisibility({ contentVisibilityAuto: true })).length`,
    );
    expect(hidden).toBe(0);
    await page.close();
  });

  it.each([1280, 768, 360])(
    'has no serious fault for those who do not see or point, %i pixels wide',
    async (width) => {
      const page = await opened(width);
      for (const folded of [true, false]) {
        if (!folded) await unfold(page);
        expect(await seriousFaults(page)).toEqual([]);
      }
      expect(await page.evaluate<number>('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width);
      await page.close();
    },
  );

  it('is whole without JavaScript', async () => {
    const context = await browser.newContext({ javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto(address);
    expect(await page.locator('figure .broad svg').first().isVisible()).toBe(true);
    expect(await page.locator('.contents a').count()).toBeGreaterThan(5);
    expect(await page.locator('.downloads').count()).toBe(0);
    await context.close();
  });

  describe('in one window, with everything that is folded opened as in print', () => {
    const requests: string[] = [];
    let page: Page;

    beforeAll(async () => {
      page = await browser.newPage({ viewport: { width: 1200, height: 900 } });
      page.on('request', (request) => requests.push(request.url()));
      page.on('console', (message) => complaints.push(message.text()));
      page.on('pageerror', (error) => complaints.push(error.message));
      await page.goto(address);
      await unfold(page);
    });
    afterAll(() => page?.close());

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

  it('complains of nothing', () => {
    expect(complaints).toEqual([]);
  });
});
