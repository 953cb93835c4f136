import type { ChainState } from '../chainState.ts';
import type { RecycleOrBurn } from '../drain/subnetStakes.ts';
import type { Withheld } from '../rules.ts';
import type { Uid } from '../units.ts';
import { ownedUids } from './ownedUids.ts';
import type { SubnetVersion } from './subnetVersions.ts';

export const nothingWithheld: Withheld = { burned: 0, recycled: 0 };

/** Uids whose incentive is not paid out: the owner's hotkey from v2.0.11 on, all of its keys from v3.2.8 on (#2034). */
function withheldUids({ network, ownerUid }: ChainState, { withholds }: SubnetVersion): readonly Uid[] {
  if (ownerUid === null || withholds === 'nothing') return [];
  return withholds === 'ownerHotkey' ? [ownerUid] : ownedUids(network, ownerUid);
}

/**
 * Takes the incentive of the owner's hotkeys off what an epoch pays, [uid] RAO, and burns or recycles it; what they earn as
 * validators stays (run_coinbase.rs, distribute_dividends_and_incentives()). `incentive`: [uid] RAO.
 */
export function withhold(
  world: ChainState,
  version: SubnetVersion,
  mode: RecycleOrBurn,
  incentive: Float64Array,
  emission: Float64Array,
): Withheld {
  let total = 0;
  for (const uid of withheldUids(world, version)) {
    emission[uid] -= incentive[uid];
    total += incentive[uid];
  }
  if (mode === 'recycle') return { burned: 0, recycled: total };
  world.ledger.alphaBurned += BigInt(total);
  world.ledger.issuance += BigInt(total);
  return { burned: total, recycled: 0 };
}
