import type { Analysis, SettingAnalysis, Verdict } from '../../analysis/analysis.ts';
import type { LevelPath, WorldPath } from '../../analysis/beginning/path.ts';
import { notSettled } from '../../analysis/beginning/unsettled.ts';
import { metric as metricNamed } from '../../plan/measures.ts';
import { estimateText, number2 } from '../../statistics/format.ts';
import { fewestValues } from '../../statistics/indifference.ts';
import { isUnmoved } from '../headline.ts';
import {
  asDifference,
  briefly,
  type Contrast,
  type Finding,
  findingSentence,
  findingWords,
  weightOf,
} from './finding.ts';
import { fitting } from './fitting.ts';
import {
  differsAt,
  holdsZero,
  measureWords,
  placeWords,
  sentenceCase,
  settingWords,
  unitWords,
  valueWords,
  worldsWords,
} from './phrases.ts';
import { strongest } from './strongest.ts';

/**
 * The answer of a sweep of one setting in one sentence, by the measure that decides: where that has not settled, its path comes first, so
 * that no kinder measure speaks in its place.
 */
export function sweepAnswer(analysis: Analysis): string {
  const { study, factor, trials, settings } = analysis;
  const subject = settingWords(factor.name);
  if (trials.complete === 0)
    return `Nothing was measured: none of ${number2(trials.planned)} trials of ${subject} has finished${trials.failed.length > 0 ? `, ${number2(trials.failed.length)} failed` : ''}.`;
  if (study.objectives.length === 0)
    return `This sweep names no measure to decide by, so no value of ${subject} is called best (${worldsWords(trials.complete)}).`;
  if (factor.levels.length === 1) return oneLevelWords(analysis);
  const place = placeOf(analysis);
  const findings = settings.map((setting) => findingOf(analysis, setting, place));
  return settings.length === 1
    ? oneSetting(analysis, findings[0], place)
    : severalSettings(analysis, findings, place);
}

/** With one value nothing can be compared; what it gives is told. */
function oneLevelWords({ study, factor, settings }: Analysis): string {
  const [{ metric }] = study.objectives;
  const [level] = factor.levels;
  const found = settings[0].byLevel[0].estimates[metric] ?? null;
  const head = `Only ${valueWords(level, factor.unit)} were run, so nothing is compared`;
  return found === null
    ? `${head}, and ${measureWords(metric, study)} has no value.`
    : `${head}: there ${measureWords(metric, study)} is ${estimateText(found)}${unitWords(metric, study)} (${worldsWords(found.n, study)}).`;
}

/** Place of the first objective on which some setting can be compared, or is still on its way; else 0. */
function placeOf({ settings, study }: Analysis): number {
  const place = study.objectives.findIndex((_, k) =>
    settings.some(
      ({ isIdle, verdicts }) =>
        isIdle || verdicts[k]?.outcome !== 'no comparison' || isUnsettled(verdicts[k]),
    ),
  );
  return Math.max(0, place);
}

const isUnsettled = ({ byLevel }: Verdict): boolean => byLevel.some(({ reason }) => reason === notSettled);

/** The measure that the answer of a sweep is given by; null where none decides. */
export const answeredBy = (analysis: Analysis): string | null =>
  analysis.study.objectives[placeOf(analysis)]?.metric ?? null;

function aboutOf({ study, factor, path }: Analysis, place: number) {
  const when = path === null ? '' : ` by day ${number2(path.days)}`;
  return { ...study, subject: settingWords(factor.name), metric: study.objectives[place].metric, when };
}

function oneSetting(analysis: Analysis, finding: Finding, place: number): string {
  const { settings, study } = analysis;
  const worlds = worldsWords(settings[0].seeds, study);
  const told = findingSentence(finding, aboutOf(analysis, place), worlds);
  if (finding.kind === 'unsettled') return fitting(...onItsWay(analysis, finding, place, worlds), told);
  const start = startWords(analysis);
  return fitting(start === '' ? told : `${start}${told[0].toLowerCase()}${told.slice(1)}`, told);
}

/** The last day of a measure that has not settled, with the first measure after it that has: in words that fit, if there are any. */
function onItsWay(
  analysis: Analysis,
  { last, days, isBefore }: Extract<Finding, { kind: 'unsettled' }>,
  place: number,
  worlds: string,
): string[] {
  const { study, settings } = analysis;
  if (last === null || isBefore) return [];
  const { at, against, estimate } = last;
  const than = holdsZero(estimate) ? `from that at ${against}` : `than at ${against}`;
  const own = `By day ${number2(days)}, not yet settled, ${differsAt(at, estimate, study.objectives[place].metric, study)} ${than}`;
  const others = study.objectives.flatMap(({ metric }, k) => {
    const found = k <= place ? null : findingOf(analysis, settings[0], k);
    const largest = found?.kind === 'worse' ? found.worst : found?.kind === 'better' ? found.best : null;
    return largest === null ? [] : [differsAt(largest.at, largest.estimate, metric, study)];
  });
  return others.slice(0, 1).map((other) => `${own}; ${other} (${worlds}).`);
}

/** A start is no settled network: where the two differ, that is said. */
const startWords = ({ settings }: Analysis): string =>
  settings.some(({ settling }) => settling !== null) ? 'In a new network, ' : '';

function severalSettings(analysis: Analysis, findings: readonly Finding[], place: number): string {
  const { settings, study } = analysis;
  const about = aboutOf(analysis, place);
  const lead = findings.reduce((best, one, k) => (weightOf(one) > weightOf(findings[best]) ? k : best), 0);
  const worlds = worldsWords(settings[lead].seeds, study);
  const isSame = findings.every(({ kind }) => kind === findings[0].kind);
  if (isSame && ['nothing', 'alike'].includes(findings[lead].kind))
    return findingSentence(findings[lead], about, `${worlds} in each of ${settings.length} scenarios`);
  const told = findingWords(findings[lead], about, worlds);
  const start = startWords(analysis);
  const at = sentenceCase(`${start}at ${placeWords(settings[lead].label)}, ${told}`);
  const others = settings.flatMap(({ label }, k) => (k === lead ? [] : [{ label, finding: findings[k] }]));
  const rest =
    others.length === 1 ? otherWords(others[0]) : othersWords(others.map(({ finding }) => finding));
  return fitting(`${at}; ${rest}.`, `${at}.`, sentenceCase(`${start}${told}.`));
}

const otherWords = ({ label, finding }: { readonly label: string; readonly finding: Finding }): string =>
  `at ${placeWords(label)} ${briefly(finding)}`;

/** Settings beside the one that is told, counted by what was found. */
function othersWords(findings: readonly Finding[]): string {
  const words = [...new Set(findings.map(briefly))];
  const count = (word: string) => findings.filter((one) => briefly(one) === word).length;
  if (words.length === 1) return `in the other ${findings.length} ${words[0]}`;
  return words.map((word) => `in ${count(word)} ${word}`).join(', ');
}

/** What the setting comes to in worlds of one kind, by the objective at a place. */
function findingOf(analysis: Analysis, setting: SettingAnalysis, place: number): Finding {
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
