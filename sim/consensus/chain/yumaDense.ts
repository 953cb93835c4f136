import type { DenseMatrix } from './dense.ts';
import * as dense from './dense.ts';
import { epochOver, type YumaSteps } from './yuma.ts';
import type { YumaOutput } from './yumaEmission.ts';
import { firstYuma, type YumaOptions } from './yumaOptions.ts';
import type { ChainYumaParameters, YumaState } from './yumaState.ts';

/**
 * The dense form of an epoch, which the chain keeps to test the sparse one against: subtensor v0.0.1 epoch.rs,
 * epoch_dense(), to v3.4.9-424. Same results, except that no neuron keeps a self weight, that under Yuma3 with liquid
 * alpha a bond outlives its weight, and that idle bonds stay (as the vectors show). It knows no owner; stored bonds list
 * every uid, zeros included.
 */

export type YumaDenseSteps = YumaSteps<DenseMatrix>;

/** Runs one epoch; `emission` is the RAO it may mint. `bondsRaw` and `bondsDelta` are normalised already. */
export function yumaEpochChainDense(
  state: YumaState,
  parameters: ChainYumaParameters,
  emission: bigint,
  options: YumaOptions = firstYuma,
): { readonly steps: YumaDenseSteps; readonly output: YumaOutput } {
  const ownerless = { ...options, ownerUid: null, clearsIdleBonds: false };
  const { steps, output } = epochOver(dense, state, parameters, emission, ownerless);
  const { bondsMasked, bondsMaskNorm, bondsDeltaNorm } = steps;
  const traced = bondsDeltaNorm === undefined ? {} : { bondsDelta: bondsDeltaNorm };
  return { steps: { ...steps, bondsRaw: bondsMaskNorm ?? bondsMasked, ...traced }, output };
}
