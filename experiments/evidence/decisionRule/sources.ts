import type { Draw } from './population.ts';

/** A committed study whose seeds are drawn. */
export interface Source {
  readonly name: string;
  readonly draw: Draw;
}

/** One with seeds enough to draw them again, and one with a dozen, whose covariances alone are drawn from. */
export const sources: readonly Source[] = [
  { name: 'propose-moving-average', draw: 'its seeds' },
  { name: 'propose-immunity', draw: 'normal, its covariances' },
];
