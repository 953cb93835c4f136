import type { Comparison, Judged } from './comparison.ts';

/** The state of a requirement: surely kept, surely broken, or neither. */
export type Standing = 'kept' | 'broken' | 'open';

/** Where a measured harm lies against its limit. A comparison without finite ends is neither kept nor broken. */
export function standingOf({ role, harm, limit }: Pick<Comparison, 'role' | 'harm' | 'limit'>): Standing {
  if (harm === null || !Number.isFinite(limit)) return 'open';
  if (!Number.isFinite(harm.low) || !Number.isFinite(harm.high)) return 'open';
  // A gain that lies on its margin gains nothing that matters; harm on its limit is allowed.
  if (role === 'gain') return harm.high < limit ? 'kept' : harm.low >= limit ? 'broken' : 'open';
  return harm.high <= limit ? 'kept' : harm.low > limit ? 'broken' : 'open';
}

/** A value that surely keeps all that is asked of it, and gains. */
export const passes = ({ comparisons }: Pick<Judged, 'comparisons'>): boolean =>
  comparisons.some(({ role }) => role === 'gain') &&
  comparisons.every((comparison) => standingOf(comparison) === 'kept');

/** A value that surely breaks something of it. */
export const fails = ({ comparisons }: Pick<Judged, 'comparisons'>): boolean =>
  comparisons.some((comparison) => standingOf(comparison) === 'broken');
