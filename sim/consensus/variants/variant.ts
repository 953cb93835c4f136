/**
 * The versions of Yuma of the yuma-simulation peer, in float64: experiments with consensus and bonds that the chain
 * took up in part. Rows are validators [i], columns servers [j]; every number is a share unless said otherwise.
 */

/** The peer's releases: A of February 2025, B of June 2025, C the interactive site of July 2025. */
export const releases = ['A', 'B', 'C'] as const;
export type Release = (typeof releases)[number];

/** What two variants differ in besides their settings. */
export interface VariantRules {
  /** The weight that more than kappa supports, found by halving; or the largest that at least kappa supports. */
  readonly consensus: 'bisection' | 'sorted';
  readonly bonds: 'averagedShares' | 'averaged' | 'laggedWeights' | 'bought' | 'relative';
  /** Averaged shares: the bonds of before are made shares of their column before they are averaged. */
  readonly renewsShares: boolean;
  /** Averaged bonds: 1e-6 is added to the sum of a column before it divides. */
  readonly paddedColumns: boolean;
  /** Whether the bonds penalty is read; otherwise bonds follow `unpenalised`. */
  readonly readsPenalty: boolean;
  readonly unpenalised: 'weights' | 'clipped';
  /** The generation of liquid alpha that may be turned on. */
  readonly liquid: 'byColumn' | 'byPair';
  /** By column: quantiles that meet are parted by 1e-6. */
  readonly partsQuantiles: boolean;
  /** By pair: reads the weights mixed by the bonds penalty. */
  readonly liquidOnMixedWeights: boolean;
  /** Which consensus of a server, this or the last epoch’s, liquid alpha by pair is measured from. */
  readonly liquidConsensus: 'current' | 'previous' | 'larger';
  /** When a server’s bonds are set to zero, if its case asks for it. */
  readonly reset: 'never' | 'always' | 'withoutConsensus';
}

export interface VariantSettings {
  /** Share of the stake that consensus takes. */
  readonly kappa: number;
  /** 0: bonds follow the weights, 1: the clipped weights. */
  readonly bondsPenalty: number;
  /** Part of the new bonds in the moving average. */
  readonly bondsAlpha: number;
  /** Bounds of liquid alpha; null: off. */
  readonly liquidAlpha: { readonly low: number; readonly high: number; readonly steepness: number } | null;
  /** Bought bonds: part of a validator’s capacity that one epoch may buy. */
  readonly capacityAlpha: number;
  /** Bought bonds: part that fades in one epoch. */
  readonly decayRate: number;
  /** All incentive to the servers of the highest rank. */
  readonly winnerTakesAll: boolean;
}

export interface Variant {
  /** Release and the peer’s key: `B/YUMA2C`. */
  readonly name: string;
  readonly release: Release;
  /** What the peer’s charts call it. */
  readonly title: string;
  readonly rules: VariantRules;
  /** As the peer’s own script sets them. */
  readonly settings: VariantSettings;
}

/** Weights [i][j] and stakes [i] in any unit; rows and stakes are normalised first. */
export interface VariantNetwork {
  readonly weights: readonly (readonly number[])[];
  readonly stake: readonly number[];
}

/** One epoch of a variant, and all that the next one remembers. */
export interface VariantEpoch {
  /** [i] */
  readonly stake: readonly number[];
  /** [i][j] rows sum to a little less than one. */
  readonly weights: readonly (readonly number[])[];
  /** [j] in steps of 1/65535; all 0 where no validators agree. */
  readonly consensus: readonly number[];
  /** [j] before normalisation. */
  readonly rank: readonly number[];
  /** [j] */
  readonly incentive: readonly number[];
  /** [i][j] as the next epoch finds them; bought bonds in units of 2^-64 of all stake. */
  readonly bonds: readonly (readonly number[])[];
  /** [i] sum to a little less than one. */
  readonly dividends: readonly number[];
}

/** Added by the peer wherever a sum divides. */
export const epsilon = 1e-6;
