import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { analyse } from '../../../experiments/analysis/analyse.ts';
import type { Verdict } from '../../../experiments/analysis/analysis.ts';
import type { Study } from '../../../experiments/plan/study.ts';
import { sweepAnswer } from '../../../experiments/report/answer/sweepAnswer.ts';
import { headline, verdictWords } from '../../../experiments/report/headline.ts';
import { inline } from '../../../experiments/report/html.ts';
import { type WrittenReport, writeReport } from '../../../experiments/report/writeReport.ts';
import { rowsHash, type StoredRow } from '../../../experiments/run/journal.ts';
import {
  differenceText,
  estimateText,
  intervalText,
  rangeOfLevels,
} from '../../../experiments/statistics/format.ts';
import { immunityStartUpQuick as study } from '../../../experiments/studies/immunity-start-up.ts';
import { labHere } from '../cli/inProcess.ts';
import { madeRows, writeResults } from '../madeRows.ts';

const root = mkdtempSync(join(tmpdir(), 'yuma-lab-report-'));
const rows = madeRows(study);
const folder = join(root, 'made');
const gap = {
  step: 100,
  networks: 3,
  maxIncentiveDifference: 2.3e-6,
  maxDividendDifference: 1e-7,
  maxEmissionRao: 2,
};

let report: WrittenReport;
let page: string;

beforeAll(async () => {
  writeResults(folder, study, rows);
  report = await writeReport(folder, { arithmeticGap: gap, named: [study.name] });
  page = readFileSync(report.html, 'utf8');
});

afterAll(() => rmSync(root, { recursive: true, force: true }));

/** Every file that a report wrote, by name. */
function filesOf(directory: string): Record<string, string> {
  const figures = readdirSync(join(directory, 'figures')).map((name) => join('figures', name));
  const names = ['report.html', 'report.md', ...figures.sort()];
  return Object.fromEntries(names.map((name) => [name, readFileSync(join(directory, name), 'utf8')]));
}

