import type { MeanInterval } from '../statistics/meanInterval.ts';
import type { RuleName } from './scoringRace.ts';

/** One rule at one step over all seeds. */
export interface RulePoint {
  readonly step: number;
  readonly rule: RuleName;
  readonly spearman: MeanInterval;
  readonly firstGated: MeanInterval;
  /** Rank correlation less Fisher's on the same seed; null for Fisher itself. */
  readonly overFisher: MeanInterval | null;
  readonly forwards: number;
}

export const titleOf: Record<RuleName, string> = {
  fisher: 'Fisher',
  leaveOneOut: 'leave-one-out',
  shapley: 'Shapley, gated',
  equalShapley: 'Shapley, averaged',
  synergy: 'base + pair synergy',
};
