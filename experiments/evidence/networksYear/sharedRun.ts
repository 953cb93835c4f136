import { Worker } from 'node:worker_threads';
import { firstBlock } from '../../../agents/networks/foundLive.ts';
import type { LiveSetting } from '../../../agents/networks/liveSetting.ts';
import { mergedLive } from '../../../agents/networks/liveShard.ts';
import type { LiveState } from '../../../agents/networks/liveState.ts';
import { blocksPerDay } from '../../../sim/units.ts';
import { runnable } from '../../base/runnable.ts';
import { type ShardResult, type ShardTask, shardOf } from './shardTask.ts';

/** A world that several threads have made, and what each of them did. */
export interface SharedRun {
  readonly live: LiveState;
  readonly shards: readonly ShardResult[];
}

/**
 * The world `blocks` blocks later, made by so many threads that share its networks: the same bytes as one thread makes. Throws what a
 * thread throws.
 */
export async function sharedRun(
  setting: LiveSetting,
  from: LiveState,
  blocks: number,
  shards: number,
): Promise<SharedRun> {
  const perDay = setting.salesPerDay + setting.movesPerDay;
  const dayOf = (block: number) => Math.floor((block - firstBlock) / blocksPerDay);
  const until = from.state.block + blocks;
  const firstPlace = dayOf(from.state.block) * perDay;
  const places = (dayOf(until) + 1) * perDay - firstPlace;
  const made = new Int32Array(new SharedArrayBuffer(4 * places));
  const amounts = new BigInt64Array(new SharedArrayBuffer(8 * places));
  const tasks = Array.from(
    { length: shards },
    (_, shard): ShardTask => ({
      ...{ setting, from, until, shard, shards, made, amounts, firstPlace },
    }),
  );
  const workers = tasks.map(hired);
  // Where one fails, the others wait for its sales: all are ended.
  const results = await Promise.all(workers.map((worker, shard) => resultOf(worker, tasks[shard]))).finally(
    () => Promise.all(workers.map((worker) => worker.terminate())),
  );
  const ownerOf = (netuid: number) => shardOf(netuid, shards);
  return {
    live: mergedLive(
      results.map(({ live }) => live),
      ownerOf,
    ),
    shards: results,
  };
}

const hired = (): Worker =>
  new Worker(new URL('../../boot/worker.mjs', import.meta.url), {
    workerData: { entry: runnable(new URL('./shardTask.ts', import.meta.url)), board: new Int32Array(8) },
  });

const resultOf = (worker: Worker, input: ShardTask): Promise<ShardResult> =>
  new Promise((resolve, reject) => {
    worker.on('error', reject);
    worker.on('message', (message: { ready?: true; result?: ShardResult; reason?: string }) => {
      if (message.ready === true) worker.postMessage({ tasks: [{ id: 0, input }] });
      else if (message.result !== undefined) resolve(message.result);
      else reject(new Error(message.reason ?? 'a thread ended without a result; run it again'));
    });
  });
