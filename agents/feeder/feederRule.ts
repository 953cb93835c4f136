import { passesConnections } from '../../sim/subnets/connection.ts';
import { isInTopShare } from '../../sim/subnets/topShare.ts';
import { type Uid, u16Max } from '../../sim/units.ts';
import type { World } from '../../sim/world.ts';

/** `score`: the requirement of 2023, by pruning score. `pay`: its forward form, by incentive of the last epoch. */
export const feederRules = ['score', 'pay'] as const;
export type FeederRule = (typeof feederRules)[number];

/** What a higher network asks of the members of its feeder. */
export interface FeederDemand {
  readonly rule: FeederRule;
  /** Of a hundred members of the feeder, how many a newcomer must be ahead of; 0: the networks are not connected. */
  readonly percentile: number;
}

/** Whether a member of the feeder meets the demand now. */
export function meetsDemand({ rule, percentile }: FeederDemand, feeder: World, uid: Uid): boolean {
  const { network, lastStep } = feeder;
  const share = 1 - percentile / 100;
  if (rule === 'pay') return isInTopShare({ ...paidAt(network), lastEpoch: lastStep }, uid, share);
  const pruningScores = Array.from(network.pruningScore.subarray(0, network.size));
  return passesConnections([{ pruningScores, uid, requirement: Math.round(share * u16Max) }]);
}

const paidAt = ({ size, incentive, registrationBlock }: World['network']) => ({
  size,
  incentive,
  registrationBlock,
});
