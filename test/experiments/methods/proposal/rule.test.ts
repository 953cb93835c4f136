import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Judged, judge } from '../../../../experiments/analysis/requirements/comparison.ts';
import type { Table } from '../../../../experiments/analysis/requirements/table.ts';
import { choose } from '../../../../experiments/methods/proposal/choose.ts';
import { decide, type Verdict } from '../../../../experiments/methods/proposal/decide.ts';
import { rulePower } from '../../../../experiments/methods/proposal/power.ts';
import type { ProposalTerms } from '../../../../experiments/plan/proposalTerms.ts';
import type { Study } from '../../../../experiments/plan/study.ts';
import { powerOf } from '../../../../experiments/statistics/power.ts';
import { stream } from '../../../../sim/random.ts';

/** Property tests draw from a seed of their own: hidden randomness is an error under test. */
const seed = 20_261_129;

/** Three values of a knob in two scenarios; what decides is better lower. */
const study: Study = {
  name: 'planted',
  size: '16 seeds',
  question: 'Is what was planted found?',
  ruleset: 'nakamoto-2022',
  scenario: 'nakamoto-256',
  arithmetic: 'float64',
  set: {},
  factors: [
    { name: 'immunityPeriod', values: [1000, 2000, 3000] },
    { name: 'validator.alpha', values: [0.05, 0.1] },
  ],
  seeds: 16,
  warmUpDays: 2,
  days: 10,
  objectives: [{ metric: 'networkQuality', margin: 1 }],
  statusQuo: [{ value: 1000, label: 'in force' }],
  arms: [],
  armSeeds: 0,
  armLevels: [],
  armSet: {},
};
const usual: ProposalTerms = {
  statusQuo: 1000,
  guardrails: [{ metric: 'wrongEvictions', worseBy: 2 }],
  confirmSeeds: 0,
};

/** What is planted: by metric, then by scenario, the mean change of the values 2000 and 3000. */
type Plant = Readonly<Record<string, readonly (readonly [number, number])[]>>;

/** A table with these means and a scatter of 0.3 by seed, in units of `unit` for what decides. */
function tableWith(plan: Study, plant: Plant, key: string, unit = 1, scatter = 0.3): Table {
  const scenarios = plan.factors[1].values.map((alpha) => ({
    levels: { 'validator.alpha': alpha },
    label: `validator.alpha ${alpha}`,
  }));
  return {
    scenarios,
    seeds: Array.from({ length: plan.seeds }, (_, k) => k),
    values: (scenario, level, metric) => {
      const place = [0.05, 0.1].indexOf(Number(scenario.levels['validator.alpha']));
      const shift = level === 1000 ? 0 : (plant[metric]?.[place]?.[level / 1000 - 2] ?? 0);
      const { normal } = stream(key, `${metric} ${place}`, level);
      return Array.from(
        { length: plan.seeds },
        () => (metric === 'networkQuality' ? unit : 1) * (10 + shift + scatter * normal()),
      );
    },
  };
}

function decided(plan: Study, terms: ProposalTerms, table: Table): { verdict: Verdict; level: number } {
  const judged = judge(plan, terms, table, [2000, 3000]);
  const [{ margin }] = plan.objectives;
  const chosen = choose(judged, { statusQuo: 1000, margin, levels: [1000, 2000, 3000] });
  const { verdict } = decide({
    faults: [],
    judged: chosen.comparisons,
    others: judged.filter((one) => one !== chosen),
    confirmed: null,
    confirmSeeds: 0,
    runsPerSeed: { study: 6, confirmation: 4 },
    enough: null,
  });
  return { verdict, level: chosen.level };
}

const verdictOf = (plant: Plant, terms: ProposalTerms = usual, plan = study) =>
  decided(plan, terms, tableWith(plan, plant, 'one')).verdict;
const both = (two: number, three: number) =>
  [
    [two, three],
    [two, three],
  ] as const;

