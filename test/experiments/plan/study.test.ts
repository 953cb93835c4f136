import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { studyHash, trialId } from '../../../experiments/base/identity.ts';
import {
  checkStudy,
  listedTrials,
  mainCount,
  type Study,
  type StudyTrial,
  trialsOf,
} from '../../../experiments/plan/study.ts';
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

/** Where each trial of a study is, written down as loops. */
function* loops({ factors, cells, seeds, firstSeed = 1, antithetic, ...study }: Study) {
  const names = (seed: number) => (antithetic === true ? [`${seed}`, `mirror:${seed}`] : [`${seed}`]);
  const combined = factors.reduce<StudyTrial['levels'][]>(
    (rows, { name, values }) => rows.flatMap((row) => values.map((value) => ({ ...row, [name]: value }))),
    [{}],
  );
  for (let seed = firstSeed; seed < firstSeed + seeds; seed++)
    for (const levels of cells ?? combined) for (const name of names(seed)) yield { arm: null, levels, name };
  for (const arm of study.arms)
    for (let seed = 1; seed <= study.armSeeds; seed++)
      for (const value of study.armLevels)
        for (const name of names(seed)) yield { arm: arm.name, levels: { [factors[0].name]: value }, name };
}

describe('the trials of a study', () => {
  const arms = [...small.arms, { name: 'no cabal', set: { 'scenario.cabalShare': 0 } }];
  const drawn = [
    { immunityPeriod: 700, 'validator.alpha': 0.07 },
    { immunityPeriod: 900, 'validator.alpha': 0.02 },
  ];
  it.each<[string, Study]>([
    ['factors and arms', small],
    ['mirrored seeds', { ...small, antithetic: true, arms, armLevels: [512, 3072] }],
    ['a later first seed', { ...small, firstSeed: 101 }],
    ['drawn cells', { ...small, cells: drawn, antithetic: true }],
    [
      'three factors',
      { ...small, factors: [...small.factors, { name: 'kappa', values: [0.4, 0.5, 0.6] }], arms: [] },
    ],
    ['no seeds of arms', { ...small, armSeeds: 0 }],
  ])('are made by their places as loops over seeds, cells and arms make them: %s', (_, study) => {
    const list = listedTrials(study);
    const wanted = [...loops(study)];
    expect(list.length).toBe(wanted.length);
    expect(mainCount(study)).toBe(wanted.filter(({ arm }) => arm === null).length);
    const told = ({ arm, levels, plan }: StudyTrial) => ({ arm, levels, name: plan.seed });
    expect([...list].map(told)).toEqual(wanted);
    // Keys in the same order, too: rows keep them.
    expect(JSON.stringify([...list].map(({ levels }) => levels))).toBe(
      JSON.stringify(wanted.map(({ levels }) => levels)),
    );
    for (const place of [0, 5, wanted.length - 1]) expect(list.at(place)).toEqual(trialsOf(study)[place]);
    expect([list.at(-1), list.at(wanted.length), list.at(0.5)]).toEqual([undefined, undefined, undefined]);
  });

  it('of a million seeds are none of them in memory', () => {
    const list = listedTrials({ ...small, seeds: 250_000, arms: [] });
    expect(list.length).toBe(1_000_000);
    expect(list.at(999_999)).toMatchObject({
      levels: { immunityPeriod: 3072, 'validator.alpha': 0.1 },
      plan: { seed: '250000' },
    });
    expect(JSON.stringify(list)).toBe('{"length":1000000}');
  });
});

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
