import { describe, expect, it } from 'vitest';
import { verdictOf } from '../../../../experiments/methods/tune/verdict.ts';
import { stream } from '../../../../sim/random.ts';

const seeds = Array.from({ length: 16 }, (_, k) => k);
const noise = stream(3, 'verdict', 'noise');
const luck = seeds.map(() => noise.normal());
const draws = () => ({
  normal: stream(3, 'verdict', 'normal').normal,
  uniform: stream(3, 'verdict', 'uniform').next,
});
const scores = (gain: number, excess: number, spread = 0.1) =>
  seeds.map((seed) => ({
    objectives: [luck[seed] + spread * noise.normal() - gain],
    excesses: [excess + spread * noise.normal()],
  }));
const contender = (name: string) => ({ setting: { immunityPeriod: name }, roles: [name] });
const judged = (...list: ReturnType<typeof scores>[]) =>
  verdictOf(
    list.map((one, k) => ({ contender: contender(String(k)), scores: one })),
    scores(0, -1),
    [0.2],
    draws(),
  );

describe('the verdict on fresh seeds', () => {
  it('is change where the gain is certain, matters, and the guardrail holds for certain', () => {
    expect(judged(scores(1, -1)).outcome).toBe('change');
  });

  it('tells what the status quo has on average', () => {
    const base = scores(0, -1);
    const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value) / values.length;
    const { statusQuoMeans, statusQuoExcesses } = verdictOf(
      [{ contender: contender('0'), scores: scores(1, -1) }],
      base,
      [0.2],
      draws(),
    );
    expect(statusQuoMeans[0]).toBeCloseTo(mean(base.map(({ objectives }) => objectives[0])), 12);
    expect(statusQuoExcesses[0]).toBeCloseTo(mean(base.map(({ excesses }) => excesses[0])), 12);
  });

  it.each([
    ['the gain is certain but does not matter', scores(0.1, -1, 0.02)],
    ['there is a loss', scores(-1, -1)],
    ['the guardrail is broken for certain', scores(1, 1)],
  ])('is no change where %s', (_, one) => {
    expect(judged(one).outcome).toBe('no change');
  });

  it.each([
    ['the interval of the gain crosses zero', scores(0.3, -1, 3)],
    ['the interval of the guardrail crosses its limit', scores(1, 0.001)],
  ])('is not enough evidence, with the seeds that would decide, where %s', (_, one) => {
    const { outcome, seedsNeeded, recommended } = judged(one);
    expect(outcome).toBe('not enough evidence');
    expect(seedsNeeded).toBeGreaterThan(16);
    expect(recommended).toBeNull();
  });

  it('takes the first listed that no other beats by the margin: the smaller change wins a tie, not a defeat', () => {
    expect(judged(scores(1, -1), scores(1.1, -1)).recommended).toBe(0);
    expect(judged(scores(0.5, -1), scores(1.1, -1)).recommended).toBe(1);
  });

  it('judges by the seeds that all have, and refuses fewer than three', () => {
    const holes = scores(1, -1).map((score, seed) => (seed < 4 ? null : score));
    const made = (one: (ReturnType<typeof scores>[number] | null)[]) =>
      verdictOf([{ contender: contender('holes'), scores: one }], scores(0, -1), [0.2], draws());
    expect(made(holes).seeds).toBe(12);
    expect(() => made(holes.map((score, seed) => (seed < 14 ? null : score)))).toThrow(/needs 3 fresh seeds/);
  });
});
