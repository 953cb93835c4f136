import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addressOf } from '../../../experiments/epochPage/address.ts';
import { changedNetwork } from '../../../experiments/epochPage/changedNetwork.ts';
import {
  type Changes,
  noChanges,
  withSetting,
  withStake,
  withWeight,
} from '../../../experiments/epochPage/changes.ts';
import { shortKey } from '../../../experiments/epochPage/hotkeys.ts';
import { epochPage } from '../../../experiments/epochPage/page.ts';
import { manyEpochs, type UidAfter } from '../../../experiments/evidence/manyEpochs.ts';
import { exampleNetwork } from '../../../experiments/import/example.ts';
import type { WrittenNetwork } from '../../../experiments/input/networkSchema.ts';
import { stream } from '../../../sim/random.ts';
import { chromiumNote, lacksChromium, startChromium } from '../../chromium.ts';
import { seriousFaults } from '../../seriousFaults.ts';
import { labHere } from '../cli/inProcess.ts';
import { fullNetwork, namedNetwork, subnet15 } from './networks.ts';

const small: WrittenNetwork = JSON.parse(exampleNetwork());

describe.skipIf(lacksChromium)(
  `the page of an epoch in Chromium, from a file, without a network${chromiumNote}`,
  () => {
    const folder = mkdtempSync(join(tmpdir(), 'yuma-lab-epoch-'));
    const requests: string[] = [];
    const complaints: string[] = [];
    const addresses: Record<string, string> = {};
    let browser: Browser;

    const written = (name: string, network: WrittenNetwork) => {
      const path = join(folder, `${name}.json`);
      writeFileSync(path, JSON.stringify(network));
      return path;
    };

    beforeAll(async () => {
      const networks = { small, real: subnet15(), named: namedNetwork(), full: fullNetwork('autumn-2026') };
      for (const [name, network] of Object.entries(networks)) {
        const file = join(folder, `${name}.html`);
        const parts = { name: written(name, network), written: network, changes: noChanges, epochs: 1 };
        writeFileSync(file, await epochPage(parts));
        expect(statSync(file).size).toBeLessThan(2_000_000);
        addresses[name] = pathToFileURL(file).href;
      }
      const strange = { ...small, name: '<img src=x onerror=alert(1)>' };
      const page = await epochPage({ name: 'x.json', written: strange, changes: noChanges, epochs: 1 });
      writeFileSync(join(folder, 'strange.html'), page);
      addresses.strange = pathToFileURL(join(folder, 'strange.html')).href;
      browser = await startChromium();
    }, 600_000);

    afterAll(async () => {
      await browser?.close();
      rmSync(folder, { recursive: true, force: true });
    });

    async function opened(address: string, options: BrowserContextOptions = {}, prepare = ''): Promise<Page> {
      const context = await browser.newContext({
        viewport: { width: 1280, height: 900 },
        offline: true,
        ...options,
      });
      const page = await context.newPage();
      page.on('request', (request) => requests.push(request.url()));
      page.on('console', (message) => complaints.push(message.text()));
      page.on('pageerror', (error) => complaints.push(error.message));
      if (prepare !== '') await page.addInitScript(prepare);
      await page.goto(address);
      return page;
    }

    const state = (page: Page, name: string) =>
      page.locator(`.epoch-body[data-state="${name}"]`).waitFor({ timeout: 90_000 });

    /** What the page says of each uid, every digit, from the file that it offers. */
    async function told(page: Page): Promise<number[][]> {
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        page.locator('button', { hasText: 'Download CSV' }).click(),
      ]);
      const [, ...lines] = readFileSync(await download.path(), 'utf8')
        .trim()
        .split('\n');
      return lines.map((line) => line.split(',').slice(0, 7).map(Number));
    }

    const run = (network: WrittenNetwork, made: Changes, epochs: number): UidAfter[] =>
      manyEpochs(changedNetwork('x', network, made), 'chain', epochs);
    /** What a network is after so many epochs without a change, by its text: most comparisons are with one that was made before. */
    const unchanged = new Map<string, UidAfter[]>();
    function before(network: WrittenNetwork, epochs: number): UidAfter[] {
      const text = `${epochs} ${JSON.stringify(network)}`;
      const known = unchanged.get(text) ?? run(network, noChanges, epochs);
      unchanged.set(text, known);
      return known;
    }

    /** The same by Node. */
    function byNode(
      network: WrittenNetwork,
      changes: Changes,
      epochs: number,
      pinned = noChanges,
    ): number[][] {
      const first = pinned === noChanges ? before(network, epochs) : run(network, pinned, epochs);
      return run(network, changes, epochs).map(({ uid, emission, incentive, dividends }) => [
        ...[uid, emission, first[uid].emission, incentive, first[uid].incentive],
        ...[dividends, first[uid].dividends],
      ]);
    }

    const answer = (page: Page) => page.locator('.epoch-answer .panel-sentence').innerText();

    it('shows the epoch of the file, and who gains by a κ that is moved, in Node’s digits', async () => {
      const page = await opened(addresses.real);
      await state(page, 'done');
      expect(await answer(page)).toMatch(/^Nothing is changed yet/);
      expect(await told(page)).toEqual(byNode(subnet15(), noChanges, 1));
      const slider = page.locator('#epoch-kappa-slider');
      const box = (await slider.boundingBox())!;
      await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
      await page.mouse.down();
      for (const share of [0.55, 0.6, 0.7, 0.8])
        await page.mouse.move(box.x + box.width * share, box.y + box.height / 2);
      await page.mouse.up();
      await expect.poll(() => answer(page)).toMatch(/^\d+ uids gain and \d+ lose/);
      await state(page, 'done');
      const kappa = Number(await page.locator('#epoch-kappa-exact').inputValue());
      expect(kappa).toBeGreaterThan(45_000);
      expect(await told(page)).toEqual(byNode(subnet15(), withSetting(noChanges, 'kappa', kappa), 1));
      expect(await page.locator('#clipped').innerText()).toContain(
        `κ asks for ${((100 * kappa) / 65_535).toFixed(1)}`,
      );
      await page.close();
    });

    it('takes a stake, a weight and epochs, and each change back', async () => {
      const page = await opened(addresses.small);
      await state(page, 'done');
      await page.locator('#epoch-stake-of').selectOption('2');
      await page.locator('#epoch-stake-exact').fill('9000.000000001');
      await page.locator('#epoch-stake-exact').press('Enter');
      await page.locator('#epoch-weight-from').selectOption('0');
      await page.locator('#epoch-weight-to').selectOption('5');
      await page.locator('#epoch-weight-exact').fill('30%');
      await page.locator('#epoch-weight-exact').press('Enter');
      await page.locator('button', { hasText: 'One on' }).click();
      await page.locator('button', { hasText: 'One on' }).click();
      await expect.poll(() => page.locator('.epoch-made li').count()).toBe(2);
      await state(page, 'done');
      const staked = withStake(noChanges, 2, 9_000_000_000_001n);
      expect(await told(page)).toEqual(byNode(small, withWeight(staked, 0, 5, 0.3), 3));
      await page.locator('.epoch-undo').nth(1).click();
      await expect.poll(() => page.locator('.epoch-made li').count()).toBe(1);
      await state(page, 'done');
      expect(await told(page)).toEqual(byNode(small, staked, 3));
      await page.locator('button', { hasText: 'Back to the file' }).click();
      await expect.poll(() => answer(page)).toMatch(/^Nothing is changed yet/);
      await page.close();
    });

    it('gives Node’s digits for 40 random edits, and its command gives them in a terminal, for every fourth', async () => {
      const page = await opened(addresses.real);
      await state(page, 'done');
      const network = subnet15();
      const draws = stream('epoch page', 'edits', 1);
      const below = (limit: number) => Math.floor(draws.next() * limit);
      const rows = network.weights!.flatMap((row, uid) => (row.length > 0 ? [uid] : []));
      for (let edit = 0; edit < 40; edit++) {
        const ruleset = (['liquid-2025', 'dtao-2025', 'yuma3-2025', 'burn-2026', 'autumn-2026'] as const)[
          below(5)
        ];
        let changes: Changes = { ...noChanges, ruleset: ruleset === network.ruleset ? null : ruleset };
        const set = (name: string, level: number | boolean) => {
          if (draws.next() < 0.5) changes = withSetting(changes, name, level);
        };
        set('kappa', below(65_536));
        set('bondsMovingAverage', below(1_000_001));
        set('liquidAlphaOn', true);
        if (ruleset !== 'liquid-2025') set('bondsPenalty', below(65_536));
        if (/2026|yuma3/.test(ruleset)) set('yuma3On', draws.next() < 0.5);
        for (let k = below(3); k > 0; k--)
          changes = withStake(
            changes,
            rows[below(rows.length)],
            BigInt(below(2 ** 31)) * BigInt(below(2 ** 22)),
          );
        for (let k = below(3); k > 0; k--)
          changes = withWeight(changes, rows[below(rows.length)], below(256), below(500) / 1000);
        const epoch = 1 + below(4);
        const hash = addressOf({ changes, pinned: null, epoch, validator: rows[0], miner: below(256) });
        await page.evaluate<void>(
          `new Promise((resolve) => { addEventListener('hashchange', () => resolve(), { once: true }); location.hash = ${JSON.stringify(hash)}; })`,
        );
        await state(page, 'done');
        const digits = await told(page);
        expect(digits, hash).toEqual(byNode(network, changes, epoch));
        if (edit % 4 !== 0) continue;
        await page.locator('button', { hasText: 'Copy command' }).click();
        await page.locator('.panel-text').waitFor();
        const command = await page.locator('.panel-text').inputValue();
        const words = command.replace(/^npm run -s lab -- /, '').split(' ');
        const { stdout } = await labHere([...words, '--json']);
        const { uids }: { uids: UidAfter[] } = JSON.parse(stdout);
        expect(uids.map(({ emission, incentive, dividends }) => [emission, incentive, dividends])).toEqual(
          digits.map((line) => [line[1], line[3], line[5]]),
        );
      }
      await page.close();
    }, 300_000);

    it('is in its address: the link opens with the same setting, and says what of a link it cannot read', async () => {
      const page = await opened(addresses.real);
      await state(page, 'done');
      await page.locator('#epoch-kappa-slider').press('End');
      await expect.poll(() => page.evaluate<string>('location.hash')).toContain('kappa=65535');
      await page.locator('button', { hasText: 'Copy link' }).click();
      const link = await page.locator('.panel-text').inputValue();
      const sentence = await answer(page);
      await page.close();
      const other = await opened(link);
      await state(other, 'done');
      expect(await answer(other)).toBe(sentence);
      expect(await other.locator('#epoch-kappa-exact').inputValue()).toBe('65535');
      await other.close();
      const faulty = await opened(`${addresses.real}#epoch:kappa=20000&stake.999=4&miner=7`);
      await state(faulty, 'done');
      expect(await faulty.locator('.panel-alarm').innerText()).toContain('The link asks for stake.999');
      expect(await faulty.locator('#epoch-kappa-exact').inputValue()).toBe('20000');
      await faulty.close();
    });

    it('refuses what cannot be with its rule, and keeps the last epoch', async () => {
      const page = await opened(addresses.small);
      await state(page, 'done');
      const before = await told(page);
      await page.locator('#epoch-kappa-exact').fill('70000');
      await page.locator('#epoch-kappa-exact').press('Enter');
      expect(await page.locator('#epoch-kappa-fault').innerText()).toBe(
        'kappa must be a whole number of 0 … 65,535, or a per cent; received 70000',
      );
      await page.locator('#epoch-liquidAlphaOn').check();
      await state(page, 'done');
      await page.locator('#epoch-alphaLow-exact').fill('90%');
      await page.locator('#epoch-alphaLow-exact').press('Enter');
      await page.locator('#epoch-alphaHigh-exact').fill('80%');
      await page.locator('#epoch-alphaHigh-exact').press('Enter');
      await state(page, 'refused');
      expect(await page.locator('.panel-alarm[role=alert]').innerText()).toContain(
        'alphaLow must not exceed alphaHigh',
      );
      await page.locator('button', { hasText: 'Back to the file' }).click();
      await state(page, 'done');
      expect(await page.locator('.panel-alarm').innerText()).toBe('');
      expect(await told(page)).toEqual(before);
      await page.close();
    });

    /** Puts a line before the engine in its worker. */
    const withLine = (line: string) =>
      `window.Blob = class extends Blob { constructor(parts, options) { super(options?.type === "text/javascript" ? [${JSON.stringify(line)}, ...parts] : parts, options); } };`;

    it('does not write over a value that is being typed when an older epoch answers', async () => {
      const line =
        'addEventListener("message", () => { const until = Date.now() + 500; while (Date.now() < until); });';
      const page = await opened(addresses.full, {}, withLine(line));
      await state(page, 'done');
      await page.locator('#epoch-yuma3On').uncheck();
      await state(page, 'running');
      await page.locator('#epoch-kappa-exact').fill('20000');
      await state(page, 'done');
      expect(await page.locator('#epoch-kappa-exact').inputValue()).toBe('20000');
      await page.locator('#epoch-kappa-exact').press('Enter');
      await expect.poll(() => page.evaluate<string>('location.hash')).toContain('kappa=20000');
      const own = await page.locator('#epoch-bondsPenalty-exact').inputValue();
      await page.locator('#epoch-bondsPenalty-exact').fill('123');
      await page.locator('#epoch-bondsPenalty-exact').fill(own);
      await page.locator('#epoch-bondsPenalty-exact').blur();
      await page.locator('button', { hasText: 'Back to the file' }).click();
      await expect.poll(() => page.locator('#epoch-kappa-exact').inputValue()).not.toBe('20000');
      expect(await page.locator('#epoch-bondsPenalty-exact').inputValue()).toBe(own);
      await page.close();
    }, 600_000);

    it('keeps every change that is made faster than the epoch answers', async () => {
      const line =
        'addEventListener("message", () => { const until = Date.now() + 500; while (Date.now() < until); });';
      const page = await opened(addresses.full, {}, withLine(line));
      await state(page, 'done');
      await page.locator('#epoch-yuma3On').uncheck();
      await page.locator('#epoch-liquidAlphaOn').check();
      for (const _ of [1, 2, 3]) await page.locator('button', { hasText: 'One on' }).click();
      await expect.poll(() => page.locator('.epoch-made li').count()).toBe(2);
      await state(page, 'done');
      expect(await page.locator('label[for=epoch-epoch] output').innerText()).toBe('4 of 100');
      const changes = withSetting(withSetting(noChanges, 'yuma3On', false), 'liquidAlphaOn', true);
      expect(await told(page)).toEqual(byNode(fullNetwork('autumn-2026'), changes, 4));
      await page.close();
    });

    it('switches Yuma 2 and Yuma 3, and shows the settings of liquid alpha where it is on', async () => {
      const page = await opened(addresses.full);
      await state(page, 'done');
      const liquid = page.locator('.epoch-liquid');
      expect(await liquid.isVisible()).toBe(false);
      await page.locator('#epoch-yuma3On').uncheck();
      await state(page, 'done');
      await page.locator('#epoch-liquidAlphaOn').check();
      await page.locator('#epoch-yuma3On').check();
      await state(page, 'done');
      expect(await liquid.isVisible()).toBe(true);
      const changes = withSetting(noChanges, 'liquidAlphaOn', true);
      expect(await told(page)).toEqual(byNode(fullNetwork('autumn-2026'), changes, 1));
      await page.locator('#epoch-rules').selectOption('finney-2024');
      await state(page, 'done');
      expect(await page.locator('#epoch-yuma3On').count()).toBe(0);
      expect(await page.locator('.epoch-made').innerText()).toContain('the rules of finney-2024');
      await page.close();
    });

    it('follows bonds over the epochs, and draws both maps', async () => {
      const page = await opened(addresses.real);
      await state(page, 'done');
      await page.locator('#courses svg').nth(1).waitFor({ timeout: 90_000 });
      expect(await page.locator('#courses svg').first().getAttribute('aria-label')).toMatch(
        /^Largest bonds in uid \d+, % of 65,535, epochs 1 to 100: uid \d+ ends at/,
      );
      for (const id of ['epoch-weights', 'epoch-bonds']) {
        const inked = await page.evaluate<number>(
          `(() => { const canvas = document.getElementById('${id}'); return canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data.filter((value, k) => k % 4 === 3 && value > 0).length / canvas.width / canvas.height; })()`,
        );
        expect(inked).toBeGreaterThan(0.05);
        expect(inked).toBeLessThan(0.98);
      }
      await page.locator('#epoch-weights').click({ position: { x: 5, y: 5 } });
      await expect.poll(() => page.evaluate<string>('location.hash')).toMatch(/validator=\d+&miner=\d+/);
      await page.close();
    });

    it('can be moved with the keyboard alone', async () => {
      const page = await opened(addresses.full);
      await state(page, 'done');
      const focused = () => page.evaluate<string>('document.activeElement.id');
      const tabTo = async (id: string) => {
        for (let k = 0; k < 120; k++) {
          if ((await focused()) === id) return;
          await page.keyboard.press('Tab');
        }
        throw new Error(`no tab leads to ${id}`);
      };
      await tabTo('epoch-kappa-slider');
      await page.keyboard.press('ArrowRight');
      await tabTo('epoch-yuma3On');
      await page.keyboard.press('Space');
      await tabTo('epoch-stake-slider');
      await page.keyboard.press('Home');
      await tabTo('epoch-weight-slider');
      await page.keyboard.press('End');
      await tabTo('epoch-epoch');
      await page.keyboard.press('ArrowRight');
      await expect.poll(() => page.locator('.epoch-made li').count()).toBe(4);
      await state(page, 'done');
      expect(await answer(page)).toContain('of epoch 2 changes hands');
      await tabTo('epoch-clip-of');
      await page.keyboard.press('ArrowDown');
      await tabTo('epoch-whole');
      await page.keyboard.press('Space');
      expect(await page.locator('#gains tbody tr').count()).toBe(256);
      await page.close();
    });

    describe('a state that is pinned', () => {
      const pin = (page: Page) => page.locator('.epoch-pin button', { hasText: 'Compare with this' });
      const unpin = (page: Page) => page.locator('.epoch-pin button', { hasText: 'Unpin' });
      const compared = (page: Page) => page.locator('.epoch-pin span').innerText();
      const kappa = async (page: Page, level: number) => {
        await page.locator('#epoch-kappa-exact').fill(String(level));
        await page.locator('#epoch-kappa-exact').press('Enter');
        await expect.poll(() => page.evaluate<string>('location.hash')).toContain(`#epoch:kappa=${level}`);
        await state(page, 'done');
      };
      const at = (level: number) => withSetting(noChanges, 'kappa', level);

      it('is what every later change is compared with, in Node’s digits, until it is let go of', async () => {
        const page = await opened(addresses.real);
        await state(page, 'done');
        expect(await compared(page)).toBe('Compared with the file.');
        expect(await pin(page).getAttribute('aria-disabled')).toBe('true');
        await kappa(page, 45_000);
        await pin(page).click();
        await expect.poll(() => answer(page)).toMatch(/^This is what is pinned\. Epoch 1 pays/);
        expect(await compared(page)).toBe('Compared with what is pinned: kappa 45,000.');
        expect(await page.locator('.epoch-pinned li').allInnerTexts()).toEqual(['kappa 45,000']);
        for (const level of [50_000, 60_000, 20_000]) {
          await kappa(page, level);
          expect(await answer(page)).toMatch(/^Against what is pinned \d+ uids gain/);
          expect(await told(page)).toEqual(byNode(subnet15(), at(level), 1, at(45_000)));
        }
        expect(await page.locator('#gains thead').innerText()).toMatch(/pinned/);
        await expect
          .poll(() => page.locator('#courses svg').nth(1).getAttribute('aria-label'))
          .toContain('pinned ends at');
        await page.locator('button', { hasText: 'One on' }).click();
        await expect.poll(() => answer(page)).toContain('of epoch 2 changes hands');
        expect(await told(page)).toEqual(byNode(subnet15(), at(20_000), 2, at(45_000)));
        await page.locator('button', { hasText: 'Back to the file' }).click();
        await expect.poll(() => page.locator('.epoch-made li').count()).toBe(0);
        await state(page, 'done');
        expect(await told(page)).toEqual(byNode(subnet15(), noChanges, 2, at(45_000)));
        await page.locator('button', { hasText: 'Back to what is pinned' }).click();
        await expect.poll(() => answer(page)).toMatch(/^This is what is pinned/);
        await unpin(page).click();
        await expect.poll(() => compared(page)).toBe('Compared with the file.');
        await expect.poll(() => answer(page)).toMatch(/^\d+ uids gain/);
        expect(await told(page)).toEqual(byNode(subnet15(), at(45_000), 2));
        expect(await unpin(page).isVisible()).toBe(false);
        await page.close();
      }, 60_000);

      it('is pinned and let go of with the keyboard, which keeps its place', async () => {
        const page = await opened(addresses.small);
        await state(page, 'done');
        const focused = () => page.evaluate<string>('document.activeElement.textContent');
        await page.locator('#epoch-kappa-slider').press('End');
        await expect.poll(() => page.locator('.epoch-made li').count()).toBe(1);
        for (let k = 0; k < 20 && (await focused()) !== 'Compare with this'; k++)
          await page.keyboard.press('Shift+Tab');
        expect(await focused()).toBe('Compare with this');
        await page.keyboard.press('Enter');
        expect(await focused()).toBe('Unpin');
        await expect.poll(() => answer(page)).toMatch(/^This is what is pinned/);
        await page.keyboard.press('Space');
        expect(await focused()).toBe('Compare with this');
        await expect.poll(() => compared(page)).toBe('Compared with the file.');
        await page.close();
      });

      it('goes with the link; one that cannot be is left out with its rule', async () => {
        const page = await opened(`${addresses.real}#epoch:kappa=20000&pin.kappa=45000`);
        await state(page, 'done');
        expect(await told(page)).toEqual(byNode(subnet15(), at(20_000), 1, at(45_000)));
        await page.locator('button', { hasText: 'Copy link' }).click();
        expect(await page.locator('.panel-text').inputValue()).toContain('pin.kappa=45000');
        await page.close();
        const faulty = await opened(`${addresses.real}#epoch:kappa=20000&pin.kappa=99999`);
        await state(faulty, 'done');
        expect(await faulty.locator('.panel-alarm').innerText()).toMatch(
          /^What the link has pinned cannot be: kappa must be .* The epoch is compared with the file\.$/,
        );
        expect(await told(faulty)).toEqual(byNode(subnet15(), at(20_000), 1));
        await faulty.close();
      });
    });

    describe('where the file has hotkeys', () => {
      const keys = namedNetwork().hotkeys ?? [];
      const keyOf = (uid: number) => keys[uid] ?? '';
      const tip = (page: Page) => page.locator('.epoch-tip');

      it('finds a uid by a part of its hotkey, and looks at it as a validator or a miner', async () => {
        const page = await opened(addresses.named);
        await state(page, 'done');
        const rows = page.locator('#gains tbody tr');
        const find = page.locator('#epoch-find');
        await find.fill(keyOf(77).slice(20, 28).toLowerCase());
        await expect.poll(() => rows.count()).toBe(1);
        expect(await rows.getAttribute('data-uid')).toBe('77');
        expect(await page.locator('.epoch-found li').count()).toBe(1);
        await page.keyboard.press('Tab');
        await expect.poll(() => tip(page).innerText()).toBe(keyOf(77));
        await page.keyboard.press('Tab');
        await page.keyboard.press('Enter');
        expect(await page.locator('#epoch-stake-of').inputValue()).toBe('77');
        await page.keyboard.press('Tab');
        await page.keyboard.press('Enter');
        expect(await page.locator('#epoch-clip-of').inputValue()).toBe('77');
        await find.fill('no such key');
        expect(await page.locator('fieldset p[role=status]').first().innerText()).toContain('No uid has');
        expect(await rows.count()).toBe(16);
        await find.fill('25');
        expect(await rows.count()).toBe(7);
        await find.press('Escape');
        expect(await find.inputValue()).toBe('');
        expect(await rows.count()).toBe(16);
        await page.close();
      });

      it('shows the whole hotkey where one is pointed at or focused, and the arrows go on from there', async () => {
        const page = await opened(addresses.named);
        await state(page, 'done');
        const key = (place: number) => page.locator('#gains tbody .epoch-key').nth(place);
        const whole = async (place: number) => (await key(place).getAttribute('data-key')) ?? '';
        const [first, second] = [await whole(0), await whole(1)];
        expect(await key(0).innerText()).toBe(shortKey(first));
        await key(0).hover();
        await expect.poll(() => tip(page).innerText()).toBe(first);
        await page.mouse.move(2, 2);
        await expect.poll(() => tip(page).count()).toBe(0);
        await page.locator('#gains .table').focus();
        await page.keyboard.press('Tab');
        expect(await tip(page).innerText()).toBe(first);
        await page.keyboard.press('ArrowDown');
        expect(await tip(page).innerText()).toBe(second);
        await page.keyboard.press('Escape');
        expect(await tip(page).count()).toBe(0);
        const list = page.locator('#epoch-weight-to');
        await list.focus();
        expect(await tip(page).innerText()).toBe(keyOf(Number(await list.inputValue())));
        expect(await answer(page)).toMatch(/uid \d+ \(5\w{5}…\w{4}\) gets most/);
        await page.close();
      });

      it.each([
        [1280, 'light'],
        [360, 'light'],
        [360, 'dark'],
      ] as const)(
        'is readable with something found and pinned, %i pixels wide, %s',
        async (width, colorScheme) => {
          const hash = '#epoch:kappa=60000&stake.101=9000000000000000&pin.kappa=45000';
          const viewport = { width, height: 800 };
          const page = await opened(addresses.named + hash, { viewport, colorScheme, bypassCSP: true });
          await state(page, 'done');
          await page.locator('#epoch-find').fill('5F');
          await page.locator('#epoch-find').press('Tab');
          const box = (await tip(page).boundingBox())!;
          expect(box.x).toBeGreaterThanOrEqual(0);
          expect(box.x + box.width).toBeLessThanOrEqual(width);
          expect(await page.evaluate<number>('document.documentElement.scrollWidth')).toBeLessThanOrEqual(
            width,
          );
          const smallest = await page.evaluate<number>(
            'Math.min(...[...document.querySelectorAll(".epoch-found *, .epoch-pin *, .epoch-pinned *, .epoch-key, .epoch-tip")].map((one) => parseFloat(getComputedStyle(one).fontSize)))',
          );
          expect(smallest).toBeGreaterThanOrEqual(11);
          for (const summary of await page.locator('#epoch summary').all()) await summary.click();
          expect(await seriousFaults(page)).toEqual([]);
          await page.close();
        },
      );
    });

    describe('a file that is dropped', () => {
      const take = async (page: Page, name: string, text: string) => {
        const file = join(folder, name);
        writeFileSync(file, text);
        await page.locator('#panel-file').setInputFiles(file);
      };
      const fault = (page: Page) => page.locator('.panel-drop .panel-fault[role=alert]').innerText();

      it('opens where it is a network of up to 256 uids, and the way back leads to the page’s own', async () => {
        const page = await opened(addresses.real);
        await state(page, 'done');
        await take(page, 'mine.json', exampleNetwork());
        await expect.poll(() => page.locator('h1').innerText()).toBe('The epoch of example');
        await state(page, 'done');
        expect(await told(page)).toEqual(byNode(small, noChanges, 1));
        await page.locator('button', { hasText: 'Back to the network of this page' }).click();
        await expect.poll(() => page.locator('h1').innerText()).toBe('The epoch of subnet 15, January 2025');
        await page.close();
      });

      it('is refused with its rule where it is none, or too large, and what is shown stays', async () => {
        const page = await opened(addresses.small);
        await state(page, 'done');
        const cases = [
          ['none.json', 'no network', /none\.json/],
          ['other.json', '{"a": 1}', /other\.json is not a network/],
          ['cut.json', exampleNetwork().slice(0, 200), /cut\.json/],
          [
            'large.json',
            JSON.stringify({
              ruleset: 'finney-2023',
              block: 1,
              emission: 1,
              stake: new Array(300).fill(1),
              weights: [],
            }),
            /large\.json has 300 uids; a page holds networks of up to 256/,
          ],
          [
            'old.json',
            '{"ruleset": "nakamoto-2022", "block": 1, "emission": 1, "stake": [1], "weights": []}',
            /is of nakamoto-2022/,
          ],
          ['mark.json', '{"ruleset": "<img src=x>"}', /<img src=x>|Invalid input/],
        ] as const;
        for (const [name, text, rule] of cases) {
          await take(page, name, text);
          await expect.poll(() => fault(page)).toMatch(rule);
        }
        expect(await page.locator('img').count()).toBe(0);
        expect(await told(page)).toEqual(byNode(small, noChanges, 1));
        await page.close();
      });
    });

    describe('without what it needs', () => {
      it('is the table of the file where scripts are off', async () => {
        const page = await opened(addresses.real, { javaScriptEnabled: false });
        expect(await page.locator('.panel-static').innerText()).toContain('takes JavaScript');
        expect(await page.locator('tbody tr').count()).toBe(256);
        expect(await page.locator('svg').count()).toBe(1);
        await page.close();
      });

      it('says so where there are no workers, or they do not start', async () => {
        const none = await opened(addresses.small, {}, 'delete window.Worker;');
        expect(await none.locator('.panel-static').innerText()).toContain('This browser has no workers');
        expect(await none.locator('tbody tr').count()).toBe(6);
        await none.close();
        const shut = await opened(
          addresses.small,
          {},
          'window.Worker = class { constructor() { throw new Error("not here"); } };',
        );
        await expect
          .poll(() => shut.locator('.panel-static').innerText())
          .toContain('The engine does not run in this browser (not here)');
        await shut.close();
      });

      it('runs the readable text without WebAssembly, to the same digits, and says so', async () => {
        const page = await opened(addresses.real, {}, withLine('delete self.WebAssembly;'));
        await state(page, 'done');
        expect(await page.locator('.epoch-answer .panel-state').innerText()).toContain('no WebAssembly SIMD');
        await page.locator('#epoch-kappa-slider').press('End');
        await state(page, 'done');
        const changes = withSetting(noChanges, 'kappa', 65_535);
        expect(await told(page)).toEqual(byNode(subnet15(), changes, 1));
        await page.close();
      });

      it('says what failed where an epoch throws, and keeps the one before', async () => {
        const line =
          'addEventListener("message", ({ data }) => { if (data.kind === "show" && data.epoch === 7) Math.floor = () => { throw new Error("<b>a world that throws</b>"); }; });';
        const page = await opened(addresses.small, {}, withLine(line));
        await state(page, 'done');
        const epochs = page.locator('#epoch-epoch');
        await epochs.fill('7');
        await state(page, 'refused');
        expect(await page.locator('.panel-alarm[role=alert]').innerText()).toBe(
          'The epoch failed: <b>a world that throws</b>. What is shown is the epoch before this change.',
        );
        expect(await page.locator('#gains tbody tr').count()).toBe(6);
        await page.close();
      });
    });

    it('shows the markup of a name as text', async () => {
      const page = await opened(addresses.strange);
      await state(page, 'done');
      expect(await page.locator('h1').innerText()).toBe('The epoch of <img src=x onerror=alert(1)>');
      expect(await page.locator('img').count()).toBe(0);
      await page.close();
    });

    it.each([1280, 360])(
      'has no serious fault for those who do not see or point, in a window %i pixels wide',
      async (width) => {
        const page = await opened(addresses.real, { viewport: { width, height: 800 }, bypassCSP: true });
        await state(page, 'done');
        await page.locator('#epoch-kappa-slider').press('End');
        await state(page, 'done');
        for (const summary of await page.locator('#epoch summary').all()) await summary.click();
        expect(await seriousFaults(page)).toEqual([]);
        await page.close();
      },
    );

    it.each([1280, 768, 360])(
      'has text of at least 11 pixels and fits a window %i pixels wide',
      async (width) => {
        const page = await opened(addresses.full, { viewport: { width, height: 800 } });
        await state(page, 'done');
        await page.locator('#courses svg').nth(1).waitFor({ timeout: 90_000 });
        expect(await page.evaluate<number>('document.documentElement.scrollWidth')).toBeLessThanOrEqual(
          width,
        );
        const smallest = await page.evaluate<number>(
          'Math.min(...[...document.querySelectorAll("main *")].filter((one) => [...one.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim() !== "") && one.getClientRects().length > 0).map((one) => parseFloat(getComputedStyle(one).fontSize)))',
        );
        expect(smallest).toBeGreaterThanOrEqual(11);
        const cut = await page.evaluate<string[]>(
          '[...document.querySelectorAll("svg.epoch-svg")].flatMap((svg) => { const box = svg.getBoundingClientRect(); return [...svg.querySelectorAll("text")].filter((text) => { const { left, right } = text.getBoundingClientRect(); return left < box.left - 1 || right > box.right + 1; }).map((text) => text.textContent); })',
        );
        expect(cut).toEqual([]);
        await page.close();
      },
    );

    it('asks for nothing but itself and its workers, and nothing goes wrong', () => {
      const others = requests.filter((url) => !url.startsWith('file:') && !url.startsWith('blob:'));
      expect(others).toEqual([]);
      expect(
        requests
          .filter((url) => url.startsWith('file:'))
          .every((url) => /\/(small|real|named|full|strange)\.html/.test(url)),
      ).toBe(true);
      expect(complaints).toEqual([]);
    });
  },
);
