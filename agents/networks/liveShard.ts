import { creditRules } from '../../sim/networks/creditRules.ts';
import type { CreditNetworks } from '../../sim/networks/creditWorld.ts';
import type { Netuid } from '../../sim/units.ts';
import type { LiveState } from './liveState.ts';
import type { StakeOrder } from './stakeOrders.ts';

/**
 * What one of several runs of a world knows. Each makes all blocks of the coinbase, but the epochs and stakes of its own networks alone;
 * in the others stake is outside. All that a run has to hear from another is how much alpha a sale there came to.
 */
export interface LiveShard {
  owns(netuid: Netuid): boolean;
  /** Says what the order of this place in its day sold, RAO. */
  tell(place: number, rao: bigint): void;
  /** The same of an order on a network of another run; waits for it, and does meanwhile what `catchUp` does until that is false. */
  ask(place: number, catchUp: () => boolean): bigint;
}

/** An order in a network whose stakes this run does not hold: the pool and the free TAO move, stake is what is outside. `rao`: to pay. */
export function carryOutUnseen(before: CreditNetworks, order: StakeOrder, rao: bigint): CreditNetworks {
  const [network] = before.networks;
  const isBuy = order.kind === 'buy';
  const swapped = isBuy ? creditRules.buy(network.subnet, rao) : creditRules.sell(network.subnet, rao);
  if (swapped === null) return before;
  const { coldkey } = order.at;
  const free = before.balances.get(coldkey) ?? 0n;
  const balances = new Map(before.balances).set(
    coldkey,
    isBuy ? free - swapped.paid : free + swapped.received,
  );
  const staked = isBuy ? swapped.received : -swapped.paid;
  const books = { ...network.books, outside: network.books.outside + staked };
  return { ...before, balances, networks: [{ ...network, subnet: swapped.subnet, books }] };
}

/** The world that several runs have made: the networks of all, each from the run that owns it, and what they have in common. */
export function mergedLive(runs: readonly LiveState[]): LiveState {
  const [{ state }] = runs;
  const networks = runs.flatMap((run) => run.state.networks);
  const neurons = runs.flatMap((run) => [...run.neurons]);
  return {
    state: { ...state, networks: networks.sort((one, other) => one.subnet.netuid - other.subnet.netuid) },
    neurons: new Map(neurons.sort(([one], [other]) => one - other)),
  };
}
