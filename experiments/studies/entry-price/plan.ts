import type { ModelStudy } from '../../plan/modelStudy.ts';
import { confirming } from '../fresh/confirming.ts';

/** The defaults of the chain since April 2026, which aim at 60 registrations a day, and demand of eight times as many. */
const common = {
  name: 'entry-price',
  question: 'Does the price of entry bring the registrations it aims at when demand swings or is thin?',
  model: 'entryPrice',
  base: {},
  conditions: [
    { name: 'steady', words: 'steady demand', set: {} },
    { name: 'swings', words: 'demand that doubles or halves from day to day', set: { swing: 0.7 } },
    { name: 'storms', words: 'demand with tenfold surges', set: { swing: 1.5 } },
    { name: 'thin', words: 'half as many candidates as it aims at', set: { demand: 0.5 } },
  ],
  attacks: [
    { name: 'steep', words: 'elasticity of demand 3 instead of 1', set: { elasticity: 3 } },
    { name: 'slow', words: 'half-life 5,400 blocks, the aim 4 a day', set: { halfLife: 5400 } },
    { name: 'old-news', words: 'candidates decide by a price 3 h old', set: { newsAge: 900 } },
    { name: 'high-floor', words: 'lowest price 0.3 TAO, as the least valuation', set: { minBurn: 0.3 } },
    { name: 'longer', words: 'twice as many days', set: { days: 60 } },
  ],
  decides: 'bias',
  // A subnet with 60 registrations a day notices three more or fewer.
  margin: 5,
} as const;

export const entryPriceQuick: ModelStudy = { ...common, size: 'quick', seeds: 12, attackSeeds: 6 };

export const entryPriceFull: ModelStudy = { ...common, size: 'full', seeds: 128, attackSeeds: 64 };

/** The quick size again on fresh seeds. */
export const entryPriceConfirm: ModelStudy = confirming(entryPriceQuick, { seeds: 64 });
