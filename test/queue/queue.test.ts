import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { lab, labIn, type Program, toyCoordinator, toyWorker } from './programs.ts';
import { RedisServer } from './redisServer.ts';

// Most of a test is the start of processes, which on a busy machine take half a minute each.
vi.setConfig({ testTimeout: 300_000 });

const root = mkdtempSync(join(tmpdir(), 'queue-'));
const running: Program[] = [];
let server: RedisServer;
beforeAll(async () => {
  server = await RedisServer.start();
});
afterEach(async () => {
  for (const program of running.splice(0)) if (program.isRunning) await program.kill();
  await server.redis.flushall();
});
afterAll(async () => {
  await server.end();
  rmSync(root, { recursive: true });
});

const held = (program: Program): Program => {
  running.push(program);
  return program;
};
let folders = 0;
const folder = (): string => join(root, String(folders++));
const coordinator = (into: string, trials: number, milliseconds: number, ...more: string[]) =>
  held(toyCoordinator([into, trials, milliseconds, server.url, ...more]));
const worker = (threads = 2, lease = 1) => held(toyWorker([server.url, threads, lease]));

/** Ids in a journal, read without the code under test. */
const idsIn = (place: string): string[] =>
  existsSync(join(place, 'journal.ndjson'))
    ? readFileSync(join(place, 'journal.ndjson'), 'utf8')
        .split('\n')
        .slice(1, -1)
        .map((line) => JSON.parse(line.slice(17)).id)
    : [];

