import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Program, toyCoordinator, toyWorker } from '../queue/programs.ts';
import { RedisServer } from '../queue/redisServer.ts';
import { inFreshProcess } from './freshProcess.ts';
import type { Promised } from './promises.ts';

/** What a queue costs. */
export interface QueueRow {
  readonly name: 'queue';
  /** Tiny trials a second: BullMQ alone, 16 at a time, and a sweep with its journal through one worker of two threads. Medians of three. */
  readonly bare: number;
  readonly swept: number;
  /** Trials a second of 100 ms each, which sleep and so want no processor: one worker of one thread, and two. */
  readonly one: number;
  readonly two: number;
}

const tiny = 4000;
const long = 120;

interface Run {
  readonly trials: number;
  readonly milliseconds: number;
  readonly workers: number;
  readonly threads: number;
}

/** Each in turn, three times, on a Redis that appends every command to its file. */
export async function benchQueue(): Promise<QueueRow> {
  const server = await RedisServer.start();
  const folder = mkdtempSync(join(tmpdir(), 'yuma-lab-bench-'));
  const perSecond: Record<'bare' | 'swept' | 'one' | 'two', number[]> = {
    bare: [],
    swept: [],
    one: [],
    two: [],
  };
  try {
    for (let turn = 0; turn < 3; turn++) {
      const into = (name: string) => join(folder, `${name}${turn}`);
      perSecond.bare.push(
        inFreshProcess<{ perSecond: number }>('bareQueue.ts', String(server.port), String(tiny), '16')
          .perSecond,
      );
      await server.redis.flushall();
      const few = { trials: tiny, milliseconds: 0, workers: 1, threads: 2 };
      perSecond.swept.push(await swept(server, into('tiny'), few));
      const one = { trials: long, milliseconds: 100, workers: 1, threads: 1 };
      perSecond.one.push(await swept(server, into('one'), one));
      perSecond.two.push(await swept(server, into('two'), { ...one, workers: 2 }));
    }
  } finally {
    await server.end();
    rmSync(folder, { recursive: true, force: true });
  }
  const { bare, swept: through, one, two } = perSecond;
  return { name: 'queue', bare: median(bare), swept: median(through), one: median(one), two: median(two) };
}

async function swept(
  server: RedisServer,
  folder: string,
  { trials, milliseconds, workers, threads }: Run,
): Promise<number> {
  const hands = Array.from({ length: workers }, () => toyWorker([server.url, threads, 30]));
  const programs: Program[] = [...hands];
  try {
    // Workers wait for the study, so that all of them are there from its first trial on.
    await Promise.all(hands.map((hand) => hand.says(/waiting for a study/, 120)));
    const run = toyCoordinator([folder, trials, milliseconds, server.url]);
    programs.push(run);
    if ((await run.ended()) !== 0) throw new Error(run.stderr);
    return JSON.parse(run.stdout).perSecond;
  } finally {
    for (const program of programs) if (program.isRunning) await program.kill();
  }
}

const median = (values: readonly number[]): number =>
  [...values].sort((one, other) => one - other)[Math.floor(values.length / 2)];

export const queueText = ({ bare, swept: through, one, two }: QueueRow): string =>
  [
    `queue, tiny trials a second: BullMQ alone ${bare.toFixed(0)}, a sweep through it ${through.toFixed(0)} (${(through / bare).toFixed(2)} of it)`,
    `queue, trials of 100 ms a second: one worker ${one.toFixed(2)}, two workers ${two.toFixed(2)} (${(two / one).toFixed(2)} times as many)`,
  ].join('\n');

export const queuePromises = ({ bare, swept: through, one, two }: QueueRow): Promised[] => [
  {
    promise: 'queue: tiny trials at 70 % of the rate of BullMQ alone, or more',
    seen: (through / bare).toFixed(2),
    kept: through >= 0.7 * bare,
  },
  {
    promise: 'queue: two workers do 1.8 times as many trials of 100 ms as one, or more',
    seen: (two / one).toFixed(2),
    kept: two >= 1.8 * one,
  },
];
