import type { Serial, TaoRao } from '../units.ts';
import type { NetworksState, Numbered, StakePool } from './networksState.ts';
import { withRootStakeChanged } from './rootClaims.ts';

/**
 * A world whose claims know that a coldkey's stake on root changed by so many RAO of TAO; the stake itself is moved elsewhere. Where claims
 * are not kept, nothing changes.
 */
export function rootStakeChanged<Subnet extends Numbered, Pool extends StakePool>(
  before: NetworksState<Subnet, Pool>,
  hotkey: Serial,
  coldkey: Serial,
  change: TaoRao,
): NetworksState<Subnet, Pool> {
  if (before.claimTypes === undefined) return before;
  const networks = before.networks.map((network) =>
    network.rootClaims === undefined
      ? network
      : { ...network, rootClaims: withRootStakeChanged(network.rootClaims, hotkey, coldkey, change) },
  );
  return { ...before, networks };
}
