import type { TakeoverRule } from '../../sim/governance/captureCost.ts';
import { type Alpha, blocksPerDay, type Share, type Tao } from '../../sim/units.ts';
import { type Bought, buyAmong, type Market, priceOf, proceedsOf, type Sellers, without } from './market.ts';
import type { Needs, Paid } from './needs.ts';
import { takeover } from './takeover.ts';

/** What an attacker reckons with. */
export interface PlotTerms {
  readonly sellers: Sellers;
  /** Part of what others have outside the pool that they sell when the harm shows, before the attacker can. */
  readonly exit: Share;
  /** Part of a purchase and of a sale that the pool keeps. */
  readonly fee: Share;
  /** What capital costs, a year. */
  readonly interest: Share;
  /** What delegated alpha is rented for, a year of its value, and how much of the alpha outside can be rented. */
  readonly rent: Share;
  readonly rentable: Share;
  /** Days for which alpha is rented. */
  readonly rentDays: number;
  /** The least that each bribed holder takes, and what those with the right to propose take, TAO. */
  readonly leastBribe: Tao;
  readonly proposers: Tao;
  /** Days for which a harmful setting stays, and the part of the miners’ pay that it brings the attacker meanwhile. */
  readonly harmDays: number;
  readonly diverted: Share;
  readonly waiting: 'cheapest' | 'matured';
}

/** What a way costs and brings, TAO. */
export interface Outcome {
  /** TAO that must be had. */
  readonly capital: Tao;
  /** Of it what is not had back, after resale. */
  readonly cost: Tao;
  /** What the harmful setting brings. */
  readonly brings: Tao;
  /** From the beginning until the vote is won or the subnet is taken, without the days of the vote itself. */
  readonly days: number;
}

/** Miners’ and owner’s parts of the alpha that a subnet issues (chain: 82 % in halves, 18 %). */
const minersPart = 0.41;
const ownersPart = 0.18;
/** Days in which half of a lock is released: ln 2 · 934,866 blocks. */
const releaseDays = 90;

/** The market when the harm has shown: others have sold a part of what they have. */
const shocked = (market: Market, exit: Share): Market => without(market, -exit * market.alphaOut);

/** Alpha that a harmful setting diverts. */
const prizeOf = ({ harmDays, diverted }: PlotTerms): Alpha => diverted * minersPart * blocksPerDay * harmDays;

/** TAO for the prize, sold on top of what else is sold. */
const worthOf = (market: Market, held: Alpha, prize: Alpha, fee: Share): Tao =>
  (proceedsOf(market, held + prize) - proceedsOf(market, held)) * (1 - fee);

/** Passing by votes that are bought; null: there are not so many. */
export function byBuying(
  market: Market,
  { alpha, accounts }: Needs,
  terms: PlotTerms,
  isHarm: boolean,
): Outcome | null {
  if (accounts !== null) return byAccounts(market, accounts, terms, isHarm);
  const bought = alpha === null ? null : buyAmong(market, alpha * market.alphaOut, terms.sellers);
  return bought === null ? null : resold(bought, 0, terms, isHarm, 0);
}

/** Least stake of an account (chain v3.4.9), had back at the end. */
const leastStake: Tao = 0.002;

function byAccounts(market: Market, accounts: number, terms: PlotTerms, isHarm: boolean): Outcome {
  const capital = accounts * leastStake + terms.proposers;
  const cost = accounts * leastStake * 2 * terms.fee + terms.proposers;
  return { capital, cost, brings: isHarm ? broughtTo(market, terms) : 0, days: 0 };
}

const broughtTo = (market: Market, terms: PlotTerms): Tao =>
  worthOf(shocked(market, terms.exit), 0, prizeOf(terms), terms.fee);

/** What a purchase costs after resale, and brings. `more`: alpha on top of the prize; `locked`: days until it may be sold again. */
function resold(
  { alpha, tao, after }: Bought,
  more: Alpha,
  terms: PlotTerms,
  isHarm: boolean,
  locked: number,
): Outcome {
  const others: Market = { ...after, alphaOut: Math.max(0, after.alphaOut - alpha) };
  const later = isHarm ? shocked(others, terms.exit) : after;
  const capital = tao * (1 + terms.fee) + terms.proposers;
  const interest = (terms.interest * capital * (locked + terms.harmDays)) / 365;
  const cost = capital + interest - proceedsOf(later, alpha) * (1 - terms.fee);
  const brings = isHarm ? worthOf(later, alpha, prizeOf(terms) + more, terms.fee) : 0;
  return { capital, cost, brings, days: locked };
}

/** Taking the subnet by conviction: the attacker is then its owner, and has its cut while the harm lasts. */
export function byConviction(market: Market, rule: TakeoverRule, terms: PlotTerms): Outcome | null {
  const taken = takeover(market, rule, terms.sellers, terms.waiting);
  if (taken === null) return null;
  const cut = ownersPart * blocksPerDay * terms.harmDays;
  const outcome = resold(taken, cut, { ...terms, proposers: 0 }, true, taken.days + releaseDays);
  return { ...outcome, days: taken.days };
}

/** Passing by votes that are rented from delegators. */
export function byRenting(
  market: Market,
  { alpha }: Needs,
  terms: PlotTerms,
  isHarm: boolean,
): Outcome | null {
  if (alpha === null || alpha > terms.rentable) return null;
  const value = alpha * market.alphaOut * priceOf(market);
  const cost = (terms.rent * value * terms.rentDays) / 365 + terms.proposers;
  return { capital: cost, cost, brings: isHarm ? broughtTo(market, terms) : 0, days: 0 };
}

/** Passing by paying voters what they lose themselves when the price falls, and something on top. */
export function byBribing(
  market: Market,
  bribed: Paid | null,
  terms: PlotTerms,
  isHarm: boolean,
): Outcome | null {
  if (bribed === null) return null;
  const value = market.alphaOut * priceOf(market);
  const fall = isHarm ? 1 - priceOf(shocked(market, terms.exit)) / priceOf(market) : 0;
  const cost = bribed.own * fall * value + bribed.holders * terms.leastBribe + terms.proposers;
  return { capital: cost, cost, brings: isHarm ? broughtTo(market, terms) : 0, days: 0 };
}

/** The owner asks for what its stake loses and for the cut of a year, which the harm puts at risk. */
export function byBribingOwner(market: Market, own: Share, terms: PlotTerms): Outcome {
  const fall = 1 - priceOf(shocked(market, terms.exit)) / priceOf(market);
  const cut = ownersPart * blocksPerDay * 365 * priceOf(market);
  const cost = fall * (own * market.alphaOut * priceOf(market) + cut) + terms.leastBribe;
  return { capital: cost, cost, brings: broughtTo(market, terms), days: 0 };
}
