import type { Study } from '../plan/study.ts';
import type { PathAnalysis } from './beginning/path.ts';

/** What every part of an analysis works from. */
export interface Context {
  readonly study: Study;
  /** Levels of the first factor, ascending. */
  readonly levels: readonly number[];
  readonly statusQuo: number | null;
  readonly resamples: number;
  readonly path: PathAnalysis | null;
}
