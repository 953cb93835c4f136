import type { LevelPath, MeasurePath, PathAnalysis, WorldPath } from '../analysis/beginning/path.ts';
import { longRunOf } from '../analysis/beginning/path.ts';
import { metricHeading } from '../analysis/metricTitle.ts';
import { metric } from '../plan/measures.ts';
import type { OwnMark } from '../plan/ownFiles.ts';
import type { Study } from '../plan/study.ts';
import type { Estimate } from '../statistics/estimate.ts';
import { differenceText, number2 } from '../statistics/format.ts';
import type { HeadlinePart } from './headlinePart.ts';

/** The long run of every objective in a plain sentence each, or that there is none; a part for each world. */
export const pathParts = (study: Study, path: PathAnalysis): HeadlinePart[] =>
  path.worlds
    .filter(({ settling }) => settling.world.arm === null)
    .map((world) => ({
      label: world.label,
      sentences: world.measures
        .filter(({ margin }) => margin !== null)
        .map((measure) => longRunWords(study, path, world, measure)),
    }));

function longRunWords(study: Study, path: PathAnalysis, world: WorldPath, measure: MeasurePath): string {
  const { levels } = measure;
  const name = metricHeading(measure.metric, study);
  if (!world.settling.settled)
    return `**${name}: no steady answer.** Under the status quo the world did not settle within ${number2(path.daysBefore)} days, so only the path after the change is told. ${lastDayWords(study, path, measure)}`;
  const late = levels.filter(({ settled }) => !settled);
  if (levels.length === 0 || late.length > 0) {
    const which =
      late.length === levels.length ? '' : ` at ${late.map(({ change }) => changeWords(change)).join('; ')}`;
    return `**${name}: not settled by day ${path.days}**${which}. No steady answer: the path alone. ${lastDayWords(study, path, measure)}`;
  }
  const best = bestOf(levels, study, measure.metric);
  const { simultaneous } = best;
  const several = levels.length > 1 ? `, the best of ${levels.length} changes,` : '';
  const seeds = simultaneous === null ? '' : `, ${simultaneous.n} seeds`;
  return `**${name}, in the long run** (${longRunDays(path)}): ${changeWords(best.change)}${several} makes a difference of ${inUnit(simultaneous, measure, study)} from ${statusQuoWords(study)} (${levels.length > 1 ? 'simultaneous ' : ''}95 % interval${seeds}): ${judged(simultaneous, measure, study)}.`;
}

/** `days 31 to 60 after the change`. */
export function longRunDays({ days }: PathAnalysis): string {
  const [from, to] = longRunOf(days);
  return `days ${from + 1} to ${to} after the change`;
}

/** `` `immunityPeriod` 7,200 ``, several joined. */
export const changeWords = (change: LevelPath['change']): string =>
  Object.entries(change)
    .map(([name, value]) => `\`${name}\` ${typeof value === 'number' ? number2(value) : value}`)
    .join(' with ');

/** The levels before the change. */
export const statusQuoWords = ({ beginning }: Study): string => {
  const levels = Object.values(beginning?.statusQuo ?? {});
  return `the status quo of ${levels.map((value) => (typeof value === 'number' ? number2(value) : value)).join(' with ')}`;
};

function lastDayWords(study: Study, path: PathAnalysis, measure: MeasurePath): string {
  const [first] = [...measure.levels].sort((one, other) => size(other) - size(one));
  const last = first?.days.at(-1) ?? null;
  if (first === undefined || last === null) return `There is no value of day ${path.days}.`;
  return `On day ${path.days} ${changeWords(first.change)} differs from ${statusQuoWords(study)} by ${inUnit(last, measure, study)} (95 % interval, ${last.n} seeds).`;
}

const size = ({ window }: LevelPath): number => Math.abs(window?.mean ?? 0);

const inUnit = (estimate: Estimate | null, { metric: name }: MeasurePath, plan: OwnMark): string =>
  `${differenceText(estimate)} ${metric(name, plan)?.unit ?? ''}`.trimEnd();

/** 1 where more is better, else −1: an objective of neither counts as better when lower, as everywhere. */
const goodSign = (name: string, plan: OwnMark): number => (metric(name, plan)?.better === 'higher' ? 1 : -1);

function bestOf(levels: readonly LevelPath[], plan: OwnMark, name: string): LevelPath {
  const gain = ({ window }: LevelPath) => goodSign(name, plan) * (window?.mean ?? Number.NEGATIVE_INFINITY);
  return levels.reduce((one, other) => (gain(other) > gain(one) ? other : one));
}

/** What an interval says against the margin. */
function judged(estimate: Estimate | null, { metric: name, margin }: MeasurePath, plan: OwnMark): string {
  if (estimate === null || margin === null) return 'too few seeds to say';
  const sign = goodSign(name, plan);
  const [low, high] = sign > 0 ? [estimate.low, estimate.high] : [-estimate.high, -estimate.low];
  const limit = `the margin of ${number2(margin)}`;
  if (low > margin) return `better by more than ${limit}`;
  if (high < -margin) return `worse by more than ${limit}`;
  if (low >= -margin && high <= margin) return `no difference that matters, it is within ${limit}`;
  if (low > 0) return `better, perhaps by less than ${limit}`;
  if (high < 0) return `worse, perhaps by less than ${limit}`;
  return `not decided: the interval holds 0 and goes beyond ${limit}`;
}
