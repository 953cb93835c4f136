import { exp, ln } from '../math/elementary.ts';
import { type Name, stream } from '../random.ts';

/** How a population of strategies is renewed from one generation to the next. */
export interface Renewal {
  /** μ: share of each strategy's offspring that takes up one of the others, each equally likely, 0 … 1. */
  readonly mutation: number;
  /** A strategy whose share falls below it is extinct: its share is 0. 0 … 1 over the number of strategies. */
  readonly floor: number;
}

/** Sums of shares may miss 1 by their rounding. */
const rounding = 1e-9;

/**
 * The next shares, [strategy], of sum 1: x′ᵢ = Σⱼ xⱼ fⱼ Qⱼᵢ / Σⱼ xⱼ fⱼ, where Q keeps 1 − μ of the offspring and divides μ equally among
 * the other strategies; then what is below the floor is extinct. `shares`, [strategy], sum to 1; `fitness`, [strategy], is
 * offspring for each member, at least 0. Throws a RangeError for shares that do not sum to 1, a fitness below 0 or not finite, and a
 * population without offspring.
 * Source: discrete-time replicator, Hofbauer and Sigmund 1998, "Evolutionary Games and Population Dynamics", section 7.1, and the
 * replicator–mutator equation, section 20.4 there.
 */
export function renewed(
  shares: ArrayLike<number>,
  fitness: ArrayLike<number>,
  { mutation, floor }: Renewal,
): Float64Array {
  checkShares(shares);
  checkFitness(shares, fitness);
  const { length } = shares;
  checkWithin('mutation', mutation, 1, 'give the share of offspring that changes its strategy');
  checkWithin('floor', floor, 1 / length, 'above one part in so many strategies all could be extinct');
  const offspring = Float64Array.from({ length }, (_, k) => shares[k] * fitness[k]);
  const total = sumOf(offspring);
  if (!(total > 0))
    throw new RangeError(
      `offspring of a population must be above 0; received ${total} (give a strategy that is present a fitness above 0)`,
    );
  const elsewhere = length > 1 ? mutation / (length - 1) : 0;
  const stays = length > 1 ? 1 - mutation : 1;
  const next = offspring.map((born) => stays * (born / total) + elsewhere * (1 - born / total));
  return toOne(next.map((share) => (share < floor ? 0 : share)));
}

/**
 * Offspring for each member, [strategy]: exp(β (π − max π)), above 0 and at most 1, for payoffs π that may be negative. Adding one
 * number to every payoff changes nothing. Throws a RangeError for a payoff that is not finite and a β below 0.
 * Source: exponential form of the discrete replicator (multiplicative weights), Hofbauer and Sigmund 2003, "Evolutionary game dynamics",
 * Bulletin of the AMS 40, section 2.
 */
export function fitnessOf(payoffs: readonly number[], intensity: number): Float64Array {
  if (!(intensity >= 0 && intensity < Number.POSITIVE_INFINITY))
    throw new RangeError(
      `intensity of selection must be finite and at least 0; received ${intensity} (0: no selection)`,
    );
  const wrong = payoffs.findIndex((payoff) => !Number.isFinite(payoff));
  if (wrong >= 0)
    throw new RangeError(
      `a payoff must be finite; received ${payoffs[wrong]} for strategy ${wrong} (leave out a strategy that has none)`,
    );
  const best = Math.max(...payoffs);
  return Float64Array.from(payoffs, (payoff) => exp(intensity * (payoff - best)));
}

/** A numeric setting of a strategy that evolves. */
export interface Trait {
  /** Standard deviation of a mutation's step: of the value, or of its logarithm where `scale` is log. */
  readonly step: number;
  readonly low: number;
  readonly high: number;
  readonly scale: 'linear' | 'log';
}

/**
 * The value after one mutation: a normal step, reflected at the ends of the trait's range. One draw of the stream named by `seed` and
 * `entity`. Throws a RangeError for a value outside the range, and a range or step that is none.
 */
export function mutated(value: number, trait: Trait, seed: Name, entity: Name): number {
  checkTrait(trait);
  const { step, low, high, scale } = trait;
  if (!(value >= low && value <= high))
    throw new RangeError(
      `a trait must lie in ${low} … ${high}; received ${value} (start it within its range)`,
    );
  const draw = step * stream(seed, 'trait', entity).normal();
  if (scale === 'linear') return reflected(value + draw, low, high);
  return Math.min(high, Math.max(low, exp(reflected(ln(value) + draw, ln(low), ln(high)))));
}

/** What lies beyond an end of the range, as far within it. */
function reflected(value: number, low: number, high: number): number {
  const width = high - low;
  const over = (((value - low) % (2 * width)) + 2 * width) % (2 * width);
  return low + (over <= width ? over : 2 * width - over);
}

function checkTrait({ step, low, high, scale }: Trait): void {
  const least = scale === 'log' ? Number.MIN_VALUE : Number.NEGATIVE_INFINITY;
  if (!(low >= least && high > low && high < Number.POSITIVE_INFINITY))
    throw new RangeError(
      `a trait's range must be finite and rise${scale === 'log' ? ' from above 0' : ''}; received ${low} … ${high} (give the lower end first)`,
    );
  if (!(step >= 0 && step < Number.POSITIVE_INFINITY))
    throw new RangeError(
      `a mutation's step must be finite and at least 0; received ${step} (0: it keeps its value)`,
    );
}

function checkShares(shares: ArrayLike<number>): void {
  for (let k = 0; k < shares.length; k++)
    if (!(shares[k] >= 0 && shares[k] <= 1 + rounding))
      throw new RangeError(
        `the share of strategy ${k} must lie in 0 … 1; received ${shares[k]} (divide each by their sum)`,
      );
  const total = sumOf(shares);
  if (!(Math.abs(total - 1) <= rounding))
    throw new RangeError(`shares must sum to 1; received a sum of ${total} (divide each by it)`);
}

function checkFitness(shares: ArrayLike<number>, fitness: ArrayLike<number>): void {
  if (fitness.length !== shares.length)
    throw new RangeError(
      `every strategy has one fitness; received ${fitness.length} for ${shares.length} strategies (give as many)`,
    );
  for (let k = 0; k < fitness.length; k++)
    if (!(fitness[k] >= 0 && fitness[k] < Number.POSITIVE_INFINITY))
      throw new RangeError(
        `the fitness of strategy ${k} must be finite and at least 0; received ${fitness[k]} (use fitnessOf for payoffs below 0)`,
      );
}

function checkWithin(name: string, value: number, high: number, remedy: string): void {
  if (!(value >= 0 && value <= high))
    throw new RangeError(`${name} must lie in 0 … ${high}; received ${value} (${remedy})`);
}

function sumOf(values: ArrayLike<number>): number {
  let total = 0;
  for (let k = 0; k < values.length; k++) total += values[k];
  return total;
}

function toOne(values: Float64Array): Float64Array {
  const total = sumOf(values);
  return values.map((value) => value / total);
}
