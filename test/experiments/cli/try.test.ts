import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { schemaVersion, studyHash } from '../../../experiments/base/identity.ts';
import { runTrial } from '../../../experiments/plan/trial.ts';
import { labWords } from '../../compiled.ts';
import { labHere, type Said } from './inProcess.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const kappa = 'results/reference/propose-kappa/study.json';

// mathjs loads seedrandom, which seeds itself from Math.random when it is loaded; nothing here draws from it.
beforeAll(async () => {
  const { random } = Math;
  Math.random = () => 0.5;
  await import('mathjs');
  Math.random = random;
});

const tried = (...words: string[]): Promise<Said> => labHere(['try', ...words]);

/** The same in a process of its own. */
function inChild(...words: string[]) {
  const args = [...labWords(), 'try', ...words];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: root, encoding: 'utf8' });
  return { status, stdout, stderr };
}

describe('try', () => {
  it('gives, for each seed, the numbers of two whole trials, and the sentence of the panel', () => {
    const { stdout, status } = inChild(kappa, 'kappa=39321', '--worlds', '2', '--days', '1', '--json');
    expect(status).toBe(0);
    const { dots, interval } = JSON.parse(stdout);
    const plan = {
      ruleset: 'burn-2026',
      scenario: 'modern-subnet',
      arithmetic: 'float64',
      set: {
        'scenario.cabalMiners': 'working',
        'scenario.cabalShare': 0.25,
        'scenario.cabalSelfWeight': 0.3,
      },
      warmUpDays: 1,
      days: 1,
    } as const;
    const paid = ['1001', '1002'].map((seed) => {
      const before = runTrial({ ...plan, seed }).measures.cabalPay;
      const after = runTrial({ ...plan, seed, change: { day: 1, set: { kappa: 39_321 } } }).measures.cabalPay;
      return { seed, statusQuo: before, setting: after, gap: Number(after) - Number(before) };
    });
    expect(dots).toEqual(paid);
    expect(interval.n).toBe(2);
  });

  it('begins from a network that has settled: the days that the study found, else those in which its rule looks first', async () => {
    const asked = ['immunityPeriod=14400', '--worlds', '1', '--days', '1', '--json'];
    const found = await tried('results/reference/immunity-period-quick/study.json', ...asked);
    const named = await tried('immunity-period', ...asked);
    expect([found.stderr, named.stderr]).toEqual([
      '',
      expect.stringContaining('note: worlds run for 50 days'),
    ]);
    const [{ statusQuo }] = JSON.parse(found.stdout).dots;
    expect(JSON.parse(named.stdout).dots[0].statusQuo).toBe(statusQuo);
    const unsettled = await tried('immunity-period', ...asked, '--settle', '0');
    const [young] = JSON.parse(unsettled.stdout).dots;
    expect(young.statusQuo).not.toBe(statusQuo);
  });

  it('takes the plan of a search, against its status quo and on the first of the seeds that judge', async () => {
    const place = mkdtempSync(join(tmpdir(), 'try-'));
    const world = {
      ruleset: 'nakamoto-2022',
      scenario: 'synthetic',
      arithmetic: 'float64',
      set: {},
    } as const;
    const plan = {
      ...{ ...world, kind: 'tune', name: 'toy', question: 'Which?', warmUpDays: 0.2, days: 0.5 },
      dimensions: [{ name: 'validator.alpha', domain: { kind: 'uniform', low: 0.02, high: 0.2 } }],
      objectives: [{ name: 'a', expression: 'networkQuality', better: 'lower', margin: 0.01 }],
      ...{ guardrails: [], constraints: [], statusQuo: { 'validator.alpha': 0.1 }, search: 'random' },
      ...{ budget: 4, firstSeed: 1, searchSeeds: 2, confirmSeeds: 3, seed: '1' },
    };
    const path = join(place, 'study.json');
    writeFileSync(path, JSON.stringify({ schema: schemaVersion, hash: studyHash(plan), plan }));
    const { stdout } = await tried(path, 'validator.alpha=0.05', '--worlds', '1', '--json');
    rmSync(place, { recursive: true });
    const [dot] = JSON.parse(stdout).dots;
    const set = { 'validator.alpha': 0.1 };
    const before = { ...world, set, warmUpDays: 0.2, days: 0.5, seed: '3' };
    const after = { ...before, change: { day: 0.2, set: { 'validator.alpha': 0.05 } } };
    expect([dot.seed, dot.statusQuo, dot.setting]).toEqual([
      '3',
      ...[before, after].map((one) => runTrial(one).measures.networkQuality),
    ]);
  });

  it.each([
    [[kappa, 'kapa=1'], 'unknown knob "kapa"; did you mean kappa?'],
    [[kappa, 'kappa=70000'], 'kappa must be a whole number of 0 … 65,535; received 70000'],
    [[kappa], 'nothing differs from the status quo: give another value to kappa (32767)'],
    [[kappa, 'kappa=1', '--measure', 'spearmann'], 'did you mean spearman?'],
    [[kappa, 'kappa=1', '--network', 'gone.json'], 'gone.json does not exist: a network file is wanted'],
    [['gone/study.json', 'kappa=1'], 'gone/study.json does not exist'],
    [['imunity-period'], 'unknown study "imunity-period"; did you mean immunity-period'],
  ])('%j ends with 2 and the rule', async (words, message) => {
    const { status, stderr } = await tried(...words);
    expect(status).toBe(2);
    expect(stderr).toContain(message);
  });
});
