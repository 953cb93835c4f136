import { inverse, Matrix } from 'ml-matrix';
import { describe, expect, it } from 'vitest';
import { fittedTo, fitWith, kernelOf } from '../../../../experiments/methods/tune/gaussianProcess.ts';
import { stream } from '../../../../sim/random.ts';

const draws = stream(1, 'gaussian process', 'test');
const points = Array.from({ length: 14 }, () => [draws.next(), draws.next()]);
const seeds = points.map((_, k) => k % 4);
const values = points.map(([x, y]) => x * x - y + draws.normal());

describe('a Gaussian process', () => {
  it('believes what the textbook formula gives with an explicit inverse, shared luck included', () => {
    const kernel = { lengths: [0.5, 0.8], noise: 0.4, shared: 0.7 };
    const process = fitWith(points, values, kernel, seeds);
    const k = (a: number[], b: number[]) => {
      const r = Math.sqrt(5 * (((a[0] - b[0]) / 0.5) ** 2 + ((a[1] - b[1]) / 0.8) ** 2));
      return (1 + r + r ** 2 / 3) * Math.exp(-r);
    };
    const n = values.length;
    const center = values.reduce((sum, value) => sum + value, 0) / n;
    const scale = Math.sqrt(values.reduce((sum, value) => sum + (value - center) ** 2, 0) / n);
    const gram = points.map((a, i) =>
      points.map((b, j) => k(a, b) + (i === j ? 0.16 + 1e-9 : 0) + (seeds[i] === seeds[j] ? 0.49 : 0)),
    );
    const inverted = inverse(new Matrix(gram));
    const target = [0.3, 0.6];
    const other = [0.9, 0.1];
    const standard = Matrix.columnVector(values.map((value) => (value - center) / scale));
    const row = (at: number[]) => Matrix.rowVector(points.map((point) => k(point, at)));
    const mean = center + scale * row(target).mmul(inverted).mmul(standard).get(0, 0);
    const sd = scale * Math.sqrt(1 - row(target).mmul(inverted).mmul(row(target).transpose()).get(0, 0));
    expect(process.at(target).mean).toBeCloseTo(mean, 9);
    expect(process.at(target).sd).toBeCloseTo(sd, 9);
    expect(process.meanAt(target)).toBeCloseTo(mean, 9);
    const gap = Matrix.sub(row(target), row(other));
    const spread = 2 - 2 * k(target, other) - gap.mmul(inverted).mmul(gap.transpose()).get(0, 0);
    const between = process.between(target, other);
    expect(between.mean).toBeCloseTo(process.meanAt(target) - process.meanAt(other), 9);
    expect(between.sd).toBeCloseTo(scale * Math.sqrt(spread), 9);
  });

  it('hands on the kernel that it was fitted with, in units of the values it is standardised by', () => {
    const kernel = { lengths: [0.5, 0.8], noise: 0.4, shared: 0.7 };
    const wide = values.map((value) => 1000 * value);
    const { lengths, noise, shared } = kernelOf(fitWith(points, wide, kernel, seeds), wide);
    expect(lengths).toEqual(kernel.lengths);
    expect(noise).toBeCloseTo(0.4, 12);
    expect(shared).toBeCloseTo(0.7, 12);
  });

  it('tells a seed’s luck from the objective, so that its own noise comes out right', () => {
    const many = Array.from({ length: 80 }, () => [draws.next()]);
    const lucky = many.map((_, k) => k % 8);
    const luck = Array.from({ length: 8 }, () => 2 * draws.normal());
    const told = many.map(([x], k) => Math.sin(3 * x) + luck[lucky[k]] + 0.1 * draws.normal());
    const paired = fittedTo(many, told, lucky);
    const blind = fittedTo(many, told);
    expect(paired.noise).toBeLessThan(0.25);
    expect(blind.noise).toBeGreaterThan(1);
    const truth = Math.sin(3 * 0.9) - Math.sin(3 * 0.2);
    expect(Math.abs(paired.between([0.9], [0.2]).mean - truth)).toBeLessThan(0.15);
  });
});
