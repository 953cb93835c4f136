import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonical, sha256 } from '../../../experiments/base/canonical.ts';
import {
  engineOf,
  engineVersion,
  schemaVersion,
  studyHash,
  trialId,
} from '../../../experiments/base/identity.ts';

/** Plans near one another: most pairs differ in one setting, one digit or one type. */
const plan = fc
  .record({
    ruleset: fc.constantFrom('nakamoto-2022', 'finney-2023'),
    scenario: fc.constantFrom('nakamoto-256', 'synthetic'),
    arithmetic: fc.constantFrom('float64', 'chain'),
    set: fc.dictionary(
      fc.constantFrom('immunityPeriod', 'kappa', 'tempo', 'validator.alpha'),
      fc.oneof(fc.integer({ min: 0, max: 9999 }), fc.double({ noNaN: true, min: 0, max: 1 }), fc.boolean()),
      { noNullPrototype: true },
    ),
    days: fc.integer({ min: 1, max: 90 }),
    seed: fc.integer({ min: 1, max: 999 }).map(String),
  })
  .filter(({ set }) => Object.values(set).every((value) => !Object.is(value, -0)));

describe('the id of a trial', () => {
  it('is 32 hexadecimal digits and the same whatever the order of keys', () => {
    const id = trialId({ seed: '1', set: { kappa: 0.5, tempo: 360 } });
    expect(id).toMatch(/^[0-9a-f]{32}$/);
    expect(trialId({ set: { tempo: 360, kappa: 0.5 }, seed: '1' })).toBe(id);
  });

  it('names the engine and the schema: another version computes another trial', () => {
    const plan = { seed: '1' };
    const text = canonical({ engineVersion, schemaVersion, plan });
    expect(text).toContain(`"engineVersion":"${engineVersion}"`);
    expect(trialId(plan)).toBe(sha256(text).slice(0, 32));
    expect(sha256(text.replace(engineVersion, `${engineVersion}x`)).slice(0, 32)).not.toBe(trialId(plan));
    expect(
      sha256(canonical({ engineVersion, schemaVersion: schemaVersion + 1, plan })).slice(0, 32),
    ).not.toBe(trialId(plan));
  });

  it('is that of a later engine where the rules of its ruleset have changed since, and of the first elsewhere', () => {
    expect(engineOf({ ruleset: 'nakamoto-2022' })).toBe(engineVersion);
    expect(engineOf({ ruleset: 'burn-2026' })).not.toBe(engineVersion);
    const [before, since] = ['finney-2023', 'burn-2026'].map((ruleset) => ({ ruleset, seed: '1' }));
    expect(trialId(before)).toBe(
      sha256(canonical({ engineVersion, schemaVersion, plan: before })).slice(0, 32),
    );
    expect(trialId(since)).not.toBe(
      sha256(canonical({ engineVersion, schemaVersion, plan: since })).slice(0, 32),
    );
  });

  it('differs for 10,000 fuzzed plans that differ, and only for those', () => {
    const ids = new Map<string, unknown>();
    const texts = new Set<string>();
    for (const sample of fc.sample(plan, { numRuns: 10_000, seed: 2026 })) {
      const id = trialId(sample);
      if (ids.has(id)) expect(sample).toEqual(ids.get(id));
      ids.set(id, sample);
      texts.add(canonical(sample));
    }
    expect(texts.size).toBeGreaterThan(9000);
    expect(ids.size).toBe(texts.size);
  });

  it.each([
    ['a number and its text', { seed: 1 }, { seed: '1' }],
    ['false and null', { on: false }, { on: null }],
    ['a setting left out and one set to null', {}, { kappa: null }],
    ['neighbours in the last bit', { kappa: 0.3 }, { kappa: 0.1 + 0.2 }],
    ['a list and a record', { set: ['a'] }, { set: { 0: 'a' } }],
    ['digits that move between settings', { a: '1', b: '11' }, { a: '11', b: '1' }],
  ])('tells apart %s', (_, one, other) => {
    expect(trialId(one)).not.toBe(trialId(other));
  });

  it.each([Number.NaN, Number.POSITIVE_INFINITY, -0])('is refused to a plan with %s', (value) => {
    expect(() => trialId({ set: { kappa: value } })).toThrow('$.plan.set.kappa is ');
  });
});

describe('the hash of a study', () => {
  it('is a whole SHA-256 and never the id of the trial with the same content', () => {
    expect(studyHash({ name: 'x' })).toMatch(/^[0-9a-f]{64}$/);
    expect(studyHash({ name: 'x' }).startsWith(trialId({ name: 'x' }))).toBe(false);
  });
});
