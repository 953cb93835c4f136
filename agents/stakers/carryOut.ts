import { stakeMoved } from '../../sim/networks/moveStake.ts';
import { priceRules } from '../../sim/networks/priceRules.ts';
import { networkOf, stakeAdded, stakeRemoved } from '../../sim/networks/staking.ts';
import type { Netuid, Serial, TaoRao } from '../../sim/units.ts';
import { pickOf } from './pickValidator.ts';
import { holdingAt, placeKey, priceAt, type StakeOrder, type StakersWorld, worthAt } from './stakersWorld.ts';

/** Does what is due today, in the order of the decisions; later orders wait. */
export function carryOutDue(world: StakersWorld): void {
  const due = world.orders.filter((order) => order.due <= world.day);
  world.orders = world.orders.filter((order) => order.due > world.day);
  for (const order of due) {
    if (order.kind === 'move') move(world, order);
    else trade(world, order);
  }
}

/** All that a coldkey has in a network goes to another validator; a holding that is gone by then moves nothing. */
function move(world: StakersWorld, { coldkey, netuid, to }: Extract<StakeOrder, { kind: 'move' }>): void {
  const holding = holdingAt(world, coldkey, netuid);
  if (holding === null) return;
  const { state, received } = stakeMoved(priceRules, world.state, holding.place, to, holding.rao);
  if (received === null) return;
  world.state = state;
  world.picks.set(placeKey(coldkey, netuid), to);
  world.tally.moves[world.day] += 1;
  world.tally.moved[world.day] += worthAt(world, netuid, received);
}

function trade(world: StakersWorld, order: Extract<StakeOrder, { kind: 'trade' }>): void {
  const { coldkey, from, to, part } = order;
  const most = Math.min(mostTao(world, from), mostTao(world, to));
  const before = world.state.balances.get(coldkey) ?? 0n;
  const spend =
    from === null ? atMost(partOf(before, part), most) : sellPart(world, coldkey, from, part, most);
  if (spend === 0n) return;
  if (to !== null) stakeTao(world, coldkey, to, spend);
  world.tally.moves[world.day] += 1;
}

/** RAO of TAO that may be traded at a place at once. */
export const mostTao = (world: StakersWorld, netuid: Netuid | null): number =>
  netuid === null || netuid === 0 ? Infinity : world.taste.largestTrade * poolTao(world, netuid);

/** RAO of TAO in the pool of a subnet. */
export const poolTao = ({ state }: Pick<StakersWorld, 'state'>, netuid: Netuid): number =>
  Number(networkOf(state, netuid).subnet.pool.tao);

const partOf = (rao: bigint, part: number): bigint => BigInt(Math.floor(Number(rao) * part));
const atMost = (rao: bigint, most: number): bigint => (Number(rao) > most ? BigInt(Math.floor(most)) : rao);

/** Unstakes a part of a holding, of `most` RAO of TAO at the present price. Returns the TAO it brought; 0 where nothing moved. */
export function sellPart(
  world: StakersWorld,
  coldkey: Serial,
  netuid: Netuid,
  part: number,
  most: number,
): TaoRao {
  const holding = holdingAt(world, coldkey, netuid);
  if (holding === null) return 0n;
  const rao = atMost(partOf(holding.rao, part), most / priceAt(world, netuid));
  const { state, received } = stakeRemoved(priceRules, world.state, holding.place, rao);
  world.state = state;
  return received ?? 0n;
}

/** Stakes free TAO on the validator of a coldkey's choice; where the pool refuses, the TAO stays free. */
export function stakeTao(world: StakersWorld, coldkey: Serial, netuid: Netuid, tao: TaoRao): void {
  const place = { coldkey, hotkey: pickOf(world, coldkey, netuid), netuid };
  world.state = stakeAdded(priceRules, world.state, place, tao).state;
}
