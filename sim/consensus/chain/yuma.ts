import { I32F32 } from '../../math/fixed.ts';
import type { Matrices } from './matrices.ts';
import type { SparseMatrix } from './sparse.ts';
import * as sparse from './sparse.ts';
import { normalise, ratio } from './vector.ts';
import { weightedMedianOfColumns } from './weightedMedian.ts';
import { type Bonds, bondsByPair, bondsByShare } from './yumaBonds.ts';
import { type Shares, shareEmission, store, type YumaOutput } from './yumaEmission.ts';
import { firstYuma, type YumaOptions } from './yumaOptions.ts';
import {
  type ChainYumaParameters,
  majorityOf,
  renewalOf,
  type Standing,
  standing,
  type YumaState,
} from './yumaState.ts';

/**
 * One epoch of Yuma consensus in the chain's own fixed point, bit for bit: subtensor v0.0.1 epoch.rs, epoch(),
 * to v3.4.9-424 run_epoch.rs, epoch(). What differs between the versions is in `yumaOptions.ts`; the numbers
 * of the steps are the same in all of them. The float64 text for studies is `../yuma.ts`. Values are I32F32 bits.
 */

/** Step 5: the stored weights, mask after mask. */
interface Weights<Matrix> {
  readonly weightsRaw: Matrix;
  readonly weightsPermit: Matrix;
  readonly weightsPermitDiag: Matrix;
  readonly weightsPermitDiagOutdate: Matrix;
  /** Masked, rows summing to one. */
  readonly weights: Matrix;
}

/** Steps 6–10. [uid] unless a matrix. */
interface Ranks<Matrix> {
  readonly preranks: readonly bigint[];
  readonly consensus: readonly bigint[];
  readonly clippedWeights: Matrix;
  readonly validatorTrust: readonly bigint[];
  /** Not normalised. */
  readonly ranksAfter: readonly bigint[];
  readonly trust: readonly bigint[];
  readonly incentive: readonly bigint[];
}

/** Every intermediate of an epoch, in the order of the code. */
export type YumaSteps<Matrix = SparseMatrix> = Standing &
  Weights<Matrix> &
  Ranks<Matrix> &
  Bonds<Matrix> &
  Shares;

/**
 * Runs one epoch; `emission` is the RAO it may mint. Pure: bonds and permits move on in `output`.
 * `options` chooses the version, v0.0.1 if absent.
 */
export const yumaEpochChain = (
  state: YumaState,
  parameters: ChainYumaParameters,
  emission: bigint,
  options: YumaOptions = firstYuma,
): { readonly steps: YumaSteps; readonly output: YumaOutput } =>
  epochOver(sparse, state, parameters, emission, options);

/** The epoch, over sparse or dense matrices. */
export function epochOver<Matrix>(
  matrices: Matrices<Matrix>,
  state: YumaState,
  parameters: ChainYumaParameters,
  emission: bigint,
  options: YumaOptions,
): { readonly steps: YumaSteps<Matrix>; readonly output: YumaOutput } {
  const seats = standing(state, parameters, options); // 1–4
  const masked = maskWeights(matrices, state, seats.forbidden, options.ownerUid); // 5
  const ranks = rank(matrices, masked.weights, seats.activeStake, majorityOf(parameters.kappa)); // 6–10
  const alpha = renewalOf(parameters.bondsMovingAverage);
  const inputs = { ...masked, ...ranks, activeStake: seats.activeStake, alpha };
  const bonds = (options.yuma3 ? bondsByPair : bondsByShare)(matrices, state, inputs, options); // 11–12
  const shares = shareEmission(ranks.incentive, bonds.dividends, seats); // 13
  const results = { ...ranks, dividends: bonds.dividends };
  const stored = options.yuma3 ? bonds.emaBonds : matrices.upscaleColumns(bonds.emaBonds);
  const output = store(state, seats, results, shares, matrices.toStore(stored), emission, options); // 14–16
  return { steps: { ...seats, ...masked, ...ranks, ...bonds, ...shares }, output };
}

/** 5. Only rows with a permit, no self weight but the owner's, nothing said before the target registered. */
export function maskWeights<Matrix>(
  matrices: Matrices<Matrix>,
  state: YumaState,
  forbidden: readonly boolean[],
  ownerUid: number | null,
): Weights<Matrix> {
  const weightsRaw = matrices.fromRows(state.weights, (value) => I32F32.fromInt(value));
  const weightsPermit = matrices.maskRows(forbidden, weightsRaw);
  const weightsPermitDiag = matrices.maskDiagonal(weightsPermit, ownerUid);
  const weightsPermitDiagOutdate = matrices.maskOutdated(
    weightsPermitDiag,
    state.lastUpdate,
    state.registrationBlock,
  );
  const weights = matrices.normaliseRows(weightsPermitDiagOutdate);
  return { weightsRaw, weightsPermit, weightsPermitDiag, weightsPermitDiagOutdate, weights };
}

/** 6–10. P = Wᵀs, C = weighted median, W' = min(W, C), R = W'ᵀs, T = R / P, I = R / ΣR. */
function rank<Matrix>(
  matrices: Matrices<Matrix>,
  weights: Matrix,
  stake: readonly bigint[],
  majority: bigint,
): Ranks<Matrix> {
  const preranks = matrices.timesRows(weights, stake);
  const consensus = weightedMedianOfColumns(stake, (uid) => matrices.entriesOf(weights, uid), majority);
  const clippedWeights = matrices.clipColumns(weights, consensus);
  const validatorTrust = matrices.rowSums(clippedWeights);
  const ranksAfter = matrices.timesRows(clippedWeights, stake);
  const trust = ratio(ranksAfter, preranks);
  const incentive = normalise(ranksAfter);
  return { preranks, consensus, clippedWeights, validatorTrust, ranksAfter, trust, incentive };
}
