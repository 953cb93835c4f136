import { type Block, blocksPerDay } from '../../sim/units.ts';
import type { Account } from './accounts.ts';

/**
 * Whether a miner switches off: out of money, or losing for longer than its `exitDays`. No miner judges itself
 * in its first days. Notes in the books since when it has been losing.
 */
export function givesUp(account: Account, block: Block, exitDays: number): boolean {
  if (account.cash < 0) return true;
  const patience = exitDays * blocksPerDay;
  const isNew = block - account.opened < patience;
  if (account.profit >= 0 || isNew) account.losingSince = null;
  else account.losingSince ??= block;
  return account.losingSince !== null && block - account.losingSince >= patience;
}
