import { type Stream, stream } from '../../sim/random.ts';
import { type Block, blocksPerDay, type Serial } from '../../sim/units.ts';

/** Ideas come to each hotkey by a Poisson process of its own, keyed by its serial: the same under every setting and price. */
export class Ideas {
  private readonly seed: string;
  private readonly perBlock: number;
  private readonly next = new Map<Serial, { readonly draws: Stream; at: Block }>();

  constructor(seed: string, perDay: number) {
    this.seed = seed;
    this.perBlock = perDay / blocksPerDay;
  }

  /** How many have come to someone until `block` since this was last asked, or since it `opened`. */
  until(block: Block, serial: Serial, opened: Block): number {
    if (this.perBlock === 0) return 0;
    let own = this.next.get(serial);
    if (own === undefined) {
      const draws = stream(this.seed, 'idea', serial);
      own = { draws, at: opened + draws.exponential(this.perBlock) };
      this.next.set(serial, own);
    }
    let count = 0;
    while (own.at <= block) {
      count += 1;
      own.at += own.draws.exponential(this.perBlock);
    }
    return count;
  }
}
