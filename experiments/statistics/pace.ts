import { estimate } from './estimate.ts';
import { studentQuantile } from './studentT.ts';

/** How fast a run goes, and how long it still takes. */
export interface Pace {
  /** Trials a second so far. */
  readonly rate: number;
  /** Seconds left. */
  readonly left: number;
  /** Ends of the 95 % interval of `left`, s; null while fewer than four trials have ended. */
  readonly spread: readonly [number, number] | null;
}

/** Groups into which ends are cut: enough for a spread, and long enough that workers who end together fall into one. */
const mostGroups = 10;
const fewest = 4;

/**
 * The pace of a run. `ends`: moments at which its trials ended, s since its beginning, ascending; `remaining`: trials still to come;
 * `now`: s since its beginning. Trials end in bursts (workers side by side, futures of one beginning), so times are taken of
 * groups of trials; what is left is a sum of such times, of which mean and spread are those of the groups so far. Null without an end.
 */
export function paceOf(ends: readonly number[], remaining: number, now: number): Pace | null {
  const last = ends.at(-1);
  if (last === undefined || last <= 0) return null;
  const rate = ends.length / Math.max(last, now);
  const mean = last / ends.length;
  // A trial that is under way has part of its time behind it.
  const passed = Math.min(now - last, mean);
  const left = Math.max(0, remaining * mean - passed);
  if (ends.length < fewest) return { rate, left, spread: null };
  const half = halfWidth(groupTimes(ends), ends.length, remaining);
  return { rate, left, spread: [Math.max(0, left - half), left + half] };
}

/** [group] seconds that equally many trials took; ends before the first whole group are left out. */
function groupTimes(ends: readonly number[]): number[] {
  const groups = Math.min(mostGroups, ends.length);
  const size = Math.floor(ends.length / groups);
  const first = ends.length - groups * size;
  const moments = Array.from({ length: groups + 1 }, (_, k) => [0, ...ends][first + k * size]);
  return moments.slice(1).map((moment, k) => moment - moments[k]);
}

/** Half-width of a prediction of the sum over the groups to come: their own scatter, and that of the mean they are told by. */
function halfWidth(times: readonly number[], ended: number, remaining: number): number {
  const ahead = (remaining * times.length) / ended;
  const scatter = estimate(times).sd * Math.sqrt(ahead + ahead ** 2 / times.length);
  return studentQuantile(0.975, times.length - 1) * scatter;
}
