import { type BurnPriceRule, decayedBurnAfter, decayFactor, raisedBurn } from '../burnPrice.ts';
import { pow } from '../math/elementary.ts';
import type { Stream } from '../random.ts';
import { type Blocks, blocksPerDay } from '../units.ts';

/** Candidates that come at random times and enter if the price of entry is at most their valuation. */
export interface BurnFlow {
  readonly halfLife: Blocks;
  readonly multiplier: number;
  /** −d ln n / d ln price of demand: a valuation exceeds p with probability (p / 0.3 TAO)^−elasticity, from 0.3 TAO on. */
  readonly elasticity: number;
  /** Candidates a day. */
  readonly perDay: number;
  /** Registrations that are counted, after a fifth as many. */
  readonly registrations: number;
}

/** Least valuation, RAO. */
const least = 0.3e9;

/** Mean registrations a day under the chain's own price in RAO, floored at each block. */
export function burnFlow(
  { halfLife, multiplier, elasticity, perDay, registrations }: BurnFlow,
  draws: Stream,
): number {
  const rule: BurnPriceRule = {
    decayFactor: decayFactor(halfLife),
    increase: BigInt(multiplier * 2 ** 64),
    minBurn: 500_000n,
    maxBurn: 100_000_000_000n,
  };
  const unseen = Math.ceil(registrations / 5);
  let price = 1_000_000_000n;
  let [time, block, entered, begun] = [0, 0, 0, 0];
  while (entered < registrations + unseen) {
    time += draws.exponential(perDay / blocksPerDay);
    const now = Math.floor(time);
    price = decayedBurnAfter(price, now - block, rule);
    block = now;
    const valuation = least * pow(1 - draws.next(), -1 / elasticity);
    if (valuation < Number(price)) continue;
    price = raisedBurn(price, rule);
    entered += 1;
    if (entered === unseen) begun = time;
  }
  return (registrations / (time - begun)) * blocksPerDay;
}
