import { binsOf, pool, rounding, total } from './incidence.ts';
import type { LifeTable } from './lifeTable.ts';

export interface SurvivalPoint {
  /** Blocks since registration: the end of a bin. */
  readonly age: number;
  /** Share still registered. */
  readonly survival: number;
}

/** Kaplan–Meier curve of eviction (nothing competes with it); the end of the run censors. Tables are pooled. */
export function kaplanMeier(tables: readonly LifeTable[]): SurvivalPoint[] {
  const { binBlocks, reached, evicted, censored } = pool(tables);
  let atRisk = total(evicted) + total(censored) + total(reached);
  let survival = 1;
  const points = [{ age: 0, survival }];
  for (const bin of binsOf(evicted, censored, reached)) {
    const gone = evicted.get(bin) ?? 0;
    if (gone > 0) {
      survival *= 1 - gone / atRisk;
      points.push({ age: (bin + 1) * binBlocks, survival });
    }
    atRisk -= gone + (censored.get(bin) ?? 0) + (reached.get(bin) ?? 0);
  }
  return points;
}

/** Age by which half are evicted, blocks; null if the curve does not fall so far. */
export function medianLife(points: readonly SurvivalPoint[]): number | null {
  return points.find(({ survival }) => survival <= 0.5 + rounding)?.age ?? null;
}
