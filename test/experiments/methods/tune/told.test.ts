import { describe, expect, it } from 'vitest';
import type { Evaluation, Stage } from '../../../../experiments/methods/tune/evaluation.ts';
import { toldOf } from '../../../../experiments/methods/tune/told.ts';

const trial = (stage: Stage, seed: number, objective: number | null, excess = -1): Evaluation => ({
  setting: {},
  point: [0.5],
  stage,
  seed,
  score: objective === null ? null : { objectives: [objective], excesses: [excess] },
});

/** Objectives 10, 12, 14 and 16, with a spread of √5; excesses −1, −1, −5 and −5, with a spread of 2. */
const early = [
  trial('status quo', 1, 10, -1),
  trial('status quo', 2, 12, -1),
  trial('random', 1, 14, -5),
  trial('random', 2, 16, -5),
];
const told = (one: Evaluation) =>
  toldOf(one, [...early, trial('random', 3, null), trial('search', 1, 99, 99)]);

describe('what a search is told of a trial', () => {
  it('is its objective less that of the status quo on the same seed', () => {
    expect(told(trial('search', 1, 13))).toEqual([3]);
    expect(told(trial('search', 2, 13))).toEqual([1]);
    expect(told(trial('search', 9, 13))).toEqual([13]);
  });

  it('is three spreads of the objective worse for each spread by which a guardrail is broken', () => {
    expect(told(trial('search', 1, 13, 4))![0]).toBeCloseTo(3 + 3 * Math.sqrt(5) * (4 / 2), 12);
    expect(told(trial('search', 1, 13, 0))).toEqual([3]);
  });

  it('is nothing where the trial failed', () => {
    expect(told(trial('search', 1, null))).toBeNull();
  });
});
