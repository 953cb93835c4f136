import { barOf } from '../../sim/coinbase/gateShares.ts';
import { ln } from '../../sim/math/elementary.ts';
import { sharesOf } from './gateDay.ts';
import type { MarketSubnet } from './gateMarket.ts';
import { ratedNow } from './gateMarket.ts';
import { chainRules, type GateRules, shareOf, sharesByRules } from './gateRules.ts';

/** By how much one subnet is dearer at the start of a twin run. */
export const lead = 1.1;

/**
 * Place in the list of a subnet just below the chain's bar, which a lead brings to it: of those that are switched on and ask for at most
 * 1 / `lead` of the bar the one that asks for most. The subnet at the bar itself would take the bar along.
 */
export function placeBelowBar(subnets: readonly MarketSubnet[]): number {
  const rated = ratedNow(subnets);
  const demands = sharesByRules(rated, { ...chainRules, rank: null, switches: false });
  const bar = shareOf(barOf({ rank: 32, quantile: 0n, exponent: chainRules.exponent }, demands));
  const places = demands.map((_, place) => place).filter((place) => rated[place].emissionEnabled);
  const below = places.filter((place) => shareOf(demands[place]) <= bar / lead);
  return below.reduce((best, place) => (demands[place] > demands[best] ? place : best), below[0] ?? 0);
}

/** The same subnets, the one at a place dearer by the lead. */
export const withLead = (subnets: readonly MarketSubnet[], place: number): MarketSubnet[] =>
  subnets.map((subnet, k) =>
    k === place ? { ...subnet, price: subnet.price * lead, moving: subnet.moving * lead } : subnet,
  );

/**
 * Gain of the loop from a price to the emission and back: elasticity times the per cent by which the share of the subnet at a place rises
 * with a per cent of its price. Above 1 a lead feeds itself. Null where that subnet is paid nothing.
 */
export function gainAt(
  subnets: readonly MarketSubnet[],
  place: number,
  rules: GateRules,
  elasticity: number,
): number | null {
  const step = 1.01;
  const scaled = (factor: number) =>
    subnets.map((one, k) => (k === place ? { ...one, moving: one.moving * factor } : one));
  const [above, below] = [step, 1 / step].map((factor) => sharesOf(scaled(factor), rules)[place]);
  return above > 0 && below > 0 ? (elasticity * ln(above / below)) / (2 * ln(step)) : null;
}

/** Part of the lead that a twin still has over its run, in logarithms; null where either lost the subnet at that place. */
export function leadKept(
  run: readonly MarketSubnet[],
  twin: readonly MarketSubnet[],
  place: number,
): number | null {
  const [plain, led] = [run[place], twin[place]];
  if (plain.born !== null || led.born !== null) return null;
  return ln(led.moving / plain.moving) / ln(lead);
}
