import { exp, ln } from '../math/elementary.ts';
import type { Demand, PriceRule } from './priceRule.ts';
import { require } from './refuse.ts';

/** A map of a line on itself. */
export type LineMap = (x: number) => number;

/** One period of a price, in ln(price): buyers see it, buy, and the rule answers. */
export const logPriceMap =
  (rule: PriceRule, demand: Demand): LineMap =>
  (level) =>
    level + ln(rule.factor(demand(exp(level))));

/** [period] states after `skip` periods. Throws a `RangeError` where the orbit leaves the finite numbers. */
export function orbit(map: LineMap, start: number, skip: number, periods: number): Float64Array {
  let x = start;
  for (let k = 0; k < skip; k++) x = map(x);
  const states = Float64Array.from({ length: periods }, () => {
    const now = x;
    x = map(x);
    return now;
  });
  require(Number.isFinite(
    x,
  ), 'orbit', x, 'finite', 'take a smaller step, or a demand that falls with the price');
  return states;
}

/** Width of the two-sided difference that is taken as a derivative. */
const width = 1e-6;

/** Derivative of a map by a two-sided difference. */
export const slopeOf = (map: LineMap, x: number): number => (map(x + width) - map(x - width)) / (2 * width);

/** Smallest slope that is told apart from 0: below it an orbit is as good as at rest. */
const flattest = 1e-12;

/** Lyapunov exponent of an orbit, nats a period: the mean of ln |slope|. Above 0 two orbits that begin close part: chaos. */
export function lyapunov(map: LineMap, states: Float64Array): number {
  let sum = 0;
  for (const x of states) sum += ln(Math.max(flattest, Math.abs(slopeOf(map, x))));
  return sum / states.length;
}

/** The number of distinct states of an orbit, told apart by `apart`: 1 at rest, 2 after the first doubling; at most `most`. */
export function distinctStates(states: Float64Array, apart: number, most = 64): number {
  const found: number[] = [];
  for (const x of states) {
    if (found.every((one) => Math.abs(one - x) > apart)) found.push(x);
    if (found.length >= most) break;
  }
  return found.length;
}

/** Mean quantity of an orbit of ln(price). */
export function meanQuantity(states: Float64Array, demand: Demand): number {
  let sum = 0;
  for (const level of states) sum += demand(exp(level));
  return sum / states.length;
}
