import { exp, ln, pow } from '../../sim/math/elementary.ts';
import { stream } from '../../sim/random.ts';
import { type ClientSetting, type MarketSubnet, ratedNow, valueFactor } from './gateMarket.ts';
import { type GateRules, shareOf, sharesByRules } from './gateRules.ts';

/** How buyers, owners and founders of subnets act; each is an assumption. */
export interface MarketSetting extends ClientSetting {
  /** Per cent by which the price that buyers want to pay rises with a per cent of emission. */
  readonly elasticity: number;
  /** Part of the way to that price that the price goes in a day. */
  readonly reaction: number;
  /** Spread of a day's chance change of a price, in logarithms. */
  readonly noise: number;
  /** Days in which the moving price of an old subnet goes half of the way to the price. */
  readonly halfLife: number;
  /** Days in which an owner withholds half as much as before; 0: owners withhold as recorded. */
  readonly burnHalving: number;
  /** Days between two foundings; 0: none. */
  readonly foundingEvery: number;
  /** Days after which root turns the switch of a newcomer on. */
  readonly switchOnAfter: number;
}

/** Days in which a newcomer cannot be removed: 864,000 blocks. */
const immunityDays = 120;
/** Age in days at which the moving price of a newcomer moves half as fast as that of an old subnet (EMAPriceHalvingBlocks, 201,600). */
const halfSpeedAge = 28;
/** What is added to a share before it is compared with the usual one: prices do not fall to nothing where emission does. */
const leastShare = 0.001;

/** [subnet] Shares of the day's TAO by the chain's rules at the moving prices. */
export const sharesOf = (subnets: readonly MarketSubnet[], rules: GateRules): number[] =>
  sharesByRules(ratedNow(subnets), rules).map(shareOf);

/** A day: prices answer the shares that were paid, moving prices follow, owners withhold less, and a subnet may make room for a newcomer. */
export function nextDay(
  subnets: readonly MarketSubnet[],
  shares: readonly number[],
  setting: MarketSetting,
  day: number,
  seed: string,
): readonly MarketSubnet[] {
  const moved = subnets.map((subnet, k) =>
    moveSubnet(subnet, shares[k], setting, day, stream(seed, `price of day ${day}`, subnet.netuid).normal()),
  );
  const { foundingEvery } = setting;
  return foundingEvery > 0 && (day + 1) % foundingEvery === 0
    ? withNewcomer(moved, setting, day, seed)
    : moved;
}

function moveSubnet(
  subnet: MarketSubnet,
  share: number,
  { elasticity, reaction, noise, halfLife, burnHalving, switchOnAfter }: MarketSetting,
  day: number,
  draw: number,
): MarketSubnet {
  const { price, moving, value, usualShare, born, rated } = subnet;
  const wanted = value * pow((share + leastShare) / (usualShare + leastShare), elasticity);
  const next = price * exp(reaction * ln(wanted / price) + noise * draw);
  const age = born === null ? Number.POSITIVE_INFINITY : day - born;
  const speed = born === null ? 1 : age / (age + halfSpeedAge);
  const weight = 1 - exp((-Math.LN2 * speed) / halfLife);
  const withheld = burnHalving === 0 ? 1 : exp(-Math.LN2 / burnHalving);
  return {
    ...subnet,
    price: reaction === 0 && noise === 0 ? price : next,
    moving: moving + weight * (Math.min(next, 1) - moving),
    rated: {
      ...rated,
      emissionEnabled: rated.emissionEnabled || age === switchOnAfter,
      minerBurned: BigInt(Math.round(Number(rated.minerBurned) * withheld)),
    },
  };
}

/** A newcomer in place of the subnet of the lowest moving price that is not immune; it starts at the median price and without a moving one. */
function withNewcomer(
  subnets: readonly MarketSubnet[],
  setting: MarketSetting,
  day: number,
  seed: string,
): readonly MarketSubnet[] {
  const mortal = subnets.filter(({ born }) => born === null || day - born >= immunityDays);
  if (mortal.length === 0) return subnets;
  const lost = mortal.reduce((least, one) => (one.moving < least.moving ? one : least));
  const prices = subnets.map(({ price }) => price).sort((one, other) => one - other);
  const price = prices[prices.length >> 1];
  const hasClients = stream(seed, 'newcomer', day).next() < setting.clientFraction;
  const newcomer: MarketSubnet = {
    netuid: lost.netuid,
    rated: { ...lost.rated, emissionEnabled: setting.switchOnAfter === 0, minerBurned: 0n },
    price,
    moving: 0,
    value: price * valueFactor(hasClients, setting, seed, `newcomer of day ${day}`),
    hasClients,
    usualShare: 1 / subnets.length,
    born: day,
  };
  return subnets.map((one) => (one === lost ? newcomer : one));
}
