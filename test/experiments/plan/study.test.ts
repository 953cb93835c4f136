import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { studyHash, trialId } from '../../../experiments/base/identity.ts';
import { checkStudy, type Study, trialsOf } from '../../../experiments/plan/study.ts';
import { sweep } from '../../../experiments/run/resultsFolder.ts';
import { studies } from '../../../experiments/studies/catalogue.ts';

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

const small: Study = {
  name: 'small',
  size: 'test',
  question: 'Do two workers write what one writes?',
  ruleset: 'nakamoto-2022',
  scenario: 'synthetic',
  arithmetic: 'float64',
  set: { 'scenario.synergy': 'table' },
  factors: [
    { name: 'immunityPeriod', values: [512, 3072] },
    { name: 'validator.alpha', values: [0.05, 0.1] },
  ],
  seeds: 3,
  warmUpDays: 0.2,
  days: 0.5,
  objectives: [{ metric: 'networkQuality', margin: 0.01 }],
  statusQuo: [],
  arms: [{ name: 'cabal', set: { 'scenario.cabalShare': 0.3 } }],
  armSeeds: 2,
  armLevels: [512],
  armSet: {},
};

function run(study: Study, workers: number, folder = mkdtempSync(join(tmpdir(), 'study-'))) {
  folders.push(folder);
  return sweep({
    study: { hash: studyHash(study), plan: study },
    trials: trialsOf(study).map(({ arm, levels, plan }) => ({
      id: trialId(plan),
      plan,
      labels: { arm, levels },
    })),
    folder,
    entry: new URL('../../../experiments/run/trialWorker.ts', import.meta.url),
    workers,
    replay: () => '',
  });
}

describe('a study of real worlds', () => {
  it('gives the same bytes with one worker and with two', async () => {
    const [one, two] = [await run(small, 1), await run(small, 2)];
    expect(one.failed + two.failed).toBe(0);
    expect(one.ran).toBe(14);
    expect(two.rowsHash).toBe(one.rowsHash);
  });

  it('repeated runs nothing; a further seed adds trials and changes none', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'study-'));
    const first = await run(small, 2, folder);
    const again = await run(small, 2, folder);
    expect([again.ran, again.found, again.rowsHash]).toEqual([0, 14, first.rowsHash]);
    const more = { ...small, seeds: 4 };
    const ids = new Set(trialsOf(small).map(({ plan }) => trialId(plan)));
    expect(trialsOf(more).filter(({ plan }) => !ids.has(trialId(plan)))).toHaveLength(4);
  });

  it.each(studies.map((study) => [`${study.name} ${study.size}`, study] as const))(
    '%s can run, and no two of its trials are the same',
    (_, study) => {
      expect(() => checkStudy(study)).not.toThrow();
      const ids = trialsOf(study).map(({ plan }) => trialId(plan));
      expect(new Set(ids).size).toBe(ids.length);
    },
  );
});
