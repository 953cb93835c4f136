import type { Measures, Score } from './scores.ts';
import type { Setting } from './space.ts';

/** Why a trial was run. */
export type Stage = 'status quo' | 'random' | 'search' | 'confirm';

/** A trial a tuner wants. */
export interface Wanted {
  readonly setting: Setting;
  readonly seed: number;
  readonly stage: Stage;
}

/** A trial that was run; its score is null where it failed or an expression has no value. */
export interface Evaluation extends Wanted {
  readonly point: readonly number[];
  readonly score: Score | null;
}

/** Runs trials and returns their measures in the same order; null for one that failed. */
export type Measure = (wanted: readonly Wanted[]) => Promise<readonly (Measures | null)[]>;

/** One text for one setting. */
export const settingKey = (setting: Setting): string =>
  JSON.stringify(Object.entries(setting).sort(([one], [other]) => (one < other ? -1 : 1)));
