import { beforeAll, describe, expect, it } from 'vitest';
import type { Measure, Wanted } from '../../../../experiments/methods/tune/evaluation.ts';
import type { Measures } from '../../../../experiments/methods/tune/scores.ts';
import { tuneAnswer, tuneYardstick } from '../../../../experiments/methods/tune/tuneAnswer.ts';
import type { TunePlan } from '../../../../experiments/methods/tune/tunePlan.ts';
import { tuneStudy } from '../../../../experiments/methods/tune/tuneStudy.ts';
import { stream } from '../../../../sim/random.ts';
import { faultsOf } from '../../report/readable.ts';

// mathjs loads seedrandom, which seeds itself from Math.random when it is loaded; nothing here draws from it.
beforeAll(async () => {
  const { random } = Math;
  Math.random = () => 0.5;
  await import('mathjs');
  Math.random = random;
});

const base: TunePlan = {
  kind: 'tune',
  name: 'toy',
  question: 'Which is best?',
  ruleset: 'nakamoto-2022',
  scenario: 'synthetic',
  arithmetic: 'float64',
  set: {},
  dimensions: [
    { name: 'immunityPeriod', domain: { kind: 'integer', low: 0, high: 1000 } },
    { name: 'validator.alpha', domain: { kind: 'uniform', low: 0, high: 1 } },
  ],
  objectives: [{ name: 'networkQuality', expression: 'networkQuality', better: 'lower', margin: 0.1 }],
  guardrails: [],
  constraints: [],
  statusQuo: { immunityPeriod: 1000, 'validator.alpha': 0.5 },
  search: 'gaussian',
  budget: 24,
  firstSeed: 1,
  searchSeeds: 6,
  confirmSeeds: 16,
  seed: '1',
  warmUpDays: 0,
  days: 1,
};

/** A bowl in the first knob alone, lowest at 300: the second moves nothing. All settings of a seed share most of their luck. */
function bowl({ setting, seed }: Wanted): Measures {
  const x = Number(setting.immunityPeriod) / 1000;
  const luck =
    stream(seed, 'shared', 'luck').normal() + 0.05 * stream(seed, 'own', JSON.stringify(setting)).normal();
  return { networkQuality: 4 * (x - 0.3) ** 2 + luck, wrongEvictions: 100 * x, deterred: 1 };
}
const measureBowl: Measure = async (wanted) => wanted.map(bowl);

