import type { Study } from '../plan/study.ts';

/** Dollars a TAO fetches in lean times: a CPU then costs about a third of what the usual miner earns. */
const leanPrice = 5;

/** A path that the price takes from the day of the change on, and the price of the world until then. */
const path = (price: string, { shockLasts = 0, startPrice = 50 } = {}) => ({
  'market.price': price,
  'market.shockLasts': shockLasts,
  'market.startPrice': startPrice,
});

/** The flat path of each world comes before all that are held against it, seed by seed. */
const flat = path('flat');
const crash = path('crash');
const weekOfCrash = path('crash', { shockLasts: 7 });
const lean = [path('flat', { startPrice: leanPrice }), path('crash', { startPrice: leanPrice })];

/**
 * A network that has settled at a constant price, in usual and in lean times, meets another path of the price. In the first weeks
 * after a founding half of what moves is the founding.
 */
const common = {
  name: 'bear-market',
  question: 'What does a crash of the price do to the network, and how does it recover?',
  ruleset: 'nakamoto-2022',
  scenario: 'nakamoto-settled',
  arithmetic: 'float64',
  // A path begins on the day of the change, and a crash comes at once.
  set: { 'market.on': true, 'scenario.clientTopk': 10, 'market.shockDay': 0 },
  warmUpDays: 0,
  objectives: [
    {
      metric: 'clientGap',
      margin: 0.05,
      because:
        'what clients lose in a crash is the answers of the miners that switch off, and compute that answers nothing better is no loss to them; 0.05 nats are what four months of the frontier’s progress bring',
    },
  ],
  statusQuo: [],
  arms: [],
  armSeeds: 0,
  armLevels: [],
  armSet: {},
} as const;

const beginning = {
  rule: 'settled',
  statusQuo: { 'market.price': 'flat', 'market.shockLasts': 0 },
  limitDays: 100,
  alsoFollowed: ['servedGap', 'networkGap', 'log2Difficulty', 'clientLoss'],
} as const;

export const bearMarketQuick: Study = {
  ...common,
  size: 'quick',
  factors: [
    { name: 'market.price', values: ['flat', 'crash', 'bear'] },
    { name: 'market.shockLasts', values: [0, 7] },
    { name: 'market.startPrice', values: [leanPrice, 50] },
  ],
  seeds: 8,
  days: 30,
  cells: [flat, crash, weekOfCrash, path('bear'), ...lean],
  beginning: { ...beginning, pilots: 8, pathDays: [1, 3, 10, 30] },
};

export const bearMarketFull: Study = {
  ...common,
  size: 'full',
  factors: [
    { name: 'market.price', values: ['flat', 'crash', 'bear', 'bull', 'bootstrap'] },
    { name: 'market.shockLasts', values: [0, 7] },
    { name: 'market.startPrice', values: [leanPrice, 50] },
  ],
  seeds: 24,
  days: 120,
  cells: [flat, crash, weekOfCrash, path('bear'), path('bull'), path('bootstrap'), ...lean],
  beginning: { ...beginning, limitDays: 200, pilots: 12, pathDays: [1, 3, 10, 30, 60, 120] },
};
