import type { Analysis, SettingAnalysis, Verdict } from '../../analysis/analysis.ts';
import type { LevelPath, WorldPath } from '../../analysis/beginning/path.ts';
import { notSettled } from '../../analysis/beginning/unsettled.ts';
import { metric as metricNamed } from '../../plan/measures.ts';
import { number2 } from '../../statistics/format.ts';
import { fewestValues } from '../../statistics/indifference.ts';
import { isUnmoved } from '../headline.ts';
import { asDifference, type Contrast, type Finding } from './finding.ts';
import { valueWords } from './phrases.ts';
import { strongest } from './strongest.ts';

/** What the setting comes to in worlds of one kind, by the objective at a place. */
export function findingOf(analysis: Analysis, setting: SettingAnalysis, place: number): Finding {
  const { factor } = analysis;
  const verdict = setting.verdicts[place];
  const [low, high] = [factor.levels[0], factor.levels[factor.levels.length - 1]];
  const values = spanWords(analysis, [low, high]);
  if (setting.isIdle || isUnmoved(verdict)) return { kind: 'nothing', isIdle: setting.isIdle, values };
  if (isUnsettled(verdict)) return unsettledOf(analysis, setting, verdict);
  if (verdict.outcome === 'no comparison' || verdict.best === null)
    return { kind: 'uncompared', why: whyNot(verdict) };
  if (verdict.byLevel.every((one) => one.verdict === 'in'))
    return { kind: 'alike', values, largest: strongest(contrastsOf(analysis, setting, verdict)) };
  return judgedOf(analysis, setting, verdict);
}

/** A measure is still on its way at some value. */
export const isUnsettled = ({ byLevel }: Verdict): boolean =>
  byLevel.some(({ reason }) => reason === notSettled);

/** Some values are worse than the best, or it is not decided. */
function judgedOf(analysis: Analysis, setting: SettingAnalysis, verdict: Verdict): Finding {
  const { statusQuo } = analysis;
  const contrasts = contrastsOf(analysis, setting, verdict);
  const stateOf = (level: number | null) => verdict.byLevel.find((one) => one.level === level)?.verdict;
  const worse = contrasts.filter(({ level }) => stateOf(level) === 'out');
  const own = stateOf(statusQuo);
  if (own === 'out') return { kind: 'better', best: againstStatusQuo(analysis, setting, verdict) };
  const isSafe = own === 'in' || (statusQuo === null && verdict.inner !== null);
  const worst = strongest(worse);
  if (isSafe && worst !== null)
    return { kind: 'worse', safe: verdict.inner === null ? null : spanWords(analysis, verdict.inner), worst };
  const largest = own === undefined ? strongest(contrasts) : againstStatusQuo(analysis, setting, verdict);
  return { kind: 'open', largest, needed: verdict.seedsNeeded };
}

type AtLevel = Contrast & { readonly level: number };

/** Every value against the one in force in a world that had settled, else against the best. */
function contrastsOf(analysis: Analysis, setting: SettingAnalysis, verdict: Verdict): AtLevel[] {
  const { factor, statusQuo } = analysis;
  const measure = worldOf(analysis, setting)?.measures.find(({ metric }) => metric === verdict.metric);
  if (measure !== undefined && statusQuo !== null)
    return measure.levels.flatMap(({ change, simultaneous }) => {
      const level = Number(change[factor.name]);
      return simultaneous === null
        ? []
        : [
            {
              level,
              at: valueWords(level, factor.unit),
              against: number2(statusQuo),
              estimate: simultaneous,
            },
          ];
    });
  const isHigher = metricNamed(verdict.metric, analysis.study)?.better === 'higher';
  return verdict.byLevel.flatMap(({ level, difference }) =>
    difference === null || level === verdict.best
      ? []
      : [
          {
            level,
            at: valueWords(level, factor.unit),
            against: number2(verdict.best!),
            estimate: asDifference(difference, isHigher),
          },
        ],
  );
}

/** The best value against the one in force, or where that is the best another against it. */
function againstStatusQuo(analysis: Analysis, setting: SettingAnalysis, verdict: Verdict): Contrast {
  const { statusQuo, factor } = analysis;
  const contrasts = contrastsOf(analysis, setting, verdict);
  const own = contrasts.find(({ level }) => level === (analysis.path === null ? statusQuo : verdict.best));
  if (own === undefined || analysis.path !== null) return own ?? strongest(contrasts)!;
  const { estimate } = own;
  return {
    at: valueWords(verdict.best!, factor.unit),
    against: number2(statusQuo!),
    estimate: { ...estimate, mean: -estimate.mean, low: -estimate.high, high: -estimate.low },
  };
}

/** `at 3,072 blocks`, `from 3,072 to 7,200 blocks`. */
function spanWords({ factor: { unit } }: Analysis, [low, high]: readonly [number, number]): string {
  return low === high ? `at ${valueWords(low, unit)}` : `from ${number2(low)} to ${valueWords(high, unit)}`;
}

function whyNot({ byLevel }: Verdict): string {
  return byLevel.some(({ reason }) => reason === 'market closed')
    ? 'more than a quarter of the worlds saw fewer than 20 registrations, so nothing can be compared; measure more days'
    : `at least ${fewestValues} worlds with values are needed to compare, so run more`;
}

/** The world of a setting that began settled. */
const worldOf = ({ path, settings }: Analysis, setting: SettingAnalysis): WorldPath | undefined => {
  const worlds = path?.worlds.filter(({ settling }) => settling.world.arm === null) ?? [];
  return worlds.find(({ label }) => label === setting.label) ?? worlds[settings.indexOf(setting)];
};

function unsettledOf(analysis: Analysis, setting: SettingAnalysis, verdict: Verdict): Finding {
  const { path, factor, statusQuo } = analysis;
  const world = worldOf(analysis, setting);
  const levels = world?.measures.find(({ metric }) => metric === verdict.metric)?.levels ?? [];
  const size = ({ days }: LevelPath) => Math.abs(days.at(-1)?.mean ?? 0);
  const first = levels.reduce<LevelPath | null>(
    (one, other) => (one === null || size(other) > size(one) ? other : one),
    null,
  );
  const estimate = first?.days.at(-1) ?? null;
  const last =
    first === null || estimate === null
      ? null
      : {
          at: valueWords(first.change[factor.name] ?? '', factor.unit),
          against: statusQuo === null ? 'the status quo' : number2(statusQuo),
          estimate,
        };
  return { kind: 'unsettled', isBefore: world?.settling.settled === false, days: path?.days ?? 0, last };
}
