import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Comparison, Harm } from '../../../../experiments/analysis/requirements/comparison.ts';
import { decide, type Evidence, type Fault } from '../../../../experiments/methods/proposal/decide.ts';

/** Property tests draw from a seed of their own: hidden randomness is an error under test. */
const seed = 20_261_124;

const ends = fc.oneof(
  fc.double({ min: -3, max: 3, noNaN: true }),
  fc.constantFrom(0, -1, 1, -0.5, 0.5, Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY),
);
const anyHarm: fc.Arbitrary<Harm | null> = fc.option(
  fc.tuple(ends, ends, fc.integer({ min: 2, max: 40 })).map(([one, other, n]) => {
    const [low, high] = one <= other ? [one, other] : [other, one];
    return { n, mean: (low + high) / 2, sd: 1, low, high };
  }),
  { freq: 12 },
);
/** All of it on the good side of both kinds of limit. */
const goodHarm: fc.Arbitrary<Harm> = fc
  .tuple(fc.double({ min: -9, max: -6, noNaN: true }), fc.double({ min: -6, max: -3.1, noNaN: true }))
  .map(([low, high]) => ({ n: 12, mean: (low + high) / 2, sd: 1, low, high }));

const comparison = (harm: fc.Arbitrary<Harm | null>): fc.Arbitrary<Comparison> =>
  fc
    .record({
      harm,
      role: fc.constantFrom('gain' as const, 'regret' as const, 'guardrail' as const),
      limit: fc.constantFrom(0, 0.5, 1, 3),
    })
    .map(({ harm, role, limit }) => ({
      scenario: 'a world',
      metric: 'networkQuality',
      role,
      rule: 'better',
      effect: null,
      harm,
      limit: role === 'gain' ? -limit : limit,
      sign: 1,
      idle: 0,
    }));
const fault: fc.Arbitrary<Fault> = fc.record({
  kind: fc.constantFrom('engine', 'missing', 'failed', 'foreign', 'damaged'),
  what: fc.constant('amiss'),
  runs: fc.integer({ min: 0, max: 1000 }),
});
const evidenceOf = (harm: fc.Arbitrary<Harm | null>, faults: fc.Arbitrary<Fault[]>): fc.Arbitrary<Evidence> =>
  fc.record({
    faults,
    judged: fc.array(comparison(harm), { maxLength: 5 }),
    confirmed: fc.option(fc.array(comparison(harm), { maxLength: 5 })),
    others: fc.array(
      fc.array(comparison(harm), { maxLength: 4 }).map((comparisons) => ({ level: 1, comparisons })),
      { maxLength: 3 },
    ),
    runsPerSeed: fc.constant({ study: 6, confirmation: 4 }),
    confirmSeeds: fc.constantFrom(0, 4, 24),
    enough: fc.option(fc.integer({ min: 2, max: 400 })),
  });
const anyEvidence = fc.oneof(
  evidenceOf(anyHarm, fc.array(fault, { maxLength: 2 })),
  evidenceOf(fc.oneof(anyHarm, goodHarm), fc.constant([])),
);
/** The first comparison of a plan is always an objective. */
const asObjective = (comparisons: readonly Comparison[]): Comparison[] =>
  comparisons.map((one, k) => (k === 0 ? { ...one, role: 'gain', limit: -Math.abs(one.limit) } : one));

/** Nothing amiss: what a change may rest on. */
const soundEvidence = fc
  .record({
    judged: fc.array(comparison(goodHarm), { minLength: 1, maxLength: 5 }),
    extra: fc.array(comparison(goodHarm), { minLength: 5, maxLength: 6 }),
  })
  .map(
    ({ judged, extra }): Evidence => ({
      faults: [],
      judged: asObjective(judged),
      others: [],
      confirmed: asObjective(extra),
      runsPerSeed: { study: 6, confirmation: 4 },
      confirmSeeds: 12,
      enough: 24,
    }),
  );

