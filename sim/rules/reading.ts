import {
  exactInteger,
  type Hyperparameters,
  isBurnEra,
  type NakamotoHyperparameters,
  type SubnetHyperparameters,
} from '../hyperparameters/registry.ts';
import { type Blocks, type Share, u16Max, u32Max } from '../units.ts';

/** How validators turn scores into a row of weights. */
export interface WeightRule {
  /** validatorExcludeQuantile: share of the positive scores dropped from below, 0 … 1. */
  readonly excludeQuantile: Share;
  /** minAllowedWeights: the quantile is reduced so that at least so many entries remain. */
  readonly minAllowedWeights: number;
  /** maxWeightLimit as a share of the row (chain value over u32::MAX, or over u16::MAX on Finney), 0 < … <= 1. */
  readonly maxWeightLimit: Share;
  /** u32: entries that sum to u32::MAX (Nakamoto). u16: entries upscaled so that the largest is 65535 (Finney). */
  readonly format: 'u32' | 'u16';
}

/** Floor and ceiling of a price, both allowed. */
export type PriceBounds = readonly [low: bigint, high: bigint];

/** What the settings of a network say to those who act on it, in terms that all rulesets share. */
export interface Reading {
  readonly weightRule: WeightRule;
  /** Blocks after which it is worth asking for the price again: the next adjustment, or half the price where it moves always. */
  readonly priceInterval: Blocks;
  /** Expected hashes of an entry; null: work is not taken. */
  readonly difficultyBounds: PriceBounds | null;
  /** RAO of an entry; null: burns are not taken. */
  readonly burnBounds: PriceBounds | null;
  /** Blocks between two rows of a validator; 0: no limit. */
  readonly weightsRateLimit: Blocks;
  /** Sets of weights that a validator sets, each with an epoch of its own. */
  readonly mechanisms: number;
  /** Whether a neuron that has set no weights has all its weight on itself. */
  readonly startsWithSelfWeight: boolean;
  /** How strongly validators discount answers that lie far from those of the others; 0: not at all. */
  readonly logitsDivergence: Share;
  /** Tokens that a validator deletes from a text before it asks. */
  readonly pruneLength: number;
}

export const readingOf = (hyperparameters: Hyperparameters): Reading =>
  hyperparameters.ruleset === 'nakamoto-2022'
    ? nakamotoReading(hyperparameters)
    : subnetReading(hyperparameters);

/** The quantile in percent, the limit over u32::MAX. */
const nakamotoReading = (hyperparameters: NakamotoHyperparameters): Reading => ({
  weightRule: {
    excludeQuantile: hyperparameters.validatorExcludeQuantile / 100,
    minAllowedWeights: hyperparameters.minAllowedWeights,
    maxWeightLimit: hyperparameters.maxWeightLimit / u32Max,
    format: 'u32',
  },
  priceInterval: hyperparameters.adjustmentInterval,
  difficultyBounds: difficultyBoundsOf(hyperparameters),
  burnBounds: null,
  weightsRateLimit: 0,
  mechanisms: 1,
  startsWithSelfWeight: true,
  logitsDivergence: 0,
  pruneLength: 0,
});

/** Both over u16::MAX. */
const subnetReading = (hyperparameters: SubnetHyperparameters): Reading => ({
  weightRule: {
    excludeQuantile: hyperparameters.validatorExcludeQuantile / u16Max,
    minAllowedWeights: hyperparameters.minAllowedWeights,
    maxWeightLimit: hyperparameters.maxWeightsLimit / u16Max,
    format: 'u16',
  },
  ...(isBurnEra(hyperparameters)
    ? { priceInterval: hyperparameters.burnHalfLife, difficultyBounds: null }
    : {
        priceInterval: hyperparameters.adjustmentInterval,
        difficultyBounds: difficultyBoundsOf(hyperparameters),
      }),
  burnBounds: [
    exactInteger('minBurn', hyperparameters.minBurn),
    exactInteger('maxBurn', hyperparameters.maxBurn),
  ],
  weightsRateLimit: hyperparameters.weightsSetRateLimit,
  mechanisms: isBurnEra(hyperparameters) ? hyperparameters.mechanismCount : 1,
  startsWithSelfWeight: false,
  logitsDivergence: hyperparameters.validatorLogitsDivergence / u16Max,
  pruneLength: hyperparameters.validatorPruneLen,
});

const difficultyBoundsOf = ({
  minDifficulty,
  maxDifficulty,
}: Pick<NakamotoHyperparameters, 'minDifficulty' | 'maxDifficulty'>): PriceBounds => [
  exactInteger('minDifficulty', minDifficulty),
  exactInteger('maxDifficulty', maxDifficulty),
];
