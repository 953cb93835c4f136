import type { Network } from '../../sim/network.ts';
import type { ChainView } from '../../sim/roles.ts';
import { stakeAt } from '../../sim/stake.ts';
import { type Block, blocksPerDay, raoPerTao, type Uid } from '../../sim/units.ts';
import type { MinerBook } from '../minerBook.ts';
import type { Account } from './accounts.ts';

/** What a unit of steady score earns, as people see it: a running mean over a day, RAO a block. */
export class PayRate {
  private rate: number;
  private readonly book: MinerBook;

  /** Starts with what the last step paid: half of the emission goes by incentive. */
  constructor(network: Readonly<Network>, book: MinerBook, emissionPerBlock: number) {
    this.book = book;
    let incentive = 0;
    let quality = 0;
    for (let uid = 0; uid < network.size; uid++) {
      if (book.quality[uid] === 0) continue;
      incentive += network.incentive[uid];
      quality += book.quality[uid];
    }
    this.rate = quality > 0 ? (0.5 * emissionPerBlock * incentive) / quality : 0;
  }

  /** TAO a day. */
  get taoPerQuality(): number {
    return (this.rate * blocksPerDay) / raoPerTao;
  }

  /**
   * TAO earned since block `last`, by uid, written down as not yet to be sold for `delay` settlements. Newcomers since
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
