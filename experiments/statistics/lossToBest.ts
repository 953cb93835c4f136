import { maxTFamilies } from './maxT.ts';
import { type BySeed, bySeedDifference } from './paired.ts';

/** Every level against every other, by the seeds both have; better is lower. */
export interface Gaps {
  /** [level][rival] mean of level − rival. */
  readonly means: readonly (readonly number[])[];
  /** [level][rival] half-width of its interval, simultaneous over all levels against that rival; 0 on the diagonal. */
  readonly halves: readonly (readonly number[])[];
}

/** By how much a level is worse than the best, whichever that is: 0 for the best itself. */
export interface Loss {
  readonly low: number;
  readonly high: number;
  /** Whether the level may be the best. */
  readonly mayBeBest: boolean;
}

/**
 * The means and intervals from which losses are told. `values[level][seed]`; throws as `maxTIntervals` does where two levels share
 * fewer than two seeds.
 */
export function gapsOf(values: readonly BySeed[], normal: () => number, level = 0.95): Gaps {
  const places = values.map((_, k) => k);
  const pairs = places.flatMap((i) => places.slice(i + 1).map((j) => [i, j] as const));
  const contrasts = pairs.map(([i, j]) => bySeedDifference(values[i], values[j]));
  const families = places.map((rival) => pairs.flatMap((pair, k) => (pair.includes(rival) ? [k] : [])));
  const intervals = maxTFamilies(contrasts, families, normal, level);
  const means = places.map(() => places.map(() => 0));
  const halves = places.map(() => places.map(() => 0));
  for (const [rival, family] of families.entries()) {
    for (const [member, k] of family.entries()) {
      const [i, j] = pairs[k];
      const { mean, low, high } = intervals[rival][member];
      const other = i === rival ? j : i;
      means[other][rival] = other === i ? mean : -mean;
      halves[other][rival] = (high - low) / 2;
    }
  }
  return { means, halves };
}

/**
 * Multiple comparisons with the best (Hsu 1984; Edwards & Hsu 1983 with two ends), for levels run on the same seeds. Each level in turn is taken
 * for the best, with simultaneous intervals of all others from it. A level that another certainly beats by those intervals is not
 * the best. The loss of each level reaches over its intervals from all that may be the best.
 *
 * When the intervals from the true best hold, which they do together in `level` of studies, the true best is among those that may
 * be it, so every loss lies in its interval, whichever level the data make look best. `isBest` always may be the best; half-widths are
 * multiplied by `shrink`.
 */
export function lossesOf({ means, halves }: Gaps, isBest: number, shrink = 1): Loss[] {
  const places = means.map((_, k) => k);
  const isBeaten = (k: number) => places.some((rival) => means[k][rival] > shrink * halves[rival][k]);
  const rivals = places.filter((k) => k === isBest || !isBeaten(k));
  return places.map((k) => {
    const others = rivals.filter((rival) => rival !== k);
    const mayBeBest = rivals.includes(k);
    const lows = others.map((rival) => means[k][rival] - shrink * halves[k][rival]);
    const highs = others.map((rival) => means[k][rival] + shrink * halves[k][rival]);
    return {
      low: mayBeBest ? 0 : Math.max(0, Math.min(...lows)),
      high: Math.max(0, ...highs),
      mayBeBest,
    };
  });
}
