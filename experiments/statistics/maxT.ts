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
  const summaries = contrasts.map(summary);
  const varying = summaries.filter(({ sd }) => sd > 0);
  const fewest = Math.min(...varying.map(({ n }) => n));
  const few = varying.length > 1 && fewest < fewestForCorrelations;
  const critical = few ? sidak(varying.length, fewest - 1, level) : criticalValue(varying, normal, level);
  return summaries.map(({ n, center, sd }) => {
    const half = sd === 0 ? 0 : (critical * sd) / Math.sqrt(n);
    const method = `${few ? 'Sidak t' : 'max-t'} over ${contrasts.length}, paired by seed`;
    return { n, mean: center, sd, low: center - half, high: center + half, level, method };
  });
}

/** Seeds from which estimated correlations can be trusted. */
const fewestForCorrelations = 12;

/** Critical value of k intervals that hold together whatever their correlation (Sidak 1967). */
function sidak(k: number, df: number, level: number): number {
  return studentQuantile((1 + level ** (1 / k)) / 2, df);
}

interface Summary {
  readonly n: number;
  readonly center: number;
  readonly sd: number;
  /** [seed] standardised residual over √(n − 1); 0 where a seed has no value. */
  readonly residuals: readonly number[];
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
  const residuals = values.map((value) => (value === null || sd === 0 ? 0 : (value - center) / scale));
  return { n: present.length, center, sd, residuals };
}

/** Quantile of max over the contrasts of |N_k| / √(χ² / df), N with the residuals' correlations. */
function criticalValue(varying: readonly Summary[], normal: () => number, level: number): number {
  if (varying.length === 0) return 0;
  const df = Math.min(...varying.map(({ n }) => n)) - 1;
  if (varying.length === 1) return studentQuantile((1 + level) / 2, df);
  const seeds = varying[0].residuals.length;
  const shocks = new Float64Array(seeds);
  const largest = new Float64Array(draws);
  for (let draw = 0; draw < draws; draw++) {
    for (let seed = 0; seed < seeds; seed++) shocks[seed] = normal();
    let chiSquare = 0;
    for (let k = 0; k < df; k++) chiSquare += normal() ** 2;
    let most = 0;
    for (const { residuals } of varying) {
      let projected = 0;
      for (let seed = 0; seed < seeds; seed++) projected += residuals[seed] * shocks[seed];
      most = Math.max(most, Math.abs(projected));
    }
    largest[draw] = most / Math.sqrt(chiSquare / df);
  }
  return largest.sort()[Math.ceil(level * draws) - 1];
}
