import type { Attacked } from './attacks.ts';
import type { Standing } from './autopilot.ts';
import type { NullCount } from './nulls.ts';
import type { LoopPoint } from './stabilityMap.ts';

/** Everything that the figure shows. */
export interface AutopilotFindings {
  readonly standings: readonly Standing[];
  readonly nulls: readonly NullCount[];
  readonly map: readonly LoopPoint[];
  readonly attacked: readonly Attacked[];
}
