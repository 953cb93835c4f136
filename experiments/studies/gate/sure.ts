import { meanOfCondition, valuesBySeed } from '../../analysis/models/comparison.ts';
import type { ModelRow } from '../../plan/modelRows.ts';
import type { ModelStudy } from '../../plan/modelStudy.ts';
import { estimateText, number } from '../../statistics/format.ts';
import { meanOf } from './answer.ts';

/** Whether emission and price feed each other: the gain of the loop, where it tips, and what is left of a lead. */
export function gateSure(rows: readonly ModelRow[], study: ModelStudy): readonly string[] {
  const gain = (condition: string) => meanOfCondition(rows, study, condition, 'gain');
  const kept = (condition: string, attack: string | null) =>
    estimateText(meanOf(valuesBySeed(rows, study, condition, 'leadKept', attack)));
  const [withGate, without] = [gain('rank-32'), gain('no-gate')];
  if (withGate === null || without === null) return [];
  const tips = (mean: number) => (usualElasticity / mean).toFixed(2);
  return [
    `Just below the bar a per cent of price brings ${(withGate.mean / usualElasticity).toFixed(2)} % of emission with the gate at rank 32 and ${(without.mean / usualElasticity).toFixed(2)} % without a gate, so a small lead feeds itself where buyers answer a per cent of emission with more than ${tips(withGate.mean)} % of price, against ${tips(without.mean)} %. This follows from the chain’s rule alone.`,
    `With an answer of 0.3 %, ${kept('rank-32', null)} of a lead of 10 % is left after 30 days with the bar at rank 32, ${kept('no-gate', null)} without a gate; with 0.6 %, ${kept('rank-32', 'double-elasticity')} and ${kept('no-gate', 'double-elasticity')}: above 1 it has grown.`,
    ...turned(rows, study),
  ];
}

/** Where the answer turns: how many assumptions leave the order of two bars, by their means, and how many subnets have clients decides on the gate. */
function turned(rows: readonly ModelRow[], study: ModelStudy): string[] {
  const mean = (condition: string, attack: string | null) =>
    meanOfCondition(rows, study, condition, 'matched', attack)?.mean ?? null;
  const gap = (condition: string, attack: string | null): number | null => {
    const [one, asIs] = [mean(condition, attack), mean('rank-32', attack)];
    return one === null || asIs === null ? null : 100 * (one - asIs);
  };
  const below = (condition: string) =>
    study.attacks.filter(({ name }) => (gap(condition, name) ?? 0) < 0).length;
  const many = gap('no-gate', 'many-clients');
  if (many === null) return [];
  return [
    `By its mean the bar at 61 % of the sum matches less than rank 32 under ${below('quantile-61')} of ${study.attacks.length} changed assumptions, no gate under ${below('no-gate')}. Where 70 % of the subnets have clients instead of 30 %, no gate matches ${number(Math.abs(many), 1)} points ${many > 0 ? 'more' : 'less'} than rank 32 (${study.attackSeeds} seeds, no interval): how many subnets have clients decides whether a gate helps, and it is not recorded.`,
  ];
}

const usualElasticity = 0.3;
