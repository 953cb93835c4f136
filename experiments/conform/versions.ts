import { yumaEpochChain } from '../../sim/consensus/chain/yuma.ts';
import { yumaEpochChainDense } from '../../sim/consensus/chain/yumaDense.ts';
import type { YumaOutput } from '../../sim/consensus/chain/yumaEmission.ts';
import type { YumaState } from '../../sim/consensus/chain/yumaState.ts';
import { adjustPrice } from '../../sim/difficulty.ts';
import { neuronToPruneFinney } from '../../sim/pruning.ts';
import type { ComputedValue } from './encoding.ts';

/** Hyperparameters of an epoch as they are recorded, whatever a version reads of them. */
export interface EpochParameters {
  readonly activityCutoff: number;
  readonly kappa: number;
  readonly maxAllowedValidators: number;
  readonly bondsMovingAverage: number;
}

export type EpochMode = 'sparse' | 'dense';

/** What is built of one version of Finney; a table column of a version without the function is skipped. */
export interface BuiltVersion {
  readonly ruleset: string;
  epoch(
    mode: EpochMode,
    state: YumaState,
    parameters: EpochParameters,
    emission: bigint,
  ): { readonly steps: Readonly<Record<string, ComputedValue>>; readonly output: YumaOutput };
  /** Next difficulty or burn: price, registrations, target, bounds. */
  readonly adjustPrice?: typeof adjustPrice;
  readonly neuronToPrune?: typeof neuronToPruneFinney;
}

const finney2023: BuiltVersion = {
  ruleset: 'finney-2023',
  epoch(mode, state, parameters, emission) {
    const run = mode === 'sparse' ? yumaEpochChain : yumaEpochChainDense;
    const { steps, output } = run(state, parameters, emission);
    return { steps: { ...steps }, output };
  },
  adjustPrice,
  neuronToPrune: neuronToPruneFinney,
};

/** Versions of the recordings that have a ruleset here; a new ruleset adds its line. */
const built: Readonly<Record<string, BuiltVersion>> = { 'v0.0.1': finney2023 };

/** The ruleset built for a recorded version, or undefined. */
export const builtVersion = (version: string): BuiltVersion | undefined =>
  Object.hasOwn(built, version) ? built[version] : undefined;

/** Why values of a version are skipped. */
export const notBuilt = 'no ruleset built';

export const nakamotoRuleset = 'nakamoto-2022';