/** On a busy machine a process may take half a minute to start. */
async function until(what: () => boolean | Promise<boolean>, seconds = 100): Promise<void> {
  for (let tries = 0; tries < seconds * 50; tries++) {
    if (await what()) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error(`not within ${seconds} s: ${what}`);
}

/** The name of the toys' queue. */
const queue = 'c0ffee00c0ffee00';

describe('a study on a queue', () => {
  it('names workers and threads, leaves nothing in Redis, and keeps there at most what is on its way', async () => {
    const place = folder();
    // So many that the study is not over before its worker has been announced.
    const run = coordinator(place, 3000, 2);
    const one = worker();
    let most = 0;
    await until(async () => {
      most = Math.max(most, await server.redis.dbsize());
      return !run.isRunning;
    });
    expect(await run.ended(), run.stderr).toBe(0);
    expect(JSON.parse(run.stdout)).toMatchObject({ ran: 3000, failed: 0, alarms: [] });
    expect(run.stderr).toMatch(/workers, with their threads: \S+:\d+ \(2\)/);
    expect(new Set(idsIn(place)).size).toBe(3000);
    // A key a job, 64 jobs for so few threads, and some twenty of the study and its queue.
    expect(most).toBeLessThan(110);
    await one.says(/left study toy \(c0ffee00\) after 3000 trials/);
    await until(async () => (await server.redis.dbsize()) === 0, 30);
  });

  it('has one coordinator: a second, in whatever folder, is refused and writes nothing', async () => {
    const first = coordinator(folder(), 400, 50);
    worker();
    await first.says(/workers, with/);
    const place = folder();
    const second = coordinator(place, 400, 50);
    expect(await second.ended()).toBe(1);
    expect(second.stderr).toContain(`this study has a coordinator, process ${first.child.pid} on`);
    expect(idsIn(place)).toEqual([]);
    expect(first.isRunning).toBe(true);
  });

  it('compares a second result: the same is passed over, another is an alarm with the command that repeats it', async () => {
    const place = folder();
    const run = coordinator(place, 120, 50);
    worker();
    await until(() => idsIn(place).length > 2);
    const [, one, other] = readFileSync(join(place, 'journal.ndjson'), 'utf8').split('\n');
    const { id: first, measures, text, days } = JSON.parse(one.slice(17));
    const { id: second, days: otherDays } = JSON.parse(other.slice(17));
    const results = `yuma-lab:study:${queue}:results`;
    const send = (message: object) => server.redis.xadd(results, '*', 'trial', JSON.stringify(message));
    await send({ id: first, milliseconds: 1, result: { measures, text, days } });
    await send({ id: second, milliseconds: 1, result: { measures: { x: 0 }, text, days: otherDays } });
    await server.redis.xadd(results, '*', 'trial', 'no message of ours');
    expect(await run.ended()).toBe(1);
    const { ran, alarms } = JSON.parse(run.stdout);
    expect(ran).toBe(120);
    expect(alarms).toMatchObject([{ id: second, what: 'its results differ in measures' }]);
    expect(run.stderr).toMatch(new RegExp(`ALARM: trial ${second} has two results.*toy {`));
    expect(idsIn(place).length).toBe(120);
  });

  it('runs again what a Redis that keeps nothing has lost: every job, every result on its way, and the study itself', async () => {
    const forgetful = await RedisServer.start('nothing');
    try {
      const place = folder();
      const run = held(toyCoordinator([place, 200, 20, forgetful.url, 'volatile']));
      held(toyWorker([forgetful.url, 2, 1]));
      await until(() => idsIn(place).length > 50);
      await forgetful.kill();
      await forgetful.restart();
      expect(await run.ended(), run.stderr).toBe(0);
      expect(JSON.parse(run.stdout)).toMatchObject({ ran: 200, alarms: [] });
      expect(new Set(idsIn(place)).size).toBe(200);
    } finally {
      await forgetful.end();
    }
  });

  it('waits for a Redis that goes away and says so once; after a stated time it ends with what is kept, and the same command goes on', async () => {
    const own = await RedisServer.start();
    try {
      const words =
        'sweep immunityPeriod=300,600 --scenario synthetic --days 0.5 --warm-up 0 --seeds 20 --json'.split(
          ' ',
        );
      const place = folder();
      const sweep = (...more: string[]) => held(lab(...words, '--dir', place, '--queue', own.url, ...more));
      const run = sweep('--patience', '4');
      const hand = held(lab('worker', own.url, '--workers', '2', '--lease', '1'));
      await until(() => idsIn(place).length > 3);
      await own.kill();
      await run.says(/does not answer; waiting for it, up to 4 s/);
      await own.restart();
      const before = idsIn(place).length;
      await until(() => idsIn(place).length > before + 2);
      await own.kill();
      expect(await run.ended()).toBe(130);
      expect(run.stderr.match(/does not answer/g)?.length).toBe(2);
      expect(run.stderr).toMatch(/has been away for 4 s; what is done is kept in/);
      expect(run.stderr).toMatch(
        /stopped: \d+ of 40 trials are done and kept in .*; the same command goes on/,
      );
      const kept = idsIn(place);
      await own.restart();
      const again = sweep();
      expect(await again.ended(), again.stderr).toBe(0);
      expect(JSON.parse(again.stdout)).toMatchObject({ found: kept.length, total: 40, failed: 0 });
      expect(idsIn(place).slice(0, kept.length)).toEqual(kept);
      expect(hand.isRunning).toBe(true);
    } finally {
      await own.end();
    }
  });

  it('takes over what a killed coordinator left: jobs at work are not begun a second time', async () => {
    const place = folder();
    const run = coordinator(place, 80, 100);
    worker(2, 5);
    await until(() => idsIn(place).length > 10);
    await run.kill();
    const again = coordinator(place, 80, 100);
    expect(await again.ended(), again.stderr).toBe(0);
    expect(JSON.parse(again.stdout)).toMatchObject({ failed: 0, alarms: [] });
    expect(new Set(idsIn(place)).size).toBe(80);
    expect(idsIn(place).length).toBe(80);
  });

  it('ends with a fault of the input where Redis has no room, and keeps what is done', async () => {
    const place = folder();
    const run = coordinator(place, 2000, 20);
    worker();
    await until(() => idsIn(place).length > 10);
    await server.redis.config('SET', 'maxmemory', '1');
    try {
      expect(await run.ended()).toBe(1);
      expect(run.stderr).toMatch(/Redis refuses: OOM .*run the same command again/);
      expect(idsIn(place).length).toBeGreaterThan(10);
    } finally {
      await server.redis.config('SET', 'maxmemory', '0');
    }
  });
});

describe('a worker', () => {
  const card = { hash: 'ab'.repeat(32), name: 'theirs', ruleset: 'autumn-2026', by: 'process 1 on other' };
  async function announce(of: object): Promise<void> {
    await server.redis.set('yuma-lab:format', 'yuma-lab queue 1');
    await server.redis.sadd('yuma-lab:studies', 'abababababababab');
    await server.redis.set('yuma-lab:study:abababababababab:card', JSON.stringify({ ...card, ...of }));
    await server.redis.set('yuma-lab:study:abababababababab:lease', '{}', 'PX', 60_000);
  }

  it('of another engine or version is refused, with both named, and the coordinator is told', async () => {
    await announce({ version: '0.0.9', engine: 'yuma-lab-9', schema: 7 });
    const hand = held(lab('worker', server.url));
    expect(await hand.ended()).toBe(2);
    expect(hand.stderr).toMatch(
      /study theirs \(abababab\) is of yuma-lab 0\.0\.9, engine yuma-lab-9, schema 7; this worker is yuma-lab \d+\.\d+\.\d+, engine yuma-lab-2, schema 1: install the same version at both/,
    );
    const [told] = await server.redis.lrange('yuma-lab:study:abababababababab:refusals', 0, -1);
    expect(told).toMatch(/^worker \S+:\d+ refuses: study theirs/);
  });

  it('without the files of one’s own agents is refused with the remedy; one that has them runs the study', async () => {
    const words =
      'sweep novice.effort=0,1 --set novice.share=0.3 --with agents/examples/servesWhileNew.ts --days 0.2 --scenario synthetic --warm-up 0 --seeds 4 --json';
    const run = held(lab(...words.split(' '), '--dir', folder(), '--queue', server.url));
    const elsewhere = held(labIn(root, 'worker', server.url));
    expect(await elsewhere.ended()).toBe(2);
    expect(elsewhere.stderr).toMatch(
      /agents of one's own are not sent, and here agents\/examples\/servesWhileNew\.ts does not exist: .*copy the files of the study to the same paths/,
    );
    await run.says(/worker \S+:\d+ refuses: .*agents of one's own are not sent/);
    held(lab('worker', server.url, '--workers', '2'));
    expect(await run.ended(), run.stderr).toBe(0);
    expect(JSON.parse(run.stdout)).toMatchObject({ ran: 8, failed: 0 });
  });

  it('that is stopped gives its trials back at once, and leaves with 130', async () => {
    const place = folder();
    const run = coordinator(place, 60, 500);
    const first = worker(2, 60);
    await until(() => idsIn(place).length > 0);
    first.child.kill('SIGTERM');
    await first.ended();
    expect(JSON.parse(first.stdout)).toMatchObject({ isStopped: true });
    const before = idsIn(place).length;
    const second = worker(8, 60);
    // With a lease of a minute, trials that were not given back would be missed by now.
    expect(await run.ended(), run.stderr).toBe(0);
    expect(before + JSON.parse(run.stdout).ran).toBeGreaterThan(60);
    expect(second.isRunning).toBe(true);
    const stopped = held(lab('worker', server.url));
    await stopped.says(/waiting for a study/);
    stopped.child.kill('SIGINT');
    expect(await stopped.ended()).toBe(130);
  });

  it('without a study leaves after --until-idle', async () => {
    const hand = held(lab('worker', server.url, '--until-idle', '1', '--json'));
    expect(await hand.ended(), hand.stderr).toBe(0);
    expect(JSON.parse(hand.stdout)).toEqual({ trials: 0, isStopped: false });
  });
});

describe('the command', () => {
  it('names in one line what is wrong with a queue, and ends with 2', async () => {
    const words = [
      'sweep',
      'immunityPeriod=300,600',
      '--scenario',
      'synthetic',
      '--days',
      '0.1',
      '--seeds',
      '4',
    ];
    const cases: readonly (readonly [readonly string[], RegExp])[] = [
      [
        [...words, '--queue', 'redis://lab:hunter2@127.0.0.1:1'],
        /no Redis answers at redis:\/\/127\.0\.0\.1:1 /,
      ],
      [[...words, '--queue', 'localhost'], /the address of the queue must be redis:/],
      [[...words, '--queue', server.url, '--workers', '2'], /--workers and --queue contradict each other/],
      [['worker', 'redis://127.0.0.1:1'], /no Redis answers at redis:\/\/127\.0\.0\.1:1 /],
    ];
    const programs = cases.map(([args]) =>
      held(lab(...args, ...(args[0] === 'sweep' ? ['--dir', folder()] : []))),
    );
    for (const [k, [, message]] of cases.entries()) {
      expect(await programs[k].ended()).toBe(2);
      expect(programs[k].stderr).toMatch(message);
      expect(programs[k].stderr).not.toMatch(/hunter2|\n\s+at /);
    }
  });
});
