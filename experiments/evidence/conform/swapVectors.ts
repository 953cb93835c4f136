import { alphaForTao, taoForAlpha } from '../../../sim/pools/constantProduct.ts';
import type { Comparison } from './compare.ts';
import type { Place } from './place.ts';
import type { FileTally } from './tally.ts';
import { eachCase, firstCase, flagAt } from './vectorCases.ts';
import { builtVersion } from './versions.ts';

/** What the first pools of subnets, of v2.0.11, give for an amount, bought and sold. */

const ruleset = builtVersion('v2.0.11')?.ruleset ?? 'v2.0.11';

export const isSwapFile = (top: Place): boolean => firstCase(top)?.has('alphaForTao') ?? false;

/** Replays every case. Throws a VectorError at a wrong shape or value. */
export function conformSwaps(top: Place, tally: FileTally): void {
  const comparison = tally.of(ruleset);
  eachCase(top, (place) => {
    place.only(['mechanism', 'tao', 'alphaIn', 'amount', 'alphaForTao', 'taoForAlpha']);
    const pool = {
      dynamic: flagAt(place.at('mechanism')),
      tao: place.at('tao').u64(),
      alphaIn: place.at('alphaIn').u64(),
      alphaOut: 0n,
    };
    const amount = place.at('amount').u64();
    compareSwap(place.at('alphaForTao'), alphaForTao(pool, amount), comparison);
    compareSwap(place.at('taoForAlpha'), taoForAlpha(pool, amount), comparison);
  });
}

/** A refusal is recorded as null. */
const compareSwap = ({ value, path }: Place, got: bigint | null, comparison: Comparison): void =>
  comparison.row([value], [got], path);
