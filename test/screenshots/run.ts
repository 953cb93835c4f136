import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Page } from 'playwright-core';
import { startChromium } from '../chromium.ts';

/** `npm run screenshots`: what pages look like, as small PNGs in `docs/screenshots/`. Needs Debian's Chromium. */

interface Shot {
  readonly name: string;
  readonly page: string;
  readonly width: number;
  readonly height: number;
  readonly isDark?: boolean;
  /** Brings the page to what is shown. */
  readonly ready?: (page: Page) => Promise<unknown>;
}

const away = mkdtempSync(join(tmpdir(), 'yuma-lab-shots-'));
const out = join('docs', 'screenshots');
const run = (script: string, ...args: readonly string[]) =>
  execFileSync(process.execPath, ['--import', 'tsx', script, ...args], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
const lab = (...args: readonly string[]) => run('experiments/main.ts', ...args);

/** Writes the pages that are not committed, with their panels. */
function made(): readonly Shot[] {
  const proposal = join(away, 'propose-burn-half-life');
  cpSync(join('results', 'reference', 'propose-kappa'), proposal, { recursive: true });
  lab('propose', proposal);
  lab('epoch', 'netuid31-2024-08', '--page', join(away, 'epoch.html'));
  run('experiments/notebook/build.ts', '1-one-epoch');
  const tried = (page: Page) =>
    page.locator('.panel-answer[data-state="done"]').waitFor({ timeout: 120_000 });
  return [
    { name: 'report', page: 'results/reference/immunity-period-full/report.html', width: 1280, height: 860 },
    {
      name: 'report-phone',
      page: 'results/reference/bear-market-quick/report.html',
      width: 360,
      height: 860,
      isDark: true,
    },
    {
      name: 'panel',
      page: join(proposal, 'proposal.html'),
      width: 1280,
      height: 860,
      ready: async (page) => {
        await page.evaluate('document.getElementById("try").scrollIntoView()');
        await tried(page);
      },
    },
    {
      name: 'epoch',
      page: join(away, 'epoch.html'),
      width: 1280,
      height: 860,
      ready: async (page) => {
        const field = page.locator('#epoch-kappa-exact');
        await field.fill('45875');
        await field.press('Enter');
        await page.waitForTimeout(3000);
      },
    },
    {
      name: 'notebook',
      page: 'notebooks/site/1-one-epoch-by-hand.html',
      width: 768,
      height: 860,
      ready: (page) => page.evaluate('document.getElementById("cell-2")?.scrollIntoView()'),
    },
  ];
}

try {
  const shots = made();
  mkdirSync(out, { recursive: true });
  const browser = await startChromium();
  for (const { name, page: path, width, height, isDark = false, ready } of shots) {
    const page = await browser.newPage({
      viewport: { width, height },
      deviceScaleFactor: width < 500 ? 1 : 0.75,
      colorScheme: isDark ? 'dark' : 'light',
    });
    await page.goto(pathToFileURL(resolve(path)).href);
    await ready?.(page);
    await page.waitForTimeout(300);
    await page.screenshot({ path: join(out, `${name}.png`) });
    await page.close();
  }
  await browser.close();
} finally {
  rmSync(away, { recursive: true, force: true });
}