/** Written from the promise, not from the code: may this be shown to a voter as a change? */
function isSafe({ faults, judged, confirmed, confirmSeeds }: Evidence): boolean {
  if (faults.length > 0) return false;
  const parts = confirmSeeds === 0 ? [judged] : [judged, confirmed ?? []];
  if (!parts.every((part) => part.some(({ role }) => role === 'gain'))) return false;
  const isSure = ({ role, harm, limit }: Comparison): boolean => {
    if (harm === null || !Number.isFinite(harm.low) || !Number.isFinite(harm.high)) return false;
    // Certainly better: neither zero nor the margin is left by the bounds of a gain.
    return role === 'gain' ? harm.high < 0 && harm.high < limit : !(harm.high > limit);
  };
  const isHarmful = ({ role, harm, limit }: Comparison) =>
    role !== 'gain' && harm !== null && Number.isFinite(harm.high) && harm.low > limit;
  // Fresh seeds find the gain again, and show no harm for certain.
  return (
    judged.every(isSure) &&
    (confirmSeeds === 0 ||
      (confirmed ?? []).every((one) => (one.role === 'gain' ? isSure(one) : !isHarmful(one))))
  );
}

const replaced = <T>(list: readonly T[], place: number, change: (one: T) => T): T[] =>
  list.map((one, k) => (k === place % list.length ? change(one) : one));

