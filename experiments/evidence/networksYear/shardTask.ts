import { LiveNetworks } from '../../../agents/networks/liveNetworks.ts';
import type { LiveSetting } from '../../../agents/networks/liveSetting.ts';
import type { LiveShard } from '../../../agents/networks/liveShard.ts';
import type { LiveState } from '../../../agents/networks/liveState.ts';
import type { Netuid } from '../../../sim/units.ts';

/** Which of the networks a thread has, of all that the threads share. */
export interface ShardBeginning {
  readonly setting: LiveSetting;
  readonly from: LiveState;
  readonly shard: number;
  readonly shards: number;
}

/** What the threads tell each other in one day. */
export interface Exchange {
  /** [order of the day] 1 once a sale has been made, and RAO that it came to. */
  readonly made: Int32Array;
  readonly amounts: BigInt64Array;
}

/** A run of some of the networks up to a block of the same day, beside the runs of the others. */
export interface ShardTask {
  /** Null: the thread goes on with the networks that it has. */
  readonly beginning: ShardBeginning | null;
  readonly until: number;
  readonly exchange: Exchange;
  /** Whether the world is asked for, as a long run needs it now and then only. */
  readonly asksState: boolean;
}

/** What a run has come to since it began. */
export interface ShardResult {
  /** Only the thread's own networks are in it. Null: it was not asked for. */
  readonly live: LiveState | null;
  readonly counts: LiveNetworks['counts'];
  readonly textBlocks: number;
  /** Milliseconds by the clock, in which it waited for others. */
  readonly waited: number;
}

/** Networks are dealt out in turn by pairs, so each run has as many of each size and age, and of Yuma3, which every second one has. */
export const shardOf = (netuid: Netuid, shards: number): number => (netuid >> 1) % shards;

/** The networks of this thread, which stay in its memory between two tasks. */
class Shard implements LiveShard {
  readonly live: LiveNetworks;
  waited = 0;
  private readonly shard: number;
  private readonly shards: number;
  private exchange: Exchange | null = null;

  constructor({ setting, from, shard, shards }: ShardBeginning) {
    this.shard = shard;
    this.shards = shards;
    this.live = new LiveNetworks(setting, from, 'kernel', this);
  }

  owns(netuid: Netuid): boolean {
    return shardOf(netuid, this.shards) === this.shard;
  }

  tell(place: number, rao: bigint): void {
    const { made, amounts } = this.shared();
    amounts[place] = rao;
    Atomics.store(made, place, 1);
    Atomics.notify(made, place);
  }

  ask(place: number, catchUp: () => boolean): bigint {
    const { made, amounts } = this.shared();
    let hasMore = true;
    while (hasMore && Atomics.load(made, place) === 0) hasMore = catchUp();
    const began = performance.now();
    Atomics.wait(made, place, 0);
    this.waited += performance.now() - began;
    return amounts[place];
  }

  advance({ until, exchange, asksState }: ShardTask): ShardResult {
    this.exchange = exchange;
    this.live.advance(until);
    const { counts, world } = this.live;
    return { live: asksState ? this.own() : null, counts, textBlocks: world.textBlocks, waited: this.waited };
  }

  private own(): LiveState {
    const { state, neurons } = this.live.state();
    return {
      state: { ...state, networks: state.networks.filter(({ subnet }) => this.owns(subnet.netuid)) },
      neurons: new Map([...neurons].filter(([netuid]) => this.owns(netuid))),
    };
  }

  private shared(): Exchange {
    if (this.exchange === null) throw new Error('a sale was made before the first day began');
    return this.exchange;
  }
}

let shard: Shard | null = null;

/** What a worker does: makes the blocks, and waits where a sale belongs to another run. */
export function run(task: ShardTask): ShardResult {
  if (task.beginning !== null) shard = new Shard(task.beginning);
  if (shard === null) throw new Error('the first task of a thread must bring a beginning; it brought none');
  return shard.advance(task);
}
