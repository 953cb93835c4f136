import { compared, differenceOf, jointLevel, valuesBySeed } from '../../analysis/models/comparison.ts';
import type { ModelRow } from '../../plan/modelRows.ts';
import type { ModelStudy } from '../../plan/modelStudy.ts';
import { negated } from '../../report/answer/phrases.ts';
import type { Yardstick } from '../../report/answer/yardstick.ts';
import { yardstickOf } from '../../report/models/words.ts';
import { differenceText, estimateText } from '../../statistics/format.ts';
import { type MeanInterval, meanInterval } from '../../statistics/meanInterval.ts';
import { differences } from '../../statistics/paired.ts';

/** Divisions under which miners are paid in their network's alpha. */
const inAlpha = ['price', 'flow', 'gate'] as const;

/** What many networks are to the mean client beside one, and to the client of the worst served domain. */
export function subnetworksAnswer(rows: readonly ModelRow[], study: ModelStudy): string {
  const of = (name: string, measure: string) => differenceOf(rows, study, name, measure);
  const alpha = inAlpha.flatMap((name) => of(name, study.decides) ?? []);
  const worst = of('price', 'worstDomainLoss');
  if (alpha.length < inAlpha.length || worst === null)
    return 'Nothing can be said yet: too few runs have ended.';
  const farthest = Math.max(...alpha.flatMap(({ low, high }) => [Math.abs(low), Math.abs(high)]));
  const opening = `${verdictOfAlpha(rows, study)}: its loss in many networks by price, flow or gate lies within ${farthest.toFixed(2)} nats of one network’s`;
  return `${opening}; the worst served domain ${changes(worst)} under price.`;
}

/** Of the three rules of alpha the one whose interval reaches farthest from one network, beside the margin. */
export function subnetworksYardsticks(rows: readonly ModelRow[], study: ModelStudy): Yardstick[] {
  const reach = ({ low, high }: MeanInterval) => Math.max(Math.abs(low), Math.abs(high));
  const [farthest] = inAlpha
    .flatMap((name) => {
      const found = differenceOf(rows, study, name, study.decides);
      return found === null ? [] : [{ name, found }];
    })
    .toSorted((one, other) => reach(other.found) - reach(one.found));
  if (farthest === undefined) return [];
  return [yardstickOf(study, farthest.found, `the one by ${farthest.name}`, 'the mean client’s loss')];
}

/** What the three rules of alpha have in common beside one network. */
function verdictOfAlpha(rows: readonly ModelRow[], study: ModelStudy): string {
  const found = compared(rows, study).comparisons.filter(({ condition }) =>
    inAlpha.some((name) => name === condition.name),
  );
  const all = (verdict: string) => found.every((one) => one.verdict === verdict);
  if (all('alike')) return 'The mean client is served alike';
  if (all('lower')) return 'The mean client is served better';
  if (all('higher')) return 'The mean client is served worse';
  return 'Not decided for the mean client';
}

/** `gains 0.53 ± 0.05 nats`, for a loss that falls by as much. */
function changes(difference: MeanInterval): string {
  const { low, high } = difference;
  if (high < 0) return `gains ${estimateText(negated(difference))} nats`;
  return low > 0
    ? `loses ${estimateText(difference)} nats`
    : `changes its loss by ${differenceText(difference)} nats`;
}

/** A condition less one network in a measure, in words with its interval; under an attack where one is named. */
export const besideOne = (
  rows: readonly ModelRow[],
  study: ModelStudy,
  condition: string,
  measure: string,
  attack: string | null = null,
): string => differenceText(differenceOf(rows, study, condition, measure, attack));

/** The gate less price, seed by seed, as wide as the comparisons with one network are. */
export function gateBesidePrice(
  rows: readonly ModelRow[],
  study: ModelStudy,
  measure: string,
  attack: string | null = null,
): string {
  const [gate, price] = ['gate', 'price'].map((name) => valuesBySeed(rows, study, name, measure, attack));
  const gaps = differences(gate, price);
  return differenceText(gaps.length < 2 ? null : meanInterval(gaps, jointLevel(study.conditions.length - 1)));
}
