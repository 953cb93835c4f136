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
  'validator.topk': {
    ...integerOf('uids', 1, 65_535),
    default: 20,
    setter: 'validator',
    influences: 'uids queried in one forward: the pairs that can share synergy, 190 at 20',
    source: 'bittensor v3.4.2, --nucleus.topk',
  },
  'validator.movingAverageOn': {
    type: 'choice',
    choices: ['score'],
    unit: '',
    default: 'score',
    setter: 'validator',
    influences: 'what is averaged; averaging scores rewards a miner whose loss varies',
    source: 'bittensor v3.4.2: score; v3.6.0 (13 Dec 2022) averages the loss, which is not built yet',
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
