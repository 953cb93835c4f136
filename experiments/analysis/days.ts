import type { CompleteRow } from '../plan/rows.ts';
import { meanInterval } from '../statistics/meanInterval.ts';
import type { DayMeans } from './analysis.ts';

/** Difficulties are shown as doublings of this many hashes. */
const unitDifficulty = 1e7;

/** Means over seeds of every day that all trials reached. */
export function dayMeans(trials: readonly CompleteRow[]): DayMeans[] {
  const count = trials.length === 0 ? 0 : Math.min(...trials.map(({ days }) => days.length));
  return Array.from({ length: count }, (_, k) => {
    const points = trials.map(({ days }) => days[k]);
    return {
      day: points[0].day,
      registrations: meanInterval(points.map(({ registrations }) => registrations)),
      networkQuality: meanInterval(points.map(({ networkQuality }) => networkQuality)),
      burn: meanInterval(points.map(({ burn }) => burn ?? 0)),
      log2Difficulty: meanInterval(
        points.map(({ difficulty }) => Math.log2(Math.max(1, difficulty) / unitDifficulty)),
      ),
    };
  });
}
