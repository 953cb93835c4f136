import { type Comparison, compared, differenceOf } from '../../analysis/models/comparison.ts';
import type { ModelRow } from '../../plan/modelRows.ts';
import type { ModelStudy } from '../../plan/modelStudy.ts';
import { fitting } from '../../report/answer/fitting.ts';
import { differenceText, number2 } from '../../statistics/format.ts';

/** Divisions under which miners are paid in their network's alpha. */
const inAlpha = ['price', 'flow', 'gate'] as const;

/** What one network and many by each rule are to a client: how far the rules of alpha lie from one network, and root beside. */
export function subnetworksAnswer(rows: readonly ModelRow[], study: ModelStudy): string {
  const { comparisons } = compared(rows, study);
  const of = (name: string) => comparisons.find(({ condition }) => condition.name === name);
  const alpha = inAlpha.map(of).filter((one) => one !== undefined);
  const [root, demand] = [of('root'), of('demand')];
  const farthest = farthestOf(alpha);
  if (farthest === null || !root?.difference || !demand?.difference)
    return 'Nothing can be said yet: too few runs have ended.';
  const best = `division by clients’ use would change it by ${differenceText(demand.difference)}`;
  const by = `by price, flow or gate a client’s loss differs by at most ${number2(farthest)} nats`;
  return fitting(
    `One network or many ${by}; root’s votes change it by ${differenceText(root.difference)}, ${best} (${study.seeds} seeds).`,
    `One network or many ${by}; ${best}.`,
  );
}

/** The end of the intervals that lies farthest from no difference; null where one is missing. */
function farthestOf(comparisons: readonly Comparison[]): number | null {
  const ends = comparisons.flatMap(({ difference }) =>
    difference === null ? [] : [Math.abs(difference.low), Math.abs(difference.high)],
  );
  return ends.length === 2 * comparisons.length && ends.length > 0 ? Math.max(...ends) : null;
}

/** A condition beside one network in a measure, in words with its interval; under an attack where one is named. */
export const besideOne = (
  rows: readonly ModelRow[],
  study: ModelStudy,
  condition: string,
  measure: string,
  attack: string | null = null,
): string => differenceText(differenceOf(rows, study, condition, measure, attack));
