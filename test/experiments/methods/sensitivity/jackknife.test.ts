import { describe, expect, it } from 'vitest';
import { jackknife, share, summed } from '../../../../experiments/methods/sensitivity/jackknife.ts';
import { morrisEffects } from '../../../../experiments/methods/sensitivity/morrisEffects.ts';
import { estimate } from '../../../../experiments/statistics/estimate.ts';

const values = [2, 3.5, 1, 4, 6.5, 3];
/** [count, Σ x, Σ x²] of one value each. */
const blocks = values.map((x) => Float64Array.of(1, x, x * x));
const meanOf = ([count, sum]: Float64Array) => sum / count;
const n = values.length;

describe('a jackknife over blocks', () => {
  it('of a mean is Student’s interval', () => {
    const found = jackknife(blocks, meanOf, { n });
    const student = estimate(values);
    for (const end of ['mean', 'low', 'high', 'sd'] as const)
      expect(found[end]).toBeCloseTo(student[end], 12);
  });

  it('takes the interval of the logarithm for what is positive: its ends are as far away in ratio', () => {
    const { mean, low, high } = jackknife(blocks, meanOf, { n, isPositive: true });
    const student = estimate(values);
    const half = (student.high - student.low) / 2;
    expect(high / mean).toBeCloseTo(Math.exp(half / mean), 12);
    expect(low * high).toBeCloseTo(mean * mean, 10);
  });

  it('takes off the whole bias of the variance that divides by n (Quenouille 1956)', () => {
    const biased = ([count, sum, squares]: Float64Array) => squares / count - (sum / count) ** 2;
    const plain = jackknife(blocks, biased, { n }).mean;
    const corrected = jackknife(blocks, biased, { n, isCorrected: true }).mean;
    expect(plain).toBeCloseTo((corrected * (n - 1)) / n, 12);
    expect(corrected).toBeCloseTo(estimate(values).sd ** 2, 12);
  });

  it('is refused for one block and for a value that is none', () => {
    expect(() => jackknife(blocks.slice(1, 2), meanOf, { n })).toThrow('at least 2 blocks');
    expect(() => jackknife(blocks, () => Number.NaN, { n })).toThrow('NaN');
  });

  it('sums place by place, and keeps a share within 0 … 1', () => {
    expect([...summed(blocks)]).toEqual([6, 20, 84.5]);
    const wide = { ...estimate([0.2, 1.4]), low: -1, high: 3 };
    expect(share(wide)).toMatchObject({ low: 0, high: 1 });
  });
});

describe('the interval of Morris’ sigma', () => {
  it('is refused where the output never varies', () => {
    const flat = [1, 2, 3, 4].map((level) => ({
      steps: [{ factor: 0, sign: 1 as const }],
      outputs: [[level], [level]],
    }));
    expect(() => morrisEffects(flat, 1)).toThrow('does not vary');
  });

  it('is the jackknife of the logarithm, each walk left out of the standard deviation in turn', () => {
    const effects = [1, 2.5, -0.5, 4, 3];
    const walks = effects.map((effect) => ({
      steps: [{ factor: 0, sign: 1 as const }],
      outputs: [[0], [effect]],
    }));
    const { sigma, mu } = morrisEffects(walks, 1)[0];
    const sd = (list: readonly number[]) => {
      const center = list.reduce((sum, x) => sum + x, 0) / list.length;
      return Math.sqrt(list.reduce((sum, x) => sum + (x - center) ** 2, 0) / (list.length - 1));
    };
    const without = effects.map((_, k) => sd(effects.filter((_, j) => j !== k)));
    const center = without.reduce((sum, x) => sum + x, 0) / 5;
    const error = Math.sqrt((4 / 5) * without.reduce((sum, x) => sum + (x - center) ** 2, 0));
    const whole = sd(effects);
    // Student's 97.5 % point with 4 degrees of freedom, as published.
    const ratio = Math.exp((2.776445 * error) / whole);
    expect(sigma.mean).toBeCloseTo(whole, 12);
    expect(sigma.high / whole).toBeCloseTo(ratio, 5);
    expect(whole / sigma.low).toBeCloseTo(ratio, 5);
    const student = estimate(effects);
    expect([mu.low, mu.high]).toEqual([expect.closeTo(student.low, 10), expect.closeTo(student.high, 10)]);
  });
});
