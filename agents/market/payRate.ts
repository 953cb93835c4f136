import type { Network } from '../../sim/network.ts';
import type { ChainView } from '../../sim/roles.ts';
import { stakeAt } from '../../sim/stake.ts';
import { type Block, blocksPerDay, type Rao, raoPerTao, type Uid } from '../../sim/units.ts';
import type { MinerBook } from '../minerBook.ts';
import type { Account } from './accounts.ts';

/** What a unit of steady score earns, as people see it: a running mean over a day, RAO a block of what the network pays in. */
export class PayRate {
  private rate: number;
  private readonly book: MinerBook;

  /** Starts with what the last step paid out of the miners' part. */
  constructor(network: Readonly<Network>, book: MinerBook, minersPart: Rao) {
    this.book = book;
    let incentive = 0;
    let quality = 0;
    for (let uid = 0; uid < network.size; uid++) {
      if (book.quality[uid] === 0) continue;
      incentive += network.incentive[uid];
      quality += book.quality[uid];
    }
    this.rate = quality > 0 ? (minersPart * incentive) / quality : 0;
  }

  /** Units of what the network pays in, a day. */
  get earnedPerQuality(): number {
    return (this.rate * blocksPerDay) / raoPerTao;
  }

  /**
   * What was earned since block `last`, by uid, in units of what the network pays in, written down as not yet to be sold for `delay` settlements. Newcomers since
   * then do not move the mean.
   */
  collect(
    accounts: readonly (readonly [Uid, Account])[],
    { block, network }: ChainView,
    last: Block,
    delay: number,
  ): Map<Uid, number> {
    const earned = new Map<Uid, number>();
    let income = 0;
    let quality = 0;
    for (const [uid, account] of accounts) {
      const stake = stakeAt(network.stakes, uid);
      const gained = Math.max(0, stake - account.seen);
      account.seen = stake;
      account.pending.push(gained);
      if (account.pending.length > delay + 1) account.pending.shift();
      earned.set(uid, gained / raoPerTao);
      if (account.opened > last) continue;
      income += gained;
      quality += this.book.quality[uid];
    }
    if (quality > 0) {
      const seen = income / quality / (block - last);
      this.rate += Math.min(1, (block - last) / blocksPerDay) * (seen - this.rate);
    }
    return earned;
  }
}
