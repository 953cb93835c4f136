import { studentPoint } from './studentPoint.ts';

/** Draws of a multivariate t, to be used for any correlations: k independent normals each, and one scale for all of them. */
export interface TDraws {
  readonly k: number;
  readonly df: number;
  /** [draw][k] standard normal. */
  readonly normals: Float64Array;
  /** [draw] √(χ² / df). */
  readonly scales: Float64Array;
  /** [draw] the length of its normals over its scale, falling: no t of a draw is larger. */
  readonly lengths: Float64Array;
}

/** Draws of the largest t, where no other number is asked for. */
const usualDraws = 20_000;

/** Draws for k means on df + 1 seeds, the longest first. */
export function tDraws(k: number, df: number, normal: () => number, draws = usualDraws): TDraws {
  const all = Array.from({ length: draws }, () => {
    const normals = Array.from({ length: k }, normal);
    let chiSquare = 0;
    for (let one = 0; one < df; one++) chiSquare += normal() ** 2;
    const scale = Math.sqrt(chiSquare / df);
    return { normals, scale, length: Math.hypot(...normals) / scale };
  }).sort((one, other) => other.length - one.length);
  return {
    k,
    df,
    normals: Float64Array.from(all.flatMap(({ normals }) => normals)),
    scales: Float64Array.from(all, ({ scale }) => scale),
    lengths: Float64Array.from(all, ({ length }) => length),
  };
}

/** Seeds from which estimated correlations can be trusted (`maxT.ts`). */
const fewestForCorrelations = 12;

/**
 * How many standard errors below each of k means a lower bound lies, so that all k bounds hold together with the stated confidence: the
 * quantile of the largest t, with the means' own correlations, by simulation (single-step max-t, Hothorn, Bretz & Westfall 2008). On fewer
 * than 12 seeds Bonferroni's, which needs no correlations; for one mean Student's.
 * `contrasts[k][seed]`, null where a seed has none. `drawsFor` gives draws for k means and their degrees of freedom.
 */
export function oneSidedCritical(
  contrasts: readonly (readonly (number | null)[])[],
  level: number,
  drawsFor: (k: number, df: number) => TDraws,
): number {
  const directions = contrasts.map(directionOf).filter((direction) => direction !== null);
  const df = Math.min(...contrasts.map((values) => values.filter((value) => value !== null).length)) - 1;
  const k = directions.length;
  if (k <= 1) return studentPoint(level, df);
  if (df + 1 < fewestForCorrelations) return studentPoint(1 - (1 - level) / k, df);
  return quantileOfLargest(factorOf(directions), level, drawsFor(k, df));
}

/** The residuals of a mean over the seeds, of length one; null where it does not vary. */
function directionOf(values: readonly (number | null)[]): Float64Array | null {
  const present = values.filter((value) => value !== null);
  const mean = present.reduce((sum, value) => sum + value, 0) / present.length;
  const residuals = Float64Array.from(values, (value) => (value === null ? 0 : value - mean));
  const length = Math.hypot(...residuals);
  return length > 0 ? residuals.map((value) => value / length) : null;
}

/** Lower triangle of the correlations' square root (Cholesky); a mean that follows from those before it adds nothing of its own. */
function factorOf(directions: readonly Float64Array[]): number[][] {
  const rows: number[][] = [];
  for (const [k, direction] of directions.entries()) {
    const row: number[] = [];
    for (let j = 0; j <= k; j++) {
      let rest = dot(direction, directions[j]);
      for (let m = 0; m < j; m++) rest -= row[m] * (rows[j]?.[m] ?? row[m]);
      if (j === k) row.push(Math.sqrt(Math.max(0, rest)));
      else row.push(rows[j][j] > rounding ? rest / rows[j][j] : 0);
    }
    rows.push(row);
  }
  return rows;
}

/** Square root of what rounding leaves of a pivot that is zero. */
const rounding = 1e-7;

const dot = (one: Float64Array, other: Float64Array): number =>
  one.reduce((sum, value, seed) => sum + value * other[seed], 0);

function quantileOfLargest(
  factor: readonly (readonly number[])[],
  level: number,
  { k, df, normals, scales, lengths }: TDraws,
): number {
  // The largest of several exceeds what one exceeds: only draws beyond that can be the quantile.
  const least = studentPoint(level, df);
  const beyond: number[] = [];
  const flat = Float64Array.from(factor.flatMap((row) => [...row, ...zeros(k - row.length)]));
  for (let draw = 0; draw < scales.length && lengths[draw] > least; draw++) {
    let most = Number.NEGATIVE_INFINITY;
    for (let row = 0; row < k; row++) {
      let value = 0;
      for (let m = 0; m <= row; m++) value += flat[row * k + m] * normals[draw * k + m];
      if (value > most) most = value;
    }
    if (most > least * scales[draw]) beyond.push(most / scales[draw]);
  }
  const larger = scales.length - Math.ceil(level * scales.length);
  return beyond.sort((one, other) => other - one)[larger] ?? least;
}

const zeros = (count: number): number[] => new Array<number>(count).fill(0);
