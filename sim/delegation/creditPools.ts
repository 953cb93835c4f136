import type { Credit } from '../drain/drainEpoch.ts';
import type { Serial } from '../units.ts';
import { creditAll, creditOne, emptySharePool, type SharePool } from './sharePool.ts';

/** Pools of one network by hotkey, after the credits of a drain in their order; what is recycled or burned is in no pool. */
export function creditPools(
  before: ReadonlyMap<Serial, SharePool>,
  credits: readonly Credit[],
): ReadonlyMap<Serial, SharePool> {
  const pools = new Map(before);
  for (const credit of credits) {
    if (credit.to !== 'one' && credit.to !== 'all') continue;
    const pool = pools.get(credit.hotkey) ?? emptySharePool;
    const after =
      credit.to === 'one' ? creditOne(pool, credit.coldkey, credit.rao).pool : creditAll(pool, credit.rao);
    pools.set(credit.hotkey, after);
  }
  return pools;
}
