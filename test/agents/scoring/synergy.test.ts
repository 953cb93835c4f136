import { describe, expect, it } from 'vitest';
import committed from '../../../agents/scoring/rowFactor.data.json' with { type: 'json' };
import { rowFactor, tabulateFactor } from '../../../agents/scoring/rowFactor.ts';
import { type Forward, rowLosses } from '../../../agents/scoring/rowLosses.ts';
import { baseScore } from '../../../agents/scoring/scalingLaw.ts';
import { defaultPowers, pairShare, scoreForward } from '../../../agents/scoring/synergy.ts';
import { gammaQuantile, normalCdf } from '../../../sim/math/gamma.ts';
import { noiseKey } from '../../../sim/noise.ts';

const law = { rows: 32, rho: 0.6 };
const forwardOf = (serials: number[], losses: number[], sweep = 1): Forward => ({
  sweep: noiseKey(1, 0, sweep),
  number: 0,
  serials,
  losses,
});
const draw = (forward: Forward, rows = 32, rho = 0.6) => {
  const out = new Float64Array(forward.serials.length * rows);
  rowLosses(forward, { rows, rho }, out);
  return out;
};
const mean = (xs: Float64Array) => xs.reduce((a, b) => a + b, 0) / xs.length;
const correlation = (x: Float64Array, y: Float64Array) => {
  const [mx, my] = [mean(x), mean(y)];
  const cov = (a: Float64Array, ma: number, b: Float64Array, mb: number) =>
    mean(a.map((v, i) => (v - ma) * (b[i]! - mb)));
  return cov(x, mx, y, my) / Math.sqrt(cov(x, mx, x, mx) * cov(y, my, y, my));
};

describe('losses of single rows', () => {
  const rows = 200_000;
  const two = draw(forwardOf([5, 9], [3, 3]), rows);
  const [first, second] = [two.subarray(0, rows), two.subarray(rows)];

  it('have the mean of the miner and a standard deviation of 2.5 at 3 nats', () => {
    expect(Math.abs(mean(first) - 3)).toBeLessThan(4 * (2.5 / Math.sqrt(rows)));
    const variance = mean(first.map((loss) => (loss - 3) ** 2));
    expect(Math.abs(Math.sqrt(variance) - 2.5)).toBeLessThan(0.04);
  });

  // 0.56696 by integrating the gamma quantiles over the bivariate normal (scipy 1.17.1), against 0.6 of the normals.
  it('of two miners on the same rows are correlated 0.567 at rho 0.6', () => {
    expect(Math.abs(correlation(first, second) - 0.56696)).toBeLessThan(0.012);
  });

  it('are independent at rho 0 and the same luck at rho 1', () => {
    const apart = draw(forwardOf([5, 9], [3, 3]), rows, 0);
    expect(Math.abs(correlation(apart.subarray(0, rows), apart.subarray(rows)))).toBeLessThan(
      4 / Math.sqrt(rows),
    );
    const same = draw(forwardOf([5, 9], [3, 4]), 32, 1);
    for (let row = 0; row < 32; row++) expect(same[32 + row]! / same[row]!).toBeCloseTo(4 / 3, 12);
  });

  it('of a miner do not depend on who else is asked, only on its serial, the sweep and the text', () => {
    const alone = draw(forwardOf([9], [2.8]));
    const among = draw(forwardOf([3, 4, 9, 11], [3, 2.5, 2.8, 4]));
    expect([...among.subarray(64, 96)]).toEqual([...alone]);
    expect(draw(forwardOf([9], [2.8], 2))[0]).not.toBe(alone[0]);
    expect(draw({ ...forwardOf([9], [2.8]), number: 1 })[0]).not.toBe(alone[0]);
  });

  it('come from a committed table that is worked out again to the bit', () => {
    expect(committed.values).toEqual([...tabulateFactor()]);
  });

  it('come from a table within 3e-6 of the exact quantile', () => {
    for (let z = -5; z <= 5; z += 0.0917) {
      expect(Math.abs(rowFactor(z) - gammaQuantile(normalCdf(z), 1.44) / 1.44)).toBeLessThan(3e-6);
    }
  });

  it('refuse a loss that is none, a correlation above 1 and too little space', () => {
    expect(() => draw(forwardOf([1], [Number.NaN]))).toThrow(/received NaN for serial 1/);
    expect(() => draw(forwardOf([1], [3]), 32, 1.2)).toThrow(/received 1.2/);
    expect(() => rowLosses(forwardOf([1, 2], [3, 3]), law, new Float64Array(32))).toThrow(
      /64 places; received 32/,
    );
  });
});

describe('pair synergy', () => {
  it('of two copies is nothing', () => {
    const rows = draw(forwardOf([1], [3]));
    expect(pairShare(rows, rows, 0.6, 20)).toBe(0);
  });

  it('cannot be had from mean losses alone: without spread over rows it is nothing', () => {
    expect(pairShare([3, 3, 3], [2.5, 2.5, 2.5], 0.6, 20)).toBe(0);
  });

  it('of two specialists that are right on different rows is what the scaling law pays for their average', () => {
    // Each is sure of one row (loss 2) and poor at the other (6): measured = −ln((e^−2 + e^−6)/2), alone 4 nats.
    const measured = -Math.log((Math.exp(-2) + Math.exp(-6)) / 2);
    const size = (loss: number) => (8.8e13 * loss ** (-1 / 0.076)) ** 0.6;
    expect(measured).toBeCloseTo(2.675, 3);
    expect(pairShare([2, 6], [6, 2], 0.6, 2) / ((size(measured) - size(4)) / 4)).toBeCloseTo(1, 12);
  });

  it('does not reward an answer below the entropy of text', () => {
    expect(pairShare([0.5, 0.7], [0.7, 0.5], 0.6, 2)).toBe(0);
  });

  it.each([1, 3, 20])('of a forward of %s is the sum over its pairs, on top of the base score', (peers) => {
    const losses = Array.from({ length: peers }, (_, i) => 2.4 + 0.1 * i);
    for (let sweep = 0; sweep < 20; sweep++) {
      const rows = draw(
        forwardOf(
          losses.map((_, i) => 7 * i),
          losses,
          sweep,
        ),
      );
      const scores = new Float64Array(peers);
      scoreForward(rows, peers, 32, defaultPowers, scores);
      for (let i = 0; i < peers; i++) {
        const own = rows.subarray(32 * i, 32 * (i + 1));
        let expected = baseScore(mean(own), 0.5);
        for (let j = 0; j < peers; j++) {
          if (j !== i) expected += pairShare(own, rows.subarray(32 * j, 32 * (j + 1)), 0.6, peers);
        }
        expect(scores[i]! / expected).toBeCloseTo(1, 11);
      }
    }
  });
});
