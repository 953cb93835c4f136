import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cabalDecay } from '../../experiments/figures/cabalDecay.ts';
import { indexPage } from '../../experiments/figures/indexPage.ts';
import { writeFigure } from '../../experiments/figures/writeFigure.ts';
import { chromiumNote, lacksChromium, startChromium } from '../chromium.ts';
import { seriousFaults } from '../seriousFaults.ts';

describe.skipIf(lacksChromium)(`pages of figures in Chromium${chromiumNote}`, () => {
  const folder = mkdtempSync(join(tmpdir(), 'yuma-lab-figures-'));
  const index = join(folder, 'index.html');
  let figure = '';
  let browser: Browser;

  beforeAll(async () => {
    const written = await writeFigure(cabalDecay, await cabalDecay.compute({ progress: () => {} }), folder);
    figure = written.page;
    writeFileSync(index, indexPage([written]));
    browser = await startChromium();
  });
  afterAll(async () => {
    await browser?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it.each(['figure', 'index'] as const)(
    'the page of a %s asks for nothing, begins with its answer, fits a phone and has no serious fault',
    async (kind) => {
      const address = pathToFileURL(kind === 'figure' ? figure : index).href;
      const heard: string[] = [];
      const page = await browser.newPage({ viewport: { width: 360, height: 800 }, colorScheme: 'dark' });
      page.on('request', (request) => heard.push(request.url()));
      page.on('console', (message) => heard.push(message.text()));
      page.on('pageerror', (error) => heard.push(error.message));
      await page.goto(address);
      expect(await page.locator('.answer').isVisible()).toBe(true);
      expect(await page.evaluate<number>('document.documentElement.scrollWidth')).toBeLessThanOrEqual(360);
      for (const width of [360, 1280]) {
        await page.setViewportSize({ width, height: 800 });
        expect(await seriousFaults(page)).toEqual([]);
      }
      // Embedded pictures are data of the page, not requests.
      expect(heard.filter((one) => !one.startsWith('data:'))).toEqual([address]);
      await page.close();
    },
  );
});
