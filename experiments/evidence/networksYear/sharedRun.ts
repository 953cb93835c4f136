import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { firstBlock } from '../../../agents/networks/foundLive.ts';
import type { LiveSetting } from '../../../agents/networks/liveSetting.ts';
import { mergedLive } from '../../../agents/networks/liveShard.ts';
import type { LiveState } from '../../../agents/networks/liveState.ts';
import { type Block, blocksPerDay } from '../../../sim/units.ts';
import { runnable } from '../../base/runnable.ts';
import type { Exchange, ShardResult, ShardTask } from './shardTask.ts';

/** A world that several threads have made so far, and what each of them did. */
export interface SharedRun {
  readonly live: LiveState;
  readonly shards: readonly ShardResult[];
}

/** Threads that share the networks of a world, and keep them in memory from day to day. */
export interface SharedWorld {
  /** The world up to `until`, made by all threads: the same bytes as one thread makes. Throws what a thread throws. */
  advance(until: Block): Promise<SharedRun>;
  end(): Promise<void>;
}

/** Starts so many threads with the networks of a world. */
export function sharedWorld(setting: LiveSetting, from: LiveState, shards: number): SharedWorld {
  const workers = Array.from({ length: shards }, hired);
  let block = from.state.block;
  let hasBegun = false;

  const dayTasks = (until: Block, asksState: boolean): ShardTask[] => {
    const exchange = exchangeOf(setting);
    return workers.map((_, shard) => ({
      beginning: hasBegun ? null : { setting, from, shard, shards },
      ...{ until, exchange, asksState },
    }));
  };
  const end = async () => {
    await Promise.all(workers.map(({ worker }) => worker.terminate()));
  };
  const advanceInDay = async (until: Block, asksState: boolean): Promise<readonly ShardResult[]> => {
    const tasks = dayTasks(until, asksState);
    hasBegun = true;
    block = until;
    // Where one fails, the others wait for its sales: all are ended.
    return Promise.all(workers.map(({ work }, shard) => work(tasks[shard]))).catch(async (fault) => {
      await end();
      throw fault;
    });
  };

  return {
    async advance(until) {
      while (endOfDay(block) < until) await advanceInDay(endOfDay(block), false);
      const results = await advanceInDay(until, true);
      return { live: mergedLive(results.flatMap(({ live }) => live ?? [])), shards: results };
    },
    end,
  };
}

const endOfDay = (block: Block): Block =>
  firstBlock + (Math.floor((block - firstBlock) / blocksPerDay) + 1) * blocksPerDay;

function exchangeOf({ salesPerDay, movesPerDay }: LiveSetting): Exchange {
  const orders = salesPerDay + movesPerDay;
  return {
    made: new Int32Array(new SharedArrayBuffer(4 * orders)),
    amounts: new BigInt64Array(new SharedArrayBuffer(8 * orders)),
  };
}

/** A thread, and how it does a task after another. */
interface Hired {
  readonly worker: Worker;
  work(input: ShardTask): Promise<ShardResult>;
}

/** An epoch makes many short-lived numbers: with room for several epochs of them, nearly all are gone when room is made. */
const youngMegabytes = 384;

type Message = { ready?: true; result?: ShardResult; reason?: string };

function hired(): Hired {
  const worker = new Worker(new URL('../../boot/worker.mjs', import.meta.url), {
    workerData: { entry: runnable(new URL('./shardTask.ts', import.meta.url)), board: new Int32Array(8) },
    resourceLimits: { maxYoungGenerationSizeMb: youngMegabytes },
  });
  const next = (): Promise<Message> => once(worker, 'message').then(([message]) => message);
  const ready = next();
  // A thread that cannot start says so at its first task.
  ready.catch(() => undefined);
  return {
    worker,
    work: async (input) => {
      await ready;
      worker.postMessage({ tasks: [{ id: 0, input }] });
      const { result, reason } = await next();
      if (result === undefined) throw new Error(reason ?? 'a thread ended without a result; run it again');
      return result;
    },
  };
}
