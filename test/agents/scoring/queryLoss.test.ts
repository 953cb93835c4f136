import { describe, expect, it } from 'vitest';
import { updated } from '../../../agents/scoring/movingAverage.ts';
import {
  averagedShape,
  batchShape,
  expectedBaseScore,
  lossFactors,
  queryLoss,
  rowShape,
} from '../../../agents/scoring/queryLoss.ts';
import { baseScore } from '../../../agents/scoring/scalingLaw.ts';
import { lgamma } from '../../../sim/math/gamma.ts';
import { integrate } from '../../../sim/math/quadrature.ts';
import { stream } from '../../../sim/random.ts';

const [loss, power, alpha] = [3, 0.5, 0.1];
const shape = batchShape(32);
const fall = power / 0.076;
const exactBias = (k: number) => Math.exp(lgamma(k - fall) - lgamma(k)) * k ** fall;
const bias = (k: number, floor?: number) => expectedBaseScore(loss, k, power, floor) / baseScore(loss, power);

describe('quadrature', () => {
  it('is exact for polynomials up to degree 127', () => {
    expect(integrate((x) => x ** 126, -1, 1) / (2 / 127)).toBeCloseTo(1, 12);
    expect(integrate(Math.exp, 0, 3)).toBeCloseTo(Math.exp(3) - 1, 12);
  });
});

describe('noise of one query', () => {
  it('a row of mean 3 nats has a standard deviation of 2.5', () => {
    expect(3 / Math.sqrt(rowShape)).toBeCloseTo(2.5, 12);
    expect(shape).toBeCloseTo(46.08, 12);
  });

  it('without the floor the average of scores overstates the score of the true loss 1.770 times', () => {
    expect(bias(shape, 0)).toBeCloseTo(1.77, 3);
    expect(Math.abs(bias(shape, 0) / exactBias(shape) - 1)).toBeLessThan(1e-10);
  });

  it('without the floor the score of the averaged loss overstates it 1.029 times at alpha 0.1', () => {
    const averaged = averagedShape(shape, alpha);
    expect(averaged).toBeCloseTo(875.52, 10);
    expect(bias(averaged, 0)).toBeCloseTo(1.029, 3);
    expect(Math.abs(bias(averaged, 0) / exactBias(averaged) - 1)).toBeLessThan(1e-10);
  });

  it('quadrature equals the closed form for every batch whose mean score is finite', () => {
    for (const rows of [5, 8, 10, 32, 128, 1024]) {
      for (const mean of [1.8, 2.9, 4]) {
        const exact = exactBias(batchShape(rows)) * baseScore(mean, power);
        expect(Math.abs(expectedBaseScore(mean, batchShape(rows), power, 0) / exact - 1)).toBeLessThan(1e-10);
      }
    }
  });

  // scipy 1.17.1, integrate.quad of the density above 1.69 plus the mass below.
  it.each([
    [1.75, 46.08, 213215.0049244847],
    [3, 46.08, 12030.71244360829],
    [4, 46.08, 1816.889644296832],
    [3, 1.44, 127400.33592625915],
    [2.5, 7.2, 95311.7708306807],
  ])('with the floor the mean score at loss %s and shape %s is the integral %s', (mean, k, integral) => {
    expect(Math.abs(expectedBaseScore(mean, k, power) / integral - 1)).toBeLessThan(1e-9);
  });

  it('simulated with the floor, scores average to 1.766 and the averaged loss scores 1.028', () => {
    const random = stream(1, 'test of query noise', 1);
    const queries = 400_000;
    let sum = 0;
    let average = loss;
    let ofAverage = 0;
    for (let i = 0; i < queries; i++) {
      const drawn = queryLoss(loss, shape, random.next() || 0.5);
      sum += baseScore(drawn, power);
      average = updated(average, drawn, alpha);
      ofAverage += baseScore(average, power);
    }
    const simulated = [sum, ofAverage].map((total) => total / queries / baseScore(loss, power));
    expect(Math.abs(simulated[0]! - 1.766)).toBeLessThan(0.01);
    expect(Math.abs(simulated[1]! - 1.028)).toBeLessThan(0.01);
    expect(Math.abs(bias(shape) - 1.766)).toBeLessThan(0.002);
    expect(Math.abs(bias(averagedShape(shape, alpha)) - 1.028)).toBeLessThan(0.002);
  });

  it('cells of the factor of a loss have mean 1, and the variance of the law but for what lies inside cells', () => {
    const factors = lossFactors(shape, 4096);
    const mean = factors.reduce((a, b) => a + b) / 4096;
    const variance = factors.reduce((a, b) => a + (b - 1) ** 2, 0) / 4096;
    expect(mean).toBeCloseTo(1, 12);
    expect(Math.abs(variance * shape - 1)).toBeLessThan(1e-3);
    expect(factors.every((f, i) => i === 0 || f > factors[i - 1]!)).toBe(true);
  });

  it('refuses an expectation that is infinite or a loss that is none', () => {
    expect(() => expectedBaseScore(3, 1.44, 0.5, 0)).toThrow(/needs shape > power/);
    expect(() => expectedBaseScore(Number.NaN, 46, 0.5)).toThrow(/received NaN/);
  });
});
