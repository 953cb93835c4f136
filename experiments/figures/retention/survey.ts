import {
  type PublishedFigure,
  type PublishedSetting,
  publishedAt,
  publishedStakes,
  settingOf,
} from './published.ts';
import { type RequiredUtility, requiredUtility } from './requiredUtility.ts';
import { type RetentionMap, retentionMaps } from './retentionMap.ts';
import { publishedTeams, type TeamDraws, teamDraws, twoTeams } from './twoTeams.ts';

/** One published setting recomputed at one stake, beside what was published. */
export interface SurveyRow extends RequiredUtility {
  readonly setting: PublishedSetting;
  readonly majorStake: number;
  readonly map: RetentionMap;
  /** [cell of the map] mean deviation of the weights, share of their mean. */
  readonly deviation: Float64Array;
  readonly published: number | null;
}

/** Recomputed settings of this process, by figure and seed: figures share some. */
const known = new Map<string, readonly SurveyRow[]>();

/**
 * Recomputes published figures at every published stake. Settings that share the deviation of weights share draws,
 * rows and columns; those that share kappa the consensus too. About 0.3 s a setting and stake.
 */
export function retentionSurvey(
  figures: readonly PublishedFigure[],
  seed = publishedTeams.seed,
  report: (doing: string) => void = () => {},
): SurveyRow[] {
  const missing = figures.filter((figure) => !known.has(keyOf(figure, seed))).map(settingOf);
  const rows = surveyAt(missing, publishedStakes, seed, report);
  for (const setting of missing)
    known.set(
      keyOf(setting.figure, seed),
      rows.filter((row) => row.setting === setting),
    );
  return figures.flatMap((figure) => known.get(keyOf(figure, seed))!);
}

/** Settings recomputed at some of the published stakes: by setting, then by stake. */
export function surveyAt(
  settings: readonly PublishedSetting[],
  stakes: readonly number[],
  seed = publishedTeams.seed,
  report: (doing: string) => void = () => {},
): SurveyRow[] {
  const draws = teamDraws({ ...publishedTeams, seed });
  const deviations = new Set(settings.map(({ weightDeviation }) => weightDeviation));
  const rows = [...deviations].flatMap((deviation) => {
    const alike = settings.filter(({ weightDeviation }) => weightDeviation === deviation);
    return stakes.flatMap((stake) => {
      report(`stake ${stake}, deviation ${deviation}`);
      return rowsAt(draws, stake, alike);
    });
  });
  return settings.flatMap((setting) => rows.filter((row) => row.setting === setting));
}

const keyOf = (figure: string, seed: number): string => `${figure} ${seed}`;

/** The settings at one stake; all of one deviation of weights. */
function rowsAt(draws: TeamDraws, majorStake: number, settings: readonly PublishedSetting[]): SurveyRow[] {
  const teams = twoTeams(draws, majorStake, settings[0].weightDeviation);
  const { maps, deviation } = retentionMaps(teams, settings);
  return settings.map((setting, at) => ({
    setting,
    majorStake,
    map: maps[at],
    deviation,
    published: publishedAt(setting, majorStake).utility,
    ...requiredUtility(maps[at]),
  }));
}
