import { I32F32 } from '../../math/fixed.ts';
import { u16Max } from '../../units.ts';
import { pairAlpha } from './bondAlpha.ts';
import { type ColumnAlphas, columnAlphas } from './columnAlpha.ts';
import type { Matrices } from './matrices.ts';
import { normalise } from './vector.ts';
import type { YumaOptions } from './yumaOptions.ts';
import type { YumaState } from './yumaState.ts';

/**
 * Steps 11 and 12 of an epoch in the chain's fixed point: bonds by share of stake (to v3.0, and later where
 * Yuma3 is off) and bonds by pair (Yuma3, subtensor v3.1.0 on). I32F32 bits.
 */

/** What the bonds are made of. [uid] unless a matrix. */
export interface BondInputs<Matrix> {
  readonly weights: Matrix;
  readonly clippedWeights: Matrix;
  readonly consensus: readonly bigint[];
  readonly incentive: readonly bigint[];
  readonly activeStake: readonly bigint[];
  /** Part of the bonds renewed, where no liquid alpha applies. */
  readonly alpha: bigint;
}

/** What is traced of the bonds; the optional ones where a version or switch has them. */
export interface Bonds<Matrix> extends Partial<ColumnAlphas> {
  readonly bondsRaw: Matrix;
  readonly bondsMasked: Matrix;
  readonly bondsMaskNorm?: Matrix;
  readonly bondsDelta?: Matrix;
  readonly bondsDeltaNorm?: Matrix;
  readonly weightsForBonds?: Matrix;
  /** [row][column] */
  readonly liquidAlphas?: readonly (readonly bigint[])[];
  readonly emaBondsUnnormalized?: Matrix;
  /** Yuma2: columns summing to one. Yuma3: each at most one. */
  readonly emaBonds: Matrix;
  readonly emaBondsNorm?: Matrix;
  readonly totalBondsPerValidator?: readonly bigint[];
  readonly dividends: readonly bigint[];
}

/** Yuma2: dB = W's, B ← alpha dB + (1 − alpha) B with columns summing to one, D = B I normalised. */
export function bondsByShare<Matrix>(
  matrices: Matrices<Matrix>,
  state: YumaState,
  inputs: BondInputs<Matrix>,
  options: YumaOptions,
): Bonds<Matrix> {
  const { normaliseColumns } = matrices;
  const bondsRaw = matrices.fromRows(state.bonds, (value) => I32F32.fromInt(value));
  const bondsMasked = maskReplaced(matrices, state, bondsRaw, options);
  const bondsMaskNorm = normaliseColumns(bondsMasked);
  const bondsDelta = matrices.scaleRows(bondWeights(matrices, inputs, options), inputs.activeStake);
  const bondsDeltaNorm = normaliseColumns(bondsDelta);
  const liquid = options.columnAlpha === null ? null : columnAlphas(inputs.consensus, options.columnAlpha);
  const alpha = liquid?.liquidAlphaClamped ?? inputs.alpha;
  const emaBondsUnnormalized = matrices.movingAverage(bondsDeltaNorm, bondsMaskNorm, alpha);
  const emaBonds = normaliseColumns(emaBondsUnnormalized);
  const dividends = normalise(matrices.timesColumns(emaBonds, inputs.incentive));
  const steps = { bondsRaw, bondsMasked, bondsMaskNorm, bondsDelta, bondsDeltaNorm };
  return { ...steps, ...liquid, emaBondsUnnormalized, emaBonds, dividends };
}

/**
 * Yuma3: each pair's bond follows its weight, B ← alpha W' + (1 − alpha) B; stake enters only at the end,
 * D_i = s_i Σ_j I_j B_ij / Σ_k B_kj, normalised.
 */
export function bondsByPair<Matrix>(
  matrices: Matrices<Matrix>,
  state: YumaState,
  inputs: BondInputs<Matrix>,
  options: YumaOptions,
): Bonds<Matrix> {
  const bondsRaw = matrices.fromRows(state.bonds, (value) => I32F32.fromRatio(value, u16Max));
  const bondsMasked = maskReplaced(matrices, state, bondsRaw, options);
  const weightsForBonds = bondWeights(matrices, inputs, options);
  const liquid = pairAlphas(matrices, weightsForBonds, bondsMasked, state, inputs.consensus, options);
  const emaBonds =
    liquid === null
      ? matrices.movingAverage(weightsForBonds, bondsMasked, inputs.alpha)
      : matrices.purchase(weightsForBonds, bondsMasked, liquid.liquidAlphas);
  const emaBondsNorm = matrices.normaliseColumns(emaBonds);
  const totalBondsPerValidator = matrices.timesColumns(emaBondsNorm, inputs.incentive);
  const dividends = normalise(
    totalBondsPerValidator.map((total, uid) => I32F32.mul(total, inputs.activeStake[uid])),
  );
  const steps = { bondsRaw, bondsMasked, weightsForBonds, ...liquid, emaBonds, emaBondsNorm };
  return { ...steps, totalBondsPerValidator, dividends };
}

/** Bonds towards uids replaced since: since the holder's weights, or (v2.0.11 on) since the last epoch. */
const maskReplaced = <Matrix>(
  matrices: Matrices<Matrix>,
  { lastUpdate, registrationBlock }: YumaState,
  bonds: Matrix,
  { lastTempo }: YumaOptions,
): Matrix =>
  lastTempo === null
    ? matrices.maskOutdated(bonds, lastUpdate, registrationBlock)
    : matrices.maskColumns(
        Array.from(registrationBlock, (registered) => lastTempo <= registered),
        bonds,
      );

/** Weights that buy bonds: clipped ones, from v2 on only as far as the penalty says. */
const bondWeights = <Matrix>(
  matrices: Matrices<Matrix>,
  { weights, clippedWeights }: BondInputs<Matrix>,
  { bondsPenalty }: YumaOptions,
): Matrix =>
  bondsPenalty === null ? clippedWeights : matrices.interpolate(weights, clippedWeights, bondsPenalty);

/** Alpha of every pair, or null where the plain moving average applies. */
function pairAlphas<Matrix>(
  matrices: Matrices<Matrix>,
  weights: Matrix,
  bonds: Matrix,
  state: YumaState,
  consensus: readonly bigint[],
  options: YumaOptions,
): { readonly liquidAlphas: readonly (readonly bigint[])[] } | null {
  const { pairAlpha: rule } = options;
  if (rule === null || consensus.every((value) => value === 0n)) return null;
  const agreedOn = storedConsensus(state, options) ?? consensus;
  const liquidAlphas = consensus.map((_, uid) => {
    const weight = matrices.readForward(weights, uid);
    const bond = matrices.readForward(bonds, uid);
    return agreedOn.map((agreed, column) => pairAlpha(rule, agreed, weight[column], bond[column]));
  });
  return { liquidAlphas };
}

/** [uid] the consensus of the epoch before where the pair alpha looks at it, zero of a uid that had none; null: it looks at the present one. */
export function storedConsensus(
  { stake, consensus: stored = [] }: YumaState,
  { previousConsensus }: YumaOptions,
): readonly bigint[] | null {
  if (!previousConsensus || stored.length === 0) return null;
  return Array.from(stake, (_, uid) => I32F32.fromRatio(uid < stored.length ? stored[uid] : 0, u16Max));
}
