import { metric } from '../../sim/metrics/definitions.ts';
import type { Analysis, SettingAnalysis, Verdict } from '../analysis/analysis.ts';
import { metricHeading, metricTitle } from '../analysis/metricTitle.ts';
import { differenceText, estimateText, none, number2, rangeOfLevels } from './format.ts';

/** Metrics that mislead alone: a level that stops registration has no wrong evictions. */
const needsDeterred = /^(wrong|noisy)/;

/** The answer in a few plain sentences, with numbers and intervals: a paragraph for each setting. */
export function headline(analysis: Analysis): string[] {
  const { factor, settings, study, trials } = analysis;
  if (study.objectives.length === 0) {
    return [
      `This sweep of \`${factor.name}\` names no objective, so it has no best level: the tables below show every ` +
        `measure with its 95 % interval (${trials.complete} trials).`,
    ];
  }
  return settings.map((setting) => {
    const where = setting.label === '' ? '' : `**At \`${setting.label}\`:** `;
    return where + setting.verdicts.map((verdict) => objectiveWords(analysis, setting, verdict)).join(' ');
  });
}

function objectiveWords(analysis: Analysis, setting: SettingAnalysis, verdict: Verdict): string {
  const parts = [verdictWords(analysis, verdict), statusQuoWords(analysis, verdict)];
  if (needsDeterred.test(verdict.metric)) parts.push(deterredWords(analysis, setting, verdict));
  return parts.filter((part) => part !== '').join(' ');
}

/** Decided: two ranges. Else: what is missing, and how many seeds would bring it. */
export function verdictWords({ factor }: Analysis, verdict: Verdict): string {
  const { outcome, inner, outer, best, margin, unit, seeds, seedsNeeded } = verdict;
  const name = metricHeading(verdict.metric);
  if (outcome === 'no comparison' || best === null) {
    return `${name}: no two levels can be compared (at least 4 seeds with values are needed).`;
  }
  const within = (range: readonly [number, number]) => rangeOfLevels(range, factor.unit);
  const tolerance = `within ${number2(margin)} ${unit} of the best`;
  const total = `${seeds.choosing + seeds.judging} seeds, simultaneous 95 % intervals`;
  if (outcome === 'decided') {
    const limit = same(inner, outer) ? 'and nowhere else' : `and certainly not outside ${within(outer!)}`;
    return `${name} is certainly ${tolerance} from ${within(inner!)}, ${limit} (${total}).`;
  }
  const need =
    seedsNeeded === null
      ? 'No affordable number would.'
      : `About ${number2(seedsNeeded)} seeds would decide.`;
  return (
    `**${name}: not enough evidence.** These seeds leave open where it is ${tolerance}: certainly from ` +
    `${within(inner!)}, not excluded from ${within(outer!)} (${total}). ${need}`
  );
}

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
  const name = `The status quo of ${number2(statusQuo)}`;
  if (statusQuo === best) return `${name} is the best level.`;
  if (own.difference === null) return `${name} is out of the comparison: ${own.reason ?? 'no values'}.`;
  const gap = `${differenceText(own.difference)} ${unit}`;
  return `${name} stands ${gap} from the best level, ${number2(best)}: ${verdictPhrases[own.verdict]}.`;
}

function deterredWords({ statusQuo }: Analysis, { byLevel }: SettingAnalysis, { best }: Verdict): string {
  const told = [...new Set([statusQuo, best])].flatMap((level) => {
    const found = byLevel.find((one) => one.level === level)?.estimates.deterred;
    return found ? [`${estimateText(found)} at ${number2(level!)} (n ${found.n})`] : [];
  });
  return told.length === 0 ? '' : `Deterred of 100 viable candidates: ${told.join(', ')}.`;
}

/** Headline for machines. */
export function headlineData({ study, factor, statusQuo, settings, arms, trials }: Analysis): unknown {
  return {
    question: study.question,
    factor: { name: factor.name, unit: factor.unit, levels: factor.levels },
    statusQuo,
    trials,
    settings: settings.map(({ levels, seeds, verdicts, byLevel }) => ({
      levels,
      seeds,
      verdicts,
      deterred: byLevel.map(({ level, estimates, market }) => ({
        level,
        market,
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
  return level === verdict?.best ? 'best' : (own.reason ?? own.verdict);
}

/** Unit of a metric, empty for one the registry does not know. */
export const unitOf = (name: string): string => metric(name)?.unit ?? '';

export { metricHeading, metricTitle };
