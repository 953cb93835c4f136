import { checkRao } from '../math/checkRao.ts';
import type { Serial, TaoRao } from '../units.ts';
import type { NetworksState, Numbered, StakePool } from './networksState.ts';

/**
 * Free TAO goes from one coldkey to another. Throws a RangeError at more than the first one has (pallet balances,
 * transfer_allow_death(); without fee).
 */
export function transferTao<Subnet extends Numbered, Pool extends StakePool>(
  before: NetworksState<Subnet, Pool>,
  from: Serial,
  to: Serial,
  tao: TaoRao,
): NetworksState<Subnet, Pool> {
  checkRao('tao', tao);
  const free = before.balances.get(from) ?? 0n;
  if (tao > free)
    throw new RangeError(
      `coldkey ${from} has ${free} RAO of free TAO; received ${tao} to transfer: transfer at most what it has`,
    );
  const balances = new Map(before.balances).set(from, free - tao);
  balances.set(to, (balances.get(to) ?? 0n) + tao);
  return { ...before, balances };
}
