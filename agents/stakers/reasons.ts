import { ln } from '../../sim/math/elementary.ts';
import { stream } from '../../sim/random.ts';
import type { Netuid, Share, Tao } from '../../sim/units.ts';
import type { Holder, HolderKind } from './holder.ts';
import { holdingAt, netuidsOf, type StakersWorld, worthAt } from './stakersWorld.ts';
import { drawnFrom, softmax } from './validatorChoice.ts';
import { alphaYields } from './yields.ts';

/** A trade that a holder wants: a part of what it has at one place for stake at another; null is free TAO. */
export interface WantedTrade {
  readonly from: Netuid | null;
  readonly to: Netuid | null;
  readonly part: Share;
}

/** What a trader sees: its places with their worth, and a draw for each step of the decision. */
interface Sight {
  readonly world: StakersWorld;
  /** [place] root first. */
  readonly netuids: readonly Netuid[];
  /** [place] TAO. */
  readonly worth: readonly Tao[];
  readonly free: bigint;
  readonly draws: readonly [number, number, number];
}

/** Days over which a momentum trader looks back. */
export const momentumDays = 7;

/** What a holder trades for its own reason; null: nothing. */
export function wantedTrade(world: StakersWorld, holder: Holder): WantedTrade | null {
  const stakes = stream(world.seed, 'stake trade', `${holder.coldkey} ${world.day}`);
  const netuids = netuidsOf(world);
  return reasons[holder.kind]({
    world,
    netuids,
    worth: netuids.map((netuid) => {
      const holding = holdingAt(world, holder.coldkey, netuid);
      return holding === null ? 0 : worthAt(world, netuid, holding.rao);
    }),
    free: world.state.balances.get(holder.coldkey) ?? 0n,
    draws: [stakes.next(), stakes.next(), stakes.next()],
  });
}

const reasons: Readonly<Record<HolderKind, (sight: Sight) => WantedTrade | null>> = {
  loyal: () => null,
  index: towardsTheMarket,
  yield: (sight) => byScore(sight, [Number.NaN, ...standardised(alphaYields(sight.world).map(ln))]),
  momentum: (sight) => byScore(sight, [0, ...standardised(returns(sight.world, momentumDays))]),
  need: spendOrSave,
};

const sumOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);

/** Sells where it has more than the market has, and buys where it has less. */
function towardsTheMarket({ world, netuids, worth, draws }: Sight): WantedTrade | null {
  const market = netuids.map((netuid, place) => marketWorth(world, netuid, place));
  const [own, all] = [sumOf(worth), sumOf(market)];
  if (own <= 0) return null;
  const gaps = worth.map((value, place) => value / own - market[place] / all);
  const from = drawnFrom(portions(gaps.map((gap) => Math.max(gap, 0))), draws[0]);
  const to = drawnFrom(portions(gaps.map((gap) => Math.max(-gap, 0))), draws[1]);
  if (from < 0 || to < 0) return null;
  const part = (world.taste.lot * Math.min(gaps[from], -gaps[to]) * own) / worth[from];
  return { from: netuids[from], to: netuids[to], part };
}

/** TAO that all stake of a network is worth. */
function marketWorth(world: StakersWorld, netuid: Netuid, place: number): Tao {
  if (place === 0) return worthAt(world, netuid, world.state.rootTao);
  return worthAt(world, netuid, world.state.networks[place - 1].subnet.pool.alphaOut);
}

/** Sells what has the lowest score of what it holds, and buys what has the highest; a place whose score is NaN does not count. */
function byScore({ world, netuids, worth, draws }: Sight, scores: readonly number[]): WantedTrade | null {
  const { sharpness, lot } = world.taste;
  const counts = (place: number) => !Number.isNaN(scores[place]);
  const held = netuids.map((_, place) => place).filter((place) => worth[place] > 0 && counts(place));
  const offered = netuids.map((_, place) => place).filter(counts);
  if (held.length === 0) return null;
  const drawn = (places: readonly number[], sign: number, draw: number) =>
    places[drawnFrom(softmax(places.map((place) => sign * sharpness * scores[place])), draw)];
  const from = drawn(held, -1, draws[0]);
  const to = drawn(offered, 1, draws[1]);
  return from === to ? null : { from: netuids[from], to: netuids[to], part: lot };
}

/** One time it needs TAO and sells a part of what it has, another time it stakes all TAO that it has free. */
function spendOrSave({ world, netuids, worth, free, draws }: Sight): WantedTrade | null {
  const place = drawnFrom(portions(worth), draws[0]);
  if (place < 0) return null;
  if (draws[1] < 0.5) return { from: netuids[place], to: null, part: world.taste.lot };
  return free > 0n ? { from: null, to: netuids[place], part: 1 } : null;
}

/** Values over their sum; all 0 where they have none. */
function portions(values: readonly number[]): Share[] {
  const sum = sumOf(values);
  return values.map((value) => (sum > 0 ? value / sum : 0));
}

/** [network] logarithm of the price over that of so many days before, or of the first day. */
export function returns({ prices }: Pick<StakersWorld, 'prices'>, days: number): number[] {
  const now = prices[prices.length - 1];
  const then = prices[Math.max(prices.length - 1 - days, 0)];
  return now.map((price, network) => ln(price / then[network]));
}

/** Values in standard deviations from their mean; all 0 where they are alike. */
export function standardised(values: readonly number[]): number[] {
  const mean = sumOf(values) / values.length;
  const spread = Math.sqrt(sumOf(values.map((value) => (value - mean) ** 2)) / values.length);
  return values.map((value) => (spread > 1e-12 ? (value - mean) / spread : 0));
}
