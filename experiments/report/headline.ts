import { metric } from '../../sim/metrics/definitions.ts';
import type { Analysis, SettingAnalysis, Verdict } from '../analysis/analysis.ts';
import { differenceText, estimateText, levelText, none, number2, rangeOfLevels } from './format.ts';

/** Metrics whose verdict is misleading alone: a level that stops registration has no wrong evictions. */
const needsDeterred = /^(wrong|noisy)/;

/** The answer in a few plain sentences, each with its numbers and intervals. */
export function headline(analysis: Analysis): string[] {
  const { settings, study } = analysis;
  if (study.objectives.length === 0) return [noObjective(analysis)];
  return study.objectives.flatMap((_, k) => settings.map((setting) => sentence(analysis, setting, k)));
}

function noObjective({ factor, trials }: Analysis): string {
  return (
    `This sweep of \`${factor.name}\` names no objective, so it has no best level: the tables below show every ` +
    `measure with its 95 % interval (${trials.complete} trials).`
  );
}

function sentence(analysis: Analysis, setting: SettingAnalysis, objective: number): string {
  const verdict = setting.verdicts[objective];
  const where = setting.label === '' ? '' : ` at \`${setting.label}\``;
  const parts = [`**${titleOf(verdict.metric)}${where}:** ${verdictWords(analysis, verdict)}`];
  parts.push(statusQuoWords(analysis, verdict));
  if (needsDeterred.test(verdict.metric)) parts.push(deterredWords(analysis, setting, verdict));
  return parts.filter((part) => part !== '').join(' ');
}

/** Decided: two ranges. Else: what is missing, and how many seeds would bring it. */
export function verdictWords({ factor }: Analysis, verdict: Verdict): string {
  const { outcome, inner, outer, best, margin, unit, seeds, seedsNeeded } = verdict;
  if (outcome === 'no comparison' || best === null) return 'no two levels can be compared.';
  const tolerance = `${number2(margin)} ${unit}`;
  const within = (range: readonly [number, number]) => rangeOfLevels(range, factor.unit);
  const total = seeds.choosing + seeds.judging;
  if (outcome === 'decided') {
    const certain = inner === null ? 'no level for certain' : within(inner);
    return (
      `within ${tolerance} of the best at ${certain} (inner range), beyond it outside ` +
      `${outer === null ? certain : within(outer)} (outer range); best level ${number2(best)}, ${total} seeds, ` +
      'simultaneous 95 % intervals.'
    );
  }
  const possible = outer === null ? '' : ` Not excluded: ${within(outer)}.`;
  const certain = inner === null ? '' : ` Certain: ${within(inner)}.`;
  const need = seedsNeeded === null ? '' : ` About ${number2(seedsNeeded)} seeds would decide.`;
  return `**not enough evidence** from ${total} seeds to say which levels are within ${tolerance} of the best.${certain}${possible}${need}`;
}

function statusQuoWords({ statusQuo, factor }: Analysis, verdict: Verdict): string {
  const own = verdict.byLevel.find(({ level }) => level === statusQuo);
  if (statusQuo === null || own === undefined) return '';
  const name = levelText(statusQuo, factor.unit);
  if (statusQuo === verdict.best) return `The status quo, ${name}, is the best level.`;
  if (own.difference === null) return `The status quo, ${name}, is out: ${own.reason ?? 'no values'}.`;
  return `The status quo, ${name}, differs from the best by ${differenceText(own.difference)} ${verdict.unit}: ${own.verdict}.`;
}

function deterredWords({ statusQuo }: Analysis, { byLevel }: SettingAnalysis, { best }: Verdict): string {
  const told = [...new Set([best, statusQuo])].flatMap((level) => {
    const estimate = byLevel.find((one) => one.level === level)?.estimates.deterred;
    return estimate ? [`${estimateText(estimate)} at ${number2(level!)}`] : [];
  });
  return told.length === 0 ? '' : `Deterred, per 100 viable candidates: ${told.join(', ')}.`;
}

const titles: Readonly<Record<string, string>> = {
  networkQuality: 'Network quality',
  wrongEvictions: 'Wrong evictions',
};

/** The name of a metric as a reader sees it. */
export const titleOf = (name: string): string => titles[name] ?? name;

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
