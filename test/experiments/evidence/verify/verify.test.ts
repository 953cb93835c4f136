import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { canonical, sha256 } from '../../../../experiments/base/canonical.ts';
import { studyHash, trialId } from '../../../../experiments/base/identity.ts';
import { firstDifference } from '../../../../experiments/evidence/verify/firstDifference.ts';
import { keyedSample } from '../../../../experiments/evidence/verify/keyedSample.ts';
import { holds, verify } from '../../../../experiments/evidence/verify/verify.ts';
import { type Study, trialsOf } from '../../../../experiments/plan/study.ts';
import { runTrial } from '../../../../experiments/plan/trial.ts';
import { Journal, type StoredRow } from '../../../../experiments/run/journal.ts';
import { labWords } from '../../../compiled.ts';
import { labHere } from '../../cli/inProcess.ts';

const study: Study = {
  name: 'small',
  size: '2 seeds',
  question: 'Does a row come out again?',
  ruleset: 'nakamoto-2022',
  scenario: 'synthetic',
  arithmetic: 'float64',
  set: {},
  factors: [{ name: 'immunityPeriod', values: [1000, 3000] }],
  seeds: 2,
  warmUpDays: 0.1,
  days: 0.3,
  objectives: [{ metric: 'networkQuality', margin: 0.002 }],
  statusQuo: [],
  arms: [],
  armSeeds: 0,
  armLevels: [],
  armSet: {},
};
const options = { sample: 10, seed: '1', workers: 1 };

let root: string;
let rows: StoredRow[];

beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'verify-'));
  rows = trialsOf(study).map(({ arm, levels, plan }) => ({
    ...runTrial(plan),
    arm,
    levels,
    id: trialId(plan),
    plan,
    status: 'complete',
  }));
});
afterAll(() => rmSync(root, { recursive: true }));

/** A results folder as a sweep leaves it. */
function folderWith(name: string, kept: readonly StoredRow[], plan: unknown = study): string {
  const folder = join(root, name);
  mkdirSync(folder);
  const hash = studyHash(study);
  writeFileSync(join(folder, 'study.json'), JSON.stringify({ schema: 1, hash, plan }));
  const journal = new Journal(join(folder, 'journal.ndjson'), hash);
  for (const row of kept) journal.append(row);
  journal.close();
  return folder;
}

describe('verify', () => {
  it('finds every byte of an honest folder again', async () => {
    const found = await verify(folderWith('honest', rows), options);
    expect(found).toMatchObject({ kept: 4, sampled: 4, agreed: 4, planAgrees: true, differences: [] });
    expect(holds(found)).toBe(true);
  });

  it('names the number that was touched up, though the line bears a right checksum', async () => {
    const measures = { ...(rows[1].measures as Record<string, number>) };
    measures.networkQuality -= 1e-12;
    const found = await verify(folderWith('touched', [rows[0], { ...rows[1], measures }]), options);
    expect(found).toMatchObject({ sampled: 2, agreed: 1 });
    expect(found.differences).toEqual([
      {
        where: rows[1].id,
        what: expect.stringMatching(/^measures\.networkQuality: kept [\d.]+, now [\d.]+$/),
      },
    ]);
  });

  it('names and counts the measures that a row is too old for, and compares the others', async () => {
    const { networkQuality, churn, ...older } = rows[1].measures as Record<string, number>;
    const found = await verify(folderWith('older', [rows[0], { ...rows[1], measures: older }]), options);
    expect(found).toMatchObject({ agreed: 2, laterMeasures: { networkQuality: 1, churn: 1 } });
    expect(holds(found)).toBe(true);
  });

  it('fails where a kept measure no longer comes out', async () => {
    const measures = { ...(rows[1].measures as object), abolished: 1 };
    const found = await verify(folderWith('abolished', [{ ...rows[1], measures }]), options);
    expect(found.differences).toEqual([
      { where: rows[1].id, what: 'measures.abolished: kept 1, now nothing' },
    ]);
  });

  it('refuses a row under a label that is not its own, and a trial that the plan does not have', async () => {
    const relabelled = { ...rows[0], levels: { immunityPeriod: 3000 } };
    const foreign = { ...rows[1], plan: { ...(rows[1].plan as object), seed: '9' } };
    const own = { ...foreign, id: trialId(foreign.plan) };
    const found = await verify(folderWith('labels', [relabelled, own]), options);
    const what = new Map(found.differences.map((difference) => [difference.where, difference.what]));
    expect(what.get(rows[0].id)).toContain('levels.immunityPeriod: kept 3000, now 1000');
    expect(what.get(own.id)).toBe('is no trial of this plan');
  });

  it('sees that a plan was edited after its first trial', async () => {
    const edited = { ...study, objectives: [{ metric: 'networkQuality', margin: 0.2 }] };
    const found = await verify(folderWith('edited', rows, edited), options);
    expect(found.planAgrees).toBe(false);
    expect(found.differences[0]).toMatchObject({
      where: 'plan',
      what: expect.stringContaining('was edited'),
    });
  });

  it('counts lines that their checksum does not match', async () => {
    const folder = folderWith('damaged', rows);
    const path = join(folder, 'journal.ndjson');
    const lines = readFileSync(path, 'utf8').split('\n');
    lines[2] = lines[2].replace(/"networkQuality":\d/, '"networkQuality":9');
    writeFileSync(path, lines.join('\n'));
    const found = await verify(folder, options);
    expect(found.differences).toEqual([{ where: 'journal', what: '1 lines do not match their checksum' }]);
  });
});

