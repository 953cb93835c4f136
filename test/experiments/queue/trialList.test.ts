import { describe, expect, it } from 'vitest';
import { sha256 } from '../../../experiments/base/canonical.ts';
import { trialId } from '../../../experiments/base/identity.ts';
import { stemOf } from '../../../experiments/plan/branches.ts';
import { type Study, trialsOf } from '../../../experiments/plan/study.ts';
import { labKinds } from '../../../experiments/queue/trialKinds.ts';
import { listOf, readList } from '../../../experiments/queue/trialList.ts';

const study: Study = {
  name: 'listed',
  size: 'small',
  question: 'How long?',
  ruleset: 'nakamoto-2022',
  scenario: 'synthetic',
  arithmetic: 'float64',
  set: {},
  factors: [{ name: 'immunityPeriod', values: [300, 600] }],
  seeds: 500,
  warmUpDays: 0,
  days: 1,
  objectives: [{ metric: 'networkQuality', margin: 0.002 }],
  statusQuo: [],
  arms: [],
  armSeeds: 0,
  armLevels: [],
  armSet: {},
};
const tasksOf = (of: Study) =>
  trialsOf(of).map(({ plan }) => ({ id: trialId(plan), input: plan, stem: stemOf(plan) }));

describe('a list of trials', () => {
  it('of a study is its plan, however many trials it has: the worker makes them itself, in the same places', () => {
    const tasks = tasksOf(study);
    const { text, hash, placeOf } = listOf({ kind: 'trial', plan: study, tasks }, labKinds.trial);
    expect(text.length).toBeLessThan(1000);
    const { plans, kind } = readList(hash, text);
    expect(kind).toBe('trial');
    for (const { id, input } of tasks) expect(plans[placeOf.get(id)!]).toEqual(input);
  });

  it('of a study whose warm-up a rule has found is still its plan, with the days found', () => {
    const tasks = tasksOf({ ...study, warmUpDays: 3 });
    const { text, hash, placeOf } = listOf({ kind: 'trial', plan: study, tasks }, labKinds.trial);
    expect(text.length).toBeLessThan(1000);
    const { plans } = readList(hash, text);
    expect(plans[placeOf.get(tasks[7].id)!]).toEqual(tasks[7].input);
  });

  it('of other trials holds what they have in common once, and what each has besides', () => {
    const inputs = [
      { scenario: 'x'.repeat(5000), set: { a: 1 }, seed: '1' },
      { scenario: 'x'.repeat(5000), set: { a: 2 }, seed: '1', change: null },
    ];
    const tasks = inputs.map((input) => ({ id: trialId(input), input }));
    const { text, hash, placeOf } = listOf(
      { kind: 'trial', plan: { kind: 'tune' }, tasks, limitMilliseconds: 9 },
      labKinds.trial,
    );
    expect(text.length).toBeLessThan(5200);
    const { plans, limitMilliseconds } = readList(hash, text);
    expect(limitMilliseconds).toBe(9);
    expect(tasks.map(({ id }) => plans[placeOf.get(id)!])).toEqual(inputs);
  });

  it('is refused where its text is damaged, of another engine, or no list', () => {
    const { text, hash } = listOf({ kind: 'trial', plan: study, tasks: tasksOf(study) }, labKinds.trial);
    expect(() => readList(hash, text.replace('300', '301'))).toThrow(/damaged/);
    const other = listOf({ kind: 'trial', plan: study, tasks: tasksOf(study) }, labKinds.trial);
    const forged = other.text.replace(/"hash":"[0-9a-f]{64}"/, `"hash":"${'0'.repeat(64)}"`);
    const { hash: forgedHash } = listOf({ kind: 'x', plan: null, tasks: [] }, labKinds.trial);
    expect(() => readList(forgedHash, forged)).toThrow(/damaged/);
  });

  it('is refused where it holds a number that no plan may have, before a worker asks for the id of such a plan', () => {
    const endless = '{"common":{},"kind":"trial","trials":[{"seed":1e400}]}';
    expect(() => readList(sha256(endless).slice(0, 32), endless)).toThrow(
      /the list of trials [0-9a-f]{32} cannot be read \(.*Infinity.*\): install the version that wrote it/,
    );
  });
});