describe('a verdict', () => {
  it('is change only where nothing is amiss and every interval allows it, over 20,000 made-up cases', () => {
    fc.assert(
      fc.property(anyEvidence, (evidence) => {
        if (decide(evidence).verdict === 'change') expect(isSafe(evidence)).toBe(true);
      }),
      { numRuns: 20_000, seed },
    );
  });

  it('is change where all is well: the property above is not empty', () => {
    fc.assert(
      fc.property(soundEvidence, (evidence) => {
        expect(isSafe(evidence)).toBe(true);
        expect(decide(evidence)).toEqual({ verdict: 'change', moreRuns: null, seeds: null, reasons: [] });
      }),
      { seed },
    );
  });

  const poisons: Readonly<Record<string, (evidence: Evidence, place: number) => Evidence>> = {
    'a guardrail broken': (evidence, place) => ({
      ...evidence,
      judged: replaced(evidence.judged, place, (one) => ({
        ...one,
        role: 'guardrail',
        limit: 1,
        harm: { n: 12, mean: 3, sd: 1, low: 2, high: 4 },
      })),
    }),
    'an interval across zero': (evidence, place) => ({
      ...evidence,
      judged: replaced(evidence.judged, place, (one) => ({
        ...one,
        role: 'gain',
        limit: 0,
        harm: { n: 12, mean: -1, sd: 1, low: -2.1, high: 0.1 },
      })),
    }),
    'an interval across its margin': (evidence, place) => ({
      ...evidence,
      judged: replaced(evidence.judged, place, (one) => ({
        ...one,
        role: 'gain',
        limit: -1,
        harm: { n: 12, mean: -1.5, sd: 1, low: -2.1, high: -0.9 },
      })),
    }),
    'fresh seeds that do not confirm': (evidence, place) => ({
      ...evidence,
      confirmed: replaced(evidence.confirmed!, place, (one) => ({
        ...one,
        role: 'gain',
        limit: 0,
        harm: { n: 12, mean: -1, sd: 1, low: -2.1, high: 0.1 },
      })),
    }),
    'no fresh seeds': (evidence) => ({ ...evidence, confirmed: null }),
    'fewer fresh comparisons than judged ones': (evidence) => ({ ...evidence, confirmed: [] }),
    'trials missing': (evidence) => ({
      ...evidence,
      faults: [{ kind: 'missing', what: '3 trials are missing', runs: 3 }],
    }),
    'another engine': (evidence) => ({
      ...evidence,
      faults: [{ kind: 'engine', what: 'another engine', runs: 40 }],
    }),
    'a comparison without values': (evidence, place) => ({
      ...evidence,
      judged: replaced(evidence.judged, place, (one) => ({ ...one, harm: null })),
    }),
    'an interval that is not a number': (evidence, place) => ({
      ...evidence,
      judged: replaced(evidence.judged, place, (one) => ({
        ...one,
        harm: { n: 12, mean: Number.NaN, sd: 1, low: Number.NaN, high: Number.NaN },
      })),
    }),
  };

  it.each(Object.entries(poisons))('is never change with %s', (_, poison) => {
    fc.assert(
      fc.property(soundEvidence, fc.nat(), (evidence, place) => {
        expect(decide(poison(evidence, place)).verdict).not.toBe('change');
      }),
      { numRuns: 500, seed },
    );
  });

  it('is no change only where every value surely fails, or fresh seeds do, and nothing is amiss', () => {
    const surelyFails = (comparisons: readonly Comparison[]) =>
      comparisons.some(
        ({ role, harm, limit }) =>
          harm !== null &&
          Number.isFinite(harm.low) &&
          (role === 'gain' ? harm.low >= limit : harm.low > limit),
      );
    let cases = 0;
    fc.assert(
      fc.property(anyEvidence, (evidence) => {
        if (decide(evidence).verdict !== 'no change') return;
        cases += 1;
        expect(evidence.faults).toEqual([]);
        const all = [evidence.judged, ...evidence.others.map(({ comparisons }) => comparisons)];
        expect(all.every(surelyFails) || surelyFails(evidence.confirmed ?? [])).toBe(true);
      }),
      { numRuns: 20_000, seed },
    );
    expect(cases).toBeGreaterThan(100);
  });

  it('is not no change while another value of the knob may still pass', () => {
    fc.assert(
      fc.property(evidenceOf(anyHarm, fc.constant([])), soundEvidence, (evidence, { judged }) => {
        fc.pre(evidence.judged.length > 0);
        const others = [...evidence.others, { level: 2, comparisons: judged }];
        const { verdict } = decide({ ...evidence, others, confirmed: null });
        expect(verdict).not.toBe('no change');
      }),
      { numRuns: 2000, seed },
    );
  });

  it('asks for at least one more run where evidence is wanting, or says that no number would do', () => {
    fc.assert(
      fc.property(anyEvidence, (evidence) => {
        const { verdict, moreRuns, reasons } = decide(evidence);
        const isWanting = verdict === 'not enough evidence';
        if (isWanting) expect(reasons.length).toBeGreaterThan(0);
        if (!isWanting) expect(moreRuns).toBeNull();
        if (moreRuns !== null) expect(Number.isInteger(moreRuns) && moreRuns >= 1).toBe(true);
      }),
      { numRuns: 5000, seed },
    );
  });

  const one = (mean: number, enough: number | null = null): Evidence => ({
    faults: [],
    judged: [
      {
        scenario: '',
        metric: 'networkQuality',
        role: 'gain',
        rule: '',
        effect: null,
        harm: { n: 10, mean, sd: 1, low: mean - 4, high: mean + 4 },
        limit: 0,
        sign: 1,
        idle: 0,
      },
    ],
    others: [],
    confirmed: null,
    runsPerSeed: { study: 3, confirmation: 2 },
    confirmSeeds: 4,
    enough,
  });

  it('asks for the runs that bring a bound to its limit: half as far away, four times the seeds', () => {
    expect(decide(one(-2))).toMatchObject({ seeds: 40, moreRuns: 3 * 40 });
    expect(decide(one(-1))).toMatchObject({ seeds: 160, moreRuns: 3 * 160 });
    expect(decide(one(0))).toMatchObject({ seeds: null, moreRuns: null });
  });

  it('asks for no fewer seeds than see twice the margin', () => {
    expect(decide(one(-2, 25)).seeds).toBe(40);
    expect(decide(one(-2, 90)).seeds).toBe(90);
  });

  it('asks for the runs of all that is amiss together, and for those of the fresh seeds that have not run', () => {
    const amiss = (runs: number): Fault => ({ kind: 'missing', what: 'amiss', runs });
    expect(decide({ ...one(-9), faults: [amiss(7), amiss(5)] })).toMatchObject({ seeds: null, moreRuns: 12 });
    // Four fresh seeds of two runs each.
    expect(decide(one(-9))).toMatchObject({ verdict: 'not enough evidence', seeds: null, moreRuns: 8 });
  });

  it('of a plan without fresh seeds is change on the study’s own', () => {
    fc.assert(
      fc.property(soundEvidence, (evidence) => {
        expect(decide({ ...evidence, confirmed: null, confirmSeeds: 0 }).verdict).toBe('change');
      }),
      { numRuns: 200, seed },
    );
  });
});
