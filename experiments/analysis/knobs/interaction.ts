import { metric as metricNamed } from '../../plan/measures.ts';
import type { Study } from '../../plan/study.ts';
import { maxTIntervals } from '../../statistics/maxT.ts';
import { bySeedDifference } from '../../statistics/paired.ts';
import { keyedNormal } from '../keyedDraws.ts';
import type { Interaction, InteractionContrast } from './answers.ts';
import type { Knob } from './verdict.ts';
import type { Worlds } from './worlds.ts';

/** Fewest seeds of a contrast. */
const fewest = 3;

/**
 * How far the effect of one factor depends on another: its effect at each value of the other less that at the other's reference, averaged
 * over all further factors, paired by seed. Intervals of all contrasts hold together (max-t, 95 %).
 */
export function interactionOf(
  worlds: Worlds,
  one: Knob,
  other: Knob,
  { metric, margin }: Study['objectives'][number],
  study: Study,
): Interaction {
  const head = {
    names: [one.name, other.name] as const,
    metric,
    margin,
    unit: metricNamed(metric, study)?.unit ?? '',
  };
  const asked = pairsOf(one, other).map((pair) => ({
    ...pair,
    values: contrastOf(worlds, one, other, pair, metric),
  }));
  const told = asked.filter(({ values }) => values.filter((value) => value !== null).length >= fewest);
  if (told.length === 0) return { ...head, outcome: 'none', contrasts: [] };
  const intervals = maxTIntervals(
    told.map(({ values }) => values),
    keyedNormal(`interaction ${one.name} ${other.name} ${metric}`),
  );
  const contrasts = told.map(({ first, second }, k) => ({ first, second, estimate: intervals[k] }));
  return { ...head, outcome: outcomeOf(contrasts, margin), contrasts };
}

type Pair = Pick<InteractionContrast, 'first' | 'second'>;

const pairsOf = (one: Knob, other: Knob): Pair[] =>
  stepsOf(one).flatMap((first) => stepsOf(other).map((second) => ({ first, second })));

const stepsOf = ({ levels, reference }: Knob): Pair['first'][] =>
  levels.filter((level) => level !== reference).map((level) => [reference, level]);

/** [seed] the effect of the first step at the end of the second less that at its beginning. */
function contrastOf(worlds: Worlds, one: Knob, other: Knob, { first, second }: Pair, metric: string) {
  const [before, after] = second.map((value) => {
    const [from, to] = first.map((level) => worlds.mean({ [one.name]: level, [other.name]: value }, metric));
    return bySeedDifference(to, from);
  });
  return bySeedDifference(after, before);
}

function outcomeOf(contrasts: readonly InteractionContrast[], margin: number): Interaction['outcome'] {
  const all = contrasts.map(({ estimate }) => estimate);
  if (all.every(({ mean, sd }) => mean === 0 && sd === 0)) return 'nothing';
  if (all.every(({ low, high }) => low >= -margin && high <= margin)) return 'small';
  return all.some(({ low, high }) => low > 0 || high < 0) ? 'depends' : 'open';
}
