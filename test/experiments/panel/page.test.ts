import { cpSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { NetworkStart } from '../../../agents/scenarios/networkStart.ts';
import { trialId } from '../../../experiments/base/identity.ts';
import { exampleNetwork } from '../../../experiments/import/example.ts';
import { propose } from '../../../experiments/methods/proposal/propose.ts';
import { writeProposal } from '../../../experiments/methods/proposal/write.ts';
import { answerSentence, compared } from '../../../experiments/panel/comparison.ts';
import { embedPanel, withoutPanel } from '../../../experiments/panel/embed.ts';
import { type PanelFacts, type Setting, startOf } from '../../../experiments/panel/facts.ts';
import { panelFacts } from '../../../experiments/panel/factsOf.ts';
import { ownNetwork } from '../../../experiments/panel/ownNetwork.ts';
import { pairOf, seedsOf } from '../../../experiments/panel/pair.ts';
import { runTrial, type TrialPlan } from '../../../experiments/plan/trial.ts';
import { html } from '../../../experiments/report/html.ts';
import { studyNamed } from '../../../experiments/studies/catalogue.ts';
import { proposalStudies } from '../../../experiments/studies/proposals.ts';
import { writeReportOf } from '../../../experiments/studies/reportOf.ts';
import { stream } from '../../../sim/random.ts';
import { chromiumNote, lacksChromium, startChromium } from '../../chromium.ts';
import { seriousFaults } from '../../seriousFaults.ts';

const folder = mkdtempSync(join(tmpdir(), 'yuma-lab-panel-'));

/** A page that has a panel and little else. */
async function pageOf(name: string, facts: PanelFacts): Promise<string> {
  const panel = await embedPanel(facts);
  const sections = [{ id: 'sure', heading: 'How sure', blocks: [] }];
  return write(name, html({ title: 'A question', answer: 'An answer.', picture: null, sections, panel }));
}

function write(name: string, text: string): string {
  const path = join(folder, `${name}.html`);
  writeFileSync(path, text);
  return pathToFileURL(path).href;
}

const startUp = panelFacts({
  study: studyNamed('immunity-start-up', 'quick'),
  command: 'lab try immunity-start-up',
});
/** Worlds that run in a moment. */
const small: PanelFacts = {
  ...startUp,
  worlds: 4,
  world: { ...startUp.world, settlingDays: 0.5 },
  days: 0.5,
  dayChoices: [0.5, 1],
};

/** The end of an address that asks for as few worlds as a panel can have. */
const few = '#try:panel.worlds=4';

const immunity = panelFacts({
  study: proposalStudies.find(({ name }) => name === 'propose-immunity')!,
  command: '',
});
/** Worlds that settle for longer than a moment, so that a page brings them settled; in the study they settle for 30 days. */
const settling: PanelFacts = { ...immunity, world: { ...immunity.world, settlingDays: 11 } };

/** Counts what workers tell of settling. */
const countSettling = `self.settlings = 0; self.Worker = class extends Worker {
  constructor(script) { super(script); this.addEventListener('message', ({ data }) => { if (data.kind === 'settling') self.settlings += 1; }); }
};`;

describe.skipIf(lacksChromium)(
  `the panel in Chromium, from a file and without a network${chromiumNote}`,
  () => {
    let browser: Browser;
    let addresses: { small: string; report: string; proposal: string; absent: string };
    const complaints: string[] = [];
    const requests: string[] = [];

    beforeAll(async () => {
      const report = join(folder, 'report');
      const proposal = join(folder, 'proposal');
      // One whose worlds settle within a day: a page brings 24 of them, and the browser runs as many.
      for (const folder of [report, proposal])
        cpSync('results/reference/propose-kappa', folder, { recursive: true });
      addresses = {
        small: await pageOf('small', small),
        report: pathToFileURL((await writeReportOf(report)).html).href,
        proposal: pathToFileURL((await writeProposal(await propose(proposal), { isLive: true })).html).href,
        absent: write(
          'absent',
          html({
            title: 'A',
            answer: 'An answer.',
            picture: null,
            sections: [{ id: 'a', heading: 'A', blocks: [] }],
            panel: withoutPanel('<i>why</i>'),
          }),
        ),
      };
      browser = await startChromium();
    }, 900_000);

    afterAll(async () => {
      await browser?.close();
      rmSync(folder, { recursive: true, force: true });
    });

    async function opened(
      address: string,
      options: Parameters<Browser['newPage']>[0] = {},
      prepare = '',
    ): Promise<Page> {
      const page = await browser.newPage({
        viewport: { width: 1280, height: 900 },
        offline: true,
        ...options,
      });
      page.on('request', (request) => requests.push(request.url()));
      page.on('console', (message) => complaints.push(message.text()));
      page.on('pageerror', (error) => complaints.push(error.message));
      if (prepare !== '') await page.addInitScript(prepare);
      await page.goto(address);
      await page.locator('#try').scrollIntoViewIfNeeded();
      return page;
    }

    const state = (page: Page, wanted: string) =>
      page.locator(`.panel-answer[data-state="${wanted}"]`).waitFor({ timeout: 90_000 });
    const sentence = (page: Page) => page.locator('.panel-sentence').innerText();
    const dots = (page: Page) => page.locator('.panel-plot circle').count();
    const bar = (page: Page) => page.locator('.panel-plot .bar').first().getAttribute('d');

    it.each(['report', 'proposal'] as const)(
      'of a %s asks for nothing but itself, nothing goes wrong, and 24 pairs bring a sentence with an interval',
      async (kind) => {
        requests.length = complaints.length = 0;
        const page = await opened(addresses[kind]);
        await state(page, 'done');
        expect(await sentence(page)).toMatch(
          /^Your setting against the status quo: [+−]?0(\.\d+)? .*(±|95 % interval).*\(24 worlds, 2 days\)\.$/,
        );
        expect(await dots(page)).toBe(24);
        expect(complaints).toEqual([]);
        expect(requests.filter((url) => !url.startsWith('blob:'))).toEqual([addresses[kind]]);
        expect(statSync(new URL(addresses[kind])).size).toBeLessThan(2_000_000);
        await page.close();
      },
    );

    it('moves by the mouse: other dots, another interval', async () => {
      const page = await opened(addresses.small);
      await state(page, 'done');
      const before = [await sentence(page), await bar(page)];
      const box = (await page.locator('.panel input[type=range]').boundingBox())!;
      await page.mouse.move(box.x + box.width * 0.3, box.y + box.height / 2);
      await page.mouse.down();
      await page.mouse.move(box.x + box.width * 0.9, box.y + box.height / 2, { steps: 8 });
      await page.mouse.up();
      await page.locator('.panel-answer[data-state="running"]').waitFor();
      await state(page, 'done');
      expect(await page.locator('.panel-level').innerText()).toMatch(/^1[34],\d\d\d blocks/);
      expect([await sentence(page), await bar(page)]).not.toEqual(before);
      expect(await dots(page)).toBe(4);
      await page.close();
    });

    it('works by the keyboard alone: a slider, a field, a list, the worlds one by one, and the way back', async () => {
      const page = await opened(addresses.small);
      await state(page, 'done');
      const focused = () =>
        page.evaluate<string>(
          '["tagName", "type", "textContent"].map((name) => document.activeElement[name] ?? "").join(" ").slice(0, 60)',
        );
      const tabTo = async (wanted: RegExp) => {
        for (let k = 0; k < 40; k++) {
          if (wanted.test(await focused())) return;
          await page.keyboard.press('Tab');
        }
        throw new Error(`no Tab leads to ${wanted}`);
      };
      await page.evaluate('document.body.focus()');
      await tabTo(/^INPUT range/);
      const level = await page.locator('.panel-level').innerText();
      await page.keyboard.press('End');
      expect(await page.locator('.panel-level').innerText()).not.toBe(level);
      await state(page, 'done');
      await tabTo(/^INPUT text/);
      await page.keyboard.press('Control+A');
      await page.keyboard.type('6,200');
      await page.keyboard.press('Enter');
      expect(await page.locator('.panel-level').innerText()).toBe('6,200 blocks (20.7 h)');
      await tabTo(/World by world/);
      await page.keyboard.press('Enter');
      await page.locator('.panel-worlds tbody tr').first().waitFor({ state: 'visible', timeout: 60_000 });
      await tabTo(/^SELECT.*0\.05/);
      await page.keyboard.press('ArrowDown');
      await state(page, 'done');
      await tabTo(/^SELECT.*loss/);
      await page.keyboard.press('ArrowDown');
      expect(await sentence(page)).not.toContain('mean loss of the network');
      await page.keyboard.press('Shift+Tab');
      for (let k = 0; k < 20 && !/Back to the status quo/.test(await focused()); k++)
        await page.keyboard.press('Shift+Tab');
      await page.keyboard.press('Enter');
      await state(page, 'status quo');
      expect(await sentence(page)).toBe('This is the status quo. Move a knob to compare.');
      await page.close();
    });

    it('gives Node’s measures to the last digit: 40 settings and seeds, drawn', async () => {
      const page = await opened(addresses.small);
      await state(page, 'done');
      const draws = stream('panel', 'settings', 1);
      const [knob] = small.knobs;
      if (knob.kind !== 'number') throw new Error('immunity is a number');
      // The status quo of a seed comes again with every setting.
      const known = new Map<string, string>();
      const byNode = (plan: TrialPlan): string => {
        const id = trialId(plan);
        const told = known.get(id) ?? String(runTrial(plan).measures.networkQuality);
        known.set(id, told);
        return told;
      };
      for (let k = 0; k < 10; k++) {
        const others = knob.stops.filter((stop) => stop !== knob.statusQuo);
        const level = others[Math.floor(draws.next() * others.length)];
        const alpha = draws.next() < 0.5 ? 0.05 : 0.1;
        const setting: Setting = {
          ...startOf(small),
          levels: { immunityPeriod: level, 'validator.alpha': alpha },
        };
        await page.locator('.panel select').first().selectOption(String(alpha));
        await page.locator('.panel input[type=text]').fill(String(level));
        await page.locator('.panel input[type=text]').press('Enter');
        await state(page, 'done');
        const rows = await page
          .locator('.panel-worlds tbody tr')
          .evaluateAll((found) =>
            found.map((row) => [...row.children].map((cell) => String(cell.textContent))),
          );
        expect(rows).toHaveLength(4);
        for (const [seed, statusQuo, other] of rows) {
          const pair = pairOf(small, setting, seed);
          expect([statusQuo, other], `${level} ${alpha} ${seed}`).toEqual(
            [pair.statusQuo, pair.setting].map(byNode),
          );
        }
      }
      await page.close();
    });

    it('brings worlds that have settled: none settles again, Node’s digits for another setting too; one cut short is computed', async () => {
      const two = { ...settling, worlds: 2, worldChoices: [2] };
      const address = await pageOf('settled', two);
      const text = readFileSync(new URL(address), 'utf8');
      const pairs = seedsOf(two, two).map((seed) => pairOf(two, startOf(two), seed));
      const measured = pairs.map(({ seed, statusQuo, setting }) => {
        const [before, after] = [statusQuo, setting].map((plan) => runTrial(plan).measures);
        return { seed, statusQuo: before, setting: after };
      });
      const span = { days: two.days, studyDays: two.studyDays };
      const expected = answerSentence(compared(two.measures[0], span, measured));
      const cut = write('cut', text.replace(/(class="panel-settled" data-seed="\d+">.{1000})[^<]*/, '$1'));
      for (const [place, isCut] of [
        [address, false],
        [cut, true],
      ] as const) {
        const page = await opened(place, {}, countSettling);
        await state(page, 'done');
        const shown = await sentence(page);
        expect(shown).toBe(expected);
        expect(shown).not.toContain('0 ± 0 ');
        expect((await page.evaluate<number>('self.settlings')) > 0).toBe(isCut);
        await page.close();
      }
    });

    it('opens a link at its setting, and says what of a link cannot be', async () => {
      const page = await opened(`${addresses.small}#try:immunityPeriod=6200&panel.worlds=12&panel.days=1`);
      await state(page, 'done');
      expect(await page.locator('.panel-level').innerText()).toBe('6,200 blocks (20.7 h)');
      expect(await dots(page)).toBe(12);
      await page.close();
      const wrong = await opened(`${addresses.small}#try:immunityPeriod=-5&%3Cimg%20src=1`);
      expect(await wrong.locator('.panel-alarm').first().innerText()).toMatch(
        /immunityPeriod must be a whole number of 0 …/,
      );
      await wrong.close();
    });

    it('copies the link and the command, or shows them where it may not copy', async () => {
      const page = await opened(addresses.small);
      await page.getByRole('button', { name: 'Copy link' }).click();
      const link = await page.locator('.panel-text').inputValue();
      expect(link).toMatch(/^file:.*small\.html#try:immunityPeriod=4096&/);
      await page.getByRole('button', { name: 'Copy command' }).click();
      expect(await page.locator('.panel-text').inputValue()).toBe(
        'lab try immunity-start-up immunityPeriod=4096 validator.alpha=0.05 --measure networkQuality --worlds 4 --days 0.5',
      );
      expect(await page.locator('.panel-copied').innerText()).toMatch(/is copied|is selected below/);
      await page.close();
    });

    describe('with a file of one’s own', () => {
      const dropped = async (page: Page, name: string, text: string) =>
        page
          .locator('#panel-file')
          .setInputFiles({ name, mimeType: 'application/json', buffer: Buffer.from(text) });

      let page: Page;
      beforeAll(async () => {
        page = await opened(addresses.small);
        await state(page, 'done');
      });
      afterAll(() => page?.close());

      it.each([
        ['nothing.json', '', /nothing\.json, line 1, column 1: JSON has a value here/],
        ['picture.json', '\u0089PNG', /picture\.json, line 1/],
        ['list.json', '[1, 2]', /list\.json is not a network/],
        ['old.json', '{"ruleset":"nakamoto-2022","block":null,"emission":1}', /must be a version of Finney/],
        ['rules.json', '{"ruleset":"finney-1999","block":null,"emission":1}', /unknown ruleset/],
        ['torn.json.gz', 'not gzip', /torn\.json\.gz cannot be read/],
      ])('says what is wrong with %s, and goes on', async (name, text, words) => {
        await dropped(page, name, text);
        await expect.poll(() => page.locator('.panel-drop .panel-fault').innerText()).toMatch(words);
        await state(page, 'done');
        expect(await dots(page)).toBe(4);
      });

      it('goes on after all that was wrong: another setting brings another sentence', async () => {
        const before = await sentence(page);
        await page.locator('.panel input[type=range]').press('End');
        await page.locator('.panel-answer[data-state="running"]').waitFor();
        await state(page, 'done');
        expect(await sentence(page)).not.toBe(before);
      });

      it('says which rule its world breaks: four uids that may set too few weights', async () => {
        const page = await opened(addresses.small);
        await dropped(page, 'four.json', readFileSync('test/fixtures/network.json', 'utf8'));
        await state(page, 'refused');
        expect(await page.locator('.panel-alarm[role=alert]').innerText()).toContain(
          'minAllowedWeights is 4',
        );
        await page.close();
      });

      it('runs its worlds under its own rules, with its own value as status quo, and goes back', async () => {
        const page = await opened(`${addresses.proposal}${few}`);
        const text = exampleNetwork();
        await dropped(page, 'network.json', text);
        await page.locator('.panel-drop p', { hasText: 'slots under' }).waitFor();
        await state(page, 'done');
        const embedded = await page.locator('#panel-facts').textContent();
        const { facts } = ownNetwork(JSON.parse(embedded!), 'network.json', text);
        const [first] = await page.locator('.panel-worlds tbody tr').first().locator('td').allTextContents();
        const { statusQuo } = pairOf(facts, startOf(facts), String(facts.firstSeed));
        expect(first).toBe(String(runTrial(statusQuo).measures[facts.measures[0].name] ?? 'no value'));
        await page.getByRole('button', { name: 'Copy command' }).click();
        expect(await page.locator('.panel-text').inputValue()).toMatch(/ --network network\.json$/);
        await page.getByRole('button', { name: 'Back to the world of the study' }).click();
        await page.locator('#panel-file').waitFor();
        await page.close();
      });
    });

    describe('without what it needs', () => {
      it('is the static page where scripts are off', async () => {
        const page = await opened(addresses.report, { javaScriptEnabled: false });
        expect(await page.locator('.panel-static').innerText()).toContain('needs JavaScript');
        expect(await page.locator('h2').count()).toBeGreaterThan(5);
        await page.close();
      });

      it.each([
        ['Worker', 'This browser has no workers'],
        ['DecompressionStream', 'This browser has no DecompressionStream'],
      ])('says so where there is no %s', async (name, words) => {
        const page = await opened(addresses.small, {}, `delete window.${name};`);
        const text = await page.locator('.panel-static').innerText();
        expect(text).toContain(words);
        expect(text).toContain('lab try immunity-start-up');
        await page.close();
      });

      it('says so where a worker may not start, or dies', async () => {
        for (const prepare of [
          'window.Worker = class { constructor() { throw new Error("not here"); } };',
          'const Real = Worker; window.Worker = class extends Real { constructor() { super(URL.createObjectURL(new Blob(["throw new Error(\'gone\')"]))); } };',
        ]) {
          const page = await opened(addresses.small, {}, prepare);
          await state(page, 'broken');
          expect(await page.locator('.panel-alarm[role=alert]').innerText()).toMatch(
            /The engine does not run in this browser \(.*(not here|gone).*\)\. The page is complete without it/,
          );
          await page.close();
        }
      });

      it('runs the readable text of its kernels without WebAssembly, to the same bits, and says so', async () => {
        const prepare =
          'const Real = Worker; const cut = (url) => { const x = new XMLHttpRequest(); x.open("GET", url, false); x.send(); return x.responseText; }; window.Blob = class extends Blob { constructor(parts, options) { super(options?.type === "text/javascript" ? ["delete self.WebAssembly;", ...parts] : parts, options); } };';
        const page = await opened(addresses.small, {}, prepare);
        await state(page, 'done');
        expect(await page.locator('.panel-state').innerText()).toContain('no WebAssembly SIMD');
        const [first] = await page.locator('.panel-worlds tbody tr').first().locator('td').allTextContents();
        const { statusQuo } = pairOf(small, startOf(small), '1');
        expect(first).toBe(String(runTrial(statusQuo).measures.networkQuality));
        await page.close();
      });

      it('of a study whose worlds run in no page is a sentence that says why, with its markup as text', async () => {
        const page = await opened(addresses.absent);
        expect(await page.locator('.panel-static').innerText()).toBe(
          'No setting can be tried in this page: <i>why</i>.',
        );
        // The script that every page has, and none of a panel.
        expect(await page.locator('script').count()).toBe(1);
        await page.close();
      });
    });

    it('refuses a world that cannot be, with its rule', async () => {
      const failing: PanelFacts = { ...small, world: { ...small.world, set: { 'scenario.cabalShare': 2 } } };
      const page = await opened(await pageOf('failing', failing));
      await state(page, 'refused');
      expect(await page.locator('.panel-alarm[role=alert]').innerText()).toContain('scenario.cabalShare');
      await page.close();
      const faulty: PanelFacts = { ...small, world: { ...small.world, scenario: 'no-such-world' } };
      const other = await opened(await pageOf('faulty', faulty));
      await state(other, 'refused');
      expect(await other.locator('.panel-alarm[role=alert]').innerText()).toContain('unknown scenario');
      await other.close();
    });

    it('says which worlds failed, and why, where a world throws', async () => {
      const throwing = { ...small.world, scenario: 'network-file', network: {} as NetworkStart };
      const page = await opened(await pageOf('throwing', { ...small, world: throwing }));
      await state(page, 'done');
      expect(await page.locator('.panel-alarm[role=alert]').innerText()).toMatch(
        /^The world of seed 1 failed, and 3 more: .{10}/,
      );
      expect(await page.locator('.panel-worlds tbody tr').count()).toBe(4);
      expect(await sentence(page)).toContain('no world has finished yet');
      await page.close();
    });

    it('of a study of one cell begins at the status quo and waits for a knob', async () => {
      const study = studyNamed('immunity-start-up', 'quick');
      const one = { ...study, factors: [{ name: 'immunityPeriod', values: [3072] }] };
      const { worlds, world, days, dayChoices } = small;
      const facts = { ...panelFacts({ study: one, command: '' }), worlds, world, days, dayChoices };
      const page = await opened(await pageOf('one', facts));
      await state(page, 'status quo');
      await page.locator('.panel input[type=range]').press('ArrowRight');
      await state(page, 'done');
      expect(await dots(page)).toBe(4);
      await page.close();
    });

    it.each([1280, 360])(
      'has no serious fault for those who do not see or point, in a window %i pixels wide',
      async (width) => {
        const options = { viewport: { width, height: 800 }, bypassCSP: true };
        const page = await opened(`${addresses.proposal}${few}`, options);
        await state(page, 'done');
        await page.locator('.panel-worlds summary').click();
        expect(await seriousFaults(page, '#try')).toEqual([]);
        await page.close();
      },
    );

    it.each([1280, 360])('has text of at least 11 pixels and fits a window %i pixels wide', async (width) => {
      const page = await opened(addresses.small, { viewport: { width, height: 800 } });
      await state(page, 'done');
      expect(await page.evaluate<number>('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width);
      const smallest = await page.evaluate<number>(
        'Math.min(...[...document.querySelectorAll("#try *")].filter((one) => [...one.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim() !== "") && one.getClientRects().length > 0 && !one.closest(".panel-heard")).map((one) => parseFloat(getComputedStyle(one).fontSize)))',
      );
      expect(smallest).toBeGreaterThanOrEqual(11);
      await page.close();
    });
  },
);
