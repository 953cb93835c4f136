import type { Network } from '../sim/network.ts';
import { stream } from '../sim/random.ts';
import type { FailureRole } from '../sim/roles.ts';
import { type Block, type Blocks, blocksPerDay, type Serial, type Uid } from '../sim/units.ts';
import { type Answers, enter, type MinerBook } from './minerBook.ts';

/** Blocks between two checks for failures. */
const lookBlocks: Blocks = 600;

/**
 * Incumbents that become misconfigured: each hotkey fails once, after an exponential time of its own that is the
 * same under every setting.
 */
export class Failures implements FailureRole {
  nextBlock: Block;
  private readonly failsAt = new Map<Serial, Block>();
  private readonly perDay: number;
  private readonly start: Block;
  private readonly seed: string;
  private readonly book: MinerBook;
  private readonly network: Readonly<Network>;
  private readonly worsen: (answers: Answers, uid: Uid) => Answers;
  private readonly isExempt: (uid: Uid) => boolean;

  constructor(
    perDay: number,
    seed: string,
    start: Block,
    book: MinerBook,
    network: Readonly<Network>,
    worsen: (answers: Answers, uid: Uid) => Answers,
    isExempt: (uid: Uid) => boolean = () => false,
  ) {
    this.perDay = perDay;
    this.start = start;
    this.seed = seed;
    this.book = book;
    this.network = network;
    this.worsen = worsen;
    this.isExempt = isExempt;
    this.nextBlock = perDay > 0 ? start + lookBlocks : Number.POSITIVE_INFINITY;
  }

  act(block: Block): void {
    for (let uid = 0; uid < this.network.size; uid++) {
      const hotkey = this.network.hotkey[uid];
      if (this.book.validator[uid] || this.failureOf(hotkey, this.network.registrationBlock[uid]) > block)
        continue;
      this.failsAt.set(hotkey, Number.POSITIVE_INFINITY);
      if (!this.isExempt(uid)) enter(this.book, uid, this.worsen(answersOf(this.book, uid), uid));
    }
    this.nextBlock = block + lookBlocks;
  }

  private failureOf(hotkey: Serial, registered: Block): Block {
    let at = this.failsAt.get(hotkey);
    if (at === undefined) {
      at =
        Math.max(registered, this.start) +
        stream(this.seed, 'failure', hotkey).exponential(this.perDay / blocksPerDay);
      this.failsAt.set(hotkey, at);
    }
    return at;
  }
}

function answersOf(book: MinerBook, uid: number): Answers {
  return {
    loss: book.loss[uid],
    quality: book.quality[uid],
    level: book.level[uid],
    fraction: book.fraction[uid],
    responds: book.responds[uid],
  };
}
