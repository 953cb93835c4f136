import {
  clipColumns,
  type DenseMatrix,
  denseFrom,
  maskDiagonal,
  maskOutdated,
  maskRows,
  movingAverage,
  normaliseColumns,
  normaliseRows,
  rowSums,
  scaleRows,
  timesColumns,
  timesRows,
  upscaleColumns,
} from './dense.ts';
import type { SparseMatrix } from './sparse.ts';
import { normalise, ratio } from './vector.ts';
import { weightedMedianOfColumns } from './weightedMedian.ts';
import { type Results, type Shares, shareEmission, store, type YumaOutput } from './yumaEmission.ts';
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
 * The dense form of an epoch, which the chain keeps to test the sparse one against: subtensor v0.0.1 epoch.rs,
 * epoch_dense(). Same results; stored bonds list every uid, zeros included. Values are I32F32 bits.
 */

interface Weights {
  readonly weightsRaw: DenseMatrix;
  readonly weightsPermit: DenseMatrix;
  readonly weightsPermitDiag: DenseMatrix;
  readonly weightsPermitDiagOutdate: DenseMatrix;
  readonly weights: DenseMatrix;
}

interface Bonds {
  /** Masked and normalised already, unlike in the sparse form. */
  readonly bondsRaw: DenseMatrix;
  /** Normalised already. */
  readonly bondsDelta: DenseMatrix;
  readonly emaBonds: DenseMatrix;
  readonly dividends: readonly bigint[];
}

export type YumaDenseSteps = Standing & Weights & Bonds & Shares & { readonly incentive: readonly bigint[] };

/** Runs one epoch; `emission` is the RAO it may mint. */
export function yumaEpochChainDense(
  state: YumaState,
  parameters: ChainYumaParameters,
  emission: bigint,
): { readonly steps: YumaDenseSteps; readonly output: YumaOutput } {
  const seats = standing(state, parameters); // 1–4
  const masked = maskWeights(state); // 5
  const ranked = rank(masked.weights, seats.activeStake, majorityOf(parameters.kappa)); // 6–10
  const { incentive } = ranked;
  const alpha = renewalOf(parameters.bondsMovingAverage);
  const bonds = moveBonds(state, ranked.clipped, incentive, seats.activeStake, alpha); // 11–12
  const shares = shareEmission(incentive, bonds.dividends, seats); // 13
  const results = { ...ranked, dividends: bonds.dividends };
  const stored = everyEntry(upscaleColumns(bonds.emaBonds));
  const output = store(state, seats, results, shares, stored, emission); // 14–16
  return { steps: { ...seats, ...masked, ...bonds, ...shares, incentive }, output };
}

function maskWeights(state: YumaState): Weights {
  const weightsRaw = denseFrom(state.weights);
  const weightsPermit = maskRows(forbidden(state), weightsRaw);
  const weightsPermitDiag = maskDiagonal(weightsPermit);
  const weightsPermitDiagOutdate = maskOutdated(weightsPermitDiag, state.lastUpdate, state.registrationBlock);
  const weights = normaliseRows(weightsPermitDiagOutdate);
  return { weightsRaw, weightsPermit, weightsPermitDiag, weightsPermitDiagOutdate, weights };
}

function rank(
  weights: DenseMatrix,
  stake: readonly bigint[],
  majority: bigint,
): Omit<Results, 'dividends'> & { readonly clipped: DenseMatrix } {
  const preranks = timesRows(weights, stake);
  const consensus = weightedMedianOfColumns(stake, (uid) => weights[uid].entries(), majority);
  const clipped = clipColumns(weights, consensus);
  const ranksAfter = timesRows(clipped, stake);
  const incentive = normalise(ranksAfter);
  const trust = ratio(ranksAfter, preranks);
  return { consensus, clipped, validatorTrust: rowSums(clipped), trust, ranks: incentive, incentive };
}

function moveBonds(
  state: YumaState,
  clipped: DenseMatrix,
  incentive: readonly bigint[],
  stake: readonly bigint[],
  alpha: bigint,
): Bonds {
  const masked = maskOutdated(denseFrom(state.bonds), state.lastUpdate, state.registrationBlock);
  const bondsRaw = normaliseColumns(masked);
  const bondsDelta = normaliseColumns(scaleRows(clipped, stake));
  const emaBonds = normaliseColumns(movingAverage(bondsDelta, bondsRaw, alpha));
  const dividends = normalise(timesColumns(emaBonds, incentive));
  return { bondsRaw, bondsDelta, emaBonds, dividends };
}

const everyEntry = (matrix: DenseMatrix): SparseMatrix =>
  matrix.map((bits) => ({ targets: [...bits.keys()], bits }));
