import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import type { Browser } from 'playwright-core';
import { stream } from '../sim/random.ts';

const places = (process.env.PATH ?? '').split(delimiter).map((folder) => join(folder, 'chromium'));
const executablePath = ['/usr/bin/chromium', ...places].find((path) => existsSync(path));

/** Whether a test that needs a browser is left out: CI must have one. */
export const lacksChromium = executablePath === undefined && process.env.CI === undefined;
/** For the title of such a test. */
export const chromiumNote = lacksChromium ? ' (skipped: install Debian’s chromium)' : '';

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

/** Starts the browser. To be called when all pages are written: the driver cannot load where `Math.random` is an error, so it gets another. */
export async function startChromium(): Promise<Browser> {
  if (executablePath === undefined) throw new Error('CI needs chromium on its PATH');
  Math.random = stream('browser', 'driver', 1).next;
  const { chromium } = await import('playwright-core');
  return chromium.launch({ executablePath, args });
}
