import { decimalsOf, number, number2 } from '../statistics/format.ts';
import { type MeanInterval, meanInterval } from '../statistics/meanInterval.ts';
import type { Measures } from './beginnings.ts';
import type { Told } from './facts.ts';

/** What a pair of worlds came to. */
export interface PairResult {
  readonly seed: string;
  readonly statusQuo: Measures;
  readonly setting: Measures;
}

/** A pair in one measure; null where the measure has no value in one of the two. */
export interface Dot {
  readonly seed: string;
  readonly statusQuo: number | null;
  readonly setting: number | null;
  readonly gap: number | null;
}

/** Over how many days a difference is told, of how many that its study measures. */
export interface Span {
  readonly days: number;
  readonly studyDays: number;
}

export interface Compared {
  readonly measure: Told;
  readonly span: Span;
  readonly dots: readonly Dot[];
  /** Of the differences; null without any. */
  readonly interval: MeanInterval | null;
}

/** The paired differences of a measure, setting less status quo, with their 95 % interval. */
export function compared(measure: Told, span: Span, pairs: readonly PairResult[]): Compared {
  const dots = pairs.map(({ seed, statusQuo, setting }): Dot => {
    const [before, after] = [statusQuo[measure.name] ?? null, setting[measure.name] ?? null];
    return {
      seed,
      statusQuo: before,
      setting: after,
      gap: before === null || after === null ? null : after - before,
    };
  });
  const gaps = dots.flatMap(({ gap }) => (gap === null ? [] : [gap]));
  return { measure, span, dots, interval: gaps.length === 0 ? null : meanInterval(gaps) };
}

const counted = (n: number, one: string): string => `${number2(n)} ${one}${n === 1 ? '' : 's'}`;
const worldsText = (n: number): string => counted(n, 'world');

/** `Your setting against the status quo: +0.012 ± 0.004 nats of served loss (12 worlds, 2 days).` */
export function answerSentence({ measure, span, dots, interval }: Compared): string {
  const { title, unit } = measure;
  if (dots.length === 0) return 'Your setting against the status quo: no world has finished yet.';
  if (interval === null)
    return `Your setting against the status quo: ${title} has no value in ${worldsText(dots.length)} of this length.`;
  const of = wordsOf(unit, title);
  if (interval.n === 1)
    return `Your setting against the status quo: ${signed(interval.mean)} ${of} (1 world, so no interval yet).`;
  return `Your setting against the status quo: ${effectText(interval, of)} (${worldsText(interval.n)}, ${counted(span.days, 'day')}).`;
}

/** `+0.012 ± 0.004 nats of served loss`; with both ends where the interval is longer on one side. */
function effectText(interval: MeanInterval, of: string): string {
  const { mean, low, high } = interval;
  const half = (high - low) / 2;
  if (half === 0) return `${signed(mean)} ± 0 ${of}`;
  const places = decimalsOf(half);
  const said = (value: number) => `${value > 0 ? '+' : ''}${number(value, places)}`;
  return Math.abs(mean - (low + high) / 2) <= 0.01 * half
    ? `${said(mean)} ± ${number(half, places)} ${of}`
    : `${said(mean)} ${of}, 95 % interval ${said(low)} to ${said(high)}`;
}

/** `nats of served loss`, `in the cabal’s pay (share of emission)`. */
const wordsOf = (unit: string, title: string): string =>
  unit === ''
    ? `in ${title}`
    : /^\w+$/.test(unit) && unit !== 'share'
      ? `${unit} of ${title}`
      : `in ${title} (${unit})`;

const signed = (value: number): string => `${value > 0 ? '+' : ''}${number2(Number(value.toPrecision(3)))}`;

/** What the interval says, which way is better, and that the days of a page are fewer than those of its study. */
export function judgement({ measure, span, interval }: Compared): string {
  if (interval === null) return 'Measure more days, or choose another measure.';
  const { n, low, high } = interval;
  if (low === 0 && high === 0)
    return `The setting moves nothing here: ${measure.title} is the same to the last bit in ${n === 1 ? 'this world' : `all ${worldsText(n)}`}. What comes through newcomers takes longer: measure more days.`;
  if (n < 2) return 'One world says little: an interval needs at least two.';
  return `${verdict(measure, low, high)} ${sideWords(measure)}${laterWords(span)}`.trim();
}

/** The first days say little of the last ones: a setting that does not matter yet may matter when newcomers have come. */
const laterWords = ({ days, studyDays }: Span): string =>
  days < studyDays
    ? ` The study measures ${counted(studyDays, 'day')}: an effect that takes longer than ${counted(days, 'day')} is not seen here.`
    : '';

/** Where the 95 % interval lies, against 0 and against the margin. */
function verdict({ better, margin, unit }: Told, low: number, high: number): string {
  const limit = `${number2(margin)} ${unit}`.trim();
  const isInside = margin > 0 && low >= -margin && high <= margin;
  if (low <= 0 && high >= 0)
    return isInside
      ? `The 95 % interval lies within ± ${limit}, a difference that does not matter.`
      : 'The 95 % interval holds 0: these worlds do not tell whether the setting helps or harms.';
  const isMore = low > 0;
  const word =
    better === 'none' ? (isMore ? 'more' : 'less') : isMore === (better === 'higher') ? 'better' : 'worse';
  const isBeyond = margin > 0 && (low > margin || high < -margin);
  if (isInside) return `${capital(word)}, but by less than the ${limit} that matter.`;
  if (isBeyond) return `${capital(word)}, by more than the ${limit} that matter, at 95 %.`;
  return margin > 0
    ? `${capital(word)} at 95 %; whether by more than the ${limit} that matter is open.`
    : `${capital(word)} at 95 %.`;
}

const capital = (word: string): string => word[0].toUpperCase() + word.slice(1);

const sideWords = ({ better }: Told): string =>
  better === 'none'
    ? 'Neither side is better.'
    : better === 'lower'
      ? 'Lower is better.'
      : 'Higher is better.';
