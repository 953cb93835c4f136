import type { Evaluation, Stage } from './evaluation.ts';
import type { Setting, Space } from './space.ts';
import type { TunePlan } from './tunePlan.ts';

/** What every step of a study works with. */
export interface TuneContext {
  readonly plan: TunePlan;
  readonly space: Space;
  readonly allows: (setting: Setting) => boolean;
  readonly evaluations: Evaluation[];
  /** Runs settings on seeds and keeps what came of them. */
  run(
    stage: Stage,
    wanted: readonly { setting: Setting; seed: number; point?: readonly number[] }[],
  ): Promise<Evaluation[]>;
  /** What a search is told of a trial: its objectives against the status quo on the same seed, worse where a guardrail is broken. */
  told(evaluation: Evaluation): number[] | null;
}
