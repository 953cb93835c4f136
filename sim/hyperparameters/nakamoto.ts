import { difficultyRange, type HyperparameterRows, integerOf, u32, u64 } from './hyperparameter.ts';

/**
 * Hyperparameters of `nakamoto-2022`. Defaults are mainnet's of late 2022 where the old documentation
 * lists them, else those of the last public runtime (spec 118, March 2022); each row says which.
 */
export const nakamoto = {
  rho: {
    ...u64(''),
    default: 10,
    influences: 'slope of the trust sigmoid',
    source: 'mainnet late 2022; runtime default 10',
  },
  kappa: {
    ...u64('1/x', 1),
    default: 2,
    influences: 'share of active stake that makes consensus: there the trust sigmoid is one half',
    source: 'mainnet late 2022; runtime default 2',
  },
  selfOwnership: {
    ...u64('1/x', 1),
    default: 2,
    influences: 'part of its incentive a miner keeps, 1/selfOwnership; bond holders get the rest',
    source: 'runtime constant 2',
  },
  blocksPerStep: {
    ...u64('blocks', 1),
    default: 100,
    influences: 'blocks between two consensus steps; a step pays blocksPerStep times the block emission',
    source: 'mainnet late 2022; runtime default 100',
  },
  bondsMovingAverage: {
    ...integerOf('ppm', 0, 1_000_000),
    default: 900_000,
    influences: 'part of a bond that survives a step',
    source: 'mainnet late 2022; runtime default 900,000',
  },
  activityCutoff: {
    ...u64('blocks'),
    default: 5000,
    influences: 'a neuron that set no weights for so long has no say in consensus',
    source: 'runtime default; mainnet value not listed',
  },
  immunityPeriod: {
    ...u64('blocks'),
    default: 3072,
    influences: 'pruning: a younger neuron is replaced only if every neuron is young',
    source: 'mainnet late 2022 (10.24 hours); runtime default 200',
  },
  maxAllowedUids: {
    ...integerOf('uids', 1, 65_535),
    default: 4096,
    influences: 'size of the network, and the cost of a step, which grows with its square',
    source: 'mainnet late 2022; runtime default 2000; the chain’s type is u64, the lab’s uids are u16',
  },
  minAllowedWeights: {
    ...u64('entries'),
    default: 1024,
    influences: 'fewest uids a row of weights must name (a single self-weight excepted)',
    source: 'mainnet late 2022; runtime default 1',
  },
  maxAllowedMaxMinRatio: {
    ...u64('×'),
    default: 64,
    influences:
      'nothing on this chain: stored, but its check was dropped in 2022; validators up to v3.3 obeyed it',
    source: 'mainnet late 2022; runtime default 10',
  },
  maxWeightLimit: {
    ...u32('/4294967295'),
    default: 17_179_868,
    influences: 'largest part of a row that one uid may get (0.4 %)',
    source: 'mainnet late 2022; added after the last public runtime',
  },
  stakePruningMin: {
    ...u64('RAO'),
    default: 1.024e12,
    influences: 'pruning: from this stake on a neuron is ranked by stake, below it by incentive',
    source:
      'mainnet late 2022: 1024, which the code compares with RAO; the lab reads it as 1024 TAO, as its comment means (set 1024 for the letter)',
  },
  difficulty: {
    ...difficultyRange,
    default: 10_000_000,
    influences: 'mean number of hashes a registration costs; moved by the chain',
    source: 'runtime default; mainnet 671,088,640,000,000 at block 3,606,775',
  },
  minDifficulty: {
    ...difficultyRange,
    default: 10_000_000,
    influences: 'floor of the difficulty',
    source: 'runtime default',
  },
  maxDifficulty: {
    ...difficultyRange,
    default: 2 ** 62,
    exact: 4_611_686_018_427_387_903n,
    influences: 'ceiling of the difficulty',
    source: 'runtime default, u64::MAX/4',
  },
  adjustmentInterval: {
    ...u64('blocks', 1),
    default: 100,
    influences: 'blocks between two changes of the difficulty',
    source: 'mainnet late 2022; runtime default 100',
  },
  targetRegistrationsPerInterval: {
    ...u64('registrations'),
    default: 2,
    influences: 'more than this in an interval doubles the difficulty, else it halves',
    source: 'mainnet late 2022; runtime default 2',
  },
  maxRegistrationsPerBlock: {
    ...u64('registrations'),
    default: 2,
    influences: 'further registrations of a block are refused',
    source: 'runtime default; mainnet value not listed',
  },
  validatorBatchSize: {
    ...u64('samples', 1),
    default: 32,
    influences: 'rows of text in a query: noise of a score, cost of an answer',
    source: 'mainnet late 2022; runtime default 10',
  },
  validatorSequenceLength: {
    ...u64('tokens', 1),
    default: 256,
    influences: 'tokens in a row: loss a miner can reach, cost of an answer',
    source: 'mainnet late 2022; runtime default 10',
  },
  validatorEpochLen: {
    ...u64('blocks', 1),
    default: 250,
    influences: 'blocks between two settings of weights by a validator',
    source: 'mainnet late 2022; runtime default 1000',
  },
  validatorEpochsPerReset: {
    ...u64('epochs', 1),
    default: 60,
    influences: 'epochs after which a validator resets its gate, which weights do not depend on',
    source: 'mainnet late 2022; runtime default 10',
  },
  validatorExcludeQuantile: {
    ...integerOf('%', 0, 100),
    default: 5,
    influences: 'lowest part of the scores that gets no weight',
    source: 'mainnet late 2022; mock default 10',
  },
  scalingLawPower: {
    ...integerOf('%', 0, 100),
    default: 50,
    influences: 'base score: effective parameters to this power',
    source: 'mainnet late 2022; mock default 50',
  },
  synergyScalingLawPower: {
    ...integerOf('%', 0, 100),
    default: 60,
    influences: 'synergy score: effective parameters of a pair to this power',
    source: 'mainnet late 2022; mock default 60',
  },
  initialIssuance: {
    ...u64('RAO'),
    default: 548_833_985_028_256,
    influences: 'TAO in existence at block 0',
    source: 'runtime constant (what the chain before Nakamoto had issued)',
  },
} as const satisfies HyperparameterRows;
