import type { CreditNetworks } from '../../sim/networks/creditWorld.ts';
import type { Neurons } from '../../sim/networks/yumaNetworks.ts';
import type { Netuid } from '../../sim/units.ts';

/** A world of networks with people in it, between two blocks: data alone. */
export interface LiveState {
  readonly state: CreditNetworks;
  readonly neurons: ReadonlyMap<Netuid, Neurons>;
}
