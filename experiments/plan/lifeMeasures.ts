import type { LifeTable } from '../../sim/metrics/lifeTable.ts';
import { ageOfHalf, cumulativeIncidence, pool, shareReached, total } from '../statistics/incidence.ts';
import { kaplanMeier, medianLife } from '../statistics/survival.ts';

/** When newcomers of one trial are paid as they should be; null without newcomers, or where half never are. */
export function timesOf({ to50, to90 }: { readonly to50: LifeTable; readonly to90: LifeTable }) {
  const half = incidenceOf(to50);
  const most = incidenceOf(to90);
  return {
    reached50: half && shareReached(half),
    reached90: most && shareReached(most),
    timeTo50: half && ageOfHalf(half),
    timeTo90: most && ageOfHalf(most),
  };
}

function incidenceOf(table: LifeTable) {
  const { reached, evicted, censored } = pool([table]);
  return total(reached) + total(evicted) + total(censored) > 0 ? cumulativeIncidence([table]) : null;
}

/** Age at which half of a trial's newcomers are evicted, blocks; null if the run ends before. */
export function halfLifeOf(survival: readonly LifeTable[]): number | null {
  return medianLife(kaplanMeier(survival));
}
