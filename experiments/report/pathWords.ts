import { blocksPerDay } from '../../sim/units.ts';
import type { LevelPath, MeasurePath, PathAnalysis, WorldPath } from '../analysis/beginning/path.ts';
import { longRunOf } from '../analysis/beginning/path.ts';
import type { WorldSettling } from '../analysis/beginning/settling.ts';
import { metricHeading } from '../analysis/metricTitle.ts';
import { metric } from '../plan/measures.ts';
import type { OwnMark } from '../plan/ownFiles.ts';
import type { Study } from '../plan/study.ts';
import type { Estimate } from '../statistics/estimate.ts';
import { differenceText, number2 } from '../statistics/format.ts';
import { driftWords } from './driftWords.ts';
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
  return `**${name}, in the long run** (${longRunDays(path)}): ${levels.length === 1 ? oneWords(study, measure, levels[0]) : severalWords(study, measure, world)}${driftWords(path, measure)}`;
}

function oneWords(study: Study, measure: MeasurePath, level: LevelPath): string {
  const { simultaneous } = level;
  return `${changeWords(level.change)} makes a difference of ${inUnit(simultaneous, measure, study)} from ${statusQuoWords(study)} (95 % interval${seedsOf(simultaneous)}): ${judged(simultaneous, measure, study)}.`;
}

/** That none of several changes matters, with the largest; else the best and the worst of them. */
function severalWords(study: Study, measure: MeasurePath, { settling }: WorldPath): string {
  const { levels, margin } = measure;
  if (levels.every(({ simultaneous }) => isNothing(simultaneous)))
    return `none of ${levels.length} changes from ${statusQuoWords(study)} changes anything: the worlds are alike in every digit${reasonOf(levels, settling)} (${levels[0].simultaneous?.n} seeds).`;
  const largest = [...levels].sort((one, other) => size(other) - size(one))[0];
  const interval = `simultaneous 95 % intervals${seedsOf(largest.simultaneous)}`;
  if (margin !== null && levels.every(({ simultaneous }) => isWithin(simultaneous, margin)))
    return `none of ${levels.length} changes from ${statusQuoWords(study)} makes a difference that matters. The largest is ${inUnit(largest.simultaneous, measure, study)}, at ${changeWords(largest.change)}: within the margin of ${number2(margin)} (${interval}).`;
  const best = bestOf(levels, study, measure.metric);
  const worst = bestOf(levels, study, measure.metric, -1);
  return `of ${levels.length} changes from ${statusQuoWords(study)} the best, ${changeWords(best.change)}, makes a difference of ${inUnit(best.simultaneous, measure, study)}: ${judged(best.simultaneous, measure, study)}. The worst, ${changeWords(worst.change)}, makes ${inUnit(worst.simultaneous, measure, study)}: ${judged(worst.simultaneous, measure, study)} (${interval}).`;
}

const isNothing = (estimate: Estimate | null): boolean =>
  estimate !== null && estimate.low === 0 && estimate.high === 0;

/** Why immunity touches nobody where few come: the uid to replace is never an immune one. */
function reasonOf(levels: readonly LevelPath[], { slots, registrationsPerDay }: WorldSettling): string {
  const longest = Math.max(...levels.map(({ change }) => Number(change.immunityPeriod ?? 0)));
  if (!(longest > 0)) return '';
  const immune = (registrationsPerDay.mean * longest) / blocksPerDay;
  const rough = (value: number) => number2(Number(value.toPrecision(2)));
  return `. ${rough(registrationsPerDay.mean)} newcomers a day are ${rough(immune)} immune uids of ${slots} at ${number2(longest)} blocks, so the uid to replace is never one of them`;
}

const seedsOf = (estimate: Estimate | null): string => (estimate === null ? '' : `, ${estimate.n} seeds`);

const isWithin = (estimate: Estimate | null, margin: number): boolean =>
  estimate !== null && estimate.low >= -margin && estimate.high <= margin;

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

/** The levels before the change, where they are few enough to be read. */
export const statusQuoWords = ({ beginning }: Study): string => {
  const levels = Object.values(beginning?.statusQuo ?? {});
  if (levels.length > 1) return 'the status quo';
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

/** The best of some changes, or with `sign` −1 the worst. */
function bestOf(levels: readonly LevelPath[], plan: OwnMark, name: string, sign = 1): LevelPath {
  const gain = ({ window }: LevelPath) =>
    window === null ? Number.NEGATIVE_INFINITY : sign * goodSign(name, plan) * window.mean;
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
