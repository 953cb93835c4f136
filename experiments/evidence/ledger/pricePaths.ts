import { type BurnPriceRule, decayedBurnAfter, raisedBurn } from '../../../sim/burnPrice.ts';
import { adjustPriceSlowly } from '../../../sim/difficulty.ts';
import { ln } from '../../../sim/math/elementary.ts';
import { type Stream, stream } from '../../../sim/random.ts';
import { blocksPerDay } from '../../../sim/units.ts';

/**
 * Registrations a day of `count` subnets: lognormal through the quartiles of 30 days to 30 September 2026 (8, 58 and 174 a
 * month; pkoellinger/bittensor-subnet-price-correlates), at most the 1,841 of the busiest.
 */
export function registrationRates(count: number, draws: Stream): number[] {
  const sigma = ln(174 / 8) / (2 * 0.6745);
  return Array.from({ length: count }, () => Math.min(1_841, draws.lognormal(58, sigma)) / 30);
}

/** Price of a registration, RAO, after so many days under the rule of April 2026, from its floor, where candidates come at random. */
export function continuousPrice(
  rule: BurnPriceRule,
  ratePerDay: number,
  days: number,
  draws: Stream,
): bigint {
  let [price, block] = [rule.minBurn, 0];
  for (;;) {
    const next = block + draws.exponential(ratePerDay / blocksPerDay);
    const end = Math.min(Math.floor(next), days * blocksPerDay);
    price = decayedBurnAfter(price, end - Math.floor(block), rule);
    if (next >= days * blocksPerDay) return price;
    price = raisedBurn(price, rule);
    block = next;
  }
}

/** How a subnet's price was set until April 2026. */
export interface IntervalRule {
  readonly interval: number;
  readonly target: number;
  readonly minBurn: bigint;
  readonly maxBurn: bigint;
  readonly adjustmentAlpha: bigint;
}

/** The same under the rule before: adjusted at the end of every interval towards what its registrations say. */
export function intervalPrice(
  { interval, target, minBurn, maxBurn, adjustmentAlpha }: IntervalRule,
  from: bigint,
  ratePerDay: number,
  days: number,
  draws: Stream,
): bigint {
  let price = from;
  const mean = (ratePerDay * interval) / blocksPerDay;
  for (let k = 0; k < (days * blocksPerDay) / interval; k++) {
    const came = Math.min(3 * target, arrivals(mean, draws));
    price = adjustPriceSlowly(price, came, target, minBurn, maxBurn, adjustmentAlpha);
  }
  return price;
}

/** A Poisson count, by the gaps between arrivals. */
function arrivals(mean: number, draws: Stream): number {
  let count = 0;
  for (let time = draws.exponential(1); time < mean; time += draws.exponential(1)) count += 1;
  return count;
}

/**
 * Registrations in so many days that bring a price from `from` to `to`, evenly spread: the most after which it is no higher.
 * By bisection over the chain's own steps.
 */
export function registrationsBetween(rule: BurnPriceRule, from: bigint, to: bigint, days: number): number {
  const blocks = days * blocksPerDay;
  const after = (count: number): bigint => {
    let [price, block] = [from, 0];
    for (let k = 1; k <= count; k++) {
      const next = Math.floor((k * blocks) / (count + 1));
      price = raisedBurn(decayedBurnAfter(price, next - block, rule), rule);
      block = next;
    }
    return decayedBurnAfter(price, blocks - block, rule);
  };
  let [few, many] = [0, blocks];
  while (many - few > 1) {
    const middle = Math.floor((few + many) / 2);
    if (after(middle) <= to) few = middle;
    else many = middle;
  }
  return few;
}

/** A forecast's numbers: the middle of what was found, and the ends between which `level` of it lies. */
export function spreadOf(
  found: readonly number[],
  level: number,
): { value: number; low: number; high: number } {
  const sorted = found.toSorted((one, other) => one - other);
  return {
    value: quantile(sorted, 0.5),
    low: quantile(sorted, (1 - level) / 2),
    high: quantile(sorted, (1 + level) / 2),
  };
}

/** Of a sorted list, between neighbours. */
export function quantile(sorted: readonly number[], share: number): number {
  const place = share * (sorted.length - 1);
  const below = Math.floor(place);
  const above = sorted[Math.min(below + 1, sorted.length - 1)];
  return sorted[below] + (place - below) * (above - sorted[below]);
}

/** Successes of `n` with chance `p`: the mean, and the narrowest whole numbers that leave at most (1 − level)/2 on each side. */
export function binomialSpread(n: number, p: number, level: number) {
  const chances = [...binomialChances(n, p)];
  const tail = (1 - level) / 2;
  const upTo = (k: number) => chances.slice(0, k + 1).reduce((sum, chance) => sum + chance, 0);
  const low = chances.findIndex((_, k) => upTo(k) > tail);
  const high = chances.findIndex((_, k) => upTo(k) >= 1 - tail);
  return { value: n * p, low, high };
}

function* binomialChances(n: number, p: number): Generator<number> {
  let chance = (1 - p) ** n;
  for (let k = 0; k <= n; k++) {
    yield chance;
    chance *= ((n - k) / (k + 1)) * (p / (1 - p));
  }
}

/** The stream of one look at all subnets. */
export const lookStream = (what: string, look: number): Stream => stream('ledger', what, look);