describe('a change', () => {
  it('is proposed where one value gains more than the margin and harms nothing', () => {
    const found = decided(study, usual, tableWith(study, { networkQuality: both(-2, 0) }, 'one'));
    expect(found).toEqual({ verdict: 'change', level: 2000 });
  });

  it('is the smallest that suffices: of two as good up to the margin, the one nearer to what is in force', () => {
    const chosen = (three: number) =>
      decided(study, usual, tableWith(study, { networkQuality: both(-2, three) }, 'one')).level;
    expect(chosen(-2.6)).toBe(2000);
    expect(chosen(-4)).toBe(3000);
  });

  it('needs more than the margin: a sure gain of half of it is not worth a change', () => {
    expect(verdictOf({ networkQuality: both(-0.5, -0.5) })).toBe('no change');
    expect(verdictOf({ networkQuality: both(-1, -1) })).toBe('not enough evidence');
  });

  it('needs no gain in every scenario, where the mean of them gains enough', () => {
    const plant = {
      networkQuality: [
        [-4, 0],
        [0, 0],
      ],
    } as const;
    expect(verdictOf(plant)).toBe('change');
  });

  it('weighs the scenarios as the plan says', () => {
    const plant = {
      networkQuality: [
        [-4, 0],
        [0, 0],
      ],
    } as const;
    const weighed = (first: number): ProposalTerms => ({
      ...usual,
      weights: [
        { levels: { 'validator.alpha': 0.05 }, weight: first },
        { levels: { 'validator.alpha': 0.1 }, weight: 1 - first },
      ],
    });
    expect(verdictOf(plant, weighed(0.8))).toBe('change');
    expect(verdictOf(plant, weighed(0.1))).toBe('no change');
  });

  it('is not bought with a loss in one scenario beyond the plan’s regret', () => {
    const plant = {
      networkQuality: [
        [-9, 0],
        [3, 0],
      ],
    } as const;
    expect(verdictOf(plant)).toBe('no change');
    expect(verdictOf(plant, { ...usual, regret: 4 })).toBe('change');
  });

  it('is not bought with harm to a guardrail in one scenario', () => {
    const harm = (size: number): Plant => ({
      networkQuality: both(-3, 0),
      wrongEvictions: [
        [size, 0],
        [0, 0],
      ],
    });
    expect(verdictOf(harm(1))).toBe('change');
    expect(verdictOf(harm(2))).toBe('not enough evidence');
    expect(verdictOf(harm(4))).toBe('no change');
  });

  it('keeps limits that are absolute, on either side', () => {
    const plant: Plant = { networkQuality: both(-3, 0), wrongEvictions: both(2, 0) };
    const limited = (limit: object): ProposalTerms => ({
      ...usual,
      guardrails: [{ metric: 'wrongEvictions', ...limit }],
    });
    expect(verdictOf(plant, limited({ atMost: 13 }))).toBe('change');
    expect(verdictOf(plant, limited({ atMost: 11 }))).toBe('no change');
    expect(verdictOf(plant, limited({ atLeast: 11 }))).toBe('change');
    expect(verdictOf(plant, limited({ atLeast: 13 }))).toBe('no change');
  });

  it('of a value that falls out leaves another that does not', () => {
    const plant: Plant = { networkQuality: both(-4, -2), wrongEvictions: both(9, 0) };
    expect(decided(study, usual, tableWith(study, plant, 'one'))).toEqual({ verdict: 'change', level: 3000 });
  });
});

const planted = fc.double({ min: -4, max: 4, noNaN: true });
const anyPlant = fc.tuple(...Array.from({ length: 8 }, () => planted)).map(
  ([a, b, c, d, e, f, g, h]): Plant => ({
    networkQuality: [
      [a, b],
      [c, d],
    ],
    wrongEvictions: [
      [e / 4, f / 4],
      [g / 4, h / 4],
    ],
  }),
);

