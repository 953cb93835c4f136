import type { Network } from '../../sim/network.ts';
import type { ChainView } from '../../sim/roles.ts';
import type { Sale } from '../../sim/sale.ts';
import { stakeAt } from '../../sim/stake.ts';
import { type Rao, raoPerTao, type Uid, type Usd } from '../../sim/units.ts';
import type { Account } from './accounts.ts';

/**
 * Sells what is needed for `wanted` dollars, as far as there is anything that may be sold: all stake but what was
 * earned in the last `delay` settlements. The dollars are booked; null if there is nothing to sell.
 */
export function saleFor(
  uid: Uid,
  account: Account,
  wanted: Usd,
  netPrice: Usd,
  { network }: ChainView,
  delay: number,
): Sale | null {
  if (wanted <= 0) return null;
  const free = freeOf(uid, account, network, delay);
  const rao = Math.floor(Math.min(free, (wanted / netPrice) * raoPerTao));
  if (rao <= 0) return null;
  account.cash += (rao / raoPerTao) * netPrice;
  account.seen -= rao;
  return { uid, rao };
}

/** RAO that may be sold now. */
function freeOf(uid: Uid, account: Account, network: Readonly<Network>, delay: number): Rao {
  const waiting = delay > 0 ? account.pending.slice(-delay).reduce((sum, rao) => sum + rao, 0) : 0;
  const stake = Math.min(account.seen, stakeAt(network.stakes, uid));
  return Math.max(0, stake - waiting);
}

/** US dollars that a miner could put on the table now: what it has, and what its stake would bring. */
export const fundsOf = (
  uid: Uid,
  account: Account,
  netPrice: Usd,
  { network }: ChainView,
  delay: number,
): Usd => account.cash + (Math.floor(freeOf(uid, account, network, delay)) / raoPerTao) * netPrice;
