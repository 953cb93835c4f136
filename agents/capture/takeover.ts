import { alphaToTake, maturityRate, type TakeoverRule } from '../../sim/governance/captureCost.ts';
import { type Alpha, blocksPerDay, raoPerTao } from '../../sim/units.ts';
import { type Bought, buyAmong, type Market, type Sellers } from './market.ts';
import { waits } from './waits.ts';

/** A purchase that takes a subnet, and how long its lock matures before. */
export interface Takeover extends Bought {
  readonly days: number;
}

/** Looks at what sellers leave outside: each look brings it nearer, as what is needed changes by less than what is sold. */
const looks = 40;

/**
 * The cheapest purchase that takes a subnet by conviction (`alphaToTake`), over days of waiting in which the subnet issues one alpha a block;
 * `matured`: as if all had matured and none were issued, a lower bound of 0 days. Null: the pool has too little.
 */
export function takeover(
  market: Market,
  rule: TakeoverRule,
  sellers: Sellers,
  waiting: 'cheapest' | 'matured',
): Takeover | null {
  if (waiting === 'matured') return takenAfter(market, rule, sellers, Number.POSITIVE_INFINITY, 0);
  const day = cheapestDay(market, rule);
  return day === null ? null : takenAfter(market, rule, sellers, day * blocksPerDay, day);
}

/** The day on which the least alpha is needed if holders do not sell. */
function cheapestDay({ alphaOut }: Market, { share }: TakeoverRule): number | null {
  const part = Number(share.above) / Number(share.below);
  const needed = waits.map((day) => {
    const gain = 1 - Math.exp((-day * blocksPerDay) / maturityRate) - part;
    return gain > 0 ? (part * (alphaOut + day * blocksPerDay)) / gain : Number.POSITIVE_INFINITY;
  });
  const least = Math.min(...needed);
  return least < Number.POSITIVE_INFINITY ? waits[needed.indexOf(least)] : null;
}

function takenAfter(
  market: Market,
  rule: TakeoverRule,
  sellers: Sellers,
  age: number,
  days: number,
): Takeover | null {
  const issued = raoOf(days * blocksPerDay);
  let sold: Alpha = 0;
  let bought: Bought | null = null;
  for (let look = 0; look < looks; look++) {
    const outside = raoOf(market.alphaOut - sold);
    const needed = alphaToTake(outside, rule, age, { others: 0n, leader: 0n, issued });
    if (needed === null) return null;
    bought = buyAmong(market, Number(needed) / raoPerTao, sellers);
    if (bought === null || Math.abs(bought.sold - sold) <= 1e-9 * market.alphaOut) break;
    sold = bought.sold;
  }
  return bought === null ? null : { ...bought, days };
}

const raoOf = (alpha: Alpha): bigint => BigInt(Math.round(alpha * raoPerTao));