describe('the page', () => {
  it('holds no request, no link but into itself, and no script but its own by its hash', () => {
    const scripts = [...page.matchAll(/<script>([\s\S]*?)<\/script>/g)].map(([, text]) => text);
    expect(scripts).toHaveLength(1);
    const hash = createHash('sha256').update(scripts[0]).digest('base64');
    expect(page).toContain(`script-src 'sha256-${hash}'">`);
    const markup = page
      .replaceAll(/<script>[\s\S]*?<\/script>/g, '')
      .replaceAll(/<script type="text\/plain" id="page-figures">[A-Za-z0-9+/=]*<\/script>/g, '')
      .replaceAll('http://www.w3.org/2000/svg', '')
      .replaceAll('http://www.w3.org/1999/xlink', '');
    expect(markup).not.toMatch(
      /https?:|<script|<link|<iframe|<img|@import|@font-face|\bsrc=|\bhref="(?!#)|\son\w+=/i,
    );
    expect(markup.match(/url\([^)]*\)/g) ?? []).toSatisfy((urls: string[]) =>
      urls.every((url) => url.startsWith('url(#')),
    );
  });

  it('has every drawn figure in it, and every id once', () => {
    const names = readdirSync(join(folder, 'figures')).filter((name) => name.endsWith('.svg'));
    expect(names).toHaveLength(19);
    for (const name of names) expect(page).toContain(`id="figure-${name.replace('.svg', '')}"`);
    const ids = [...page.matchAll(/\sid="([^"]+)"/g)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('leads with the question, its answer in a sentence and the picture of it', () => {
    const top = page.slice(page.indexOf('<h1>'), page.indexOf('How sure'));
    expect(top).toContain(inline(sweepAnswer(report.analysis)));
    expect(top.match(/<figure/g)).toHaveLength(1);
    expect(top).toContain('id="figure-paired-networkQuality"');
    const [, answer] = readFileSync(report.md, 'utf8').split('\n\n');
    expect(answer).toBe(`**${sweepAnswer(report.analysis)}**`);
  });

  it('has one order: how sure, when not, how to check it, then what it rests on', () => {
    const headings = [...page.matchAll(/<h([12])>([^<]+)/g)].map(([, , text]) => text.trim());
    expect(headings).toEqual([
      study.question,
      'How sure',
      'When it does not hold',
      'How to check it',
      'Level by level',
      'The objectives',
      'Where it does not matter',
      'How newcomers fare',
      'What evictions are blamed on',
      'Entry',
      'Not yet settled',
      'How the answer changes',
      'What is assumed',
      'Which arithmetic ran',
      'All numbers',
    ]);
    for (const id of ['A10', 'A11', 'A12', 'A13', 'A14']) expect(page).toContain(`<strong>${id}</strong>`);
    // A caveat of subnet 31 belongs to its own scenario.
    expect(page).not.toContain('<strong>A15</strong>');
    expect(page).toContain(
      'Results are for days 3–12 after genesis, not for a steady state: this is a start-up world.',
    );
    expect(page).toContain('Agreement with 3072 or 4096 does not validate the model');
    expect(page).toContain('Headline under the other reading of A13');
  });

  it('says how to get the same rows again', () => {
    expect(page).toContain('npm run -s lab -- sweep immunity-start-up --size quick');
    expect(page).toContain(rowsHash(rows as unknown as StoredRow[]));
    expect(page).toContain(`trials: ${rows.length} planned, ${rows.length} complete, 0 failed`);
    expect(page).toContain('engine: yuma-lab-1');
  });

  it('says which arithmetic ran and how far the other is', () => {
    expect(page).toContain('ran in <code>float64</code> arithmetic');
    expect(page).toContain('2.3e−6 in a share of incentive');
  });

  it('shows no mean without its interval', () => {
    const tables = page
      .split('<table>')
      .slice(1)
      .map((part) => part.split('</table>')[0]);
    const levels = tables.filter((table) => table.includes('>verdict<'));
    expect(levels).toHaveLength(2);
    const cells = [...levels.join('').matchAll(/<td[^>]*>([^<]*)</g)].map(([, text]) => text);
    const numbers = cells.filter((text) => /^[−+]?[\d.,]+/.test(text) && !/^[\d.]+ h$/.test(text));
    expect(numbers).toHaveLength(2 * (8 * 6 - 2));
    for (const text of numbers) expect(text).toMatch(/ ± [\d.,]+$| \[[−\d.,]+, [−\d.,]+\]( skewed)?$/);
  });
});

describe('a report', () => {
  it('is the same bytes for the same rows, in whatever order they finished, and of packed reference results as well', async () => {
    const packed = join(root, 'packed');
    writeResults(packed, study, [...rows].reverse());
    const plain = join(packed, 'journal.ndjson');
    writeFileSync(`${plain}.gz`, gzipSync(readFileSync(plain)));
    rmSync(plain);
    await writeReport(packed, { arithmeticGap: gap, named: [study.name] });
    expect(filesOf(packed)).toEqual(filesOf(folder));
  });

  it('links from Markdown to figures that are there', () => {
    const links = [...readFileSync(report.md, 'utf8').matchAll(/\]\((figures\/[^)]+)\)/g)].map(
      ([, path]) => path,
    );
    expect(links).toHaveLength(38);
    for (const link of links) expect(existsSync(join(folder, link))).toBe(true);
  });

  it('ends for a terminal with its path, after a table with intervals', () => {
    const lines = report.text.split('\n');
    const [answer, question] = report.text.split('\n\n');
    expect(answer).toMatch(
      /^At averaging step 0\.05, from 3,072 to 5,000 blocks the immunity period makes no difference/,
    );
    expect(question).toBe(study.question);
    expect(lines.at(-1)).toBe(`Report: ${report.html}`);
    expect(lines.find((line) => line.startsWith('* 3,072'))).toMatch(
      /10\.2 h +2\.99\d+ ± 0\.00\d+ +\d\d\.\d+ ± 0\.\d+ /,
    );
    // Shared luck has deviation 0.02 and a world's own 0.0003: (0.02² + 0.0003²) / 0.0003² = 4,445, over some seeds and pairs of levels.
    const [, ratio] = /Common seeds: without them mean loss would need × ([\d,]+) the/.exec(report.text)!;
    expect(Number(ratio.replaceAll(',', '')) / 4445).toBeGreaterThan(0.3);
    expect(Number(ratio.replaceAll(',', '')) / 4445).toBeLessThan(3);
  });

  it('of a sweep with one factor leaves out what it has not, and says of arithmetic that it was not measured', async () => {
    const { factors, ...common } = study;
    const own: Study = {
      ...common,
      name: 'sweep',
      question: 'What does <immunity> do?',
      factors: [factors[0]],
      arms: [],
      objectives: [{ metric: 'networkQuality', margin: 0.002 }],
    };
    const single = join(root, 'single');
    const main = rows.filter(({ arm, levels }) => arm === null && levels['validator.alpha'] === 0.1);
    const trials = main.map((row) => ({ ...row, levels: { immunityPeriod: row.levels.immunityPeriod } }));
    writeResults(single, own, trials);
    const { html } = await writeReport(single);
    const text = readFileSync(html, 'utf8');
    expect(text).toContain('<h1>What does &lt;immunity&gt; do?</h1>');
    expect(text).toContain('ran in <code>float64</code> arithmetic');
    expect(text).toContain('was not measured for this page');
    expect(text).not.toContain('How the answer changes');
    expect(text).not.toContain('alpha');
    expect(text).toContain(
      'npm run -s lab -- sweep immunityPeriod=512,1024,2048,3072,4096,5000,7200,14400 --scenario nakamoto-256 --ruleset nakamoto-2022 --seeds 24 --days 10 --warm-up 2',
    );
  });
});

