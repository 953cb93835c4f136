import { stream } from '../../sim/random.ts';
import { type Block, blocksPerDay, type Serial } from '../../sim/units.ts';

/** Ideas come to each hotkey by a Poisson process of its own, keyed by its serial: the same under every setting and price. */
export class Ideas {
  private readonly seed: string;
  private readonly perBlock: number;
  /** When the next one comes to each, and how many of its draws are used up. */
  private readonly next = new Map<Serial, { drawn: number; at: Block }>();

  constructor(seed: string, perDay: number) {
    this.seed = seed;
    this.perBlock = perDay / blocksPerDay;
  }

  /** How many have come to someone until `block` since this was last asked, or since it `opened`. */
  until(block: Block, serial: Serial, opened: Block): number {
    if (this.perBlock === 0) return 0;
    let own = this.next.get(serial);
    if (own === undefined) {
      own = { drawn: 1, at: opened + this.gap(serial, 0) };
      this.next.set(serial, own);
    }
    let count = 0;
    while (own.at <= block) {
      count += 1;
      own.at += this.gap(serial, own.drawn);
      own.drawn += 1;
    }
    return count;
  }

  /** Blocks between two ideas: draw number `place` of a hotkey's stream. A stream keeps no state here; ideas are few. */
  private gap(serial: Serial, place: number): number {
    const draws = stream(this.seed, 'idea', serial);
    for (let k = 0; k < place; k++) draws.next();
    return draws.exponential(this.perBlock);
  }
}
