import type { Block, Uid, Usd } from '../../sim/units.ts';
import type { MinerBook } from '../minerBook.ts';
import type { Account } from './accounts.ts';
import type { Outlook } from './prospects.ts';
import type { MarketState } from './tally.ts';

/** The market as it stands at a block, for those who write it down. */
export function marketState(
  accounts: readonly (readonly [Uid, Account])[],
  book: MinerBook,
  { largest }: Outlook,
  block: Block,
  price: Usd,
  difficulty: number,
): MarketState {
  let running = 0;
  let loss = 0;
  let quality = 0;
  let able = 0;
  for (const [uid, { person, device }] of accounts) {
    if (device === null) continue;
    running += 1;
    loss += book.loss[uid];
    quality += book.quality[uid];
    if (person.size <= largest[device]) able += 1;
  }
  return {
    block,
    price,
    difficulty,
    meanLoss: running > 0 ? loss / running : null,
    accounts: accounts.map(([, account]) => account),
    quality,
    ableShare: accounts.length > 0 ? able / accounts.length : 0,
  };
}
