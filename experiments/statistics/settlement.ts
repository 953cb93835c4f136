import { mean } from 'simple-statistics';
import { commonWarmUp } from './batchMeans.ts';
import { type DailyRun, windowMeans } from './dailyRun.ts';
import { type Estimate, estimate } from './estimate.ts';

/** Whether runs of some days have settled, and what the rule saw. */
export interface Settlement {
  readonly days: number;
  /** Days that MSER-5 leaves out, and whether they end before half of the run. */
  readonly dropped: number;
  readonly isPast: boolean;
  /** The difference that the last two quarters may have. */
  readonly tolerance: number;
  /** [group] last quarter less the one before, paired by seed; null for fewer than two seeds. */
  readonly changes: readonly (Estimate | null)[];
  /** [group] whether both parts of the rule hold. */
  readonly settled: readonly boolean[];
}

/** Days below which nothing can be said: ten batches of a day. */
export const fewestDays = 10;

/** Part of a run that MSER must leave; on independent noise of 120 days a drop of more than half falls from 12 to 9 of 100 runs. */
const leastLeft = 0.25;

/**
 * The rule: MSER-5 on the daily means over seeds finds a truncation in the first half of the run, common to all groups, and the 95 %
 * interval of the difference between the last two quarters lies within ± `tolerance`. `groups[group][seed]`: the runs of one world, or the
 * paired differences of one level. All runs have the same days. Below 50 days a batch is a tenth of the run. Throws a `RangeError` for
 * fewer than ten days.
 */
export function settlementOf(groups: readonly (readonly DailyRun[])[], tolerance: number): Settlement {
  const days = groups[0][0].days;
  if (days < fewestDays)
    throw new RangeError(`whether a run settles shows in at least ${fewestDays} days; received ${days}`);
  const series = groups.map((runs) => meanByDay(runs, days));
  const { dropped, settled } = commonWarmUp(series, {
    batch: Math.min(5, Math.floor(days / fewestDays)),
    leastLeft,
  });
  const changes = groups.map((runs) => lastChange(runs, days));
  return {
    days,
    dropped,
    isPast: settled,
    tolerance,
    changes,
    settled: changes.map((change) => settled && isWithin(change, tolerance)),
  };
}

const isWithin = (change: Estimate | null, tolerance: number): boolean =>
  change !== null && change.low >= -tolerance && change.high <= tolerance;

/** [day] mean over the runs that have a value; a day on which none has one repeats the day before. */
function meanByDay(runs: readonly DailyRun[], days: number): number[] {
  const series: number[] = [];
  for (let day = 0; day < days; day++) {
    const values = windowMeans(runs, day, day + 1);
    const value = values.length > 0 ? mean(values) : series.at(-1);
    if (value !== undefined) series.push(value);
  }
  const [first = 0] = series;
  // Days before the first value are as it is: nothing is known of them.
  return [...Array.from({ length: days - series.length }, () => first), ...series];
}

/** Days at which the last two quarters begin and meet. */
export function lastQuarters(days: number): readonly [number, number] {
  const half = Math.floor(days / 2);
  return [half, half + Math.floor((days - half) / 2)];
}

function lastChange(runs: readonly DailyRun[], days: number): Estimate | null {
  const [start, middle] = lastQuarters(days);
  const changes = runs.flatMap((run) => {
    const [earlier, later] = [run.mean(start, middle), run.mean(middle, days)];
    return earlier === null || later === null ? [] : [later - earlier];
  });
  return changes.length < 2 ? null : estimate(changes);
}
