import type { ModelRow } from '../../plan/modelRows.ts';
import type { ModelStudy } from '../../plan/modelStudy.ts';
import type { MeanInterval } from '../../statistics/meanInterval.ts';
import { compared, differenceOf, meanOfCondition, type Verdict } from './comparison.ts';

/** A study with its rows. */
export interface Held {
  readonly study: ModelStudy;
  readonly rows: readonly ModelRow[];
}

/** What became of a statement on fresh seeds. */
export type Fate = 'repeated' | 'still open' | 'decided now' | 'not repeated';

/** A number of a first run and the same of a run on fresh seeds. */
export interface Repetition {
  readonly first: MeanInterval;
  readonly fresh: MeanInterval;
  readonly fate: Fate;
}

/** A number that a page puts forward besides the verdicts of its plan. */
export interface Headline {
  readonly condition: string;
  readonly measure: string;
  /** The mean of the condition, or its difference from the first one. */
  readonly of: 'mean' | 'difference';
  readonly attack?: string;
}

const overlap = (one: MeanInterval, other: MeanInterval): boolean =>
  one.low <= other.high && other.low <= one.high;
const holdsZero = ({ low, high }: MeanInterval): boolean => low <= 0 && high >= 0;
/** A sign that the first run showed is a statement too. */
const keepsSign = (first: MeanInterval, fresh: MeanInterval): boolean =>
  holdsZero(first) || Math.sign(first.mean) === Math.sign(fresh.mean);

/** Whether two intervals of one number agree: they overlap, and a sign that the first one showed is the same. */
export const agree = (first: MeanInterval, fresh: MeanInterval): boolean =>
  overlap(first, fresh) && keepsSign(first, fresh);

/**
 * The fate of a verdict: one that was given is repeated where the same is given again at the same margin and the intervals agree; one that
 * was not given is still open or decided now, as long as the intervals agree.
 */
export function fateOf(
  first: { readonly interval: MeanInterval; readonly verdict: Verdict },
  fresh: { readonly interval: MeanInterval; readonly verdict: Verdict },
): Fate {
  if (!agree(first.interval, fresh.interval)) return 'not repeated';
  if (first.verdict === fresh.verdict) return first.verdict === 'not decided' ? 'still open' : 'repeated';
  return first.verdict === 'not decided' ? 'decided now' : 'not repeated';
}

/** A verdict of a plan, as it was given first and on fresh seeds. */
export interface RepeatedVerdict extends Repetition {
  readonly condition: string;
  readonly verdicts: readonly [first: Verdict, fresh: Verdict];
}

/** [condition but the first] Throws a `RangeError` where a condition has too few runs to compare. */
export function repeatedVerdicts(first: Held, fresh: Held): RepeatedVerdict[] {
  const then = compared(first.rows, first.study).comparisons;
  const now = compared(fresh.rows, fresh.study).comparisons;
  return then.map(({ condition, difference, verdict }) => {
    const again = now.find((one) => one.condition.name === condition.name);
    if (difference === null || again === undefined || again.difference === null)
      throw new RangeError(
        `condition ${condition.name} of ${first.study.name} must have two seeds in both runs; received fewer (run it again)`,
      );
    const fate = fateOf(
      { interval: difference, verdict },
      { interval: again.difference, verdict: again.verdict },
    );
    return {
      condition: condition.name,
      first: difference,
      fresh: again.difference,
      verdicts: [verdict, again.verdict],
      fate,
    };
  });
}

/** A headline in both runs: repeated where the intervals agree. Throws a `RangeError` where one of the runs lacks it. */
export function repeatedHeadline(first: Held, fresh: Held, headline: Headline): Repetition {
  const [then, now] = [first, fresh].map(({ rows, study }) => intervalOf(rows, study, headline));
  return { first: then, fresh: now, fate: agree(then, now) ? 'repeated' : 'not repeated' };
}

function intervalOf(
  rows: readonly ModelRow[],
  study: ModelStudy,
  { condition, measure, of, attack = undefined }: Headline,
): MeanInterval {
  const under = attack ?? null;
  const found =
    of === 'mean'
      ? meanOfCondition(rows, study, condition, measure, under)
      : differenceOf(rows, study, condition, measure, under);
  if (found === null)
    throw new RangeError(
      `${measure} of ${condition} in ${study.name} ${study.size} must have two seeds; received fewer (run it again)`,
    );
  return found;
}
