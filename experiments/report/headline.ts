import type { Analysis, SettingAnalysis, Verdict } from '../analysis/analysis.ts';
import { notSettled } from '../analysis/beginning/unsettled.ts';
import { metricHeading, metricTitle } from '../analysis/metricTitle.ts';
import { metric } from '../plan/measures.ts';
import type { OwnMark } from '../plan/ownFiles.ts';
import {
  differenceText,
  estimateText,
  levelText,
  none,
  number2,
  rangeOfLevels,
} from '../statistics/format.ts';
import { fewestValues } from '../statistics/indifference.ts';
import { guardrailSentences, guardrailsData } from './guardrails/words.ts';
import type { HeadlinePart } from './headlinePart.ts';
import { pathParts } from './pathWords.ts';
import { powerWords } from './powerWords.ts';

/** Metrics that mislead alone: a level that stops registration puts nobody out. */
export const needsDeterred = (metric: string): boolean => /^(wrong|noisy|viable)/.test(metric);

/** The answer in a few plain sentences, with numbers and intervals. */
export function headline(analysis: Analysis): HeadlinePart[] {
  const { factor, settings, study, trials } = analysis;
  if (study.objectives.length === 0) {
    const sentence =
      `This sweep of \`${factor.name}\` names no objective, so it has no best level: the tables below show every ` +
      `measure with its 95 % interval (${trials.complete} trials).`;
    return [{ label: '', sentences: [sentence] }];
  }
  const parts = settings.map((setting) => ({
    label: setting.label,
    sentences: setting.isIdle
      ? [idleWords(analysis, setting)]
      : setting.verdicts
          .filter(({ byLevel }) => byLevel.every(({ reason }) => reason !== notSettled))
          .map((verdict) => objectiveWords(analysis, setting, verdict)),
  }));
  const overall = [overallWords(analysis), settlingWords(analysis)].flatMap((words) => words ?? []);
  const first = analysis.path === null ? [] : pathParts(study, analysis.path);
  const told = overall.length === 0 ? parts : [{ label: '', sentences: overall }, ...parts];
  const kept = { label: '', sentences: guardrailSentences(study, analysis.guardrails ?? []) };
  return [...first, ...[...told, kept].filter(({ sentences }) => sentences.length > 0)];
}

/** That the factor does nothing, first of all and without a word on which level is best. */
function idleWords({ factor }: Analysis, { seeds, why }: SettingAnalysis): string {
  const levels = `${factor.levels.slice(0, -1).map(number2).join(', ')} and ${number2(factor.levels[factor.levels.length - 1])}`;
  const reason =
    why === undefined
      ? 'The laboratory does not count what it touches, so it cannot say why.'
      : `Why: ${why}`;
  return `**\`${factor.name}\` does nothing here:** every world is the same to the last digit at ${levels} ${factor.unit} (${seeds} seeds). ${reason}`;
}

/** Levels that may be best in every setting by the first objective; null for one setting, or where one has no comparison. */
function overallWords({ settings, factor, study }: Analysis): string | null {
  if (settings.every(({ isIdle, verdicts }) => isIdle || isUnmoved(verdicts[0]))) return null;
  const outers = settings.map(({ verdicts }) => verdicts[0].outer);
  if (settings.length < 2 || outers.some((outer) => outer === null)) return null;
  const low = Math.max(...outers.map((outer) => outer![0]));
  const high = Math.min(...outers.map((outer) => outer![1]));
  const name = metricTitle(study.objectives[0].metric, study);
  const all = settings.length === 2 ? 'both settings' : `all ${settings.length} settings`;
  const { margin, unit } = settings[0].verdicts[0];
  if (low > high)
    return `The best \`${factor.name}\` for ${name} depends on the setting: no level is best in all of them.`;
  if (low === factor.levels[0] && high === factor.levels.at(-1))
    return `By ${name}, every level of \`${factor.name}\` swept may be as good as the best in ${all} (95 % intervals).`;
  return (
    `By ${name}, \`${factor.name}\` ${rangeOfLevels([low, high], factor.unit)} may be as good as the best in ${all}; every other ` +
    `level swept is worse than the best by more than ${number2(margin)} ${unit} in at least one (95 % intervals).`
  );
}

/** That the levels compare differently early and late, by the setting where they do most; null where they do not. */
function settlingWords({ settings, factor, study }: Analysis): string | null {
  const found = settings.flatMap(({ label, settling }) =>
    settling === null ? [] : [{ label, ...settling }],
  );
  if (found.length === 0) return null;
  const size = (one: (typeof found)[number]) => Math.abs(one.change.mean);
  const { label, level, reference, change, margin } = found.reduce((one, other) =>
    size(other) > size(one) ? other : one,
  );
  const where = label === '' ? '' : ` at \`${label}\``;
  return (
    `**This answer may not last:** from the first to the second half of the ${number2(study.days)} measured days, ` +
    `the mean loss at ${levelText(level, factor.unit)} less that at ${number2(reference)} moves by ` +
    `${differenceText(change)} nats${where} (simultaneous 95 % interval), beyond the margin of ${number2(margin)} nats. It describes these days, ` +
    'not a network that has settled.'
  );
}

/** Whether no level differs from another by a digit, in what decides. */
export const isUnmoved = ({ byLevel }: Pick<Verdict, 'byLevel'>): boolean =>
  byLevel.every(({ difference }) => difference?.low === 0 && difference.high === 0 && difference.sd === 0);

