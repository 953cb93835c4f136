import type { Comparison, Judged } from '../../analysis/requirements/comparison.ts';
import { fails, passes } from '../../analysis/requirements/standing.ts';

/**
 * The value to propose: of those that pass, the one nearest to the status quo that gains as much as the best of them, up to the margin: the
 * smallest sufficient change. Any choice among those that pass is as safe as another, because their bounds hold together. If none passes,
 * the most promising of those that do not surely fail, else of all: by mean gain, of those whose mean harm keeps every limit; if none does,
 * the one that is least beyond. `levels`: all values of the knob, in ascending order;
 * none where they have no order, so that no change is smaller than another.
 */
export function choose(
  judged: readonly Judged[],
  { statusQuo, margin, levels }: { statusQuo: number; margin: number; levels: readonly number[] },
): Judged {
  const passing = judged.filter(passes);
  const possible = judged.filter((one) => !fails(one));
  const pool = passing.length > 0 ? passing : possible.length > 0 ? possible : judged;
  const sound = pool.filter((one) => excessOf(one) <= 0);
  if (sound.length === 0) return least(pool, excessOf);
  const best = Math.max(...sound.map(gainOf));
  const near = sound.filter((one) => isNear(one, best, margin));
  const place = levels.indexOf(statusQuo);
  return least(near, ({ level }) => Math.abs(levels.indexOf(level) - place));
}

/** As good as the best up to the margin, and itself beyond the margin where the best is. */
function isNear(one: Judged, best: number, margin: number): boolean {
  const gain = gainOf(one);
  return gain === best || (gain > best - margin && (best <= margin || gain > margin));
}

const least = (judged: readonly Judged[], size: (one: Judged) => number): Judged =>
  judged.toSorted((one, other) => size(one) - size(other) || gainOf(other) - gainOf(one) || 0)[0];

/** Mean gain of the first objective; none where it has no value. */
function gainOf({ comparisons }: Judged): number {
  const gain = comparisons.find(({ role }) => role === 'gain');
  return gain?.harm === null || gain === undefined ? Number.NEGATIVE_INFINITY : -gain.harm.mean;
}

/** By how much the limit passed furthest is passed, in limits, as a mean; 0: none. */
const excessOf = ({ comparisons }: Judged): number =>
  Math.max(0, ...comparisons.filter(({ role }) => role !== 'gain').map(excessIn));

/** Limits of several units are compared by how many of them are passed. */
const excessIn = ({ harm, limit }: Comparison): number =>
  harm === null ? 0 : (harm.mean - limit) / (limit === 0 ? 1 : Math.abs(limit));