describe('the headline', () => {
  const analysis = analyse(study, rows, { resamples: 20 });
  const verdict = (changes: Partial<Verdict>): Verdict => ({
    ...analysis.settings[0].verdicts[0],
    ...changes,
  });

  it('tells an effect below the margin with the difference that these seeds would have found', () => {
    const { levels } = analysis.factor;
    const [all, words] = [levels[0], levels[levels.length - 1]];
    const small = { outcome: 'decided', inner: [all, words], outer: [all, words] } as const;
    expect(verdictWords(analysis, verdict({ ...small, detectable: 0.00123 }))).toBe(
      '**Mean loss:** every level swept is as good as the best (within 0.002 nats) for certain (24 seeds, comparisons with the best, ' +
        '95 %). A difference of 0.0012 nats would have been found in 8 of 10 such studies.',
    );
    expect(verdictWords(analysis, verdict({ ...small, detectable: null }))).not.toContain('found');
  });

  it('knows that difference from the scatter of the paired differences', () => {
    const { detectable } = analysis.settings[0].verdicts[0];
    // A world's own deviation is 0.0003, so a pair differs by 0.0003 √2; 24 seeds and 7 comparisons find about (2.9 + 0.86) / √24 of that.
    expect(detectable).toBeGreaterThan(0.00025);
    expect(detectable).toBeLessThan(0.0006);
  });

  it('tells a decided answer as two ranges in blocks and hours', () => {
    const words = verdictWords(
      analysis,
      verdict({ outcome: 'decided', inner: [3072, 5000], outer: [2048, 7200] }),
    );
    expect(words).toBe(
      '**Mean loss:** as good as the best (within 0.002 nats) for certain from 3,072 to 5,000 blocks ' +
        '(10.2 – 16.7 h), at most from 2,048 to 7,200 blocks (6.8 – 24.0 h) (24 seeds, comparisons with the best, 95 %).',
    );
  });

  it('says that evidence is not enough, and what would be', () => {
    const open = {
      outcome: 'not enough evidence',
      inner: [4096, 4096],
      outer: [512, 14400],
      seedsNeeded: 96,
    } as const;
    const words = verdictWords(analysis, verdict(open));
    expect(words).toContain('**Mean loss: not enough evidence.**');
    expect(words).toContain('for certain at 4,096 blocks (13.7 h), possibly from 512 to 14,400 blocks');
    expect(words).toContain('About 96 seeds would decide.');
    expect(verdictWords(analysis, verdict({ ...open, seedsNeeded: null }))).toContain('No affordable number');
  });

  it('never tells viable evictions without the deterred', () => {
    const told = headline(analysis).flatMap(({ sentences }) => sentences);
    const wrong = told.filter((sentence) => sentence.includes('Viable evictions'));
    expect(wrong).toHaveLength(2);
    for (const sentence of wrong)
      expect(sentence).toMatch(/Deterred of 100 viable candidates: [\d.]+ ± [\d.]+ at/);
  });
});

