import { compared, meanOfCondition } from '../../analysis/models/comparison.ts';
import type { ModelRow } from '../../plan/modelRows.ts';
import type { ModelStudy } from '../../plan/modelStudy.ts';
import { fitting } from '../../report/answer/fitting.ts';
import type { Yardstick } from '../../report/answer/yardstick.ts';
import { estimateText } from '../../statistics/format.ts';
import { type MeanInterval, meanInterval } from '../../statistics/meanInterval.ts';

/** Which bar brings the emission to subnets with clients, in one sentence. */
export function gateAnswer(rows: readonly ModelRow[], study: ModelStudy): string {
  const percent = (condition: string) => {
    const mean = meanOfCondition(rows, study, condition, 'matched');
    return mean === null ? null : estimateText(inPercent(mean));
  };
  const [asIs, none, promised] = ['rank-32', 'no-gate', 'quantile-61'].map(percent);
  if (asIs === null || none === null || promised === null)
    return 'Nothing can be said yet: too few runs have ended.';
  const { comparisons } = compared(rows, study);
  const verdictOf = (name: string) => comparisons.find(({ condition }) => condition.name === name)?.verdict;
  const against = {
    lower: 'more than',
    higher: 'less than',
    alike: 'like',
    'not decided': 'undecided against',
  };
  const word = against[verdictOf('no-gate') ?? 'not decided'];
  return fitting(
    `With the bar at rank 32, ${asIs} % of emission matches clients’ demand, ${word} ${none} % without a gate; at 61 % of the sum ${promised} %.`,
    `At rank 32, ${asIs} % of emission matches clients’ demand, ${word} ${none} % without a gate; at 61 % of the sum ${promised} %.`,
  );
}

/** How far other bars lie from that at rank 32, beside the margin. */
export function gateYardsticks(rows: readonly ModelRow[], study: ModelStudy): (Yardstick | null)[] {
  const told = [
    ['no-gate', 'that from rank 32 to no gate'],
    ['quantile-61', 'that to 61 % of the sum'],
  ];
  const { comparisons } = compared(rows, study);
  return told.map(([name, what]) => {
    const found = comparisons.find(({ condition }) => condition.name === name)?.difference ?? null;
    if (found === null) return null;
    const measure = 'that share';
    return { measure, unit: ' points', margin: 100 * study.margin, estimate: inPercent(found), what };
  });
}

/** Shares as per cent. */
export const inPercent = (interval: MeanInterval): MeanInterval => ({
  ...interval,
  mean: 100 * interval.mean,
  low: 100 * interval.low,
  high: 100 * interval.high,
});

/** The mean of values at 95 %; null where there is none. */
export const meanOf = (values: readonly (number | null)[]): MeanInterval | null => {
  const known = values.filter((value) => value !== null);
  return known.length === 0 ? null : meanInterval(known);
};
