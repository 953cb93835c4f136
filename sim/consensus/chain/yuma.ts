import {
  clipColumns,
  maskDiagonal,
  maskOutdated,
  maskRows,
  movingAverage,
  normaliseColumns,
  normaliseRows,
  rowSums,
  type SparseMatrix,
  scaleRows,
  sparseFrom,
  timesColumns,
  timesRows,
  upscaleColumns,
} from './sparse.ts';
import { normalise, ratio } from './vector.ts';
import { weightedMedianOfColumns } from './weightedMedian.ts';
import { type Shares, shareEmission, store, type YumaOutput } from './yumaEmission.ts';
import {
  type ChainYumaParameters,
  forbidden,
  majorityOf,
  renewalOf,
  type Standing,
  standing,
  type YumaState,
} from './yumaState.ts';

/**
 * One epoch of Yuma consensus in the chain's own fixed point, bit for bit: subtensor v0.0.1 epoch.rs, epoch().
 * The float64 twin for studies is `../yuma.ts`. Values are I32F32 bits.
 */

/** Step 5: the stored weights, mask after mask. */
interface Weights {
  readonly weightsRaw: SparseMatrix;
  readonly weightsPermit: SparseMatrix;
  readonly weightsPermitDiag: SparseMatrix;
  readonly weightsPermitDiagOutdate: SparseMatrix;
  /** Masked, rows summing to one. */
  readonly weights: SparseMatrix;
}

/** Steps 6–10. [uid] unless a matrix. */
interface Ranks {
  readonly preranks: readonly bigint[];
  readonly consensus: readonly bigint[];
  readonly clippedWeights: SparseMatrix;
  readonly validatorTrust: readonly bigint[];
  /** Not normalised. */
  readonly ranksAfter: readonly bigint[];
  readonly trust: readonly bigint[];
  readonly incentive: readonly bigint[];
}

/** Steps 11 and 12. */
interface Bonds {
  readonly bondsRaw: SparseMatrix;
  readonly bondsMasked: SparseMatrix;
  readonly bondsMaskNorm: SparseMatrix;
  readonly bondsDelta: SparseMatrix;
  readonly bondsDeltaNorm: SparseMatrix;
  /** Columns summing to one. */
  readonly emaBonds: SparseMatrix;
  readonly dividends: readonly bigint[];
}

/** Every intermediate of an epoch, in the order of the code. */
export type YumaSteps = Standing & Weights & Ranks & Bonds & Shares;

/** Runs one epoch; `emission` is the RAO it may mint. Pure: bonds and permits move on in `output`. */
export function yumaEpochChain(
  state: YumaState,
  parameters: ChainYumaParameters,
  emission: bigint,
): { readonly steps: YumaSteps; readonly output: YumaOutput } {
  const seats = standing(state, parameters); // 1–4
  const masked = maskWeights(state); // 5
  const ranks = rank(masked.weights, seats.activeStake, majorityOf(parameters.kappa)); // 6–10
  const bonds = moveBonds(state, ranks, seats.activeStake, renewalOf(parameters.bondsMovingAverage)); // 11–12
  const shares = shareEmission(ranks.incentive, bonds.dividends, seats); // 13
  const results = { ...ranks, ranks: ranks.incentive, dividends: bonds.dividends };
  const output = store(state, seats, results, shares, upscaleColumns(bonds.emaBonds), emission); // 14–16
  return { steps: { ...seats, ...masked, ...ranks, ...bonds, ...shares }, output };
}

/** 5. Only rows with a permit, no self weight, nothing said before the target registered. */
function maskWeights(state: YumaState): Weights {
  const weightsRaw = sparseFrom(state.weights);
  const weightsPermit = maskRows(forbidden(state), weightsRaw);
  const weightsPermitDiag = maskDiagonal(weightsPermit);
  const weightsPermitDiagOutdate = maskOutdated(weightsPermitDiag, state.lastUpdate, state.registrationBlock);
  const weights = normaliseRows(weightsPermitDiagOutdate);
  return { weightsRaw, weightsPermit, weightsPermitDiag, weightsPermitDiagOutdate, weights };
}

/** 6–10. P = Wᵀs, C = weighted median, W' = min(W, C), R = W'ᵀs, T = R / P, I = R / ΣR. */
function rank(weights: SparseMatrix, stake: readonly bigint[], majority: bigint): Ranks {
  const preranks = timesRows(weights, stake);
  const consensus = weightedMedianOfColumns(stake, (uid) => entriesOf(weights, uid), majority);
  const clippedWeights = clipColumns(weights, consensus);
  const validatorTrust = rowSums(clippedWeights);
  const ranksAfter = timesRows(clippedWeights, stake);
  const trust = ratio(ranksAfter, preranks);
  const incentive = normalise(ranksAfter);
  return { preranks, consensus, clippedWeights, validatorTrust, ranksAfter, trust, incentive };
}

function* entriesOf(matrix: SparseMatrix, uid: number): Generator<readonly [number, bigint]> {
  const { targets, bits } = matrix[uid];
  for (let k = 0; k < targets.length; k++) yield [targets[k], bits[k]];
}

/** 11–12. dB = W's, B ← alpha dB + (1 − alpha) B with columns summing to one, D = B I normalised. */
function moveBonds(
  state: YumaState,
  { clippedWeights, incentive }: Ranks,
  stake: readonly bigint[],
  alpha: bigint,
): Bonds {
  const bondsRaw = sparseFrom(state.bonds);
  const bondsMasked = maskOutdated(bondsRaw, state.lastUpdate, state.registrationBlock);
  const bondsMaskNorm = normaliseColumns(bondsMasked);
  const bondsDelta = scaleRows(clippedWeights, stake);
  const bondsDeltaNorm = normaliseColumns(bondsDelta);
  const emaBonds = normaliseColumns(movingAverage(bondsDeltaNorm, bondsMaskNorm, alpha));
  const dividends = normalise(timesColumns(emaBonds, incentive));
  return { bondsRaw, bondsMasked, bondsMaskNorm, bondsDelta, bondsDeltaNorm, emaBonds, dividends };
}
