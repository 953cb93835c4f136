import { mean, sampleStandardDeviation } from 'simple-statistics';
import { checkFinite, type Estimate } from './estimate.ts';
import { studentQuantile } from './studentT.ts';

/** Draws of the largest |t|. */
const draws = 20_000;

/**
 * Simultaneous intervals of k means measured on the same seeds (single-step max-t): with the stated confidence all
 * of them hold together. The critical value is the quantile of max |t| of a multivariate t with the contrasts'
 * own estimated correlations, by simulation from `normal` (Hothorn, Bretz & Westfall 2008).
 * The correlations are themselves estimated, so few seeds promise too much: 7 contrasts at 95 % hold together in 94 to
 * 95 of 100 studies of 24 seeds, 93 to 95 of 12, 91 to 92 of 6 and only 82 to 84 of 3 (simulated, normal values).
 * Below 12 seeds the intervals are therefore Sidak's, which need no correlations and are wider (94 to 96 at 3).
 * `contrasts[k][seed]`, null where a seed has none; a contrast that does not vary has its mean for both ends.
 * Throws for a contrast with fewer than two values or one that is not finite.
 */
export function maxTIntervals(
  contrasts: readonly (readonly (number | null)[])[],
  normal: () => number,
  level = 0.95,
): Estimate[] {
  const all = contrasts.map((_, k) => k);
  return maxTFamilies(contrasts, [all], normal, level)[0];
}

/**
 * The same for several families of the contrasts: the intervals of each family hold together, whatever those of the others do.
 * `families[f]` are places in `contrasts`; the result is [family][member]. One simulation serves all of them.
 */
export function maxTFamilies(
  contrasts: readonly (readonly (number | null)[])[],
  families: readonly (readonly number[])[],
  normal: () => number,
  level = 0.95,
): Estimate[][] {
  const summaries = contrasts.map(summary);
  const varying = families.map((family) => family.filter((k) => summaries[k].sd > 0));
  const fewest = varying.map((family) => Math.min(...family.map((k) => summaries[k].n)));
  const isFew = varying.map((family, f) => family.length > 1 && fewest[f] < fewestForCorrelations);
  const simulated = varying.flatMap((family, f) =>
    family.length > 1 && !isFew[f] ? [{ f, family, df: fewest[f] - 1 }] : [],
  );
  const quantiles = criticalValues(summaries, simulated, normal, level);
  return families.map((family, f) => {
    const place = simulated.findIndex((one) => one.f === f);
    // Without correlations to count, Sidak's is exact for one contrast, and wide enough for more.
    const critical = place < 0 ? sidak(varying[f].length, fewest[f] - 1, level) : quantiles[place];
    const method = `${isFew[f] ? 'Sidak t' : 'max-t'} over ${family.length}, paired by seed`;
    return family.map((k) => {
      const { n, center, sd } = summaries[k];
      const half = sd === 0 ? 0 : (critical * sd) / Math.sqrt(n);
      return { n, mean: center, sd, low: center - half, high: center + half, level, method };
    });
  });
}

/** Seeds from which estimated correlations can be trusted. */
const fewestForCorrelations = 12;

/** Critical value of k intervals that hold together whatever their correlation (Sidak 1967); 0 for none. */
function sidak(k: number, df: number, level: number): number {
  return k === 0 ? 0 : studentQuantile((1 + level ** (1 / k)) / 2, df);
}

interface Summary {
  readonly n: number;
  readonly center: number;
  readonly sd: number;
  /** [seed] standardised residual over √(n − 1); 0 where a seed has no value. */
  readonly residuals: Float64Array;
}

function summary(values: readonly (number | null)[], k: number): Summary {
  const present = values.filter((value) => value !== null);
  if (present.length < 2) {
    throw new RangeError(`contrast ${k} has ${present.length} values; an interval needs at least 2`);
  }
  checkFinite(present);
  const center = mean(present);
  const sd = sampleStandardDeviation(present);
  const scale = sd * Math.sqrt(present.length - 1);
  const residuals = Float64Array.from(values, (value) =>
    value === null || sd === 0 ? 0 : (value - center) / scale,
  );
  return { n: present.length, center, sd, residuals };
}

/** Contrasts that hold together, and the degrees of freedom of the poorest. */
interface Family {
  readonly family: readonly number[];
  readonly df: number;
}

