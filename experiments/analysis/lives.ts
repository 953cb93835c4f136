import { ageOfHalf, cumulativeIncidence } from '../../sim/metrics/incidence.ts';
import type { LifeTable } from '../../sim/metrics/lifeTable.ts';
import { qualityClasses } from '../../sim/metrics/newcomers.ts';
import { kaplanMeier } from '../../sim/metrics/survival.ts';
import type { CompleteRow } from '../plan/rows.ts';
import { bootstrap } from '../statistics/bootstrap.ts';
import type { Curve, Incidence } from './analysis.ts';
import { keyedUniform } from './keyedDraws.ts';

/** When the newcomers of all seeds got there; null if there were none. `key` names the draws of the bootstrap. */
export function incidenceOf(tables: readonly LifeTable[], key: string, resamples: number): Incidence | null {
  const n = newcomersIn(tables);
  if (n === 0) return null;
  const points = cumulativeIncidence(tables);
  const halfOf = (drawn: readonly LifeTable[]) =>
    newcomersIn(drawn) === 0 ? null : ageOfHalf(cumulativeIncidence(drawn));
  return {
    curve: {
      label: key,
      n,
      ages: points.map(({ age }) => age),
      shares: points.map(({ reached }) => reached),
    },
    halfAt: bootstrap(tables, halfOf, keyedUniform(key), resamples),
  };
}

/** Survival of newcomers by quality class, all seeds together; a class without newcomers is left out. */
export function survivalOf(trials: readonly CompleteRow[]): Curve[] {
  return qualityClasses.flatMap(({ name }, k) => {
    const tables = trials.flatMap((trial) => trial.tables.survival[k] ?? []);
    const n = newcomersIn(tables);
    if (n === 0) return [];
    const points = kaplanMeier(tables);
    const ages = points.map(({ age }) => age);
    return [{ label: name, n, ages, shares: points.map(({ survival }) => survival) }];
  });
}

function newcomersIn(tables: readonly LifeTable[]): number {
  let sum = 0;
  for (const { reached, evicted, censored } of tables) {
    for (const ends of [reached, evicted, censored]) for (const [, count] of ends) sum += count;
  }
  return sum;
}
