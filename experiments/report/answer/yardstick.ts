import type { Deciding } from '../../plan/decision.ts';
import { number2 } from '../../statistics/format.ts';
import { measureWords, unitWords } from './phrases.ts';

/** A difference that an answer tells, and the smallest that counts in its measure. */
export interface Yardstick {
  /** What differs, in words: `mean loss`. */
  readonly measure: string;
  /** With its space, such as ` nats`; empty where there is none. */
  readonly unit: string;
  /** The smallest difference that matters, in that unit; from the plan. */
  readonly margin: number;
  readonly estimate: { readonly mean: number; readonly low: number; readonly high: number };
  /** Which difference it is, where the answer tells more than one: `the one at 14,400 blocks`. */
  readonly what?: string;
  /** Why the plan decides so: what the margin itself is worth is told of it. */
  readonly because?: string;
}

/** A difference in an objective of a plan, beside its margin; null where there is no difference, or the measure is no objective. */
export function objectiveYardstick(
  plan: Deciding,
  measure: string,
  estimate: Yardstick['estimate'] | null,
  what?: string,
): Yardstick | null {
  const objective = plan.objectives.find(({ metric }) => metric === measure);
  if (objective === undefined || estimate === null) return null;
  const { margin, because } = objective;
  return {
    ...{ measure: measureWords(measure, plan), unit: unitWords(measure, plan), margin, estimate },
    ...(what !== undefined && { what }),
    ...(because !== undefined && { because }),
  };
}

/** The same in the first objective. */
export const firstYardstick = (
  plan: Deciding,
  estimate: Yardstick['estimate'] | null,
  what?: string,
): Yardstick | null => objectiveYardstick(plan, plan.objectives[0]?.metric ?? '', estimate, what);

/**
 * Whether what an answer tells is much, by the margins that the plan has named: `A change of mean loss below 0.01 nats counts as none: this
 * one is 3 times that, certainly more.` Null where no margin was named, or nothing is told.
 */
export function yardstickWords(all: readonly (Yardstick | null)[]): string | null {
  const ones = all
    .filter((one) => one !== null)
    .filter(({ margin, estimate: { low, high } }) => margin > 0 && Number.isFinite(high - low));
  const groups = new Map<string, Yardstick[]>();
  for (const one of ones) {
    const head = headOf(one);
    groups.set(head, [...(groups.get(head) ?? []), one]);
  }
  const sentences = [...groups].map(([head, of]) => `${head}: ${of.map(clauseOf).join('; ')}.`);
  return sentences.length === 0 ? null : `**Is that much?** ${sentences.join(' ')}`;
}

function headOf({ measure, unit, margin, because = '' }: Yardstick): string {
  const size = `${number2(margin)}${unit}`;
  return `A change of ${measure} below ${size} counts as none${worthOf(because, number2(margin))}`;
}

/** ` (0.01 nats are what 24 days of the frontier’s progress bring)`, where the plan says so of its margin. */
function worthOf(because: string, margin: string): string {
  const last = because.split('; ').at(-1) ?? '';
  const isOfMargin = last.split(' ').includes(margin);
  return isOfMargin ? ` (${last.replace(/ \([^()]*\)$/, '')})` : '';
}

function clauseOf({ margin, estimate, what = 'this one' }: Yardstick): string {
  const { mean, low, high } = estimate;
  const size = shareWords(Math.abs(mean) / margin);
  if (low > margin || high < -margin) return `${what} is ${size}, certainly more`;
  if (low > -margin && high < margin) return `${what} is ${size}, certainly less`;
  const ends = [low, high]
    .map((end) => (Math.sign(mean) || 1) * (end / margin))
    .sort((one, other) => one - other);
  const [least, most] = ends.map((end) => number2(twoDigits(end)));
  return `${what} is ${size}, but may be from ${least} to ${most} times that, so it is undecided`;
}

const twoDigits = (value: number): number => Number(value.toPrecision(2));

/** `3.8 times that`, `0.3 of that`. */
function shareWords(ratio: number): string {
  const rounded = twoDigits(ratio);
  if (rounded === 1) return 'as large as that';
  return `${number2(rounded)} ${rounded > 1 ? 'times' : 'of'} that`;
}