describe('a decision', () => {
  it('is the same in another unit', () => {
    const seen = new Set<Verdict>();
    fc.assert(
      fc.property(anyPlant, fc.nat(50), fc.constantFrom(3600, 0.01, 65_535), (plant, key, unit) => {
        const other: Study = { ...study, objectives: [{ metric: 'networkQuality', margin: unit }] };
        const one = decided(study, usual, tableWith(study, plant, String(key)));
        expect(decided(other, usual, tableWith(other, plant, String(key), unit))).toEqual(one);
        seen.add(one.verdict);
      }),
      { numRuns: 60, seed },
    );
    expect(seen.size).toBeGreaterThan(1);
  });

  it('does not depend on the order of the scenarios', () => {
    const turned: Study = {
      ...study,
      factors: [study.factors[0], { name: 'validator.alpha', values: [0.1, 0.05] }],
    };
    const weights = [
      { levels: { 'validator.alpha': 0.05 }, weight: 0.7 },
      { levels: { 'validator.alpha': 0.1 }, weight: 0.3 },
    ];
    fc.assert(
      fc.property(anyPlant, fc.nat(50), (plant, key) => {
        const terms = { ...usual, weights };
        const one = decided(study, terms, tableWith(study, plant, String(key)));
        expect(decided(turned, terms, tableWith(turned, plant, String(key)))).toEqual(one);
      }),
      { numRuns: 60, seed },
    );
  });
});

describe('the bounds of a requirement', () => {
  it('move apart with more values of the knob on the side of a yes, and only there', () => {
    const table = tableWith(study, { networkQuality: both(-2, -2) }, 'one');
    const harmOf = (judged: readonly Judged[]) => judged[0].comparisons[0].harm!;
    const alone = harmOf(judge(study, usual, table, [2000]));
    const together = harmOf(judge(study, usual, table, [2000, 3000]));
    expect(together.high).toBeGreaterThan(alone.high);
    expect(together.low).toBe(alone.low);
  });

  it('are open where too many seeds have no value', () => {
    const whole = tableWith(study, { networkQuality: both(-2, -2) }, 'one');
    const holes = (count: number): Table => ({
      ...whole,
      values: (...cell) => whole.values(...cell).map((value, k) => (k < count ? null : value)),
    });
    expect(judge(study, usual, holes(4), [2000])[0].comparisons[0].harm?.n).toBe(12);
    expect(judge(study, usual, holes(5), [2000])[0].comparisons[0].harm).toBeNull();
    expect(decided(study, usual, holes(5)).verdict).toBe('not enough evidence');
  });
});

describe('the power of the rule', () => {
  const power = (terms: ProposalTerms, scatter: number, confirmSeeds = 0) =>
    rulePower(judge(study, terms, tableWith(study, {}, 'one', 1, scatter), [2000])[0].comparisons, {
      candidates: 2,
      seeds: 16,
      confirmSeeds,
    })!;

  it('is that of a paired t beyond the margin, for the gain alone, with 8 % more scatter for bounds moved outwards', () => {
    const { gainAlone, gain } = power(usual, 1);
    const [{ harm }] = judge(study, usual, tableWith(study, {}, 'one', 1, 1), [2000])[0].comparisons;
    expect(gain).toBe(2);
    expect(gainAlone).toBe(powerOf({ distance: 1, sd: 1.08 * harm!.sd, comparisons: 2 }, 16));
  });

  it('names the fewest seeds that do, and with a guardrail that allows too little none', () => {
    const { enough, found, foundAtMost } = power(usual, 2);
    expect(enough).toBeGreaterThan(16);
    expect(found).toBeLessThan(0.8);
    expect(foundAtMost).toBeGreaterThanOrEqual(found);
    const at = (seeds: number) =>
      rulePower(judge(study, usual, tableWith(study, {}, 'one', 1, 2), [2000])[0].comparisons, {
        candidates: 2,
        seeds,
        confirmSeeds: 0,
      })!.found;
    expect(at(enough!)).toBeGreaterThanOrEqual(0.8);
    expect(at(enough! - 1)).toBeLessThan(0.8);
    const strict: ProposalTerms = { ...usual, guardrails: [{ metric: 'wrongEvictions', worseBy: 0 }] };
    expect(power(strict, 1).enough).toBeNull();
    expect(power(strict, 1).hardest.metric).toBe('wrongEvictions');
  });

  it('is less where fresh seeds must confirm', () => {
    expect(power(usual, 1, 8).confirmed).toBeLessThan(1);
    expect(power(usual, 2, 8).enough!).toBeGreaterThan(power(usual, 2).enough!);
  });
});
