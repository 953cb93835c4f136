import type { Study } from '../study.ts';

/** Day after the start on which the price breaks: six measured days after a warm-up of ten. */
export const shockDay = 16;

const path = (price: string, shockLasts = 0, slippage = 0.02) => ({
  'market.price': price,
  'market.shockLasts': shockLasts,
  'market.slippage': slippage,
});

/** The flat path comes first: all others are held against it, seed by seed. */
const flat = path('flat');
const crash = path('crash');
const weekOfCrash = path('crash', 7);

const common = {
  name: 'bear-market',
  question: 'What does a crash of the price do to the network, and how does it recover?',
  ruleset: 'nakamoto-2022',
  arithmetic: 'float64',
  set: { 'market.on': true, 'market.shockDay': shockDay },
  factors: [
    { name: 'market.price', values: ['flat', 'crash', 'bear', 'bull', 'bootstrap'] },
    { name: 'market.shockLasts', values: [0, 7] },
    { name: 'market.slippage', values: [0.02, 0.3] },
  ],
  warmUpDays: 10,
  days: 20,
  objectives: [],
  statusQuo: [],
  arms: [],
  armSeeds: 0,
  armLevels: [],
  armSet: {},
} as const;

export const bearMarketQuick: Study = {
  ...common,
  size: 'quick',
  scenario: 'nakamoto-256',
  seeds: 12,
  cells: [flat, crash, weekOfCrash, path('crash', 0, 0.3), path('bear'), path('bull'), path('bootstrap')],
};

export const bearMarketFull: Study = {
  ...common,
  size: 'full',
  scenario: 'nakamoto-genesis',
  seeds: 6,
  cells: [flat, crash, weekOfCrash],
};
