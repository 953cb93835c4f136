import { type PublishedFigure, settingOf } from './published.ts';
import { requiredUtility } from './requiredUtility.ts';
import { retentionMaps } from './retentionMap.ts';
import { publishedTeams, teamDraws, twoTeams } from './twoTeams.ts';

/** Published settings of one deviation of weights at one stake, with the draws of one seed. */
export interface RequiredTask {
  readonly seed: number;
  readonly majorStake: number;
  readonly figures: readonly PublishedFigure[];
}

/** [figure] the required utility, null where none suffices; what a worker of the pool computes. */
export function run({ seed, majorStake, figures }: RequiredTask): (number | null)[] {
  const settings = figures.map(settingOf);
  const teams = twoTeams(teamDraws({ ...publishedTeams, seed }), majorStake, settings[0].weightDeviation);
  return retentionMaps(teams, settings).maps.map((map) => requiredUtility(map).utility);
}
