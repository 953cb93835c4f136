import { stream } from '../../sim/random.ts';
import type { Netuid, Serial, Share } from '../../sim/units.ts';
import { mostTao, poolTao, sellPart, stakeTao } from './carryOut.ts';
import { holdingAt, netuidsOf, type StakersWorld } from './stakersWorld.ts';
import { drawnFrom } from './validatorChoice.ts';

/** Trips on a subnet in a day: several traders, so that the limit of one trade seldom limits the day. */
const tripsADay = 4;

/**
 * On each subnet traders sell alpha and buy it again on the same day. Both swaps go through the pool and count in its volume. Nothing
 * trades between them and a swap is free under the world's rules, so the price comes back and a trip pays no one: the trader loses what
 * is rounded.
 */
export function makeRoundTrips(world: StakersWorld): void {
  if (world.taste.roundTrips === 0) return;
  for (const netuid of netuidsOf(world)) if (netuid !== 0) tripsOn(world, netuid);
}

/** The trips of a day: their sizes are exponential, and each no more than one trade may move, nor than its trader has. */
function tripsOn(world: StakersWorld, netuid: Netuid): void {
  const draws = stream(world.seed, 'round trips', `${netuid} ${world.day}`);
  const traders = tradersOn(world, netuid);
  for (let trip = 0; trip < tripsADay; trip++) {
    const place = drawnFrom(traders.shares, draws.next());
    // Half of the volume is sold, the other half is bought.
    const size = draws.exponential((2 * tripsADay) / world.taste.roundTrips);
    if (place < 0) continue;
    const most = Math.min(size * poolTao(world, netuid), mostTao(world, netuid));
    roundTrip(world, traders.coldkeys[place], netuid, most);
  }
}

function roundTrip(world: StakersWorld, coldkey: Serial, netuid: Netuid, most: number): void {
  const tao = sellPart(world, coldkey, netuid, 1, most);
  if (tao > 0n) stakeTao(world, coldkey, netuid, tao);
}

/** Holders of a subnet who trade at all, and the part of each in what they have there. */
function tradersOn(
  world: StakersWorld,
  netuid: Netuid,
): { readonly coldkeys: Serial[]; readonly shares: Share[] } {
  const held = world.holders.flatMap(({ coldkey, kind }) => {
    const holding = kind === 'loyal' ? null : holdingAt(world, coldkey, netuid);
    return holding === null ? [] : [{ coldkey, rao: Number(holding.rao) }];
  });
  const all = held.reduce((sum, { rao }) => sum + rao, 0);
  return { coldkeys: held.map(({ coldkey }) => coldkey), shares: held.map(({ rao }) => rao / all) };
}