function objectiveWords(analysis: Analysis, setting: SettingAnalysis, verdict: Verdict): string {
  const why = isUnmoved(verdict) && setting.why !== undefined ? `Why: ${setting.why}` : '';
  const parts = [verdictWords(analysis, verdict), why, statusQuoWords(analysis, verdict)];
  if (needsDeterred(verdict.metric)) parts.push(deterredWords(analysis, setting, verdict));
  return parts.filter((part) => part !== '').join(' ');
}

/** Decided: two ranges. Else: what is missing, and how many seeds would bring it. */
export function verdictWords({ factor, study }: Analysis, verdict: Verdict): string {
  const { levels } = factor;
  const { outcome, inner, outer, best, margin, unit, seeds, seedsNeeded } = verdict;
  const name = metricHeading(verdict.metric, study);
  if (outcome === 'no comparison' || outer === null || best === null) {
    const closed = verdict.byLevel.some(({ reason }) => reason === 'market closed');
    const why = closed
      ? 'more than a quarter of the seeds see fewer than 20 registrations (market closed); measure more days'
      : `at least ${fewestValues} seeds with values are needed`;
    return `**${name}:** no two levels can be compared: ${why}.`;
  }
  const within = (range: readonly [number, number]) => rangeOfLevels(range, factor.unit);
  const tolerance = `as good as the best (within ${number2(margin)} ${unit})`;
  const total = `${seeds} seeds, comparisons with the best, 95 %`;
  if (isUnmoved(verdict))
    return `**${name} does not move:** at every level swept it is the same to the last digit (${seeds} seeds).`;
  if (outcome === 'decided' && inner !== null) {
    if (same(inner, [levels[0], levels[levels.length - 1]]))
      return `**${name}:** every level swept is ${tolerance} for certain (${total}).${powerWords(verdict.detectable, margin, unit)}`;
    const limit = same(inner, outer) ? 'and nowhere else' : `at most ${within(outer)}`;
    return `**${name}:** ${tolerance} for certain ${within(inner)}, ${limit} (${total}).`;
  }
  const need =
    seedsNeeded === null
      ? 'No affordable number of seeds would decide.'
      : `About ${number2(seedsNeeded)} seeds would decide.`;
  const certain =
    inner === null
      ? `No level is for certain ${tolerance}`
      : `${capital(tolerance)} for certain ${within(inner)}`;
  return `**${name}: not enough evidence.** ${certain}, possibly ${within(outer)} (${total}). ${need}`;
}

const capital = (text: string): string => text[0].toUpperCase() + text.slice(1);

const same = (one: readonly number[] | null, other: readonly number[] | null): boolean =>
  one?.[0] === other?.[0] && one?.[1] === other?.[1];

const verdictPhrases = {
  in: 'within the margin',
  out: 'beyond the margin',
  undecided: 'not decided',
} as const;

function statusQuoWords({ statusQuo }: Analysis, verdict: Verdict): string {
  const { best, byLevel, unit } = verdict;
  const own = byLevel.find(({ level }) => level === statusQuo);
  if (statusQuo === null || own === undefined || best === null) return '';
  // Worlds alike in every digit have no best one.
  if (isUnmoved(verdict)) return '';
  const name = `The status quo of ${number2(statusQuo)}`;
  if (own.difference === null) return `${name} is out of the comparison: ${own.reason ?? 'no values'}.`;
  const loss = `${estimateText(own.difference)} ${unit}`.trimEnd();
  const where = statusQuo === best ? 'It has the best mean' : `${number2(best)} has the best mean`;
  return `${name} is worse than the best by ${loss}: ${verdictPhrases[own.verdict]}. ${where}.`;
}

function deterredWords({ statusQuo }: Analysis, { byLevel }: SettingAnalysis, { best }: Verdict): string {
  const told = [...new Set([statusQuo, best])].flatMap((level) => {
    const found = byLevel.find((one) => one.level === level)?.estimates.deterred;
    return found ? [`${estimateText(found)} at ${number2(level!)} (n ${found.n})`] : [];
  });
  return told.length === 0 ? '' : `Deterred of 100 viable candidates: ${told.join(', ')}.`;
}

/** Headline for machines. */
export function headlineData(analysis: Analysis): object {
  const { study, factor, statusQuo, settings, arms, trials, path, guardrails = [] } = analysis;
  return {
    question: study.question,
    ...(path !== null && { path }),
    ...(guardrails.length > 0 && { guardrails: guardrailsData(guardrails) }),
    factor: { name: factor.name, unit: factor.unit, levels: factor.levels },
    statusQuo,
    trials,
    settings: settings.map(({ levels, seeds, isIdle, why, verdicts, settling, byLevel }) => ({
      levels,
      seeds,
      doesNothing: isIdle,
      ...(isIdle && { why: why ?? null }),
      verdicts,
      settling,
      deterred: byLevel.map(({ level, estimates, entry }) => ({
        level,
        entry,
        estimate: estimates.deterred ?? null,
      })),
    })),
    arms: arms.map(({ name, set, seeds, isInert, objectives }) => ({
      name,
      set,
      seeds,
      isInert,
      objectives,
    })),
  };
}

/** The outcome of a level in a word; – where it has none. */
export function levelWord(verdict: Verdict | undefined, level: number): string {
  const own = verdict?.byLevel.find((one) => one.level === level);
  if (own === undefined) return none;
  if (verdict !== undefined && isUnmoved(verdict)) return own.reason ?? 'the same';
  return level === verdict?.best ? 'best' : (own.reason ?? own.verdict);
}

/** Unit of a metric, of the registry or of a plan's own files; empty for one that neither knows. */
export const unitOf = (name: string, plan: OwnMark): string => metric(name, plan)?.unit ?? '';

export { metricHeading, metricTitle };
