import type { OwnMark } from '../../plan/ownFiles.ts';
import type { Estimate } from '../../statistics/estimate.ts';
import { differenceText, number2 } from '../../statistics/format.ts';
import { differsWords, holdsZero, measureWords, negated, sentenceCase, unitWords } from './phrases.ts';

/** One value of a setting against another, in the measure that decides. */
export interface Contrast {
  /** The two values in words, the second without its unit. */
  readonly at: string;
  readonly against: string;
  /** At the first less at the second. */
  readonly estimate: Estimate;
}

/** What a setting comes to in one kind of world, by the measure that decides. */
export type Finding =
  /** Worlds that differ in it alone are the same to the last digit, in all that is measured or in what decides. */
  | { readonly kind: 'nothing'; readonly isIdle: boolean; readonly values: string }
  /** Every value is within the margin of the best for certain. */
  | { readonly kind: 'alike'; readonly values: string; readonly largest: Contrast | null }
  /** The value in force is as good as the best, and some other value is not; `safe`: those that are. */
  | { readonly kind: 'worse'; readonly safe: string | null; readonly worst: Contrast }
  /** Another value is better than the one in force by more than the margin. */
  | { readonly kind: 'better'; readonly best: Contrast }
  | { readonly kind: 'open'; readonly largest: Contrast | null; readonly needed: number | null }
  /** The network did not settle before its change, or the difference not after it. */
  | {
      readonly kind: 'unsettled';
      readonly isBefore: boolean;
      readonly days: number;
      readonly last: Contrast | null;
    }
  | { readonly kind: 'uncompared'; readonly why: string };

/** What a finding is about. */
export interface About extends OwnMark {
  /** The setting in words, as the subject of a sentence. */
  readonly subject: string;
  readonly metric: string;
  /** ` by day 240`, or nothing. */
  readonly when: string;
}

/** A finding as a clause without its end, with the number of worlds where it speaks of them. */
export function findingWords(finding: Finding, about: About, worlds: string): string {
  const { subject, metric, when } = about;
  switch (finding.kind) {
    case 'nothing':
      return finding.isIdle
        ? `${subject} does nothing here: ${finding.values} every world is the same to the last digit (${worlds})`
        : `${subject} does not move ${measureWords(metric, about)} here: ${finding.values} it is the same to the last digit (${worlds})`;
    case 'alike':
      return `${finding.values} ${subject} makes no difference that matters${largestWords(finding.largest, about)} (${worlds})`;
    case 'worse':
      return finding.safe === null
        ? `${contrastWords(finding.worst, about)} (${worlds})`
        : `${finding.safe} ${subject} makes no difference that matters; at ${finding.worst.at} ${differsWords(finding.worst.estimate, metric, about)}${when} (${worlds})`;
    case 'better':
      return `${contrastWords(finding.best, about)} (${worlds})`;
    case 'open':
      return `not decided: ${openWords(finding, about, worlds)}`;
    case 'unsettled':
      return unsettledWords(finding, about, worlds);
    case 'uncompared':
      return `not decided: ${finding.why}`;
  }
}

/** `with the immunity period at 7,200 blocks mean loss is 0.005 ± 0.002 nats lower than at 3,072 by day 60`. */
function contrastWords({ at, against, estimate }: Contrast, about: About): string {
  const { subject, metric, when } = about;
  const than = holdsZero(estimate) ? `from that at ${against}` : `than at ${against}`;
  return `with ${subject} at ${at} ${differsWords(estimate, metric, about)} ${than}${when}`;
}

function largestWords(largest: Contrast | null, about: About): string {
  if (largest === null) return '';
  const size = `${differenceText(largest.estimate)}${unitWords(about.metric, about)}`;
  return `; the largest, at ${largest.at}, is ${size} of ${measureWords(about.metric, about)}${about.when}`;
}

function openWords(
  { largest, needed }: Extract<Finding, { kind: 'open' }>,
  about: About,
  worlds: string,
): string {
  const need = needed === null ? 'more worlds would hardly decide' : `about ${number2(needed)} would decide`;
  if (largest === null) return `the values that were run are too alike to be told apart (${worlds}); ${need}`;
  return `${contrastWords(largest, about)} (${worlds}); ${need}`;
}

function unsettledWords(
  { isBefore, days, last }: Extract<Finding, { kind: 'unsettled' }>,
  about: About,
  worlds: string,
): string {
  const head = isBefore
    ? 'no steady answer, as the network had not settled before the change'
    : `not settled by day ${number2(days)}`;
  if (last === null) return `${head}, and no day has a value (${worlds})`;
  return `${head}: on day ${number2(days)}, ${contrastWords(last, { ...about, when: '' })} (${worlds})`;
}

/** A finding as a sentence. */
export const findingSentence = (finding: Finding, about: About, worlds: string): string =>
  `${sentenceCase(findingWords(finding, about, worlds))}.`;

/** A finding in a few words, beside another that is told in full. */
export function briefly({ kind }: Finding): string {
  switch (kind) {
    case 'nothing':
      return 'it changes nothing';
    case 'alike':
      return 'it does not matter';
    case 'worse':
      return 'no value is better';
    case 'better':
      return 'another value is better';
    case 'unsettled':
      return 'nothing has settled';
    default:
      return 'it is undecided';
  }
}

/** How much a finding says: the first of several is told in full. */
export function weightOf(finding: Finding): number {
  const size = (one: Contrast | null) => (one === null ? 0 : 1 - 1 / (1 + Math.abs(one.estimate.mean)));
  switch (finding.kind) {
    case 'better':
      return 5 + size(finding.best);
    case 'worse':
      return 4 + size(finding.worst);
    case 'open':
      return 3 + size(finding.largest);
    case 'unsettled':
      return 2 + size(finding.last);
    case 'alike':
      return 1 + size(finding.largest);
    case 'uncompared':
      return 0.5;
    default:
      return 0;
  }
}

/** A loss against the best, which is positive where it is worse, as a difference of the measure. */
export const asDifference = (loss: Estimate, isHigherBetter: boolean): Estimate =>
  isHigherBetter ? negated(loss) : loss;
