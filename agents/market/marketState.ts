import type { Share, Uid } from '../../sim/units.ts';
import { contextFactor } from '../miner.ts';
import type { MinerBook } from '../minerBook.ts';
import type { Account } from './accounts.ts';
import { asic } from './asic.ts';
import { cpu } from './hardware.ts';
import type { MarketState } from './marketEvent.ts';
import { largestFor, type Outlook, rentPerDay } from './prospects.ts';

/** What a look takes over as it is, and what each uid is paid. */
interface Seen extends Pick<MarketState, 'price' | 'difficulty' | 'usesGradients' | 'finder'> {
  readonly incentiveOf: (uid: Uid) => Share;
}

/** The market at a block, for its record. */
export function marketState(
  accounts: readonly (readonly [Uid, Account])[],
  book: MinerBook,
  outlook: Outlook,
  { incentiveOf, ...seen }: Seen,
): MarketState {
  const { devices, query } = outlook;
  const fallen = book.frontier.fallen * contextFactor(query.sequenceLength);
  let loss = 0;
  let quality = 0;
  let able = 0;
  let compute = 0;
  let rent = 0;
  let gpus = 0;
  const running: Account[] = [];
  const incentive: Share[] = [];
  for (const [uid, account] of accounts) {
    const { person, device } = account;
    if (device === null) continue;
    running.push(account);
    incentive.push(incentiveOf(uid));
    compute += devices[device].flopPerSecond / 1e12;
    rent += rentPerDay(person, devices[device]);
    if (device !== cpu && device !== asic) gpus += 1;
    loss += book.loss[uid];
    quality += book.quality[uid];
    if (person.size <= largestFor(person, device, outlook)) able += 1;
  }
  return {
    ...seen,
    meanLoss: running.length > 0 ? loss / running.length - fallen : null,
    accounts: accounts.map(([, account]) => account),
    running,
    incentive,
    quality,
    compute,
    rent,
    gpus,
    ableShare: accounts.length > 0 ? able / accounts.length : 0,
    outlook,
  };
}
