import type { Scenario } from './scenario.ts';

/** 0.15 nats a year: compute for a given loss halves in 8 months (Ho et al. 2024, arXiv 2403.05812), by its exponent of 0.050. */
const frontierPerDay = 0.15 / 365;

/** What keeps turnover alive, the same in every settled world (assumptions A60 to A62). */
export const steadyTurnover = {
  'scenario.frontierPerDay': frontierPerDay,
  'scenario.failPerDay': 0.001,
  'scenario.repairMedianDays': 3,
  'scenario.founders': 'stationary',
} as const;

/** Candidates per block and 4,096 uids for so many a day at 256 uids. */
const ratePerDay = (candidates: number): number => (candidates * 16) / 7200;

/** What the four have in common: how validators score is that of subnet 31 (assumption A63), what they pay for is not. */
const common = {
  ...steadyTurnover,
  'scenario.foresight': 'observed',
  'scenario.clientTopk': 10,
  'validator.queries': 9,
  'validator.alpha': 0.12,
};

const churn =
  'flow: uids replaced in 111 full subnets, January 2026 (autodidacticon/tao-research@0877b35), even netuids';

/**
 * Subnets as they are made in 2026, by how they pay. Each begins near its steady state. Arrivals are fitted so that about 0.73 uids
 * are replaced a day: the better a network is, and the fewer it pays, the fewer of those who look believe that it would pay them.
 */
export function archetypes(modern: Scenario): readonly Scenario[] {
  const subnet = (
    name: string,
    description: string,
    source: string,
    settings: Scenario['settings'],
  ): Scenario => ({
    ...modern,
    name,
    description,
    source: `${modern.source}; ${churn}; ${source}`,
    peersOfAnyStake: true,
    warmUpDays: 30,
    days: 30,
    settings: { ...modern.settings, ...common, ...settings },
  });
  return [
    subnet(
      'flat-subnet',
      'a subnet of 2026 in its steady state that pays nearly all uids, in proportion to their scores',
      'pay: subnet 101, June 2026 (242 uids paid, Gini 0.17)',
      { 'scenario.arrivalRate': ratePerDay(1) },
    ),
    subnet(
      'steep-subnet',
      'a subnet of 2026 in its steady state that pays its twenty best uids, the best by far the most',
      'pay: subnets 51, 56 and 15 (13 to 30 uids paid, Gini 0.81 to 0.86; disagreement 0.08)',
      {
        'scenario.arrivalRate': ratePerDay(8),
        'validator.paidUids': 20,
        'validator.payPower': 12,
        'validator.sameQueries': true,
      },
    ),
    subnet(
      'winner-subnet',
      'a subnet of 2026 in its steady state that pays its best uid alone',
      'pay: 12 of 16 subnets of June 2026 paid one uid, all rows naming it',
      {
        'scenario.arrivalRate': ratePerDay(40),
        'validator.paidUids': 1,
        'validator.sameQueries': true,
      },
    ),
    subnet(
      'burning-subnet',
      'a subnet of 2026 in its steady state whose validators direct three quarters of the pay to its owner, where it is withheld',
      'burn: of 127 subnets 23 withheld more than half and less than all of it, 31 July 2026',
      { 'scenario.arrivalRate': ratePerDay(1), 'scenario.ownerBurn': 0.75 },
    ),
    subnet(
      'busy-subnet',
      'a flat subnet of 2026 in its steady state to which about fifteen newcomers come a day',
      'one of 111 full subnets had 15 uids replaced a day or more at the ninetieth percentile, one 60',
      { 'scenario.arrivalRate': ratePerDay(80) },
    ),
  ];
}
