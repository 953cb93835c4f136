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

/** What the four have in common. */
const common = {
  ...steadyTurnover,
  'scenario.arrivalRate': ratePerDay(0.73),
  'scenario.clientTopk': 10,
  'validator.queries': 9,
  'validator.alpha': 0.12,
};

/** Subnets as they are made in 2026, by how they pay. Each starts near its steady state. */
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
    source: `${modern.source}; ${source}`,
    warmUpDays: 30,
    days: 30,
    settings: { ...modern.settings, ...common, ...settings },
  });
  return [
    subnet('flat-subnet', 'a subnet that pays nearly all uids, by what they are worth', 'x', {}),
    subnet('steep-subnet', 'a subnet that pays twenty uids, the best by far the most', 'x', {
      'validator.paidUids': 20,
      'validator.payPower': 12,
    }),
    subnet('winner-subnet', 'a subnet that pays the best uid alone', 'x', { 'validator.paidUids': 1 }),
    subnet(
      'burning-subnet',
      'a subnet whose validators direct most of the pay to the owner, where it is burned',
      'x',
      {
        'scenario.ownerBurn': 0.75,
      },
    ),
  ];
}
