import { hiddenTarget } from '../../sim/controllers/burnRule.ts';
import { entryDays } from '../../sim/games/entryQueue.ts';
import { blocksPerDay } from '../../sim/units.ts';
import { type Model, type ModelResult, type ModelSettings, settled } from './model.ts';

/** Days before those that are counted: at 5,400 blocks the price halves thirteen times in them. */
const warmUpDays = 10;

/**
 * The price of entry of one subnet since April 2026, alone: it falls with a half-life and jumps at every registration, and candidates with
 * valuations of their own come as often as demand says. What it aims at is said nowhere on the chain: 7,200 ln 2 / (half-life · ln multiplier)
 * registrations a day (`sim/controllers/burnRule.ts`). Prices in the chain's integers (`sim/games/entryQueue.ts`).
 */
export const entryPrice: Model = {
  name: 'entryPrice',
  settings: [
    { name: 'halfLife', words: 'half-life of the price, blocks', usual: 360, within: [1, 36_100] },
    { name: 'multiplier', words: 'factor of the price at a registration', usual: 1.26, within: [1.001, 3] },
    { name: 'minBurn', words: 'lowest price, TAO', usual: 0.0005, within: [1e-9, 100] },
    { name: 'maxBurn', words: 'highest price, TAO', usual: 100, within: [1e-9, 137] },
    {
      name: 'demand',
      words:
        'candidates a day with the least valuation or more, over the registrations that the price aims at',
      usual: 8,
      within: [0.01, 1000],
    },
    { name: 'least', words: 'least valuation, TAO', usual: 0.3, within: [1e-6, 100] },
    {
      name: 'elasticity',
      words: 'elasticity of demand: a price that is 1 % higher is paid by so many % fewer',
      usual: 1,
      within: [0.05, 20],
    },
    { name: 'swing', words: 'spread of ln(candidates a day) from day to day', usual: 0, within: [0, 3] },
    {
      name: 'newsAge',
      words: 'blocks between the look at the price and the registration',
      usual: 0,
      within: [0, 7200],
    },
    { name: 'days', words: 'days counted', usual: 30, within: [1, 3650] },
  ],
  measures: [
    { name: 'bias', title: 'registrations beside the aim', unit: '% of the aim', better: null },
    { name: 'registrations', title: 'registrations', unit: 'a day', better: null },
    { name: 'aim', title: 'what the price aims at', unit: 'registrations a day', better: null },
    {
      name: 'daySpread',
      title: 'spread of registrations from day to day',
      unit: '% of their mean',
      better: 'lower',
    },
    { name: 'paid', title: 'mean price paid', unit: 'TAO', better: null },
    { name: 'atFloor', title: 'registrations at the lowest price', unit: '%', better: 'lower' },
  ],
  run: (settings, seed) => runEntry(settled(entryPrice, settings), seed),
};

function runEntry(settings: ModelSettings, seed: string): ModelResult {
  const of = (name: string) => Number(settings[name]);
  const rule = { halfLife: of('halfLife'), multiplier: of('multiplier') };
  const aim = hiddenTarget(rule, blocksPerDay);
  const days = Math.round(of('days'));
  const { registrations, paid, atFloor } = entryDays({
    seed,
    ...rule,
    halfLife: Math.round(rule.halfLife),
    minBurn: of('minBurn'),
    maxBurn: Math.max(of('minBurn'), of('maxBurn')),
    perDay: of('demand') * aim,
    least: of('least'),
    elasticity: of('elasticity'),
    swing: of('swing'),
    newsAge: of('newsAge'),
    days,
    warmUpDays,
  });
  const all = registrations.reduce((sum, one) => sum + one, 0);
  const mean = all / days;
  const spread = Math.sqrt(registrations.reduce((sum, one) => sum + (one - mean) ** 2, 0) / days);
  const spent = paid.reduce<number>((sum, price, day) => sum + (price ?? 0) * registrations[day], 0);
  return {
    measures: {
      bias: 100 * (mean / aim - 1),
      registrations: mean,
      aim,
      daySpread: all > 0 ? (100 * spread) / mean : null,
      paid: all > 0 ? spent / all : null,
      atFloor: all > 0 ? 100 * atFloor : null,
    },
    path: { registrations },
  };
}
