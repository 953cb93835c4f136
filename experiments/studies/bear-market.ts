import type { Study } from '../plan/study.ts';

/** Day after the start on which the price breaks: six measured days after a warm-up of ten. */
export const shockDay = 16;

/** Dollars a TAO fetches at the start of lean times: a CPU then costs about a third of what the usual miner earns. */
const leanPrice = 5;

interface Path {
  readonly shockLasts?: number;
  readonly slippage?: number;
  readonly startPrice?: number;
  readonly arrivalRate?: number;
}

const path = (
  price: string,
  { shockLasts = 0, slippage = 0.02, startPrice = 50, arrivalRate = 0.06 }: Path = {},
) => ({
  'market.price': price,
  'market.shockLasts': shockLasts,
  'market.slippage': slippage,
  'market.startPrice': startPrice,
  'scenario.arrivalRate': arrivalRate,
});

/** The flat path of each start comes before all that are held against it, seed by seed. */
const flat = path('flat');
const crash = path('crash');
const weekOfCrash = path('crash', { shockLasts: 7 });
const lean = [path('flat', { startPrice: leanPrice }), path('crash', { startPrice: leanPrice })];
/** Without arrivals and at a constant price: what moves here moves by itself. */
const still = path('flat', { arrivalRate: 0 });

const common = {
  name: 'bear-market',
  question: 'What does a crash of the price do to the network, and how does it recover?',
  ruleset: 'nakamoto-2022',
  arithmetic: 'float64',
  set: { 'market.on': true, 'scenario.clientTopk': 10, 'market.shockDay': shockDay },
  factors: [
    { name: 'market.price', values: ['flat', 'crash', 'bear', 'bull', 'bootstrap'] },
    { name: 'market.shockLasts', values: [0, 7] },
    { name: 'market.slippage', values: [0.02, 0.3] },
    { name: 'market.startPrice', values: [leanPrice, 50] },
    { name: 'scenario.arrivalRate', values: [0, 0.06] },
  ],
  warmUpDays: 10,
  days: 20,
  objectives: [],
  decides: {
    measure: 'answeredLoss',
    because:
      'what clients lose in a crash is the answers of the miners that switch off; compute that answers nothing better is no loss to them',
  },
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
  cells: [
    flat,
    crash,
    weekOfCrash,
    path('crash', { slippage: 0.3 }),
    path('bear'),
    path('bull'),
    path('bootstrap'),
    ...lean,
    still,
  ],
};

export const bearMarketFull: Study = {
  ...common,
  size: 'full',
  scenario: 'nakamoto-genesis',
  seeds: 6,
  cells: [flat, crash, weekOfCrash, ...lean, still],
};
