import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ModelStudy } from '../../../experiments/plan/modelStudy.ts';
import { entryPriceQuick } from '../../../experiments/studies/entry-price/plan.ts';
import { writeReportOf } from '../../../experiments/studies/reportOf.ts';
import { runModelStudy } from '../../../experiments/sweep/runModelStudy.ts';
import { chromiumNote, lacksChromium, startChromium } from '../../chromium.ts';
import { labHere } from '../cli/inProcess.ts';
import { faultsOf } from '../report/readable.ts';
import { smallModelStudy } from './smallModelStudy.ts';

const root = mkdtempSync(join(tmpdir(), 'model-report-'));
afterAll(() => rmSync(root, { recursive: true }));

const short = { base: { days: 2 }, seeds: 3, attackSeeds: 2 };
/** A study with a page of its own, and one without. */
const studies: readonly (readonly [string, ModelStudy])[] = [
  ['entry-price', { ...entryPriceQuick, ...short, attacks: entryPriceQuick.attacks.slice(0, 2) }],
  ['small-entry', smallModelStudy],
];

describe.each(studies)('the page of a study of a model: %s', (name, study) => {
  const folder = join(root, name);
  let page: string;
  let answer: string;

  beforeAll(async () => {
    await runModelStudy(study, { folder, workers: 2 });
    const { html, data } = await writeReportOf(folder);
    page = readFileSync(html, 'utf8');
    answer = Object(data).answer;
  });

  it('answers in one readable sentence with interval and unit', () => {
    expect(faultsOf(answer)).toEqual([]);
    expect(page).toContain(`<p class="answer">${answer}</p>`);
  });

  it('tells every condition, every measure with its unit, every attack with its verdict, what decides and the power', () => {
    for (const { words } of [...study.conditions, ...study.attacks]) expect(page).toContain(words);
    for (const said of [
      'registrations beside the aim, % of the aim',
      'mean price paid, TAO',
      'Power: ',
      'seed by seed',
    ])
      expect(page).toContain(said);
    expect(page).toMatch(/stays: |not decided|<strong>another<\/strong>|decided here/);
  });

  it('is the same bytes when it is written again, elsewhere', async () => {
    const other = join(root, `${name}-copy`);
    for (const file of ['study.json', 'journal.ndjson']) cpSync(join(folder, file), join(other, file));
    const again = readFileSync((await writeReportOf(other)).html, 'utf8');
    expect(again.replaceAll(other, folder)).toBe(page);
  });
});

describe('a folder of another command', () => {
  it.each([
    ['report', '--dir'],
    ['verify', '--again'],
  ])('that exploiters wrote has %s name exploiters %s', async (verb, option) => {
    const folder = 'results/reference/exploiters-quick';
    const { status, stderr } = await labHere([verb, folder]);
    expect(status).toBe(2);
    expect(stderr).toContain(`exploiters --size quick ${option} ${folder}`);
  });
});

describe.skipIf(lacksChromium)(`the page of a study of a model in Chromium${chromiumNote}`, () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await startChromium();
  });
  afterAll(() => browser?.close());

  it.each([1280, 360])('has no complaints and fits %i px with everything open', async (width) => {
    const view = await browser.newPage({ viewport: { width, height: 900 } });
    const complaints: string[] = [];
    view.on('console', (message) => complaints.push(message.text()));
    view.on('pageerror', (error) => complaints.push(error.message));
    await view.goto(pathToFileURL(join(root, 'entry-price', 'report.html')).href);
    await view.evaluate('for (const one of document.querySelectorAll("details")) one.open = true');
    expect(await view.evaluate<number>('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width);
    expect(complaints).toEqual([]);
    await view.close();
  });
});
