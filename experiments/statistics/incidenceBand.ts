import { cumulativeIncidence, type IncidencePoint } from '../../sim/metrics/incidence.ts';
import type { LifeTable } from '../../sim/metrics/lifeTable.ts';
import { resampled, valueAt } from './bootstrap.ts';

/** A share with a pointwise percentile interval. */
export interface BandedShare {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/** A point of the incidence curve with what another draw of seeds would have made of it. */
export interface BandPoint {
  /** Blocks since registration: the end of a bin. */
  readonly age: number;
  readonly reached: BandedShare;
  readonly evicted: BandedShare;
}

/**
 * Cumulative incidence with a pointwise bootstrap band over trials (seeds), `times` resamples with `uniform` draws.
 * Pointwise: each age holds with the stated confidence, not the curve as a whole. Throws without trials.
 */
export function incidenceBand(
  tables: readonly LifeTable[],
  uniform: () => number,
  times = 400,
  level = 0.95,
): BandPoint[] {
  const points = cumulativeIncidence(tables);
  const ages = points.map(({ age }) => age);
  const curves = Array.from({ length: times }, () =>
    pointsAt(ages, cumulativeIncidence(resampled(tables, uniform))),
  );
  return points.map((point, k) => {
    const banded = (end: 'reached' | 'evicted') => {
      const values = curves.map((curve) => curve[k][end]).sort((one, other) => one - other);
      const [low, high] = [(1 - level) / 2, (1 + level) / 2].map((share) => valueAt(values, share));
      return { value: point[end], low, high };
    };
    return { age: point.age, reached: banded('reached'), evicted: banded('evicted') };
  });
}

/** The step curve read at ascending ages. */
function pointsAt(ages: readonly number[], points: readonly IncidencePoint[]): IncidencePoint[] {
  let place = 0;
  return ages.map((age) => {
    while (place + 1 < points.length && points[place + 1].age <= age) place++;
    return points[place];
  });
}