describe('the sample', () => {
  const ids = Array.from({ length: 40 }, (_, k) => sha256(String(k)));

  it('is the same for the same key in any order of the ids, and another for another key', () => {
    const sample = keyedSample(ids, 5, 'a');
    expect(keyedSample([...ids].reverse(), 5, 'a')).toEqual(sample);
    expect(keyedSample(ids, 5, 'b')).not.toEqual(sample);
  });

  it('takes each id equally often: 4,000 keys, 5 of 40, within five standard errors', () => {
    const counts = new Map(ids.map((id) => [id, 0]));
    for (let key = 0; key < 4000; key++)
      for (const id of keyedSample(ids, 5, String(key))) counts.set(id, counts.get(id)! + 1);
    const error = Math.sqrt((4000 * 5 * 35) / 40 / 40);
    for (const count of counts.values()) expect(Math.abs(count - 500)).toBeLessThan(5 * error);
  });
});

it('a difference is named by its place, a missing part as nothing', () => {
  expect(firstDifference({ a: [1, { b: 2 }] }, { a: [1, { b: 3 }] })).toBe('a.1.b: kept 2, now 3');
  expect(firstDifference({ a: 1 }, { a: 1, b: null })).toBe('b: kept nothing, now null');
  expect(firstDifference({ a: [1] }, { a: [1] })).toBeNull();
});

describe('the command', () => {
  const lab = (...args: string[]) => labHere(['verify', ...args]);
  const inChild = (...args: string[]) =>
    spawnSync(process.execPath, [...labWords(), 'verify', ...args], {
      cwd: fileURLToPath(new URL('../../../..', import.meta.url)),
      encoding: 'utf8',
    });

  it('ends with 1 where a byte differs and with 2 where there is nothing to verify', async () => {
    const honest = inChild(join(root, 'honest'), '--sample', '2', '--workers', '1');
    expect(honest.stdout).toMatch(/^verified 2 of 2 \(sampled from 4 trials; plan [0-9a-f]{8} is the one/);
    expect(honest.status).toBe(0);
    const touched = await lab(join(root, 'touched'), '--json', '--workers', '1');
    expect(JSON.parse(touched.stdout)).toMatchObject({ sampled: 2, agreed: 1 });
    expect(touched.status).toBe(1);
    const empty = folderWith('empty', []);
    expect(await lab(empty)).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('nothing to verify'),
    });
    expect(await lab(root)).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('study.json is missing'),
    });
  });

  it('refuses the journal of another study and leaves it as it was', async () => {
    const folder = join(root, 'foreign');
    cpSync(join(root, 'honest'), folder, { recursive: true });
    const plan = { ...study, name: 'other' };
    const hash = studyHash(plan);
    writeFileSync(join(folder, 'study.json'), JSON.stringify({ schema: 1, hash, plan }));
    const before = readFileSync(join(folder, 'journal.ndjson'), 'utf8');
    expect(await lab(folder)).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('belongs to study'),
    });
    expect(readFileSync(join(folder, 'journal.ndjson'), 'utf8')).toBe(before);
    expect(canonical(rows[0])).toBe(before.split('\n')[1].slice(17));
  });
});
