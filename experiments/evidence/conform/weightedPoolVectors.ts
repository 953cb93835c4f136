import {
  limitOf,
  poolPrice,
  remainingPart,
  type SwapKind,
  swap,
  type WeightedPool,
  weightAfterAdding,
} from '../../../sim/pools/weightedPool.ts';
import { u16Max } from '../../../sim/units.ts';
import type { Cell } from './compare.ts';
import { compareOutcome } from './outcome.ts';
import type { Place } from './place.ts';
import type { FileTally } from './tally.ts';
import { eachCase, firstCase } from './vectorCases.ts';
import { builtVersion } from './versions.ts';

/** Weighted pools of v3.4.9-424, one swap of each kind and one injection for each. */

const ruleset = builtVersion('v3.4.9-424')?.ruleset ?? 'v3.4.9-424';

export const isWeightedPoolFile = (top: Place): boolean => {
  const first = firstCase(top);
  return first?.has('quoteWeight') ?? false;
};

const keys = [
  'quoteWeight',
  'tao',
  'alphaIn',
  'amount',
  'feeRate',
  'buyLimit',
  'sellLimit',
  'taoDelta',
  'alphaDelta',
  'out',
];

/** Replays every case. Throws a VectorError at a wrong shape or value. */
export function conformWeightedPools(top: Place, tally: FileTally): void {
  const comparison = tally.of(ruleset);
  eachCase(top, (place) => {
    const pool: WeightedPool = {
      tao: place.only(keys).at('tao').u64(),
      alphaIn: place.at('alphaIn').u64(),
      quoteWeight: readQuoteWeight(place.at('quoteWeight')),
    };
    const amount = place.at('amount').u64();
    const swapped = (kind: SwapKind): readonly Cell[] | Cell => {
      const limit = limitOf(place.at(`${kind}Limit`).u64());
      const result = swap(pool, kind, amount, limit, place.at('feeRate').count(u16Max));
      return typeof result === 'string' ? result : [result.paidIn, result.out, result.fee];
    };
    const own = {
      priceBits: poolPrice(pool),
      expBuyBits: remainingPart(pool, 'buy', amount),
      expSellBits: remainingPart(pool, 'sell', amount),
      buy: swapped('buy'),
      sell: swapped('sell'),
      newQuoteWeight: weightAfterAdding(pool, place.at('taoDelta').u64(), place.at('alphaDelta').u64()),
    };
    compareOutcome(place.at('out'), own, comparison);
  });
}

/** A weight that a pool may have, parts of 10^18. */
export const readQuoteWeight = (place: Place): bigint => place.integer(10n ** 16n, 99n * 10n ** 16n);