describe('a tuner', () => {
  it.each(['gaussian', 'cma-es', 'race', 'random'] as const)(
    '%s recommends what fresh seeds show to be better, and moves no knob that does nothing',
    async (search) => {
      const plan = { ...base, search };
      const outcome = await tuneStudy(plan, measureBowl);
      const { verdict, evaluations } = outcome;
      expect(verdict.outcome).toBe('change');
      const answer = tuneAnswer(plan, outcome);
      expect(answer).toMatch(
        /^Change the immunity period from 1,000 to \d+ blocks: mean loss is 1\.\d+ ± 0\.\d+ nats lower \(16 fresh worlds\)\.$/,
      );
      expect(faultsOf(answer)).toEqual([]);
      expect(tuneYardstick(plan, outcome)).toMatch(
        /^\*\*Is that much\?\*\* A change of mean loss below 0\.\d+ nats counts as none: this one is \d+ times that, certainly more\.$/,
      );
      const { setting, differences } = verdict.contenders[verdict.recommended!];
      const truth = 4 * (Number(setting.immunityPeriod) / 1000 - 0.3) ** 2 - 4 * 0.49;
      expect(differences[0].low).toBeLessThanOrEqual(truth);
      expect(differences[0].high).toBeGreaterThanOrEqual(truth);
      const searched = evaluations.filter(({ stage }) => stage !== 'confirm');
      const fresh = evaluations.filter(({ stage }) => stage === 'confirm');
      for (const { seed } of searched) expect([1, 2, 3, 4, 5, 6]).toContain(seed);
      expect(Math.max(...searched.map(({ seed }) => seed))).toBeLessThan(
        Math.min(...fresh.map(({ seed }) => seed)),
      );
    },
  );

  it('answers with the range in which the planted bowl is within the margin, and the smallest change leaves the idle knob alone', async () => {
    const { verdict, ranges } = await tuneStudy({ ...base, budget: 40 }, measureBowl);
    const small = verdict.contenders.find(({ roles }) => roles.includes('smallest sufficient change'))!;
    expect(small.setting['validator.alpha']).toBe(0.5);
    expect(verdict.contenders[verdict.recommended!]).toBe(small);
    const [low, high] = ranges[0].expected.map(Number);
    const reach = 1000 * Math.sqrt(0.1 / 4);
    expect(Math.abs(low - (300 - reach))).toBeLessThan(60);
    expect(Math.abs(high - (300 + reach))).toBeLessThan(60);
    expect(ranges[1].expected.map(Number)).toEqual([0, 1]);
  });

  it('never recommends a setting that may break a guardrail, and says no change where only such would gain', async () => {
    const guardrails = [{ expression: 'wrongEvictions', atMost: null, atLeast: 80 }];
    const { verdict } = await tuneStudy({ ...base, guardrails }, measureBowl);
    for (const { setting, standing } of verdict.contenders)
      if (standing === 'better') expect(Number(setting.immunityPeriod)).toBeGreaterThanOrEqual(800);
    const strict = await tuneStudy(
      { ...base, guardrails: [{ expression: 'wrongEvictions', atMost: null, atLeast: 99 }] },
      measureBowl,
    );
    expect(faultsOf(tuneAnswer({ ...base, guardrails }, strict))).toEqual([]);
    if (strict.verdict.recommended !== null)
      expect(
        Number(strict.verdict.contenders[strict.verdict.recommended].setting.immunityPeriod),
      ).toBeGreaterThanOrEqual(990);
  });

  it('tries no setting that a constraint forbids', async () => {
    const constraints = ['immunityPeriod >= 500 or validator.alpha < 0.2'];
    const { evaluations } = await tuneStudy({ ...base, constraints }, measureBowl);
    for (const { setting } of evaluations)
      expect(Number(setting.immunityPeriod) >= 500 || Number(setting['validator.alpha']) < 0.2).toBe(true);
  });

  it('gives the same outcome again, whatever was found done already', async () => {
    const kept = new Map<string, Measures>();
    let ran = 0;
    const remembering: Measure = async (wanted) =>
      wanted.map((one) => {
        const key = JSON.stringify([one.setting, one.seed]);
        if (!kept.has(key)) ran += 1;
        kept.set(key, kept.get(key) ?? bowl(one));
        return kept.get(key)!;
      });
    const first = await tuneStudy(base, remembering);
    const before = ran;
    const again = await tuneStudy(base, remembering);
    expect(ran).toBe(before);
    expect(again).toEqual(first);
  });

  it('weighs two objectives: the middle of the front is likely undominated, the status quo beyond it is not', async () => {
    const two: TunePlan = {
      ...base,
      search: 'nsga2',
      objectives: [
        { name: 'networkQuality', expression: 'networkQuality', better: 'lower', margin: 0.1 },
        { name: 'wrongEvictions', expression: 'wrongEvictions', better: 'lower', margin: 3 },
      ],
    };
    const { verdict } = await tuneStudy(two, measureBowl);
    expect(verdict.contenders.length).toBeGreaterThan(1);
    expect(verdict.statusQuoUndominated).toBeLessThan(0.05);
    expect(Math.max(...verdict.contenders.map(({ undominated }) => undominated))).toBeGreaterThan(0.9);
  });

  it('tries a setting again on the next seed on which it has not run, round the seeds of the search', async () => {
    const few: TunePlan = {
      ...base,
      search: 'random',
      budget: 12,
      searchSeeds: 3,
      dimensions: [{ name: 'immunityPeriod', domain: { kind: 'integer', low: 0, high: 1 } }],
      statusQuo: { immunityPeriod: 1 },
    };
    const { evaluations } = await tuneStudy(few, measureBowl);
    const searched = evaluations.filter(({ stage }) => stage !== 'confirm');
    const seedsOf = (immunityPeriod: number) =>
      searched.filter(({ setting }) => setting.immunityPeriod === immunityPeriod).map(({ seed }) => seed);
    expect([...seedsOf(0)].sort()).toEqual([1, 2, 3]);
    expect([...seedsOf(1)].sort()).toEqual([1, 2, 3]);
    const first = searched[0].seed;
    expect(searched[1].seed).toBe((first % 3) + 1);
  });

  it.each([5, 8, 12])('spends its budget on the search, and no more: %d trials', async (budget) => {
    const { evaluations } = await tuneStudy({ ...base, search: 'cma-es', budget }, measureBowl);
    expect(evaluations.filter(({ stage }) => stage === 'search')).toHaveLength(budget);
  });

  it('chooses among names without an order', async () => {
    const named: TunePlan = {
      ...base,
      dimensions: [
        { name: 'scenario.foresight', domain: { kind: 'choice', values: ['none', 'smooth', 'perfect'] } },
      ],
      statusQuo: { 'scenario.foresight': 'none' },
    };
    const loss = { none: 1, smooth: 0, perfect: 2 };
    const { verdict, ranges } = await tuneStudy(named, async (wanted) =>
      wanted.map(({ setting, seed }) => ({
        networkQuality:
          loss[setting['scenario.foresight'] as keyof typeof loss] +
          0.1 * stream(seed, 'named', JSON.stringify(setting)).normal(),
      })),
    );
    expect(verdict.contenders[verdict.recommended!].setting).toEqual({ 'scenario.foresight': 'smooth' });
    expect(ranges[0].certain).toEqual(['smooth']);
  });
});

describe('a study that cannot be answered is named plainly', () => {
  it('an objective that never varies', async () => {
    const flat = [{ name: 'deterred', expression: 'deterred', better: 'lower' as const, margin: 1 }];
    await expect(tuneStudy({ ...base, objectives: flat }, measureBowl)).rejects.toThrow(
      /objective "deterred" never varies: all 30 trials gave 1;/,
    );
  });

  it('a guardrail that no setting meets, with how far it is missed', async () => {
    const guardrails = [{ expression: 'deterred', atMost: 0.25, atLeast: null }];
    await expect(tuneStudy({ ...base, guardrails }, measureBowl)).rejects.toThrow(
      /no setting meets the guardrail deterred <= 0.25: the nearest of \d+ trials misses it by 0.75/,
    );
  });

  it('a space that its constraints leave empty', async () => {
    const constraints = ['immunityPeriod > 600 and immunityPeriod < 400'];
    await expect(tuneStudy({ ...base, constraints }, measureBowl)).rejects.toThrow(/an empty space/);
  });

  it('trials that mostly have no value', async () => {
    const holes: Measure = async (wanted) =>
      wanted.map((one, k) =>
        k % 3 === 0 ? bowl(one) : one.seed % 2 === 0 ? null : { networkQuality: null },
      );
    await expect(tuneStudy(base, holes)).rejects.toThrow(/of 24 trials failed or have no value/);
  });
});
