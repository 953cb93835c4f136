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
  /** Tiny trials a second: BullMQ alone, 16 at a time, and a sweep with its journal through one worker of two threads. Medians. */
  readonly bare: number;
  readonly swept: number;
  /** How many times as many the sweep does, pair by pair, ascending: the two of a pair run one after the other, each first in turn. */
  readonly ratios: readonly number[];
  /** Trials a second of 100 ms each, which sleep and so want no processor: one worker of one thread, and two. Medians of three. */
  readonly one: number;
  readonly two: number;
}

const tiny = 6000;
const pairs = 7;
const turns = 3;
const long = 120;

interface Run {
  readonly trials: number;
  readonly milliseconds: number;
  readonly workers: number;
  readonly threads: number;
}

/** All on a Redis that appends every command to its file. */
export async function benchQueue(): Promise<QueueRow> {
  const server = await RedisServer.start();
  const folder = mkdtempSync(join(tmpdir(), 'yuma-lab-bench-'));
  try {
    const of = await tinyPairs(server, folder);
    const one: number[] = [];
    const two: number[] = [];
    for (let turn = 0; turn < turns; turn++) {
      const each = { trials: long, milliseconds: 100, workers: 1, threads: 1 };
      one.push(await swept(server, join(folder, `one${turn}`), each));
      two.push(await swept(server, join(folder, `two${turn}`), { ...each, workers: 2 }));
    }
    return { name: 'queue', ...of, one: median(one), two: median(two) };
  } finally {
    await server.end();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function tinyPairs(server: RedisServer, folder: string) {
  const bare: number[] = [];
  const through: number[] = [];
  const alone = async () => {
    bare.push(aloneOn(server));
    await server.redis.flushall();
  };
  for (let pair = 0; pair < pairs; pair++) {
    if (pair % 2 === 0) await alone();
    const few = { trials: tiny, milliseconds: 0, workers: 1, threads: 2 };
    through.push(await swept(server, join(folder, `tiny${pair}`), few));
    if (pair % 2 === 1) await alone();
  }
  const ratios = through.map((rate, pair) => rate / bare[pair]).sort((first, second) => first - second);
  return { bare: median(bare), swept: median(through), ratios };
}

const aloneOn = ({ port }: RedisServer): number =>
  inFreshProcess<{ perSecond: number }>('bareQueue.ts', String(port), String(tiny), '16').perSecond;

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

export const queueText = ({ bare, swept: through, ratios, one, two }: QueueRow): string =>
  [
    `queue, tiny trials a second: BullMQ alone ${bare.toFixed(0)}, a sweep through it ${through.toFixed(0)}; ${ratiosText(ratios)}`,
    `queue, trials of 100 ms a second: one worker ${one.toFixed(2)}, two workers ${two.toFixed(2)} (${(two / one).toFixed(2)} times as many)`,
  ].join('\n');

const ratiosText = (ratios: readonly number[]): string =>
  `${median(ratios).toFixed(2)} of it, the median of ${ratios.length} pairs from ${ratios[0].toFixed(2)} to ${ratios[ratios.length - 1].toFixed(2)}`;

export const queuePromises = ({ ratios, one, two }: QueueRow): Promised[] => [
  {
    promise: 'queue: tiny trials at 70 % of the rate of BullMQ alone, or more',
    seen: median(ratios).toFixed(2),
    kept: median(ratios) >= 0.7,
  },
  {
    promise: 'queue: two workers do 1.8 times as many trials of 100 ms as one, or more',
    seen: (two / one).toFixed(2),
    kept: two >= 1.8 * one,
  },
];
