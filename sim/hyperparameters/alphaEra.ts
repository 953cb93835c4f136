import { recycleOrBurnModes } from '../drain/subnetStakes.ts';
import { type HyperparameterRows, i16, integerOf, numberOf, u16, u64 } from './hyperparameter.ts';
import { liquid } from './rootEra.ts';

/**
 * Hyperparameters of `dtao-2025`, `yuma3-2025` and `burn-2026`: every subnet has a token of its own, alpha,
 * and amounts in RAO are 1e-9 alpha. Defaults are those of a subnet made under the version.
 */

/** subtensor v2.0.11. */
export const dtao = {
  ...liquid,
  minBurn: {
    ...liquid.minBurn,
    default: 500_000,
    source: 'runtime default of subtensor v2.0.11, which the creation of a subnet leaves: 0.0005 TAO',
  },
  bondsPenalty: {
    ...u16('/65535'),
    default: 65_535,
    influences:
      'how far the weights that buy bonds are clipped at the consensus: 0 not at all, 65,535 wholly',
    source: 'default of subtensor v2.0.11',
  },
  stakeThreshold: {
    ...u64('RAO'),
    default: 0,
    influences: 'stake below it sets no weights and, from v3.1 on, counts for nothing; global',
    source: 'code default of subtensor v2.0.11; mainnet holds 1,000 (subnet 1, November 2025)',
  },
  rootProportion: {
    ...numberOf('share', 0, 1),
    default: 0,
    influences: 'part of the validators’ half that goes to stakers of the root network',
    source:
      'the chain reckons τ / (τ + alpha issuance) with τ = root TAO times its weight; no root network is modelled, so none',
  },
} as const satisfies HyperparameterRows;

/** subtensor v3.2.0. */
export const yuma3 = {
  ...dtao,
  yuma3On: {
    type: 'boolean',
    unit: '',
    default: false,
    influences: 'a bond follows the weight of its own pair; stake counts once, in the dividend',
    source: 'default of subtensor v3.2.0; on in 7 of 16 subnets in June 2026',
  },
  liquidAlphaOn: {
    ...dtao.liquidAlphaOn,
    influences:
      'bonds of a pair move between alphaLow and alphaHigh by how far they are off; with Yuma3 only',
  },
  alphaLow: {
    ...dtao.alphaLow,
    ...u16('/65535', 1638),
    influences: 'part of a bond renewed in an epoch that is where it should be, under liquid alpha (0.7)',
    source: 'default of subtensor v3.2.0',
  },
  alphaHigh: {
    ...dtao.alphaHigh,
    influences: 'part of a bond renewed in an epoch that is far off, under liquid alpha (0.9)',
    source: 'default of subtensor v3.2.0',
  },
  alphaSigmoidSteepness: {
    ...i16('/100'),
    default: 1000,
    influences:
      'how sharply liquid alpha goes from alphaLow to alphaHigh; below 0 from alphaHigh to alphaLow',
    source: 'default of subtensor v3.2.0',
  },
} as const satisfies HyperparameterRows;

const {
  activityCutoff: _cutoff,
  difficulty: _difficulty,
  minDifficulty: _least,
  maxDifficulty: _most,
  adjustmentInterval: _interval,
  adjustmentAlpha: _alpha,
  targetRegistrationsPerInterval: _target,
  maxRegistrationsPerBlock: _perBlock,
  ...kept
} = yuma3;

const current2026 = 'default of subtensor v3.4.9-424';

/** subtensor v3.4.9-424. */
export const current = {
  ...kept,
  tempo: {
    ...kept.tempo,
    influences: 'an epoch every tempo blocks; 0 stops epochs',
    source: current2026,
  },
  activityCutoffFactorMilli: {
    ...integerOf('‰ of tempo', 1000, 50_000),
    default: 13_889,
    influences: 'a validator that set no weights for so many tempos has no say: 5000 blocks at tempo 360',
    source: current2026,
  },
  maxWeightsLimit: {
    ...kept.maxWeightsLimit,
    ...integerOf('/65535', 65_535, 65_535),
    influences: 'largest part of a row that one uid may get: no limit any more',
    source: 'a constant since October 2025',
  },
  yuma3On: { ...kept.yuma3On, default: true, source: `${current2026}: on in every subnet created` },
  burn: { ...kept.burn, source: `${current2026}: a subnet starts with 1 TAO; runtime default 0.1 TAO` },
  minBurn: { ...kept.minBurn, source: current2026 },
  burnHalfLife: {
    ...integerOf('blocks', 1, 36_100),
    default: 360,
    influences: 'blocks in which the price of a registration halves',
    source: `${current2026}; 360 in 16 of 16 subnets in June 2026`,
  },
  burnIncreaseMult: {
    ...numberOf('times', 1, 1e6),
    default: 1.26,
    influences: 'what a registration multiplies the price by: three of them double it',
    source: `${current2026}; 1.26 in 15 of 16 subnets in June 2026`,
  },
  minNonImmuneUids: {
    ...u16('uids'),
    default: 10,
    influences: 'while no more than these are out of immunity, a newcomer replaces an immune neuron',
    source: current2026,
  },
  immuneOwnerUidsLimit: {
    ...u16('uids'),
    default: 1,
    influences: 'oldest neurons of the subnet’s owner that are never replaced',
    source: current2026,
  },
  recycleOrBurn: {
    type: 'choice',
    unit: '',
    choices: recycleOrBurnModes,
    default: 'burn',
    influences:
      'what becomes of the incentive of the owner’s keys: it stays in the issuance and belongs to no key, or leaves it',
    source: current2026,
  },
  commitRevealWeightsEnabled: {
    ...kept.commitRevealWeightsEnabled,
    default: true,
    source: 'default of subtensor v3.3.0 on; on in 15 of 16 subnets in June 2026',
  },
  revealPeriodEpochs: { ...kept.revealPeriodEpochs, source: current2026 },
  mechanismCount: {
    ...integerOf('mechanisms', 1, 2),
    default: 1,
    influences: 'runs as many epochs on weights of their own, each on its part of the emission',
    source: `${current2026}; the most is its MaxMechanismCount`,
  },
  mechanismEmissionSplit: {
    type: 'split',
    unit: '/65535',
    default: 'even',
    influences: 'the parts of the emission that the mechanisms get',
    source: current2026,
  },
} as const satisfies HyperparameterRows;
