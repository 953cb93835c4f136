import { flowName, pathMeasure } from '../../../sim/metrics/pathCatalogue.ts';
import type { CompleteRow } from '../../plan/rows.ts';
import { type DailyRun, dailyRun } from '../../statistics/dailyRun.ts';

/** A measure of a trial day by day; null where its world or its plan has it not. */
export function runOf({ path }: CompleteRow, metric: string): DailyRun | null {
  const values = path?.[metric];
  if (values === undefined) return null;
  return dailyRun(values, pathMeasure(metric)?.weight === 'registrations' ? path?.[flowName] : undefined);
}
