import type { WrittenNetwork } from '../../input/networkSchema.ts';
import { builtVersion } from '../conform/versions.ts';
import { playback } from './playback.ts';
import { type RecordedNetwork, readRecorded } from './recordedNetwork.ts';

/**
 * A recorded network as a network file: its last block, with the bonds that the epochs of the blocks before left. Throws `UserError` if its
 * version has no epoch here.
 */
export function recordedAsNetwork(recorded: RecordedNetwork): WrittenNetwork {
  const { name, netuid, version, parameters, emission, stake } = recorded;
  const { stakeThreshold, ...others } = parameters;
  const network: WrittenNetwork = {
    ...{ name, netuid, ruleset: builtVersion(version)?.ruleset ?? version, block: null },
    ...{ emission: Number(emission), stake, state: 'beforeEpoch' },
    hyperparameters: { ...others, ...(stakeThreshold !== undefined && { stakeThreshold }) },
  };
  let bonds: [number, number][][] | undefined;
  let last: Partial<WrittenNetwork> = {};
  for (const { block, lastUpdate, registrationBlock, validatorPermit, weights, output } of playback(
    recorded,
  )) {
    last = {
      ...{ block, lastUpdate: [...lastUpdate], registrationBlock: [...registrationBlock] },
      ...{
        validatorPermit: [...validatorPermit].map((permit) => permit !== 0),
        weights: weights.map(pairsOf),
      },
      ...(bonds !== undefined && { bonds }),
    };
    bonds = output.bonds.map(pairsOf);
  }
  return { ...network, ...last };
}

/** A recorded network of this name, as `recordedAsNetwork` has it. Throws `UserError` for a name that is none. */
export const recordedNetwork = (name: string): WrittenNetwork => recordedAsNetwork(readRecorded(name));

const pairsOf = ({
  targets,
  values,
}: {
  readonly targets: ArrayLike<number>;
  readonly values: ArrayLike<number>;
}): [number, number][] => Array.from(targets, (target, k) => [target, values[k]]);
