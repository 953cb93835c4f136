import { ln } from '../math/elementary.ts';
import { stakeAt } from '../stake.ts';
import { type Block, blocksPerDay, raoPerTao, type Uid } from '../units.ts';
import type { World } from '../world.ts';
import { Mean } from './mean.ts';

/** Who deceives, and what a client gets; known to the metrics where a world has either. */
export interface AdversaryTruth {
  /** Whether the holder of a uid mines, and whether it deceives. */
  readonly kindOf: (uid: Uid) => 'honest' | 'cheater' | 'other';
  /** [uid] 1 for validators that judge nobody themselves; null: there are none. */
  readonly idle: Uint8Array | null;
  readonly hasCheaters: boolean;
  /** Loss of the client's average of answers now, nats; null: nobody reads. */
  readonly clientLoss: (() => number) | null;
  /** Joined answers evaluated so far; null where the rule does not count. */
  readonly forwards: (() => number) | null;
}

/** Blocks between two looks of the client. */
const lookBlocks = 1200;
/** ln 50,257: the loss of guessing. */
const guessing = ln(50_257);

/** Sums up what deceit earns and what a client gets for the emission; measures nothing where there is neither. */
export class AdversaryMeasures {
  private readonly world: World;
  private readonly adversaries: AdversaryTruth;
  private readonly ratio = new Mean();
  private readonly share = new Mean();
  private readonly count = new Mean();
  private readonly idle = new Mean();
  private readonly loss = new Mean();
  private readonly tao = new Mean();
  private nextLook: Block;
  private forwardsBefore = 0;
  private updatesBefore = 0;

  constructor(world: World, adversaries: AdversaryTruth, from: Block) {
    this.world = world;
    this.adversaries = adversaries;
    this.nextLook = from;
  }

  /** A step before the measured window. */
  skip(updates: number): void {
    this.forwardsBefore = this.adversaries.forwards?.() ?? 0;
    this.updatesBefore = updates;
  }

  /** A step of the measured window. */
  step(): void {
    if (this.adversaries.hasCheaters) this.weighMiners();
    if (this.adversaries.idle !== null) this.weighIdlers(this.adversaries.idle);
    const { clientLoss } = this.adversaries;
    if (clientLoss === null || this.world.block < this.nextLook) return;
    this.loss.add(clientLoss());
    this.tao.add((this.world.rules.distributed(this.world) / raoPerTao) * blocksPerDay);
    this.nextLook = this.world.block + lookBlocks;
  }

  private weighMiners(): void {
    const { incentive, size } = this.world.network;
    const paid = { honest: 0, cheater: 0, other: 0 };
    const count = { honest: 0, cheater: 0, other: 0 };
    for (let uid = 0; uid < size; uid++) {
      const kind = this.adversaries.kindOf(uid);
      paid[kind] += incentive[uid];
      count[kind] += 1;
    }
    const miners = count.honest + count.cheater;
    if (miners > 0) this.count.add(count.cheater / miners);
    const all = paid.honest + paid.cheater;
    if (all > 0) this.share.add(paid.cheater / all);
    if (count.cheater > 0 && paid.honest > 0)
      this.ratio.add(paid.cheater / count.cheater / (paid.honest / count.honest));
  }

  /** Dividends over stake of the idle, over the same of the others. */
  private weighIdlers(idle: Uint8Array): void {
    const { network } = this.world;
    const sums = [0, 1].map(() => ({ stake: 0, dividends: 0 }));
    for (let uid = 0; uid < network.size; uid++) {
      if (network.weights[uid].targets.length < 2) continue;
      sums[idle[uid]].stake += stakeAt(network.stakes, uid);
      sums[idle[uid]].dividends += network.dividends[uid];
    }
    const [working, resting] = sums;
    if (resting.stake > 0 && working.dividends > 0)
      this.idle.add(resting.dividends / resting.stake / (working.dividends / working.stake));
  }

  finish(updates: number): Record<string, number | null> {
    const { adversaries, loss, tao } = this;
    const asked = updates - this.updatesBefore;
    return {
      ...(adversaries.hasCheaters && {
        cheaterRatio: this.ratio.value,
        cheaterPay: this.share.value,
        cheaterShare: this.count.value,
      }),
      ...(adversaries.idle !== null && { idlerRatio: this.idle.value }),
      ...(adversaries.clientLoss !== null && {
        clientLoss: loss.value,
        clientGainPerTao:
          loss.value === null || !tao.value ? null : (1000 * (guessing - loss.value)) / tao.value,
      }),
      ...(adversaries.forwards !== null && {
        forwardsPerQuery: asked > 0 ? (adversaries.forwards() - this.forwardsBefore) / asked : null,
      }),
    };
  }
}
