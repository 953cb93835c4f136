import { noiseKey, noiseOf, uniformAt } from '../sim/noise.ts';
import type { Block, Blocks, Serial } from '../sim/units.ts';
import type { Candidate } from './candidate.ts';

/** Serials of farmers' keys: one range per farmer, above every arrival's. */
const firstSerial = 2 ** 31;
const livesPerFarmer = 2 ** 16;

/** How soon a farmer asks again. */
interface Pace {
  /** Length of an adjustment interval. */
  readonly interval: Blocks;
}

/**
 * Lives off immunity: holds a slot without a model, is evicted when its immunity ends, and comes back under a
 * new key in the next adjustment interval, whatever the price.
 */
export class ImmunityFarmers {
  private readonly lives = new Map<Serial, number>();
  private readonly seed: string;
  private readonly pace: Pace;
  /** [farmer] trick by which it chooses its moment; null: it comes back at once. */
  private readonly tricks: readonly (string | null)[];

  constructor(seed: string, pace: Pace, tricks: readonly (string | null)[]) {
    this.seed = seed;
    this.pace = pace;
    this.tricks = tricks;
  }

  /** The next life of farmer `number`, and the block at which it asks. */
  nextLife(number: number, block: Block): { candidate: Candidate; at: Block } {
    const life = (this.lives.get(number) ?? -1) + 1;
    this.lives.set(number, life);
    const serial = firstSerial + number * livesPerFarmer + (life % livesPerFarmer);
    const own = noiseKey(this.seed, serial, 0);
    const at = block + 1 + Math.floor(uniformAt(noiseOf(own, 1)) * this.pace.interval);
    const miner = { size: 1, misconfigured: true, responds: 0 };
    const nobody = { serial, arrived: at, quality: 0, belief: 0, costFactor: 1, insistent: true };
    const trick = this.tricks[number];
    if (trick === null) return { candidate: { ...nobody, miner }, at };
    const disguise = { trick, voice: serial };
    return { candidate: { ...nobody, miner: { ...miner, disguise }, tireless: true }, at };
  }

  /** The farmer behind a hotkey, or null. */
  farmerOf(hotkey: Serial): number | null {
    return hotkey >= firstSerial ? Math.floor((hotkey - firstSerial) / livesPerFarmer) : null;
  }
}
