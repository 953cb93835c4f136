import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { figures } from '../../../experiments/figures/catalogue.ts';
import { buildSite } from '../../../experiments/site/buildSite.ts';
import { documents, resultPages, root } from '../../../experiments/site/documents.ts';
import type { Entry } from '../../../experiments/site/entry.ts';
import { markdownPage } from '../../../experiments/site/markdownPage.ts';
import { saidOf } from '../../../experiments/site/pageEntry.ts';
import { chromiumNote, lacksChromium, startChromium } from '../../chromium.ts';

const folder = mkdtempSync(join(tmpdir(), 'yuma-lab-site-'));
const out = join(folder, 'site');
let entries: Entry[];

beforeAll(async () => {
  entries = await buildSite({
    out,
    figures: ['cabal-decay', 'stake-concentration'],
    notebooks: ['1-one-epoch'],
  });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const pages = (): string[] =>
  readdirSync(out, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.html'));
const read = (path: string): string => readFileSync(join(out, path), 'utf8');

describe('the site', () => {
  it('has every document, committed report and proposal, the figures and notebooks asked for, and says of the others how they are made', () => {
    const named = (kind: Entry['kind']) => entries.filter((entry) => entry.kind === kind);
    expect(named('figure').map(({ name }) => name)).toEqual(figures.map(({ name }) => name));
    expect(
      named('figure')
        .filter(({ path }) => path !== null)
        .map(({ name }) => name),
    ).toEqual(['cabal-decay', 'stake-concentration']);
    expect(named('notebook').map(({ name }) => name)).toEqual(['1-one-epoch-by-hand']);
    expect(named('report').length + named('proposal').length).toBe(resultPages().length);
    const committed = readdirSync(join(root, 'docs'), { recursive: true, encoding: 'utf8' });
    const set = documents().map(({ path }) => path);
    for (const path of committed.filter((name) => name.endsWith('.md')))
      expect(set).toContain(`docs/${path}`);
    for (const { path } of entries) if (path !== null) expect(existsSync(join(out, path)), path).toBe(true);
  });

  it('lists each with a title and a line of text, without markup and none longer than it can be read', () => {
    for (const { title, line, name } of entries) {
      expect(title, name).toMatch(/\S/);
      expect(line.length, name).toBeGreaterThan(10);
      expect(line.length, name).toBeLessThan(240);
      expect(`${title} ${line}`, name).not.toMatch(
        /<\/|<(?:a|b|code|em|p|strong)\b|&(?:amp|lt|gt|quot);|\*\*/,
      );
    }
  });

  it('has no link that leads out of it or nowhere, and no picture or script of another file', () => {
    const wrong: string[] = [];
    let count = 0;
    for (const path of pages()) {
      const page = read(path).replaceAll(/<script[\s\S]*?<\/script>/g, '');
      for (const [, target] of page.matchAll(/<a [^>]*href="([^"]+)"/g)) {
        count += 1;
        const [file, anchor] = target.split('#');
        const place = file === '' ? join(out, path) : resolve(out, dirname(path), file);
        const isThere = place.startsWith(out) && existsSync(place) && !place.endsWith('/');
        const has = (id: string) => readFileSync(place, 'utf8').includes(`id="${id}"`);
        if (!isThere || (anchor !== undefined && !has(anchor))) wrong.push(`${path}: ${target}`);
      }
      if (/<(?:img|script|iframe|link)[^>]+(?:src|href)="(?!data:)/.test(page))
        wrong.push(`${path}: asks for a file`);
    }
    expect(wrong).toEqual([]);
    expect(count).toBeGreaterThan(100);
  });

  it('has committed pages byte for byte', () => {
    for (const { path } of resultPages()) expect(read(path)).toBe(readFileSync(root + path, 'utf8'));
  });

  it('is made again into its folder, and into no folder with other things in it', async () => {
    writeFileSync(join(folder, 'mine.txt'), 'mine');
    await expect(buildSite({ out: folder, figures: [], notebooks: [] })).rejects.toThrow(
      /holds other things than a site, which would be lost: name an empty folder/,
    );
    expect(readFileSync(join(folder, 'mine.txt'), 'utf8')).toBe('mine');
  });
});

describe('a document as a page', () => {
  const around = {
    placeOf: (path: string) => (path === 'docs/b.md' ? 'docs/b.html' : null),
    picture: () => null,
  };
  const page = (text: string) => markdownPage('docs/a.md', text, around);

  it('shows markup instead of obeying it', () => {
    const made = page('# T\n\n<script>alert(1)</script> and <b>bold</b>\n');
    expect(made).not.toContain('<script>alert');
    expect(made).toContain('&lt;b&gt;bold&lt;/b&gt;');
  });

  it('leads to pages of the site, and shows what is not in it as text', () => {
    const made = page('# T\n\n[b](b.md), [c](c.md), [d](https://example.org), `docs/b.md`, `docs/c.md`\n');
    expect([...made.matchAll(/href="([^"]+)"/g)].map(([, href]) => href)).toEqual([
      '../index.html',
      'b.html',
      'b.html',
    ]);
    expect(made).toContain('c, d,');
  });
});

describe('what a page says of itself', () => {
  it('is its answer, else its lead, else its first paragraph, else its title, in whole sentences', () => {
    expect(saidOf('<h1>T &amp; U</h1><p>x</p><p class="answer">It is <b>so</b>.</p>')).toEqual({
      title: 'T & U',
      line: 'It is so.',
    });
    expect(saidOf('<h1>T</h1><p>x</p><div><p class="first">Lead.</p></div>').line).toBe('Lead.');
    expect(saidOf('<h1>T</h1><p>Words.</p>').line).toBe('Words.');
    expect(saidOf('<h1>T</h1>').line).toBe('T');
    const long = `${'word '.repeat(20)}end. ${'More '.repeat(60)}`;
    expect(saidOf(`<h1>T</h1><p>${long}</p>`).line).toMatch(/end\.$/);
  });
});

describe.skipIf(lacksChromium)(`the site in Chromium${chromiumNote}`, () => {
  let browser: Browser;
  let page: Page;
  const complaints: string[] = [];
  const requests: string[] = [];
  const open = (path: string) => page.goto(pathToFileURL(join(out, path)).href);

  beforeAll(async () => {
    browser = await startChromium();
    page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
    page.on('console', (message) => complaints.push(message.text()));
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('request', (request) => requests.push(request.url()));
  });
  afterAll(() => browser?.close());

  it('filters its index by all words of the field, by the keyboard alone', async () => {
    await open('index.html');
    const shown = page.locator('.entries li:visible');
    expect(await shown.count()).toBe(entries.length);
    await page.getByLabel('Find').focus();
    await page.keyboard.type('proposal kappa');
    expect(await shown.count()).toBe(1);
    expect(await page.locator('output').innerText()).toBe(`1 of ${entries.length} pages`);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    for (let k = 0; k < 12; k++) {
      if ((await page.evaluate<string>('document.activeElement.textContent')).includes('kappa')) break;
      await page.keyboard.press('Tab');
    }
    await page.keyboard.press('Enter');
    await page.waitForURL(/propose-kappa\/proposal\.html$/);
  });

  it('is a plain list without JavaScript', async () => {
    const context = await browser.newContext({ javaScriptEnabled: false });
    const plain = await context.newPage();
    await plain.goto(pathToFileURL(join(out, 'index.html')).href);
    expect(await plain.locator('.entries li:visible').count()).toBe(entries.length);
    expect(await plain.locator('.find').isVisible()).toBe(false);
    await context.close();
  });

  it.each([
    'index.html',
    'README.html',
    'docs/settings.html',
    'docs/how-to/ask-a-question.html',
    'docs/api.html',
  ])('%s asks for nothing, complains of nothing and fits a window of 360 pixels', async (path) => {
    complaints.length = 0;
    requests.length = 0;
    await page.setViewportSize({ width: 360, height: 740 });
    await open(path);
    expect(await page.evaluate<number>('document.documentElement.scrollWidth')).toBeLessThanOrEqual(360);
    expect(complaints).toEqual([]);
    expect(requests.filter((url) => !url.startsWith('data:'))).toEqual([pathToFileURL(join(out, path)).href]);
  });
});
