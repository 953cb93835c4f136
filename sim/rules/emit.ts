import type { ChainState } from '../chainState.ts';
import { credit } from '../stake.ts';
import type { Rao } from '../units.ts';

/** Credits whole RAO [uid] to the hotkeys and to the issuance; returns their sum. */
export function emit({ network, ledger }: ChainState, emission: Float64Array): Rao {
  let credited = 0;
  for (let uid = 0; uid < network.size; uid++) {
    if (emission[uid] === 0) continue;
    credit(network.stakes, uid, emission[uid]);
    credited += emission[uid];
  }
  ledger.issuance += BigInt(credited);
  return credited;
}
