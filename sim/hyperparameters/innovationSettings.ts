import { type HyperparameterRows, integerOf, numberOf } from './hyperparameter.ts';

/** How miners get better at what they do while they run: they train, invent, imitate. All off by default. */
export const innovationSettings = {
  'market.trainingShare': {
    ...numberOf('share of operations', 0, 1),
    default: 0,
    setter: 'scenario',
    influences: 'the part of idle operations that a device trains with; 0: no miner trains',
    source: 'assumption A35: 0; a device of late 2022 was asked once an epoch by each validator',
  },
  'market.trainingGap': {
    ...numberOf('nats', 0.001, 10),
    default: 0.2,
    setter: 'scenario',
    influences: 'how far above the loss of its size a model starts, where miners learn',
    source: 'assumption A35: no source; 0.2 is a model of 17,500 steps of 2^19 tokens by Kaplan’s law',
  },
  'market.gradientShare': {
    ...numberOf('share of miners', 0, 1),
    default: 0,
    setter: 'scenario',
    influences: 'adopters of gradients: they also learn from what validators send back',
    source: 'the interview of 10 Nov 2022: not used yet',
  },
  'market.gradientGain': {
    ...numberOf('tokens per token', 0, 1e6),
    default: 1,
    setter: 'scenario',
    influences: 'tokens of training of one’s own that a token with its gradient is worth',
    source: 'assumption A36: 1; no source',
  },
  'market.inventionsPerDay': {
    ...numberOf('per miner and day', 0, 100),
    default: 0,
    setter: 'scenario',
    influences: 'how often a miner finds a cheaper way to answer; 0: never',
    source: 'assumption A37: 0; no source',
  },
  'market.invented': {
    type: 'boolean',
    unit: '',
    default: false,
    setter: 'scenario',
    influences: 'true: one running miner without access to a GPU finds a cheaper way, once',
    source: 'assumption A37: false; the interview of 10 Nov 2022 welcomes answers without a GPU',
  },
  'market.inventors': {
    type: 'choice',
    choices: ['anyone', 'cpu'],
    unit: '',
    default: 'anyone',
    setter: 'scenario',
    influences: 'whether ideas come to all miners, or only to those that have to use a CPU',
    source: 'assumption A37; the interview welcomes answers without a GPU',
  },
  'market.inventionSaving': {
    ...numberOf('share of the need', 0, 0.99),
    default: 0.3,
    setter: 'scenario',
    influences: 'how much less one cheaper way needs than the way before it',
    source:
      'assumption A37: no source for a step; over eight years the training of one accuracy came to need 30 % less in eight months (Hernandez and Brown 2020, arXiv 2005.04305: halves in 16 months)',
  },
  'market.inventionSpares': {
    type: 'choice',
    choices: ['device', 'rent'],
    unit: '',
    default: 'device',
    setter: 'scenario',
    influences:
      'what a cheaper way needs less of: operations and memory, so that a weaker device will do, or rent, as a device is shared',
    source: 'assumption A37',
  },
  'market.inventionsMost': {
    ...integerOf('ways', 1, 20),
    default: 3,
    setter: 'scenario',
    influences: 'cheaper ways that there are to be found, each on top of the one before',
    source: 'assumption A37: no source',
  },
  'market.diffusionDays': {
    ...numberOf('days', 0, 1e6),
    default: 10,
    setter: 'scenario',
    influences: 'days in which the miners that know a cheaper way grow e-fold while they are few',
    source:
      'assumption A37: law of Mansfield 1961 (Econometrica 29, 741); no source for how fast miners copy',
  },
  'market.licences': {
    type: 'boolean',
    unit: '',
    default: false,
    setter: 'scenario',
    influences:
      'true: a cheaper way belongs to its first finder, which sells it or keeps it; newcomers bring none',
    source: 'assumption A42: false, what is heard of is free',
  },
  'market.imitatorShare': {
    ...numberOf('share of miners', 0, 1),
    default: 0,
    setter: 'scenario',
    influences: 'imitators: each day they move the size of their model towards that of a better paid miner',
    source: 'assumption A38: none; rule after Schlag 1998 (Journal of Economic Theory 78, 130)',
  },
  'market.imitatorStep': {
    ...numberOf('share of ln size', 0, 1),
    default: 0.1,
    setter: 'scenario',
    influences: 'part of the way to the other’s model that an imitator goes in a day',
    source: 'assumption A38: no source',
  },
  'market.imitatorSees': {
    ...integerOf('uids', 1, 65_535),
    default: 10,
    setter: 'scenario',
    influences: 'uids that an imitator looks at in a day, of which it follows the best paid',
    source: 'assumption A38: no source',
  },
} as const satisfies HyperparameterRows;
