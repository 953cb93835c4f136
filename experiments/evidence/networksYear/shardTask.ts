import { LiveNetworks } from '../../../agents/networks/liveNetworks.ts';
import type { LiveSetting } from '../../../agents/networks/liveSetting.ts';
import type { LiveShard } from '../../../agents/networks/liveShard.ts';
import type { LiveState } from '../../../agents/networks/liveState.ts';
import type { Netuid } from '../../../sim/units.ts';

/** A run of some of the networks up to a block, beside the runs of the others. */
export interface ShardTask {
  readonly setting: LiveSetting;
  readonly from: LiveState;
  readonly until: number;
  readonly shard: number;
  readonly shards: number;
  /** [order] 1 once a sale has been made, and RAO that it came to. The first is the order `firstPlace`. */
  readonly made: Int32Array;
  readonly amounts: BigInt64Array;
  readonly firstPlace: number;
}

/** What a run leaves. */
export interface ShardResult {
  readonly live: LiveState;
  readonly counts: LiveNetworks['counts'];
  /** Milliseconds by the clock, in which it waited for others. */
  readonly waited: number;
}

/** Networks are dealt out in turn, so each run has as many of each size and age. */
export const shardOf = (netuid: Netuid, shards: number): number => netuid % shards;

/** What a worker does: makes the blocks, and waits where a sale belongs to another run. */
export function run(task: ShardTask): ShardResult {
  const { setting, from, until, shard, shards, made, amounts, firstPlace } = task;
  let waited = 0;
  const exchange: LiveShard = {
    owns: (netuid) => shardOf(netuid, shards) === shard,
    tell(place, rao) {
      amounts[place - firstPlace] = rao;
      Atomics.store(made, place - firstPlace, 1);
      Atomics.notify(made, place - firstPlace);
    },
    ask(place) {
      const began = performance.now();
      Atomics.wait(made, place - firstPlace, 0);
      waited += performance.now() - began;
      return amounts[place - firstPlace];
    },
  };
  const live = new LiveNetworks(setting, from, 'kernel', exchange);
  live.advance(until);
  return { live: live.state(), counts: live.counts, waited };
}
