import { requiredUtility } from './requiredUtility.ts';
import { retentionMaps } from './retentionMap.ts';
import type { Rule } from './splitEpoch.ts';
import { publishedTeams, teamDraws, twoTeams } from './twoTeams.ts';

/** Rules to judge on the same two teams; those that share kappa are adjacent. */
export interface GuaranteeTask {
  readonly majorStake: number;
  readonly weightDeviation: number;
  readonly rules: readonly Rule[];
}

/** [rule] the required utility, null where none suffices; what a worker of the pool computes. */
export function run({ majorStake, weightDeviation, rules }: GuaranteeTask): (number | null)[] {
  const teams = twoTeams(teamDraws(publishedTeams), majorStake, weightDeviation);
  return retentionMaps(teams, rules).maps.map((map) => requiredUtility(map).utility);
}
