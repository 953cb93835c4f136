import { blockEmission } from '../../../sim/blockEmission.ts';
import { yumaEpochChain } from '../../../sim/consensus/chain/yuma.ts';
import { yumaEpochChainDense } from '../../../sim/consensus/chain/yumaDense.ts';
import type { YumaOutput } from '../../../sim/consensus/chain/yumaEmission.ts';
import {
  autumnYuma,
  currentYuma,
  dtaoYuma,
  firstYuma,
  type LaterYumaParameters,
  liquidYuma,
  pairwiseYuma,
  type YumaOptions,
} from '../../../sim/consensus/chain/yumaOptions.ts';
import type { ChainYumaParameters, YumaState } from '../../../sim/consensus/chain/yumaState.ts';
import { adjustPrice, adjustPriceSlowly } from '../../../sim/difficulty.ts';
import { type DrainVersion, drainV349, drainV475 } from '../../../sim/drain/drainEpoch.ts';
import { neuronToPruneAged, neuronToPruneFinney, neuronToPruneProtected } from '../../../sim/pruning.ts';
import type { ComputedValue } from './encoding.ts';

/** Hyperparameters of an epoch as they are recorded, whatever a version reads of them. */
export type EpochParameters = ChainYumaParameters & LaterYumaParameters;

export type EpochMode = 'sparse' | 'dense';

/** What a pruning rule may read of a recorded network, whatever a version reads of it. */
export interface PruningInputs {
  readonly size: number;
  readonly pruningScore: Uint16Array;
  /** RAO of the last epoch. */
  readonly emission: Float64Array;
  readonly registrationBlock: Float64Array;
  readonly spared: readonly number[];
  readonly block: number;
  readonly immunityPeriod: number;
  readonly minNonImmuneUids: number;
}

/** What is built of one version of Finney; what a version lacks is skipped. */
export interface BuiltVersion {
  readonly ruleset: string;
  /** What an epoch of this version does differently. */
  readonly optionsOf?: OptionsOf;
  /** Computes not every step of an epoch; the others are skipped. */
  readonly partial?: boolean;
  readonly epoch?: (
    mode: EpochMode,
    state: YumaState,
    parameters: EpochParameters,
    emission: bigint,
  ) => { readonly steps: Readonly<Record<string, ComputedValue>>; readonly output: YumaOutput };
  /** Next difficulty or burn: price, registrations, target, bounds, adjustmentAlpha. */
  readonly adjustPrice?: typeof adjustPriceSlowly;
  /** Null: no uid can be replaced. */
  readonly neuronToPrune?: (inputs: PruningInputs) => number | null;
  /** RAO of a block at an issuance in RAO. */
  readonly blockEmission?: (issuance: bigint) => bigint;
  /** How what was pending for an epoch is distributed. */
  readonly drain?: DrainVersion;
}

/** How the options of a version follow from the hyperparameters and the block. */
type OptionsOf = (parameters: LaterYumaParameters, block: number) => YumaOptions;

const epochWith = (optionsOf: OptionsOf): Pick<BuiltVersion, 'epoch' | 'optionsOf'> => ({
  optionsOf,
  epoch: (mode, state, parameters, emission) => {
    const run = mode === 'sparse' ? yumaEpochChain : yumaEpochChainDense;
    const { steps, output } = run(state, parameters, emission, optionsOf(parameters, state.block));
    return { steps: { ...steps }, output };
  },
});

const highestLowest = (inputs: PruningInputs) =>
  neuronToPruneFinney(inputs, inputs.block, inputs.immunityPeriod);

const aged = (inputs: PruningInputs) =>
  neuronToPruneAged({ ...inputs, score: inputs.pruningScore }, inputs.block, inputs.immunityPeriod);

const protectedByEmission = (inputs: PruningInputs) =>
  neuronToPruneProtected(
    { ...inputs, score: inputs.emission },
    inputs.block,
    inputs.immunityPeriod,
    inputs.minNonImmuneUids,
  );

/** Versions of the recordings, and the ruleset each belongs to. */
const built: Readonly<Record<string, BuiltVersion>> = {
  'v0.0.1': {
    ruleset: 'finney-2023',
    ...epochWith(() => firstYuma),
    adjustPrice,
    neuronToPrune: highestLowest,
  },
  'v1.1.1': {
    ruleset: 'finney-2024',
    ...epochWith(() => firstYuma),
    adjustPrice: adjustPriceSlowly,
    neuronToPrune: highestLowest,
    blockEmission,
  },
  // The release that changed pruning; of the ruleset's own version only epochs are recorded.
  'v1.1.4': { ruleset: 'liquid-2025', neuronToPrune: (inputs) => aged({ ...inputs, spared: [] }) },
  'v1.2.4': { ruleset: 'liquid-2025', ...epochWith(liquidYuma) },
  'v2.0.11': { ruleset: 'dtao-2025', ...epochWith(dtaoYuma), neuronToPrune: aged },
  'v3.2.0': { ruleset: 'yuma3-2025', ...epochWith(pairwiseYuma) },
  'v3.4.9-424': {
    ruleset: 'burn-2026',
    ...epochWith(currentYuma),
    neuronToPrune: protectedByEmission,
    blockEmission,
    drain: drainV349,
  },
  v475: { ruleset: 'autumn-2026', ...epochWith(autumnYuma), drain: drainV475 },
};

/** The ruleset built for a recorded version, or undefined. */
export const builtVersion = (version: string): BuiltVersion | undefined =>
  Object.hasOwn(built, version) ? built[version] : undefined;

/** Why values of a version are skipped. */
export const notBuilt = 'no ruleset built';

export const nakamotoRuleset = 'nakamoto-2022';
