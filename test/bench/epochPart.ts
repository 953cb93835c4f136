import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { median } from 'simple-statistics';
import { noChanges } from '../../experiments/epochPage/changes.ts';
import { epochPage } from '../../experiments/epochPage/page.ts';
import { startChromium } from '../chromium.ts';
import { fullNetwork } from '../experiments/epochPage/networks.ts';

/** Milliseconds that are aimed at from the move of a knob to the new picture. */
const limit = 100;
const moves = 20;

export interface EpochRow {
  readonly name: 'epoch page';
  readonly uids: number;
  readonly validators: number;
  readonly bytes: number;
  /** Medians over the moves, ms: the epoch in the worker, the drawing, and all from the move to the picture. */
  readonly epoch: number;
  readonly drawing: number;
  readonly answer: number;
}

/** The page of an epoch of 64 validators and 256 uids: κ is moved twenty times by the keyboard. */
export async function benchEpoch(): Promise<EpochRow[]> {
  const folder = mkdtempSync(join(tmpdir(), 'yuma-lab-bench-'));
  const browser = await startChromium();
  try {
    const network = fullNetwork('autumn-2026');
    const path = join(folder, 'epoch.html');
    const parts = { name: 'full.json', written: network, changes: noChanges, epochs: 1 };
    writeFileSync(path, await epochPage(parts));
    const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
    await page.goto(pathToFileURL(path).href);
    const done = page.locator('.epoch-body[data-state="done"]');
    await done.waitFor({ timeout: 60_000 });
    await page.locator('.epoch-body input[type=range]').first().focus();
    await page.evaluate(watchMoves);
    for (let k = 0; k < moves; k++) {
      await page.keyboard.press('ArrowRight');
      while ((await page.evaluate<number>('self.moves.length')) <= k) await page.waitForTimeout(10);
    }
    const times = await page.evaluate<readonly (readonly number[])[]>('self.moves');
    const [answer, epoch, drawing] = [0, 1, 2].map((k) => median(times.map((one) => one[k])));
    return [
      {
        ...{ name: 'epoch page', uids: 256, validators: 64, bytes: statSync(path).size },
        ...{ epoch, drawing, answer },
      },
    ];
  } finally {
    await browser.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Writes down for every key how long it took until the page was done and drawn. */
const watchMoves = `(() => {
  self.moves = [];
  const body = document.querySelector('.epoch-body');
  let from = 0;
  addEventListener('keydown', () => { from = performance.now(); }, true);
  new MutationObserver(() => {
    if (from === 0 || body.dataset.state !== 'done') return;
    const moved = from;
    from = 0;
    requestAnimationFrame(() => setTimeout(() => self.moves.push([performance.now() - moved, Number(body.dataset.epochMs), Number(body.dataset.redrawMs)])));
  }).observe(body, { attributes: true, attributeFilter: ['data-state'] });
})()`;

export const epochText = (rows: readonly EpochRow[]): string =>
  rows
    .map(
      ({ uids, validators, bytes, epoch, drawing, answer }) =>
        `page of an epoch, ${validators} validators, ${uids} uids, ${moves} moves of κ: picture after ${answer.toFixed(0)} ms (aim ${limit}), of them ${epoch.toFixed(0)} for the epoch and ${drawing.toFixed(0)} for the drawing (medians), ${(bytes / 1e6).toFixed(2)} MB`,
    )
    .join('\n');
