import type { Analysis } from '../../analysis/analysis.ts';
import { estimateText, number2 } from '../../statistics/format.ts';
import { briefly, type Contrast, type Finding, findingSentence, findingWords, weightOf } from './finding.ts';
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
import { findingOf, isUnsettled } from './sweepFinding.ts';
import { objectiveYardstick, yardstickWords } from './yardstick.ts';

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
  const { study } = analysis;
  if (last === null || isBefore) return [];
  const { at, against, estimate } = last;
  const than = holdsZero(estimate) ? `from that at ${against}` : `than at ${against}`;
  const own = `By day ${number2(days)}, not yet settled, ${differsAt(at, estimate, study.objectives[place].metric, study)} ${than}`;
  const others = decidedBehind(analysis, place).map(({ metric, contrast }) =>
    differsAt(contrast.at, contrast.estimate, metric, study),
  );
  return others.slice(0, 1).map((other) => `${own}; ${other} (${worlds}).`);
}

/** The objectives behind the first that have settled and tell a difference. */
const decidedBehind = (analysis: Analysis, place: number) =>
  analysis.study.objectives.flatMap(({ metric }, k) => {
    const found = k <= place ? null : findingOf(analysis, analysis.settings[0], k);
    const contrast = found?.kind === 'worse' ? found.worst : found?.kind === 'better' ? found.best : null;
    return contrast === null ? [] : [{ metric, contrast }];
  });

/** A start is no settled network: where the two differ, that is said. */
const startWords = ({ settings }: Analysis): string =>
  settings.some(({ settling }) => settling !== null) ? 'In a new network, ' : '';

function severalSettings(analysis: Analysis, findings: readonly Finding[], place: number): string {
  const { settings, study } = analysis;
  const about = aboutOf(analysis, place);
  const lead = leadOf(findings);
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

/** Place of the finding that is told in full. */
const leadOf = (findings: readonly Finding[]): number =>
  findings.reduce((best, one, k) => (weightOf(one) > weightOf(findings[best]) ? k : best), 0);

const otherWords = ({ label, finding }: { readonly label: string; readonly finding: Finding }): string =>
  `at ${placeWords(label)} ${briefly(finding)}`;

/** Settings beside the one that is told, counted by what was found. */
function othersWords(findings: readonly Finding[]): string {
  const words = [...new Set(findings.map(briefly))];
  const count = (word: string) => findings.filter((one) => briefly(one) === word).length;
  if (words.length === 1) return `in the other ${findings.length} ${words[0]}`;
  return words.map((word) => `in ${count(word)} ${word}`).join(', ');
}

/** Whether what the answer tells is much, by the margins of the plan; null where it tells no difference. */
export function sweepYardstick(analysis: Analysis): string | null {
  const { study, factor, trials, settings } = analysis;
  if (trials.complete === 0 || study.objectives.length === 0 || factor.levels.length === 1) return null;
  const place = placeOf(analysis);
  const findings = settings.map((setting) => findingOf(analysis, setting, place));
  const finding = findings[leadOf(findings)];
  const told = toldIn(finding);
  const answer = sweepAnswer(analysis);
  const behind = decidedBehind(analysis, place)
    .slice(0, 1)
    .filter(({ metric, contrast }) =>
      answer.includes(differsAt(contrast.at, contrast.estimate, metric, study)),
    );
  return yardstickWords([
    told === null
      ? null
      : objectiveYardstick(
          study,
          study.objectives[place].metric,
          told.estimate,
          whichOf(analysis, finding, told),
        ),
    ...(finding.kind === 'unsettled' ? behind : []).map(({ metric, contrast: { at, estimate } }) =>
      objectiveYardstick(study, metric, estimate, `the one at ${at}`),
    ),
  ]);
}

/** The difference that a finding tells; null for none. */
function toldIn(finding: Finding): Contrast | null {
  switch (finding.kind) {
    case 'worse':
      return finding.worst;
    case 'better':
      return finding.best;
    case 'unsettled':
      return finding.last;
    case 'alike':
    case 'open':
      return finding.largest;
    default:
      return null;
  }
}

function whichOf({ path }: Analysis, { kind }: Finding, { at }: Contrast): string {
  if (kind === 'alike') return `the largest, at ${at},`;
  return kind === 'unsettled' && path !== null
    ? `the one at ${at}, on day ${number2(path.days)},`
    : `the one at ${at}`;
}
