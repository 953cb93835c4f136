import type { Contrast } from './finding.ts';

/** The contrast with the largest mean, whichever way it goes; null for none. */
export const strongest = <One extends Contrast>(contrasts: readonly One[]): One | null =>
  contrasts.reduce<One | null>(
    (best, one) => (best === null || Math.abs(one.estimate.mean) > Math.abs(best.estimate.mean) ? one : best),
    null,
  );
