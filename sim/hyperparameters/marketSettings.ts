import { asicSettings } from './asicSettings.ts';
import { type HyperparameterRows, integerOf, numberOf } from './hyperparameter.ts';
import { innovationSettings } from './innovationSettings.ts';

/** Settings of money outside the chain: what compute costs, what a TAO fetches, how people decide. Off by default. */
export const marketSettings = {
  'market.on': {
    type: 'boolean',
    unit: '',
    default: false,
    setter: 'scenario',
    influences: 'whether miners pay rent, sell, upgrade and leave, and candidates think of rent and price',
    source: 'assumption A29: off, as in all studies of the chain alone',
  },
  'market.price': {
    type: 'choice',
    choices: ['flat', 'bull', 'bear', 'crash', 'bootstrap'],
    unit: '',
    default: 'flat',
    setter: 'scenario',
    influences: 'the price of TAO in dollars, which no setting of the chain moves',
    source: 'bootstrap: daily returns of TAO, January 2024 to January 2026',
  },
  'market.startPrice': {
    ...numberOf('US dollars', 0.01, 1e6),
    default: 50,
    setter: 'scenario',
    influences: 'what an income of TAO buys in rent',
    source:
      'assumption A31: no market price of late 2022 exists; about 50 dollars in September 2023, the nearest that was published',
  },
  'market.driftPerDay': {
    ...numberOf('of ln price', 0, 1),
    default: 0.02,
    setter: 'scenario',
    influences: 'how fast a bull or a bear market moves',
    source: 'assumption A31: no source; 2 % a day halves a price in five weeks',
  },
  'market.shockDay': {
    ...numberOf('days', 0, 10_000),
    default: 6,
    setter: 'scenario',
    influences:
      'day after the start, warm-up included, or after the change that begins the path, on which a crash comes',
    source: 'assumption A31: four days after the warm-up',
  },
  'market.shockSize': {
    ...numberOf('share of price', 0, 0.999),
    default: 0.8,
    setter: 'scenario',
    influences: 'how much a crash takes',
    source: 'a deep one: TAO lost 75 % from 7 March 2024 to 6 April 2025',
  },
  'market.shockLasts': {
    ...numberOf('days', 0, 10_000),
    default: 0,
    setter: 'scenario',
    influences: 'days after which a crashed price is back; 0: never',
    source: 'assumption A31',
  },
  'market.computeElasticity': {
    ...numberOf('of ln price', 0, 2),
    default: 0,
    setter: 'scenario',
    influences: 'how the price follows the compute deployed: price ∝ compute to this power',
    source: 'assumption A31: 0, price is exogenous; the interview claims both directions',
  },
  'market.halvingDay': {
    ...numberOf('days', 0, 100_000),
    default: 0,
    setter: 'scenario',
    influences: 'day after the start on which the emission of a block halves; 0: never',
    source: 'the chain halves by issuance: December 2025; Nakamoto never reached it',
  },
  'market.slippage': {
    ...numberOf('share of proceeds', 0, 1),
    default: 0.02,
    setter: 'scenario',
    influences: 'what selling costs: fees, spread and the seller’s own weight on a thin market',
    source: 'assumption A32: no source',
  },
  'market.saleDelay': {
    ...integerOf('blocks', 0, 1_000_000),
    default: 7200,
    setter: 'scenario',
    influences: 'how long what was earned cannot be sold yet',
    source: 'assumption A32: a day; no source',
  },
  'market.reserveDays': {
    ...numberOf('days of rent', 0, 10_000),
    default: 7,
    setter: 'scenario',
    influences: 'dollars that miners hold in reserve; a miner without any is insolvent',
    source: 'assumption A32: no source',
  },
  'market.gpuAccess': {
    ...numberOf('share of miners', 0, 1),
    default: 0.5,
    setter: 'scenario',
    influences: 'how many miners can rent a GPU at all; the others have a CPU',
    source: 'assumption A30: no source',
  },
  'market.rentSigma': {
    ...numberOf('of ln rent', 0, 5),
    default: 0.4,
    setter: 'scenario',
    influences: 'how differently miners pay for the same device',
    source: 'assumption A30: spot and on-demand rents differ by 1.7',
  },
  'market.paybackDays': {
    ...numberOf('days', 0, 10_000),
    default: 30,
    setter: 'scenario',
    influences: 'horizon within which another device must pay back what changing to it costs',
    source: 'assumption A33: no source; the horizon of registrants',
  },
  'market.switchDays': {
    ...numberOf('days of rent', 0, 10_000),
    default: 10,
    setter: 'scenario',
    influences: 'sunk cost of moving to another device, in days of its rent',
    source: 'assumption A33: no source',
  },
  'market.foresightDays': {
    ...numberOf('days', 0, 10_000),
    default: 0,
    setter: 'scenario',
    influences:
      'how far ahead people weigh an announced change when they choose a device; 0: they ignore the future',
    source: 'assumption A34: 0; no source',
  },
  'market.exitDays': {
    ...numberOf('days', 0, 10_000),
    default: 2,
    setter: 'scenario',
    influences: 'how long a miner accepts losses before it switches off',
    source: 'assumption A33: no source',
  },
  ...innovationSettings,
  ...asicSettings,
} as const satisfies HyperparameterRows;
