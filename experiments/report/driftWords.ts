import type { MeasurePath, PathAnalysis } from '../analysis/beginning/path.ts';
import { lastQuarters } from '../statistics/settlement.ts';

/** Drifts that need longer than this are not worth a sentence. */
const longest = 1000;

/**
 * What the settling rule cannot see in so many days: the fastest steady drift that the 95 % intervals of the last two quarters leave open, as
 * the days after which it would add the margin. Empty where there is none, or where it would take more than `longest` days.
 */
export function driftWords({ days }: PathAnalysis, { margin, settlement }: MeasurePath): string {
  if (margin === null || settlement === null) return '';
  const [start, middle] = lastQuarters(days);
  const ends = settlement.changes.flatMap((change) => (change === null ? [] : [change.low, change.high]));
  const fastest = Math.max(0, ...ends.map(Math.abs)) / (middle - start);
  const more = fastest > 0 ? margin / fastest : Number.POSITIVE_INFINITY;
  if (more > longest) return '';
  return ` It holds for these days: a drift too slow to be seen in them could add the margin within ${Number(more.toPrecision(2))} days more.`;
}
