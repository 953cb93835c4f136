import type { Draw } from './population.ts';

/** A committed study whose seeds are drawn. */
export interface Source {
  readonly name: string;
  readonly draw: Draw;
  /** Seeds of the committed study. */
  readonly seeds: number;
}

/** Two studies of different sizes; the last shows what a dozen seeds cannot. */
export const sources: readonly Source[] = [
  { name: 'propose-moving-average', draw: 'its seeds', seeds: 48 },
  { name: 'propose-immunity', draw: 'normal, its covariances', seeds: 12 },
  { name: 'propose-immunity', draw: 'its seeds', seeds: 12 },
];
