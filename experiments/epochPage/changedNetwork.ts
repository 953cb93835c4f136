import type { Network } from '../../sim/network.ts';
import type { Share, Uid } from '../../sim/units.ts';
import { finneyWeights } from '../../sim/weights.ts';
import { UserError } from '../base/userError.ts';
import type { WrittenNetwork } from '../input/networkSchema.ts';
import { type NetworkInput, networkInputOf, underRuleset } from '../input/networkText.ts';
import type { Changes, WeightChange } from './changes.ts';
import { rowWithShares } from './rowWithShares.ts';

/**
 * A written network with changes, as an epoch takes it; `path` names it in messages. A changed row is as its validator would have set it at its
 * last update. Throws `UserError` or `HyperparameterError` where something cannot be, a row that the chain would refuse among it, as far as
 * the file states the limits.
 */
export function changedNetwork(path: string, written: WrittenNetwork, changes: Changes): NetworkInput {
  const { ruleset, settings, stakes, weights } = changes;
  const under =
    ruleset === null || ruleset === written.ruleset ? written : underRuleset(written, ruleset).network;
  const hyperparameters = { ...under.hyperparameters, ...settings };
  const input = networkInputOf(path, { ...under, hyperparameters });
  for (const [uid, rao] of Object.entries(stakes)) {
    known(input.network, Number(uid), '--stake');
    input.network.stakes.rao[Number(uid)] = BigInt(rao);
  }
  setWeights(input, hyperparameters, weights);
  return input;
}

function setWeights(
  input: NetworkInput,
  stated: Readonly<Record<string, unknown>>,
  changes: readonly WeightChange[],
): void {
  if (changes.length === 0) return;
  const { network, ruleset } = input;
  if (ruleset === 'nakamoto-2022')
    throw new UserError(
      '--weight goes with the rows of a subnet; nakamoto-2022 stores them another way (leave it out)',
    );
  const limits = {
    minAllowedWeights: stated.minAllowedWeights === undefined ? 0 : Number(stated.minAllowedWeights),
    maxWeightsLimit: stated.maxWeightsLimit === undefined ? 65_535 : Number(stated.maxWeightsLimit),
  };
  for (const [validator, shares] of byValidator(network, changes)) {
    const row = rowWithShares(validator, network.weights[validator], shares);
    const stored = finneyWeights(validator, network.size, row, limits);
    if (typeof stored === 'string') throw new UserError(`the chain refuses these weights: ${stored}`);
    network.weights[validator] = stored;
  }
}

function byValidator(
  network: Network,
  changes: readonly WeightChange[],
): ReadonlyMap<Uid, ReadonlyMap<Uid, Share>> {
  const rows = new Map<Uid, Map<Uid, Share>>();
  for (const { validator, miner, share } of changes) {
    known(network, validator, '--weight');
    known(network, miner, '--weight');
    rows.set(validator, (rows.get(validator) ?? new Map<Uid, Share>()).set(miner, share));
  }
  return rows;
}

function known({ size }: Network, uid: Uid, option: string): void {
  if (!(uid < size))
    throw new UserError(`${option} names uid ${uid}; the network has ${size} uids, 0 … ${size - 1}`);
}
