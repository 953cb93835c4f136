import { stream } from '../../sim/random.ts';
import type { Netuid, Serial } from '../../sim/units.ts';
import { mostTao, poolTao, sellPart, stakeTao } from './carryOut.ts';
import { holdingAt, netuidsOf, type StakersWorld } from './stakersWorld.ts';
import { drawnFrom } from './validatorChoice.ts';

/**
 * On each subnet a trader sells alpha and buys it again on the same day. Both swaps go through the pool and count in its volume. Nothing
 * trades between them and a swap is free under the world's rules, so the price comes back and a trip pays no one: the trader loses what
 * is rounded.
 */
export function makeRoundTrips(world: StakersWorld): void {
  if (world.taste.roundTrips === 0) return;
  for (const netuid of netuidsOf(world)) if (netuid !== 0) roundTrip(world, netuid);
}

/** One trip: its size is exponential, and no more than one trade may move, nor than the trader has. */
function roundTrip(world: StakersWorld, netuid: Netuid): void {
  const draws = stream(world.seed, 'round trip', `${netuid} ${world.day}`);
  const coldkey = traderAt(world, netuid, draws.next());
  // Half of the volume is sold, the other half is bought.
  const size = draws.exponential(2 / world.taste.roundTrips);
  if (coldkey === null) return;
  const tao = sellPart(
    world,
    coldkey,
    netuid,
    1,
    Math.min(size * poolTao(world, netuid), mostTao(world, netuid)),
  );
  if (tao > 0n) stakeTao(world, coldkey, netuid, tao);
}

/** A holder of the subnet who trades at all, drawn by what it has there; null: there is none. */
function traderAt(world: StakersWorld, netuid: Netuid, draw: number): Serial | null {
  const traders = world.holders.flatMap(({ coldkey, kind }) => {
    const holding = kind === 'loyal' ? null : holdingAt(world, coldkey, netuid);
    return holding === null ? [] : [{ coldkey, rao: Number(holding.rao) }];
  });
  const all = traders.reduce((sum, { rao }) => sum + rao, 0);
  const place = drawnFrom(
    traders.map(({ rao }) => rao / all),
    draw,
  );
  return place < 0 ? null : traders[place].coldkey;
}
