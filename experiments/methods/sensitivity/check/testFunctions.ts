import { morrisStep } from '../../../plan/design/morris.ts';

/** A function of the unit cube whose sensitivity indices are known without sampling. */
export interface TestFunction {
  readonly name: string;
  readonly dimensions: number;
  readonly at: (point: readonly number[]) => number;
  readonly mean: number;
  readonly variance: number;
  /** [factor] Exact first-order and total indices. */
  readonly first: readonly number[];
  readonly total: readonly number[];
  /** [factor] Mean size and standard deviation of all elementary effects of a grid of levels, each as likely as the others. */
  readonly effects: (levels: number) => readonly { readonly muStar: number; readonly sigma: number }[];
}

const [a, b] = [7, 0.1];

/**
 * Ishigami's function sin x1 + 7 sin² x2 + 0.1 x3⁴ sin x1, x uniform in −π … π: strong, not monotonic, and x3 acts only through x1.
 * Source: Ishigami and Homma 1990; closed form in Saltelli, Chan and Scott 2000, Sensitivity Analysis, §2.9.
 */
export const ishigami: TestFunction = (() => {
  const alone = [(1 + (b * Math.PI ** 4) / 5) ** 2 / 2, a ** 2 / 8, 0];
  const both = b ** 2 * Math.PI ** 8 * (1 / 18 - 1 / 50);
  const variance = alone[0] + alone[1] + both;
  const at = (point: readonly number[]) => {
    const [x1, x2, x3] = point.map((u) => Math.PI * (2 * u - 1));
    return Math.sin(x1) + a * Math.sin(x2) ** 2 + b * x3 ** 4 * Math.sin(x1);
  };
  return {
    name: 'Ishigami',
    dimensions: 3,
    at,
    mean: a / 2,
    variance,
    first: alone.map((part) => part / variance),
    total: [alone[0] + both, alone[1], both].map((part) => part / variance),
    effects: (levels) => [0, 1, 2].map((factor) => counted(at, 3, factor, levels)),
  };
})();

/** Every elementary effect of a factor on the grid, counted out. */
function counted(at: TestFunction['at'], dimensions: number, factor: number, levels: number) {
  const effects: number[] = [];
  for (let code = 0; code < levels ** dimensions; code++) {
    const point = Array.from(
      { length: dimensions },
      (_, k) => (Math.floor(code / levels ** k) % levels) / (levels - 1),
    );
    if (point[factor] > 0.5) continue;
    const moved = point.map((u, k) => (k === factor ? u + morrisStep(levels) : u));
    effects.push((at(moved) - at(point)) / morrisStep(levels));
  }
  const mean = average(effects);
  return {
    muStar: average(effects.map(Math.abs)),
    sigma: Math.sqrt(average(effects.map((effect) => (effect - mean) ** 2))),
  };
}

const average = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

const weights = [0, 1, 4.5, 9, 99, 99, 99, 99];

/** One factor of Sobol's G. */
const part = (weight: number, u: number): number => (Math.abs(4 * u - 2) + weight) / (1 + weight);

/**
 * Sobol's G, the product of (|4 u − 2| + a) / (1 + a) with a = 0, 1, 4.5, 9, 99, 99, 99, 99: from decisive to negligible factors.
 * Source: Saltelli and Sobol 1995; V_i = 1 / (3 (1 + a_i)²), V = Π (1 + V_i) − 1.
 */
export const sobolG: TestFunction = (() => {
  const parts = weights.map((weight) => 1 / (3 * (1 + weight) ** 2));
  const all = parts.reduce((product, own) => product * (1 + own), 1);
  return {
    name: 'Sobol G',
    dimensions: weights.length,
    at: (point) => point.reduce((product, u, k) => product * part(weights[k], u), 1),
    mean: 1,
    variance: all - 1,
    first: parts.map((own) => own / (all - 1)),
    total: parts.map((own) => (own * (all / (1 + own))) / (all - 1)),
    effects: (levels) => weights.map((_, factor) => effectsOfG(factor, levels)),
  };
})();

/** The other factors multiply every effect, independently of it: moments of a product are products of moments. */
function effectsOfG(factor: number, levels: number) {
  const grid = Array.from({ length: levels }, (_, k) => k / (levels - 1));
  const own = grid
    .filter((u) => u < 0.5)
    .map(
      (u) => (part(weights[factor], u + morrisStep(levels)) - part(weights[factor], u)) / morrisStep(levels),
    );
  const others = (power: number) =>
    weights.reduce(
      (product, weight, k) =>
        k === factor ? product : product * average(grid.map((u) => part(weight, u) ** power)),
      1,
    );
  const square = average(own.map((effect) => effect ** 2)) * others(2);
  return {
    muStar: average(own.map(Math.abs)) * others(1),
    sigma: Math.sqrt(square - (average(own) * others(1)) ** 2),
  };
}
