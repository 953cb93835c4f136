import { isEligible, type RatedSubnet } from '../../sim/coinbase/ratedSubnet.ts';
import { exp, normalQuantile } from '../../sim/math/elementary.ts';
import { stream } from '../../sim/random.ts';
import { chainRules, shareOf, sharesByRules } from './gateRules.ts';
import { type DayName, recordedDays } from './recordedDays.ts';

/** A subnet whose price follows what its clients ask for and what it is paid. */
export interface MarketSubnet {
  readonly netuid: number;
  /** As the chain reads it, but for its moving price. */
  readonly rated: RatedSubnet;
  /** Price of its pool, and its moving average; TAO per alpha. */
  readonly price: number;
  readonly moving: number;
  /** What buyers would pay if they saw its clients and it were paid `usualShare`; TAO per alpha. */
  readonly value: number;
  readonly hasClients: boolean;
  /** Share of the TAO at which its price and value were right: the recorded one, or that of an average subnet. */
  readonly usualShare: number;
  /** Day of the run on which it was founded; null: it was there before. */
  readonly born: number | null;
}

/** What is not recorded of subnets and their buyers; each is an assumption. */
export interface ClientSetting {
  /** Share of subnets that have clients. */
  readonly clientFraction: number;
  /** Rank correlation of having clients with the price, 0 … 1. */
  readonly priceTells: number;
  /** Spread of the value of a subnet with clients around its price, in logarithms. */
  readonly spread: number;
  /** Value of a subnet without clients over its price. */
  readonly hollow: number;
}

const priceOne = 2 ** 32;

/** The subnets of a recorded day that take part, with clients drawn by the seed: the same clients whatever the rules. */
export function foundMarket(day: DayName, setting: ClientSetting, seed: string): MarketSubnet[] {
  const { subnets, paidRao } = recordedDays[day];
  const total = paidRao?.reduce((sum, paid) => sum + paid, 0) ?? 0;
  const parts = subnets.flatMap((rated, k) =>
    isEligible(rated) ? [{ rated, paid: paidRao === null ? 0 : paidRao[k] / total }] : [],
  );
  const rated = parts.map((part) => part.rated);
  const usual =
    paidRao === null ? sharesByRules(rated, chainRules).map(shareOf) : parts.map(({ paid }) => paid);
  const withClients = clientsAmong(rated, setting, seed);
  return rated.map((one, k) => {
    const price = Number(one.movingPrice) / priceOne;
    const hasClients = withClients.has(one.netuid);
    const value = price * valueFactor(hasClients, setting, seed, `${one.netuid}`);
    return {
      netuid: one.netuid,
      rated: one,
      price,
      moving: price,
      value,
      hasClients,
      usualShare: usual[k],
      born: null,
    };
  });
}

/** What a subnet is worth over its price. `name`: whose draw it is. */
export function valueFactor(hasClients: boolean, setting: ClientSetting, seed: string, name: string): number {
  const draw = stream(seed, 'worth', name).normal();
  return hasClients ? exp(setting.spread * draw - setting.spread ** 2 / 2) : setting.hollow;
}

/** Netuids of subnets with clients: those that lead in a mix of their rank by price and a draw. */
function clientsAmong(
  subnets: readonly RatedSubnet[],
  { clientFraction, priceTells }: ClientSetting,
  seed: string,
): ReadonlySet<number> {
  const byPrice = [...subnets].sort((one, other) => Number(one.movingPrice - other.movingPrice));
  const scores = byPrice.map(({ netuid }, rank) => ({
    netuid,
    score:
      priceTells * normalQuantile((rank + 0.5) / byPrice.length) +
      Math.sqrt(1 - priceTells ** 2) * stream(seed, 'clients', netuid).normal(),
  }));
  scores.sort((one, other) => other.score - one.score || one.netuid - other.netuid);
  const count = Math.round(clientFraction * scores.length);
  return new Set(scores.slice(0, count).map(({ netuid }) => netuid));
}

/** The subnets as the chain rates them at their moving prices, to the nearest bit of I96F32. */
export const ratedNow = (subnets: readonly MarketSubnet[]): RatedSubnet[] =>
  subnets.map(({ rated, moving }) => ({ ...rated, movingPrice: BigInt(Math.round(moving * priceOne)) }));
