import { median } from 'simple-statistics';
import { type Grid, valuesOn } from '../plan/rows.ts';
import { pairedDifference } from '../statistics/paired.ts';
import type { Saving } from './analysis.ts';

/** What common random numbers save in comparing neighbouring levels; null where nothing varies. */
export function savingOf(grid: Grid, metric: string): Saving | null {
  const values = valuesOn(grid, metric);
  const ratios = values.slice(1).flatMap((own, k) => {
    const ratio = pairedDifference(own, values[k])?.varianceRatio ?? null;
    return ratio === null ? [] : [ratio];
  });
  if (ratios.length === 0) return null;
  return {
    metric,
    ratio: median(ratios),
    lowest: Math.min(...ratios),
    highest: Math.max(...ratios),
    pairs: ratios.length,
  };
}
