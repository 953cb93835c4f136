import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import { schemaVersion } from '../../../experiments/base/identity.ts';
import { UserError } from '../../../experiments/base/userError.ts';
import { verify } from '../../../experiments/evidence/verify/verify.ts';
import { readResults } from '../../../experiments/report/readResults.ts';
import { readJournal } from '../../../experiments/run/journal.ts';
import { writeReportOf } from '../../../experiments/studies/reportOf.ts';
import { bundleOf } from '../../../experiments/tables/bundleOf.ts';

/** What the present code makes of a folder of an earlier version: its page, or why not; and whether a sample of it comes out again. */
interface Now {
  readonly answer: RegExp | { readonly refused: RegExp };
  readonly verified: true | { readonly refused: RegExp };
}

const own = (kind: string) => ({
  refused: new RegExp(`is the plan of ${kind}, which writes its page itself`),
});
const former = {
  refused:
    /engine yuma-lab-1, and this version computes current-2026 with engine yuma-lab-2, .*checkout of commit 00dd5884/,
};
const noObjective = (name: string) => ({
  refused: new RegExp(`the plan of ${name} has no objective.*checkout of commit 67b55ca6`),
});

const folders: Readonly<Record<string, Now>> = {
  'first-sweep': { answer: /not decided/, verified: true },
  'first-tune': { answer: own('tune'), verified: true },
  'first-sensitivity': { answer: own('sensitivity'), verified: true },
  'first-proposal': { answer: /not decided/, verified: former },
  cells: { answer: /a surprise leads to/, verified: true },
  'first-of-finney': { answer: noObjective('cheaters'), verified: true },
  'fresh-seeds': { answer: /not decided/, verified: true },
  'second-engine': { answer: /not decided/, verified: true },
  decides: { answer: noObjective('scoring-rule'), verified: true },
  'decides-market': { answer: /a surprise leads to/, verified: true },
  weights: { answer: /half-life of the burn price/, verified: true },
  confirmation: { answer: /mean loss is 0\.0184 ± 0\.0031 nats lower/, verified: true },
  settled: { answer: /A surprise leads to/, verified: true },
};

const kept = 'test/fixtures/results';
const copies: string[] = [];
const copyOf = (name: string): string => {
  const folder = mkdtempSync(join(tmpdir(), 'former-'));
  copies.push(folder);
  cpSync(join(kept, name), folder, { recursive: true });
  return folder;
};
afterAll(() => {
  for (const folder of copies) rmSync(folder, { recursive: true, force: true });
});

const options = { sample: 1, seed: '1', workers: 1 };

describe('a results folder of an earlier version', () => {
  it('is kept of every shape, and each has its row', () => {
    const names = readdirSync(kept).filter((name) => name !== 'README.md');
    expect(names.sort()).toEqual(Object.keys(folders).sort());
    const readme = readFileSync(join(kept, 'README.md'), 'utf8');
    for (const name of names) expect(readme).toContain(`\`${name}\``);
  });

  it.each(Object.entries(folders))('%s is opened whole, and its tables have its trials', (name) => {
    const folder = join(kept, name);
    const { rows, badLines } = readJournal(join(folder, 'journal.ndjson.gz'));
    const lines = gunzipSync(readFileSync(join(folder, 'journal.ndjson.gz')))
      .toString('utf8')
      .trim()
      .split('\n');
    expect([rows.size, badLines]).toEqual([lines.length - 1, 0]);
    const { tables } = bundleOf(folder);
    const [trials, series] = tables.map((table) => [...table.rows()]);
    expect(trials.length).toBe(rows.size);
    expect(series.length > 0).toBe(!/tune|sensitivity/.test(name));
  });

  it.each(Object.entries(folders))(
    '%s is reported, or refused with the version that can',
    async (name, { answer }) => {
      const folder = copyOf(name);
      if ('refused' in answer) {
        const failure = await writeReportOf(folder, { isStatic: true }).catch((error: unknown) => error);
        expect(failure).toBeInstanceOf(UserError);
        expect(String(failure)).toMatch(answer.refused);
        return;
      }
      const { text, html } = await writeReportOf(folder, { isStatic: true });
      expect(text.replaceAll(/\s+/g, ' ')).toMatch(answer);
      expect(existsSync(html)).toBe(true);
      const seen = readFileSync(html, 'utf8').replaceAll(/<script[\s\S]*?<\/script>/g, '');
      expect(/>[^<]*\b(?:NaN|undefined)\b[^<]*</.exec(seen)?.[0]).toBe(undefined);
    },
  );

  it.each(Object.entries(folders))(
    '%s comes out again byte for byte, or is refused with both engines',
    async (name, { verified }) => {
      const folder = join(kept, name);
      if (verified !== true) {
        await expect(verify(folder, options)).rejects.toThrow(verified.refused);
        return;
      }
      const { agreed, differences, planAgrees } = await verify(folder, options);
      expect([agreed, differences, planAgrees]).toEqual([1, [], true]);
    },
  );

  it('names the engine that wrote it', () => {
    expect(readResults(join(kept, 'first-proposal')).engine).toBe('yuma-lab-1');
    expect(readResults(join(kept, 'second-engine')).engine).toBe('yuma-lab-2');
  });

  it('whose plan was edited is no folder of a former engine: verify tells the difference', async () => {
    const folder = copyOf('first-proposal');
    const path = join(folder, 'study.json');
    const { plan, ...others } = JSON.parse(readFileSync(path, 'utf8'));
    writeFileSync(path, JSON.stringify({ ...others, plan: { ...plan, seeds: plan.seeds + 1 } }));
    const { planAgrees } = await verify(folder, options);
    expect(planAgrees).toBe(false);
  });

  it.each([0, schemaVersion + 1])(
    'of schema %d is refused with the version that wrote it',
    async (schema) => {
      const folder = copyOf('first-sweep');
      const path = join(folder, 'study.json');
      writeFileSync(path, readFileSync(path, 'utf8').replace('"schema": 1', `"schema": ${schema}`));
      expect(() => readResults(folder)).toThrow(/use the version that wrote it/);
      expect(() => bundleOf(folder)).toThrow(/use the version that wrote it/);
    },
  );
});
