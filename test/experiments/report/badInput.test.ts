import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { UserError } from '../../../experiments/base/userError.ts';
import type { Row } from '../../../experiments/plan/rows.ts';
import type { Study } from '../../../experiments/plan/study.ts';
import { writeReportOf } from '../../../experiments/studies/reportOf.ts';
import { writeResults } from '../madeRows.ts';
import { rowsOfSwept, sweptStudy } from '../sweptStudy.ts';

const root = mkdtempSync(join(tmpdir(), 'yuma-lab-bad-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

const rows = rowsOfSwept(sweptStudy);
const failed = (row: Row): Row => {
  const { id, arm, levels, plan } = row;
  return {
    id,
    arm,
    levels,
    plan,
    status: 'failed',
    reason: 'made to <b>fail</b>',
    replay: 'yuma-lab simulate',
  };
};

async function pageOf(name: string, study: Study, some: readonly Row[]): Promise<string> {
  const folder = join(root, name);
  writeResults(folder, study, some);
  const { html, text } = await writeReportOf(folder, { isStatic: true });
  expect(text).toContain(html);
  return readFileSync(html, 'utf8');
}

/** A page that says something: a title, an answer and sections, and no number that is none. */
function expectClear(page: string): void {
  expect(page).toMatch(/<h1>.+<\/h1>/);
  expect(page.match(/<section /g)?.length).toBeGreaterThan(3);
  expect(page.replaceAll(/<script[\s\S]*?<\/script>/g, '')).not.toMatch(
    /\bNaN\b|undefined|\[object|\bInfinity\b/,
  );
}

describe('the page of a sweep', () => {
  it('of one cell tells its value and compares nothing', async () => {
    const alone: Study = {
      ...sweptStudy,
      factors: [{ name: 'immunityPeriod', values: [5000] }],
      asks: [{ name: 'immunityPeriod', inForce: 5000 }],
    };
    expectClear(await pageOf('one', alone, rowsOfSwept(alone)));
  });

  it('with a failed trial says how many, why and how to run it again, with the reason escaped', async () => {
    const page = await pageOf('failed', sweptStudy, [failed(rows[0]), ...rows.slice(1)]);
    expectClear(page);
    expect(page).toContain(`1 of ${rows.length} trials failed`);
    expect(page).toContain('made to &lt;b&gt;fail&lt;/b&gt;');
    expect(page).toContain('run it again: <code>yuma-lab simulate</code>');
  });

  it('of trials that have all failed says that nothing is known, and why', async () => {
    const page = await pageOf('all-failed', sweptStudy, rows.map(failed));
    expectClear(page);
    expect(page).toContain('made to &lt;b&gt;fail&lt;/b&gt;');
    expect(page).not.toContain('made to <b>');
  });

  it('shows names with markup as they are written', async () => {
    const named: Study = { ...sweptStudy, question: 'Is <img src=x onerror=alert(1)> & "that" so?' };
    const page = await pageOf('markup', named, rows);
    expectClear(page);
    expect(page).toContain('<h1>Is &lt;img src=x onerror=alert(1)&gt; &amp; &quot;that&quot; so?</h1>');
    expect(page).not.toContain('<img src=x');
  });

  it('is refused where no trial has finished, with what to do', async () => {
    writeResults(join(root, 'none'), sweptStudy, []);
    await expect(writeReportOf(join(root, 'none'))).rejects.toThrow(
      /none has no finished trials yet: run sweep again to go on$/,
    );
  });
});

describe('a folder that is damaged', () => {
  const damaged = (name: string, damage: (folder: string) => void): string => {
    const folder = join(root, name);
    writeResults(folder, sweptStudy, rows);
    damage(folder);
    return folder;
  };
  const cut = (path: string, share: number) => {
    const bytes = readFileSync(path);
    writeFileSync(path, bytes.subarray(0, Math.floor(bytes.length * share)));
  };

  it.each([
    [
      'a plan that is cut',
      (folder: string) => cut(join(folder, 'study.json'), 0.5),
      /study\.json is not JSON/,
    ],
    [
      'a plan that is empty',
      (folder: string) => writeFileSync(join(folder, 'study.json'), ''),
      /study\.json is not JSON/,
    ],
    [
      'a plan that is JSON of something else',
      (folder: string) => writeFileSync(join(folder, 'study.json'), '[1]'),
      /study\.json has schema undefined|is not the plan/,
    ],
    [
      'a plan that is null',
      (folder: string) => writeFileSync(join(folder, 'study.json'), 'null'),
      /study\.json is not JSON|is not the plan/,
    ],
    [
      'a journal that is not one',
      (folder: string) => writeFileSync(join(folder, 'journal.ndjson'), 'hello\n'),
      /journal\.ndjson is not a journal of yuma-lab/,
    ],
    [
      'a journal that is empty',
      (folder: string) => writeFileSync(join(folder, 'journal.ndjson'), ''),
      /journal\.ndjson is not a journal/,
    ],
    ['no journal', (folder: string) => rmSync(join(folder, 'journal.ndjson')), /journal\.ndjson is missing/],
    [
      'a folder in the place of the plan',
      (folder: string) => {
        rmSync(join(folder, 'study.json'));
        mkdirSync(join(folder, 'study.json'));
      },
      /study\.json/,
    ],
  ])('with %s is refused, and the file is named', async (name, damage, message) => {
    const folder = damaged(name.replaceAll(' ', '-'), damage);
    const error: unknown = await writeReportOf(folder).catch((fault: unknown) => fault);
    expect(error).toBeInstanceOf(UserError);
    expect(String(error)).toMatch(message);
  });

  it('with a journal that is cut has the page of the trials before the cut', async () => {
    const folder = damaged('cut', (one) => cut(join(one, 'journal.ndjson'), 0.6));
    const { html } = await writeReportOf(folder, { isStatic: true });
    const page = readFileSync(html, 'utf8');
    expectClear(page);
    const kept = Number(/trials: (\d+)/.exec(page)?.[1]);
    expect(kept).toBeGreaterThan(20);
    expect(kept).toBeLessThan(rows.length);
  });
});

describe('a long study', () => {
  it('has a page that hardly grows with its trials: at 1,200 the one of 72, and far below 3 MB', async () => {
    const lengths = [];
    for (const seeds of [12, 200]) {
      const study: Study = { ...sweptStudy, seeds };
      const page = await pageOf(`seeds-${seeds}`, study, rowsOfSwept(study));
      expectClear(page);
      lengths.push(page.length);
    }
    expect(lengths[1]).toBeLessThan(1.1 * lengths[0]);
    expect(lengths[1]).toBeLessThan(3e5);
  });
});
