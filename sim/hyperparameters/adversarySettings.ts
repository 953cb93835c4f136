import { type HyperparameterRows, integerOf, numberOf } from './hyperparameter.ts';

const share = (of: string) => ({ ...numberOf(of, 0, 1), default: 0, setter: 'scenario' }) as const;
const nobody = 'assumption A50: none by default; how many there were was never counted';

/** Deceivers and their strength, which are off by default, and what a client that reads the network gets. */
export const adversarySettings = {
  'scenario.lookupShare': {
    ...share('share of miners'),
    field: 'lookups.share',
    influences: 'look-up miners: they know a part of the data set by heart',
    source: nobody,
  },
  'scenario.lookupHits': {
    ...numberOf('share of rows', 0, 1),
    default: 0.5,
    setter: 'scenario',
    field: 'lookups.hits',
    influences: 'rows of a query that a look-up miner knows while nothing is pruned',
    source: 'assumption A51: no source',
  },
  'scenario.lookupMiss': {
    ...numberOf('share of look-ups', 0, 1),
    default: 0.3,
    setter: 'scenario',
    field: 'lookups.miss',
    influences: 'look-ups that miss for each token the validator deletes; 1: an exact key',
    source: 'assumption A51: no source; an exact key misses always, a fuzzy one with 1 − (1 − m)^tokens',
  },
  'scenario.echoShare': {
    ...share('share of miners'),
    field: 'echoes.share',
    influences: 'echo miners: they repeat the text they were given where no token is held out',
    source: nobody,
  },
  'scenario.varianceShare': {
    ...share('share of miners'),
    field: 'varianceFarmers.share',
    influences: 'variance farmers: answers of the same mean loss that vary more from query to query',
    source: nobody,
  },
  'scenario.varianceSpread': {
    ...numberOf('of ln loss', 0, 2),
    default: 0.25,
    setter: 'scenario',
    field: 'varianceFarmers.spread',
    influences: 'how much a variance farmer lets its loss vary from query to query',
    source: 'assumption A52: no source; as much again as the noise of a query of 32 rows and half more',
  },
  'scenario.sybilShare': {
    ...share('share of miners'),
    field: 'sybils.share',
    influences: 'sybils: many uids of one owner with one model',
    source: nobody,
  },
  'scenario.sybilUids': {
    ...integerOf('uids', 1, 65_535),
    default: 16,
    setter: 'scenario',
    field: 'sybils.uids',
    influences: 'uids that a sybil runs from one model',
    source: 'one coldkey held 10 to 42 uids of most 256-uid subnets in June 2026; 210 of 4,096 in March 2023',
  },
  'scenario.spamShare': {
    ...share('share of candidates'),
    field: 'spammers.share',
    influences: 'spammers: they register at any price and answer nothing',
    source: nobody,
  },
  'scenario.sniperShare': {
    ...share('share of candidates'),
    field: 'snipers.share',
    influences: 'snipers: they ask at the block the price moves, and only after it fell',
    source: nobody,
  },
  'scenario.squatterShare': {
    ...share('share of uids'),
    field: 'squatters.share',
    influences: 'uid squatters: without a model, they enter when the uid to be replaced is still paid',
    source: nobody,
  },
  'scenario.copierShare': {
    ...share('share of validator stake'),
    field: 'copiers.share',
    influences: 'weight copiers: validators that set the mean of the weights they can read',
    source: nobody,
  },
  'scenario.copierLag': {
    ...integerOf('blocks', 0, 1_000_000),
    default: 0,
    setter: 'scenario',
    field: 'copiers.lag',
    influences: 'age of the weights a copier sets, besides what commit-reveal hides from it',
    source: 'assumption A53: no source',
  },
  'scenario.lazyShare': {
    ...share('share of validator stake'),
    field: 'lazyValidators.share',
    influences: 'lazy validators: they set the weights of the start for ever',
    source: nobody,
  },
  'scenario.adversariesReturn': {
    type: 'boolean',
    unit: '',
    default: false,
    setter: 'scenario',
    field: 'adversaries.return',
    influences:
      'whether validators of a cabal, copiers and lazy ones that lose their slots register again when a slot pays',
    source: 'assumption A58: off; where it is on they act as people with a stake to lose would',
  },
  'scenario.adversaryBudget': {
    ...numberOf('TAO', 0, 1e12),
    default: 1e12,
    setter: 'scenario',
    field: 'adversaries.budget',
    influences:
      'what each farmer and squatter has to spend on slots, and all spammers, a cabal, copiers or lazy validators together; what their slots earn comes in',
    source: 'assumption A58: more than there is, so that no price stops them; no budget was ever told',
  },
  'scenario.divergenceShift': {
    ...numberOf('standard deviations', 0, 20),
    default: 3,
    setter: 'scenario',
    field: 'lookups.divergenceShift',
    influences: 'how far the answers of a look-up that always hits lie from those of the others',
    source: 'assumption A54: no source; honest answers lie within a standard normal',
  },
  'scenario.pruneCost': {
    ...numberOf('of loss per token', 0, 1),
    default: 0.002,
    setter: 'scenario',
    field: 'miners.pruneCost',
    influences: 'how much worse every honest answer gets for each token of context deleted',
    source:
      'assumption A51: bittensor v3.6.1 calls the ranking strongly correlated with the unpruned one; no number',
  },
  'scenario.clientTopk': {
    ...integerOf('uids', 0, 30),
    default: 10,
    setter: 'scenario',
    field: 'client.topk',
    influences: 'a client that reads the network: it averages so many of the best-paid miners; 0: no client',
    source: 'assumption A55: no source',
  },
  'scenario.modelFamilies': {
    ...integerOf('families', 0, 65_535),
    default: 0,
    setter: 'scenario',
    field: 'miners.modelFamilies',
    influences:
      'families that miners’ models come from, equally likely each: models of one are wrong together, for the client and where scores are drawn row by row; 0: every model is its own',
    source: 'assumption A57: no source; which models miners started from was never counted',
  },
  'scenario.familyCorrelation': {
    ...numberOf('correlation', 0, 1),
    default: 0.5,
    setter: 'scenario',
    field: 'miners.familyCorrelation',
    influences: 'how far the own errors of two models of one family go together',
    source: 'assumption A57: no source; arXiv 2506.07962 finds errors of related models to agree more',
  },
} as const satisfies HyperparameterRows;
