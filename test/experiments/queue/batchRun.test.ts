import { Queue } from 'bullmq';
import type { Redis } from 'ioredis';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { BatchRun } from '../../../experiments/queue/batchRun.ts';
import { keysOf, prefix } from '../../../experiments/queue/keys.ts';
import { listOf } from '../../../experiments/queue/trialList.ts';
import { readJob, textOfResult } from '../../../experiments/queue/wire.ts';
import { toyKinds } from '../../fixtures/toyKinds.ts';
import { toyPlans, toySweep } from '../../fixtures/toyStudy.ts';
import { RedisServer } from '../../queue/redisServer.ts';

const name = 'c0ffee00c0ffee00';
let server: RedisServer;
let queue: Queue;
let reader: Redis;
beforeEach(async () => {
  server = await RedisServer.start('nothing');
  reader = server.redis.duplicate();
  queue = new Queue(name, { connection: server.redis, prefix });
  await server.redis.xadd(keysOf(name).results, '*', 'opened', '1');
});
afterEach(async () => {
  await queue.close();
  reader.disconnect();
  await server.end();
});

/** A batch of toy trials on its way, and what it has heard. */
function batchOf(count: number) {
  const tasks = toySweep('', toyPlans(count)).trials.map(({ id, plan }) => ({ id, input: plan }));
  const heard = { complete: new Set<string>(), failed: [] as string[] };
  const run = new BatchRun<object>(
    {
      tasks,
      onResult: (id) => heard.complete.add(id),
      onFailure: (id) => heard.failed.push(id),
    },
    {
      queue,
      redis: server.redis,
      reader,
      name,
      list: listOf({ kind: 'toy', plan: null, tasks }, toyKinds.toy),
      signal: new AbortController().signal,
      session: 's',
      threads: () => 2,
      connections: () => 1,
      again() {},
    },
  );
  return { run, heard };
}

/** Trials of each job that is in Redis. */
const jobs = async (): Promise<string[][]> =>
  (await queue.getJobs(['waiting'])).map((job) => readJob(job.data)?.trials.map(([, id]) => id) ?? []);

/** As workers would: results of all jobs, which are then gone. */
async function workOff(): Promise<void> {
  for (const id of (await jobs()).flat())
    await server.redis.xadd(keysOf(name).results, '*', 'trial', textOfResult(id, {}, 0.1));
  await queue.obliterate({ force: true });
}

it('trials that were lost with their worker in one job travel alone from then on, so that one that kills it takes no other along', async () => {
  const { run, heard } = batchOf(200);
  await run.turn();
  expect((await jobs()).map((ids) => ids.length)).toEqual(Array(64).fill(1));
  await workOff();
  while (heard.complete.size < 64) await run.turn();
  await run.turn();
  expect((await jobs()).map((ids) => ids.length)).toEqual([136]);

  await queue.obliterate({ force: true });
  while ((await jobs()).length === 0) await run.turn();
  expect((await jobs()).map((ids) => ids.length)).toEqual(Array(64).fill(1));
  while (!run.isDone) {
    await workOff();
    await run.turn();
  }
  expect([heard.complete.size, heard.failed]).toEqual([200, []]);
}, 60_000);

it('jobs that no list has any more, as a worker leaves them that clears up behind a study it believes over, are given out again', async () => {
  const { run, heard } = batchOf(10);
  await run.turn();
  const before = await server.redis.keys(`${prefix}:${name}:s-*`);
  expect(before.length).toBe(10);
  await server.redis.del(queue.toKey('wait'));
  while ((await jobs()).length === 0) await run.turn();
  expect(await server.redis.exists(...before)).toBe(0);
  while (!run.isDone) {
    await workOff();
    await run.turn();
  }
  expect([heard.complete.size, heard.failed]).toEqual([10, []]);
}, 60_000);