describe('a number in a report', () => {
  const estimate = (mean: number, low: number, high: number, n = 24) => ({
    n,
    mean,
    sd: 1,
    low,
    high,
    level: 0.95,
    method: 'Student t',
  });

  it('has the digits that its interval bears', () => {
    expect(estimateText(estimate(2.84213, 2.83503, 2.84923))).toBe('2.8421 ± 0.0071');
    expect(estimateText(estimate(47.91, 45.8, 50.02))).toBe('47.9 ± 2.1');
    expect(differenceText(estimate(0.0052, 0.0016, 0.0088))).toBe('+0.0052 ± 0.0036');
    expect(differenceText(estimate(-3.8, -5, -2.6))).toBe('−3.8 ± 1.2');
  });

  it('tells its n where fewer seeds had it, and that a single one has no interval', () => {
    expect(estimateText(estimate(5, 4, 6, 20), 24)).toBe('5.0 ± 1.0 (n 20)');
    expect(estimateText(estimate(5, -Infinity, Infinity, 1))).toBe('5 (n 1: no interval)');
    expect(estimateText(null)).toBe('–');
  });

  it('may lie beyond every number', () => {
    const never = { value: null, low: 9100, high: null, n: 24, method: 'bootstrap' };
    expect(intervalText(never)).toBe('not reached [9,100, not reached]');
    expect(rangeOfLevels([0.05, 0.1], '')).toBe('from 0.05 to 0.1');
  });

  it('cannot bring markup into the page', () => {
    expect(inline('<b onload="x">`a<b`**c**')).toBe(
      '&lt;b onload=&quot;x&quot;&gt;<code>a&lt;b</code><strong>c</strong>',
    );
  });
});

describe('a folder that is no results folder', () => {
  const broken = (name: string, change: (folder: string) => void) => {
    const path = join(root, name);
    writeResults(path, study, rows.slice(0, 4));
    change(path);
    return path;
  };
  const plan = (path: string, changes: object) =>
    writeFileSync(
      join(path, 'study.json'),
      JSON.stringify({ ...JSON.parse(readFileSync(join(path, 'study.json'), 'utf8')), ...changes }),
    );

  it.each([
    ['gone', (path: string) => rmSync(path, { recursive: true }), 'does not exist: name a folder that sweep'],
    ['no-plan', (path: string) => rmSync(join(path, 'study.json')), 'study.json is missing'],
    ['old', (path: string) => plan(path, { schema: 0 }), 'study.json has schema 0; this version reads 1'],
    [
      'foreign',
      (path: string) => plan(path, { plan: {} }),
      'is not the plan of a study: it has no name, question',
    ],
    ['no-rows', (path: string) => rmSync(join(path, 'journal.ndjson')), 'journal.ndjson is missing'],
  ])('is refused with the file and the remedy (%s)', async (name, change, message) => {
    await expect(writeReport(broken(name, change))).rejects.toThrow(message);
  });

  it('ends the verb with 2 and one message; a good one ends with 0 and JSON', async () => {
    const refused = await labHere(['report', join(root, 'nowhere')]);
    expect(refused.status).toBe(2);
    expect(refused.stderr).toContain('nowhere does not exist');
    expect(refused.stderr).not.toMatch(/^\s+at /m);
    const { status, stdout, stderr } = await labHere(['report', folder, '--no-panel', '--json']);
    expect(status, stderr).toBe(0);
    const told = JSON.parse(stdout);
    expect(told.settings[1]).toMatchObject({
      levels: { 'validator.alpha': 0.1 },
      verdicts: [{ best: 3072 }, {}],
    });
  }, 400_000);
});
