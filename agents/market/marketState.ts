import type { Block, Uid, Usd } from '../../sim/units.ts';
import type { MinerBook } from '../minerBook.ts';
import type { Account } from './accounts.ts';
import { asic } from './asic.ts';
import { cpu } from './hardware.ts';
import { largestFor, type Outlook, rentPerDay } from './prospects.ts';
import type { MarketState } from './tally.ts';

/** The market as it stands at a block, for those who write it down. */
export function marketState(
  accounts: readonly (readonly [Uid, Account])[],
  book: MinerBook,
  outlook: Outlook,
  block: Block,
  price: Usd,
  difficulty: number,
): MarketState {
  const { devices } = outlook;
  let running = 0;
  let loss = 0;
  let quality = 0;
  let able = 0;
  let compute = 0;
  let rent = 0;
  let gpus = 0;
  for (const [uid, { person, device }] of accounts) {
    if (device === null) continue;
    running += 1;
    compute += devices[device].flopPerSecond / 1e12;
    rent += rentPerDay(person, devices[device]);
    if (device !== cpu && device !== asic) gpus += 1;
    loss += book.loss[uid];
    quality += book.quality[uid];
    if (person.size <= largestFor(person, device, outlook)) able += 1;
  }
  return {
    block,
    price,
    difficulty,
    meanLoss: running > 0 ? loss / running : null,
    accounts: accounts.map(([, account]) => account),
    quality,
    compute,
    rent,
    gpus,
    ableShare: accounts.length > 0 ? able / accounts.length : 0,
  };
}