/** For each family the quantile of max over its contrasts of |N_k| / √(χ² / df), N with the residuals' correlations. */
function criticalValues(
  summaries: readonly Summary[],
  families: readonly Family[],
  normal: () => number,
  level: number,
): number[] {
  if (families.length === 0) return [];
  const used = [...new Set(families.flatMap(({ family }) => family))];
  const all = used.map((k) => summaries[k].residuals);
  const factors = all[0].length > manySeeds ? likeIn(all) : all;
  const shocks = new Float64Array(factors[0].length);
  const projected = new Float64Array(used.length);
  const spread = new Float64Array(families.length);
  const drawSpread = spreadsOf(families, normal);
  const project = projectionOf(factors);
  const members = families.map(({ family }) => Int32Array.from(family, (k) => used.indexOf(k)));
  const largest = families.map(() => new Float64Array(draws));
  for (let draw = 0; draw < draws; draw++) {
    for (let k = 0; k < shocks.length; k++) shocks[k] = normal();
    drawSpread(spread);
    project(shocks, projected);
    for (let f = 0; f < members.length; f++)
      largest[f][draw] = largestOf(projected, members[f]) / Math.sqrt(spread[f]);
  }
  return largest.map((values) => values.sort()[Math.ceil(level * draws) - 1]);
}

/** The largest of some numbers, by their places; 0 where none is larger. */
function largestOf(values: Float64Array, places: Int32Array): number {
  let most = 0;
  for (let k = 0; k < places.length; k++) most = Math.max(most, values[places[k]]);
  return most;
}

/**
 * Writes |factor · shocks| of every factor. Four factors at a time, so that no sum waits for the one before; each sum adds in the order of
 * its seeds, as `dot` does.
 */
function projectionOf(
  factors: readonly Float64Array[],
): (shocks: Float64Array, projected: Float64Array) => void {
  const width = factors[0].length;
  const rows = Math.ceil(factors.length / 4);
  // [four factors][seed][factor of the four]
  const fours = new Float64Array(rows * width * 4);
  for (const [place, factor] of factors.entries())
    for (let k = 0; k < width; k++) fours[((place >> 2) * width + k) * 4 + (place & 3)] = factor[k];
  return (shocks, projected) => {
    for (let row = 0; row < rows; row++) {
      let [a, b, c, d] = [0, 0, 0, 0];
      let at = row * width * 4;
      for (let k = 0; k < width; k++, at += 4) {
        const shock = shocks[k];
        a += fours[at] * shock;
        b += fours[at + 1] * shock;
        c += fours[at + 2] * shock;
        d += fours[at + 3] * shock;
      }
      // What is written beyond the last factor a typed array drops.
      const place = row * 4;
      projected[place] = Math.abs(a);
      projected[place + 1] = Math.abs(b);
      projected[place + 2] = Math.abs(c);
      projected[place + 3] = Math.abs(d);
    }
  };
}

function dot(one: Float64Array, other: Float64Array): number {
  let sum = 0;
  for (let k = 0; k < one.length; k++) sum += one[k] * other[k];
  return sum;
}

/** Seeds above which a draw no longer takes a normal for each seed and each degree of freedom. */
const manySeeds = 1000;

/** Writes χ² / df for every family: of one run of normals, or for many degrees of freedom of one normal each (Wilson & Hilferty 1931). */
function spreadsOf(families: readonly Family[], normal: () => number): (spread: Float64Array) => void {
  const most = Math.max(...families.map(({ df }) => df));
  if (most >= manySeeds)
    return (spread) => {
      const z = normal();
      for (const [f, { df }] of families.entries())
        spread[f] = (1 - 2 / (9 * df) + z * Math.sqrt(2 / (9 * df))) ** 3;
    };
  const squares = new Float64Array(most + 1);
  const freedoms = Int32Array.from(families, ({ df }) => df);
  return (spread) => {
    for (let k = 1; k <= most; k++) squares[k] = squares[k - 1] + normal() ** 2;
    for (let f = 0; f < freedoms.length; f++) spread[f] = squares[freedoms[f]] / freedoms[f];
  };
}

/** As few numbers a contrast as there are contrasts, with the same products: the factor of Cholesky, with zeros where one adds nothing. */
function likeIn(residuals: readonly Float64Array[]): Float64Array[] {
  const factors = residuals.map(() => new Float64Array(residuals.length));
  for (const [row, values] of residuals.entries())
    for (let column = 0; column <= row; column++) {
      const left = dot(values, residuals[column]) - dot(factors[row], factors[column]);
      if (row === column) factors[row][row] = Math.sqrt(Math.max(left, 0));
      else if (factors[column][column] > 1e-7) factors[row][column] = left / factors[column][column];
    }
  return factors;
}
