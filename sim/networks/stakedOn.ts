import type { Serial } from '../units.ts';
import type { StakePool } from './networksState.ts';

const known = new WeakMap<ReadonlyMap<Serial, StakePool>, bigint>();

/** RAO staked on all hotkeys. Pools never change, so their sum is kept. */
export function stakedOn(pools: ReadonlyMap<Serial, StakePool>): bigint {
  const kept = known.get(pools);
  if (kept !== undefined) return kept;
  let sum = 0n;
  for (const { value } of pools.values()) sum += value;
  known.set(pools, sum);
  return sum;
}
