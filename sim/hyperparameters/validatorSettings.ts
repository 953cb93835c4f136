import { type HyperparameterRows, integerOf, numberOf } from './hyperparameter.ts';

/** Settings of the validators' code: not on the chain, so each validator sets its own. */
export const validatorSettings = {
  'validator.alpha': {
    ...numberOf('share', 0, 1),
    default: 0.1,
    setter: 'validator',
    influences: 'moving average of scores: how many sweeps a newcomer needs to reach its steady score',
    source: 'bittensor v3.4.2 (9 Nov 2022): 0.1; 0.05 up to v3.4.1',
  },
  'validator.sweepBlocks': {
    ...integerOf('blocks', 1, 1_000_000),
    default: 250,
    setter: 'validator',
    influences: 'blocks a validator needs to visit every uid once; weights are set at the end of a sweep',
    source: 'bittensor v3.4.2 with the chain’s validatorEpochLen of 250; slow validators took about 350',
  },
  'validator.device': {
    type: 'choice',
    choices: ['none', 'CPU', 'RTX 3090', 'RTX 4090', 'A100', 'H100'],
    unit: '',
    default: 'none',
    setter: 'validator',
    influences:
      'what validators run on: a longer sequence or larger batch then lengthens their sweep beyond validator.sweepBlocks',
    source: 'assumption A41: none, a sweep takes validator.sweepBlocks whatever is asked',
  },
  'validator.topk': {
    ...integerOf('uids', 1, 65_535),
    default: 20,
    setter: 'validator',
    influences: 'uids queried in one forward: the pairs that can share synergy, 190 at 20',
    source: 'bittensor v3.4.2, --nucleus.topk',
  },
  'validator.movingAverageOn': {
    type: 'choice',
    choices: ['score', 'loss'],
    unit: '',
    default: 'score',
    setter: 'validator',
    influences: 'what is averaged; averaging scores rewards a miner whose loss varies',
    source: 'bittensor v3.4.2: score; v3.6.0 (13 Dec 2022) averages the loss',
  },
  'validator.validationLen': {
    ...integerOf('tokens', 0, 4096),
    default: 8,
    setter: 'validator',
    influences: 'tokens held out of the text that is sent; 0: an echo scores as well as an answer',
    source: 'bittensor v3.0.0 (Aug 2022), --neuron.validation_len 8; only whether it is 0 matters here',
  },
  'validator.scoringRule': {
    type: 'choice',
    choices: ['synergy', 'base', 'triples', 'leaveOneOut', 'shapley', 'sampledShapley', 'fisher'],
    unit: '',
    default: 'synergy',
    setter: 'validator',
    influences: 'how losses become a score; all but synergy draw every row, so they are for small networks',
    source:
      'bittensor: fisher Nov 2021, leaveOneOut Feb 2022, base and pair synergy from May 2022; papers: shapley',
  },
  'validator.gateSteps': {
    ...integerOf('steps', 0, 100_000),
    default: 0,
    setter: 'validator',
    influences: 'steps of descent that the gate of the mixture has behind it when peers are scored by it',
    source: 'assumption A56: no source; the interview of 10 Nov 2022 says the Fisher score needs convergence',
  },
  'validator.queries': {
    ...integerOf('queries per uid and sweep', 1, 1000),
    default: 1,
    setter: 'validator',
    influences: 'noise of a score: so many queries are averaged before the moving average takes them',
    source: 'bittensor v3.4.2: one; about nine make the agreement of subnet 31’s validators (assumption A63)',
  },
  'validator.sameQueries': {
    type: 'boolean',
    unit: '',
    default: false,
    setter: 'validator',
    influences: 'true: all validators ask the same in their sweeps and see the same answers, so they agree',
    source:
      'bittensor v3.4.2: each its own; where one uid is paid in 2026 all rows name the same one (assumption A64)',
  },
  'validator.payPower': {
    ...numberOf('power of the score', 0, 100),
    default: 1,
    setter: 'validator',
    influences: 'how steep pay is: weights are scores to this power',
    source: 'bittensor v3.4.2: 1; subnets of 2026 have Gini 0.03 to 0.90 over paid uids (assumption A64)',
  },
  'validator.paidUids': {
    ...integerOf('uids', 0, 65_535),
    default: 0,
    setter: 'validator',
    influences: 'how many uids a validator gives weight to, the best by its scores; 0: all',
    source: 'bittensor v3.4.2: all; 12 of 16 subnets of June 2026 paid one uid (assumption A64)',
  },
  'validator.staleMetagraph': {
    type: 'boolean',
    unit: '',
    default: false,
    setter: 'validator',
    influences: 'true: a new hotkey inherits the statistics of its uid for a sweep, as before v3.5.0',
    source: 'bittensor v3.5.0 (24 Nov 2022) removed the inheritance; true is what ran at the interview',
  },
} as const satisfies HyperparameterRows;
