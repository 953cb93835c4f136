import type { Network } from '../../sim/network.ts';
import { type Block, type Blocks, blocksPerDay, type Serial } from '../../sim/units.ts';
import type { Candidate } from '../candidate.ts';

/** Whom to follow, and for how long. */
export interface FollowRule {
  /** First and last block at which someone who is followed arrives. */
  readonly window: readonly [first: Block, last: Block];
  /** Blocks that each is followed. */
  readonly horizon: Blocks;
  /** Whether someone who arrives would be a good member. */
  isGood(candidate: Candidate): boolean;
}

/** How someone who is followed fares. */
interface Way {
  readonly arrived: Block;
  registered: Block | null;
  paid: Block | null;
}

/** How those fared who would have been good members; a time that was not reached within the horizon counts as the horizon. */
export interface WaysFound {
  readonly followed: number;
  /** Never registered within the horizon. */
  readonly leftOut: number;
  readonly everPaid: number;
  /** Mean over all of them of the time from arrival to first pay, days; null: nobody was followed. */
  readonly daysToPay: number | null;
}

/** Follows good newcomers from the day they arrive, whether a gate lets them in or not: the same people under every gate. */
export class NewcomersFollowed {
  private readonly rule: FollowRule;
  private readonly ways = new Map<Serial, Way>();
  private readonly met = new Set<Serial>();
  /** Hotkeys that hold a slot and were not paid yet. */
  private readonly unpaid = new Set<Serial>();

  constructor(rule: FollowRule) {
    this.rule = rule;
  }

  /** Someone looks at the network; only the first time matters. */
  meet(candidate: Candidate): void {
    const { serial, arrived } = candidate;
    if (this.met.has(serial)) return;
    this.met.add(serial);
    const [first, last] = this.rule.window;
    if (arrived >= first && arrived <= last && this.rule.isGood(candidate))
      this.ways.set(serial, { arrived, registered: null, paid: null });
  }

  seated(serial: Serial, block: Block): void {
    const way = this.ways.get(serial);
    if (way === undefined) return;
    way.registered ??= block;
    if (way.paid === null) this.unpaid.add(serial);
  }

  /** The network has stepped. */
  step({ size, hotkey, incentive }: Readonly<Network>, block: Block): void {
    if (this.unpaid.size === 0) return;
    for (let uid = 0; uid < size; uid++) {
      if (incentive[uid] <= 0 || !this.unpaid.delete(hotkey[uid])) continue;
      const way = this.ways.get(hotkey[uid]);
      if (way !== undefined) way.paid = block;
    }
  }

  found(): WaysFound {
    const { horizon } = this.rule;
    const ways = [...this.ways.values()];
    const within = (way: Way, at: Block | null) => at !== null && at - way.arrived <= horizon;
    const waits = ways.map((way) =>
      way.paid !== null && within(way, way.paid) ? way.paid - way.arrived : horizon,
    );
    const followed = ways.length;
    return {
      followed,
      leftOut: ways.filter((way) => !within(way, way.registered)).length,
      everPaid: ways.filter((way) => within(way, way.paid)).length,
      daysToPay: followed === 0 ? null : waits.reduce((sum, one) => sum + one, 0) / followed / blocksPerDay,
    };
  }
}
