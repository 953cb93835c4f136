import { ln } from '../sim/math/elementary.ts';
import type { Network } from '../sim/network.ts';
import { stream } from '../sim/random.ts';
import type { FailureRole } from '../sim/roles.ts';
import { type Block, type Blocks, blocksPerDay, type Serial } from '../sim/units.ts';
import { isWeak, mended } from './condition.ts';
import type { Incumbents } from './incumbents.ts';

/** Blocks between two looks at who has mended. */
const lookBlocks: Blocks = 600;

/** One hotkey's repairs: how many are behind it, and when the present one is done. */
interface Repair {
  readonly done: number;
  /** Block; null: it is sound. */
  readonly at: Block | null;
}

/**
 * Weak miners, misconfigured or failed, notice their pay and mend after an exponential time with a given median, each hotkey
 * by draws of its own. Who is weak and who has mended is looked up every 600 blocks.
 */
export class Repairs implements FailureRole {
  nextBlock: Block;
  private readonly repairs = new Map<Serial, Repair>();
  private readonly perBlock: number;
  private readonly seed: string;
  private readonly network: Readonly<Network>;
  private readonly incumbents: Incumbents;

  constructor(
    medianDays: number,
    seed: string,
    start: Block,
    network: Readonly<Network>,
    incumbents: Incumbents,
  ) {
    this.perBlock = ln(2) / (medianDays * blocksPerDay);
    this.seed = seed;
    this.network = network;
    this.incumbents = incumbents;
    this.nextBlock = medianDays > 0 ? start + lookBlocks : Number.POSITIVE_INFINITY;
  }

  act(block: Block): void {
    for (const uid of this.incumbents.uids()) {
      const condition = this.incumbents.conditionOf(uid);
      if (condition === null || !isWeak(condition)) continue;
      const hotkey = this.network.hotkey[uid];
      const { done, at } = this.begun(hotkey, block);
      if (at > block) continue;
      this.repairs.set(hotkey, { done: done + 1, at: null });
      this.incumbents.befall(uid, mended);
    }
    this.nextBlock = block + lookBlocks;
  }

  private begun(hotkey: Serial, block: Block): { readonly done: number; readonly at: Block } {
    const { done, at } = this.repairs.get(hotkey) ?? { done: 0, at: null };
    if (at !== null) return { done, at };
    const draws = stream(this.seed, `repair ${done}`, hotkey);
    const repair = { done, at: block + draws.exponential(this.perBlock) };
    this.repairs.set(hotkey, repair);
    return repair;
  }
}
