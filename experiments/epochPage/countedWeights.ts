import * as sparse from '../../sim/consensus/chain/sparse.ts';
import { maskWeights } from '../../sim/consensus/chain/yuma.ts';
import { standing } from '../../sim/consensus/chain/yumaState.ts';
import type { SubnetHyperparameters } from '../../sim/hyperparameters/registry.ts';
import { withoutStrangers } from '../../sim/rules/commitReveal.ts';
import { subnetValuesOf } from '../../sim/rules/subnetValues.ts';
import { subnetVersions } from '../../sim/rules/subnetVersions.ts';
import { chainStateOf } from '../../sim/rules/yumaChain.ts';
import { chainParameters } from '../../sim/rules/yumaParameters.ts';
import type { EpochInRow } from '../evidence/epochsOf.ts';
import type { NetworkInput } from '../input/networkText.ts';
import type { CountedRow } from './frame.ts';

/** What an epoch counts, before it clips. */
export interface Counted {
  /** [uid] share of the stake that votes: of active uids with a permit. */
  readonly stake: Float64Array;
  /** [uid] */
  readonly rows: readonly CountedRow[];
}

const one = 2 ** 32;

/** Steps 1 to 5 of an epoch of a subnet in the chain's arithmetic: whose stake votes, and on which weights. */
export function countedWeights(
  { network, ownerUid }: NetworkInput,
  hyperparameters: SubnetHyperparameters,
  { block, lastEpoch, lastUpdate, validatorPermit }: EpochInRow,
): Counted {
  const version = subnetVersions[hyperparameters.ruleset];
  const values = subnetValuesOf(hyperparameters);
  const { parameters, options } = chainParameters(version, values, { ownerUid, lastEpoch }, block);
  const at = { ...network, lastUpdate, validatorPermit };
  const count = (): Counted => {
    const state = chainStateOf(at, block);
    const { forbidden, activeStake } = standing(state, parameters, options);
    const { weights } = maskWeights(sparse, state, forbidden, options.ownerUid);
    return {
      stake: Float64Array.from(activeStake, (bits) => Number(bits) / one),
      rows: weights.map(({ targets, bits }) => ({
        targets: Uint16Array.from(targets),
        shares: Float64Array.from(bits, (share) => Number(share) / one),
      })),
    };
  };
  return version.commitReveal?.masksNewcomers ? withoutStrangers(at, count) : count();
}
