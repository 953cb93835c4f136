import { exp, ln } from '../../sim/math/elementary.ts';
import type { Nats, Share } from '../../sim/units.ts';

/** Days in which a miner that is `edge` nats better than the cut falls to it; ∞ where miners do not fall behind. */
export function daysUntilOld(edge: Nats, aging: Nats): number {
  if (edge <= 0) return 0;
  return aging > 0 ? edge / aging : Number.POSITIVE_INFINITY;
}

/** Mean days that it stays above: until it is old, or fails. */
export const daysAbove = (edge: Nats, aging: Nats, failing: number): number =>
  spared(daysUntilOld(edge, aging), failing);

/** Mean days that it holds its slot: once unpaid it goes, but not before `wait` days after its registration. */
export function tenure(edge: Nats, wait: number, aging: Nats, failing: number): number {
  const more = daysUntilOld(edge, aging) - wait;
  return more > 0 ? wait + exp(-failing * wait) * spared(more, failing) : wait;
}

/** The age in days that a share `u` of those of this edge who hold a slot at any time are younger than. */
export function ageAt(u: Share, edge: Nats, wait: number, aging: Nats, failing: number): number {
  const place = u * tenure(edge, wait, aging, failing);
  if (place <= wait) return place;
  const more = (place - wait) / exp(-failing * wait);
  return wait + (failing * more < tiny ? more : -ln(1 - failing * more) / failing);
}

/** Mean of the earlier of so many days and an exponential time: (1 − e^(−rate · days)) / rate, days at rate 0. */
const spared = (days: number, rate: number): number =>
  rate * days < tiny || rate === 0 ? days : (1 - exp(-rate * days)) / rate;

/** Below it the quotient would lose its digits, and the days alone are as good. */
const tiny = 1e-8;
