import { type HyperparameterRows, integerOf, numberOf } from './hyperparameter.ts';

/** A device made only for answering, and its makers. Off by default. */
export const asicSettings = {
  'market.asicDay': {
    ...numberOf('days', 0, 100_000),
    default: 0,
    setter: 'scenario',
    influences: 'day after the start, warm-up included, from which on an ASIC is made; 0: never',
    source: 'the interview of 10 Nov 2022 expects one; assumption A39: none',
  },
  'market.asicPerDay': {
    ...numberOf('units a day', 0, 1e6),
    default: 1,
    setter: 'scenario',
    influences: 'ASICs that can be made in a day, by all makers together',
    source: 'assumption A39: no source',
  },
  'market.asicRunning': {
    ...numberOf('US dollars an hour', 0, 1000),
    default: 0.02,
    setter: 'scenario',
    influences: 'what an ASIC costs its holder to run; it answers as the largest GPU does',
    source:
      'assumption A39: a third of a CPU’s rent; no source. Bitcoin’s first ASICs of 2013 made some 50 times the hashes of a GPU with a joule (Bitcoin wiki, mining hardware comparison)',
  },
  'market.asicUnitCost': {
    ...numberOf('US dollars', 0, 1e9),
    default: 100,
    setter: 'scenario',
    influences: 'what a unit costs its maker; none is made that is worth less',
    source: 'assumption A39: no source',
  },
  'market.makers': {
    ...integerOf('makers', 1, 1000),
    default: 2,
    setter: 'scenario',
    influences: 'how many makers of ASICs there are: they take turns',
    source: 'assumption A39: no source',
  },
  'market.vendorMargin': {
    ...numberOf('share of the gain', 0, 1),
    default: 0.5,
    setter: 'scenario',
    influences:
      'part that a maker gets of what a unit is worth to its buyer over what it is worth to the maker',
    source: 'assumption A40: half, the symmetric bargain of Nash 1950 (Econometrica 18, 155)',
  },
} as const satisfies HyperparameterRows;
