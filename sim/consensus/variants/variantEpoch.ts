import { agreedWeight, quantised } from './agreement.ts';
import { averagedBonds, averagedShares } from './averagedBonds.ts';
import { boughtBonds } from './boughtBonds.ts';
import { columnSums, type Matrix, mapEntries, shareColumns, sum, timesColumns } from './columns.ts';
import { alphaByColumn } from './liquidAlphaByColumn.ts';
import { alphaByPair } from './liquidAlphaByPair.ts';
import { relativeBonds } from './relativeBonds.ts';
import {
  epsilon,
  type Variant,
  type VariantEpoch,
  type VariantNetwork,
  type VariantSettings,
} from './variant.ts';

/**
 * One epoch of a variant of yuma-simulation in float64. `before` is the epoch before it, null at the first. Weights
 * must be finite and not negative, stakes too, with one above 0: throws a RangeError otherwise. (bactensor/
 * yuma-simulation@117bb00 and @2b976fd, bactensor/interactive-yuma-simulator@6d7726e: yumas.py; formulas from reading,
 * not code.)
 */
export function variantEpoch(
  variant: Variant,
  network: VariantNetwork,
  before: VariantEpoch | null,
  settings: VariantSettings = variant.settings,
): VariantEpoch {
  check(network, before);
  const { rules } = variant;
  const weights = network.weights.map((row) => {
    const total = sum(row) + epsilon;
    return row.map((weight) => weight / total);
  });
  const staked = sum(network.stake);
  const stake = network.stake.map((amount) => amount / staked);
  const consensus = quantised(
    weights[0].map((_, j) =>
      agreedWeight(
        rules.consensus,
        stake,
        weights.map((row) => row[j]),
        settings.kappa,
      ),
    ),
  );
  // The variant of Adrian Fish pays for what was said an epoch ago.
  const spoken = rules.bonds === 'laggedWeights' && before !== null ? before.weights : weights;
  const clipped = mapEntries(spoken, (weight, _, j) => Math.min(weight, consensus[j]));
  const rank = columnSums(mapEntries(clipped, (weight, i) => stake[i] * weight));
  const incentive = settings.winnerTakesAll && sum(consensus) > 0 ? shareOfWinners(rank) : sharesOf(rank);
  const bondWeights = bondWeightsOf(variant, settings, spoken, clipped);
  const alpha = alphaOf(variant, settings, { weights, bondWeights, consensus, before });
  const bonds = bondsOf(variant, settings, { stake, weights, bondWeights, alpha, before });
  const earned = earnedBy(variant, bonds, incentive, stake);
  const total = sum(earned) + epsilon;
  return { stake, weights, consensus, rank, incentive, bonds, dividends: earned.map((part) => part / total) };
}

function check({ weights, stake }: VariantNetwork, before: VariantEpoch | null): void {
  const servers = weights[0]?.length ?? 0;
  if (servers === 0 || weights.length !== stake.length)
    throw new RangeError(
      `a variant needs a row of weights for each of ${stake.length} stakes, at least one of each`,
    );
  const whole = (values: readonly number[]) => values.every((value) => Number.isFinite(value) && value >= 0);
  if (!whole(stake) || sum(stake) <= 0)
    throw new RangeError('stakes must be finite, none negative and one above 0');
  for (const [i, row] of weights.entries()) {
    if (row.length !== servers || !whole(row))
      throw new RangeError(`weights[${i}] must be ${servers} finite numbers, none negative`);
  }
  if (before !== null && (before.bonds.length !== stake.length || before.bonds[0].length !== servers))
    throw new RangeError('the epoch before had other validators or servers');
}

function sharesOf(rank: readonly number[]): number[] {
  const total = sum(rank);
  return rank.map((value) => (total === 0 ? 0 : value / total));
}

/** All of it to the highest rank, be it 0: lagged weights may all be on servers without agreement now. */
function shareOfWinners(rank: readonly number[]): number[] {
  const highest = Math.max(...rank);
  const winners = rank.filter((value) => value === highest).length;
  return rank.map((value) => (value === highest ? 1 / winners : 0));
}

/** What bonds follow: weights, clipped weights or, by the bonds penalty, something between. */
function bondWeightsOf(
  { rules }: Variant,
  { bondsPenalty }: VariantSettings,
  weights: Matrix,
  clipped: Matrix,
): Matrix {
  if (!rules.readsPenalty) return rules.unpenalised === 'weights' ? weights : clipped;
  return mapEntries(weights, (weight, i, j) => (1 - bondsPenalty) * weight + bondsPenalty * clipped[i][j]);
}

/** [i][j] part of the new bonds. */
function alphaOf(
  { rules }: Variant,
  { bondsAlpha, liquidAlpha }: VariantSettings,
  now: {
    readonly weights: Matrix;
    readonly bondWeights: Matrix;
    readonly consensus: readonly number[];
    readonly before: VariantEpoch | null;
  },
): Matrix {
  const { weights, bondWeights, consensus, before } = now;
  if (liquidAlpha !== null && rules.liquid === 'byColumn') {
    const byColumn = alphaByColumn(consensus, liquidAlpha, bondsAlpha, rules.partsQuantiles);
    return weights.map(() => byColumn);
  }
  if (liquidAlpha !== null && before !== null) {
    const read = rules.liquidOnMixedWeights ? bondWeights : weights;
    const agreed = consensus.map((value, j) => {
      if (rules.liquidConsensus === 'current') return value;
      const last = before.consensus[j];
      return rules.liquidConsensus === 'previous' ? last : Math.max(value, last);
    });
    return alphaByPair(read, before.bonds, agreed, liquidAlpha);
  }
  return mapEntries(weights, () => bondsAlpha);
}

function bondsOf(
  { rules }: Variant,
  settings: VariantSettings,
  now: {
    readonly stake: readonly number[];
    readonly weights: Matrix;
    readonly bondWeights: Matrix;
    readonly alpha: Matrix;
    readonly before: VariantEpoch | null;
  },
): number[][] {
  const { stake, weights, bondWeights, alpha, before } = now;
  const held = before?.bonds ?? null;
  switch (rules.bonds) {
    case 'averagedShares':
      return averagedShares(stake, bondWeights, held, alpha, rules.renewsShares);
    case 'averaged':
    case 'laggedWeights':
      return averagedBonds(stake, bondWeights, held, alpha, rules.paddedColumns ? epsilon : 0);
    case 'bought':
      return boughtBonds(stake, weights, held, settings);
    case 'relative':
      return relativeBonds(bondWeights, held, alpha);
  }
}

/** [i] what bonds earn of the incentive, before normalisation. */
function earnedBy(
  { rules }: Variant,
  bonds: Matrix,
  incentive: readonly number[],
  stake: readonly number[],
): number[] {
  const isShared = rules.bonds !== 'bought' && rules.bonds !== 'relative';
  const earned = timesColumns(isShared ? bonds : shareColumns(bonds), incentive);
  return rules.bonds === 'relative' ? earned.map((part, i) => part * stake[i]) : earned;
}
