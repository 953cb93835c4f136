import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { notebooks } from '../../../experiments/notebook/catalogue.ts';
import type { Notebook } from '../../../experiments/notebook/notebook.ts';
import { pageOf } from '../../../experiments/notebook/page.ts';
import { runCells } from '../../../experiments/notebook/runCells.ts';
import { shownHtml } from '../../../experiments/notebook/shownHtml.ts';
import { chromiumNote, lacksChromium, startChromium } from '../../chromium.ts';

/** A notebook and a number that a reader changes in it. */
const changes = [
  { number: '1', cell: 1, from: '[0.1, 0.1, 0.8]', to: '[0.45, 0.35, 0.2]' },
  { number: '8', cell: 2, from: '19_661', to: '45_875' },
] as const;

describe.skipIf(lacksChromium)(
  `a notebook in Chromium, from a file, without a network${chromiumNote}`,
  () => {
    const folder = mkdtempSync(join(tmpdir(), 'yuma-lab-notebook-'));
    const all = notebooks();
    const requests: string[] = [];
    const complaints: string[] = [];
    let browser: Browser;
    let page: Page;

    beforeAll(async () => {
      for (const { number } of changes) {
        const notebook = named(number);
        const file = join(folder, `${number}.html`);
        writeFileSync(file, await pageOf(notebook, await runCells(notebook)));
        expect(statSync(file).size).toBeLessThan(2_000_000);
      }
      browser = await startChromium();
    }, 300_000);

    afterAll(async () => {
      await browser?.close();
      rmSync(folder, { recursive: true, force: true });
    });

    const named = (number: string): Notebook => all.find(({ name }) => name.startsWith(number))!;

    async function open(number: string, javaScriptEnabled = true): Promise<void> {
      const context = await browser.newContext({
        viewport: { width: 1200, height: 900 },
        offline: true,
        javaScriptEnabled,
      });
      page = await context.newPage();
      page.on('request', (request) => requests.push(request.url()));
      page.on('console', (message) => complaints.push(message.text()));
      page.on('pageerror', (error) => complaints.push(error.message));
      await page.goto(pathToFileURL(join(folder, `${number}.html`)).href);
    }

    const state = (cell: number) => page.locator(`#cell-${cell}`).getAttribute('data-state');
    const until = (cell: number, state: string) =>
      page.locator(`#cell-${cell}[data-state=${state}]`).waitFor({ timeout: 100_000 });
    const button = (cell: number, name: string) => page.locator(`#cell-${cell} button`, { hasText: name });

    /** The numbers of cells, from 1, whose page shows anything other than this run of Node. */
    async function unlike(notebook: Notebook): Promise<number[]> {
      const { shown } = await runCells(notebook);
      const html = shown.map(shownHtml);
      return page.evaluate<number[]>(`${JSON.stringify(html)}.flatMap((html, cell) => {
      const made = document.createElement('div');
      made.className = 'cell-shown';
      made.innerHTML = html;
      return made.isEqualNode(document.querySelector('#cell-' + (cell + 1) + ' .cell-shown')) ? [] : [cell + 1];
    })`);
    }

    it.each(changes)(
      'runs notebook $number to the figures of Node, before and after a number was changed',
      async ({ number, cell, from, to }) => {
        await open(number);
        const notebook = named(number);
        const last = notebook.cells.length;
        await page.locator('.cell-all').click();
        await until(last, 'done');
        expect(await unlike(notebook)).toEqual([]);
        const field = page.locator(`#cell-${cell} textarea`);
        await field.fill((await field.inputValue()).replace(from, to));
        expect(await state(last)).toBe('old');
        await page.locator('.cell-all').click();
        await until(last, 'done');
        const cells = notebook.cells.map((one) => ({ ...one, source: one.source.replace(from, to) }));
        expect(cells).not.toEqual(notebook.cells);
        expect(await unlike({ ...notebook, cells })).toEqual([]);
        expect(await unlike(notebook)).not.toEqual([]);
      },
    );

    it('runs the cells above a cell and none below, with the keyboard alone', async () => {
      await open('1');
      await page.locator('#cell-2 textarea').focus();
      await page.keyboard.press('Shift+Enter');
      await until(2, 'done');
      expect([await state(1), await state(3)]).toEqual(['done', 'built']);
    });

    it('names the line of an error and of a text that is no TypeScript, and restores a cell', async () => {
      await open('1');
      const field = page.locator('#cell-2 textarea');
      const text = await field.inputValue();
      await field.fill(`show('first');\nshow(unknown);`);
      await button(2, 'Run').click();
      await until(2, 'failed');
      const fault = page.locator('#cell-2 .cell-fault');
      expect(await fault.innerText()).toBe('Line 2: ReferenceError: unknown is not defined');
      expect(await page.locator('#cell-2 .cell-shown').innerText()).toBe('first');
      await field.fill(`const a = 1;\n\nconst b = ;`);
      await button(2, 'Run').click();
      await expect.poll(() => fault.innerText()).toMatch(/^Line 3: /);
      await field.fill(`show(0 / 0, { label: 'a ratio' });`);
      await button(2, 'Run').click();
      await expect.poll(() => fault.innerText()).toMatch(/a ratio is NaN/);
      await button(2, 'Restore').click();
      expect(await field.inputValue()).toBe(text);
      await button(2, 'Run').click();
      await until(2, 'done');
    });

    it('stops a cell that does not end, and runs again', async () => {
      await open('1');
      const field = page.locator('#cell-1 textarea');
      const text = await field.inputValue();
      await field.fill(`${text}\nwhile (true) {}`);
      await button(1, 'Run').click();
      await until(1, 'running');
      await button(1, 'Stop').click();
      await until(1, 'stopped');
      await button(1, 'Restore').click();
      await button(1, 'Run').click();
      await until(1, 'done');
    });

    it.each([1280, 360])(
      'fits a window %i pixels wide, and no text of a chart is smaller than 11 pixels',
      async (width) => {
        await open('1');
        await page.setViewportSize({ width, height: 900 });
        expect(await page.evaluate<number>('document.documentElement.scrollWidth')).toBeLessThanOrEqual(
          width,
        );
        const least = await page.evaluate<number>(
          `Math.min(...[...document.querySelectorAll('.cell svg')].filter((svg) => svg.clientWidth > 0).map((svg) => 12 * svg.clientWidth / svg.viewBox.baseVal.width))`,
        );
        expect(least).toBeGreaterThanOrEqual(11);
        const beyond = await page.evaluate<
          string[]
        >(`[...document.querySelectorAll('.cell svg')].filter((svg) => svg.clientWidth > 0).flatMap((svg) => {
      const box = svg.getBoundingClientRect();
      return [...svg.querySelectorAll('text')].filter((text) => {
        const { left, right } = text.getBoundingClientRect();
        return left < box.left - 1 || right > box.right + 1;
      }).map((text) => text.textContent);
    })`);
        expect(beyond).toEqual([]);
      },
    );

    it('reads without JavaScript: text, cells, figures and charts of the build', async () => {
      await open('1', false);
      expect(await page.locator('.cell-code').count()).toBe(named('1').cells.length);
      expect(await page.locator('#cell-6 svg').first().isVisible()).toBe(true);
      expect(await page.locator('#cell-5 .cell-shown').innerText()).toContain('0 of 6');
    });

    it('asks for nothing but itself and its workers, and nothing goes wrong', () => {
      expect(requests.filter((url) => !url.startsWith('file:') && !url.startsWith('blob:'))).toEqual([]);
      expect(requests.filter((url) => url.startsWith('file:')).every((url) => /\/\d\.html$/.test(url))).toBe(
        true,
      );
      expect(complaints).toEqual([]);
    });
  },
);
