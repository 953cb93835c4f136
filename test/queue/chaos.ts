import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { rowsHash } from '../../experiments/run/journal.ts';
import { stream } from '../../sim/random.ts';
import { toyPlans, toySweep } from '../fixtures/toyStudy.ts';
import { resultOf, type ToyPlan } from '../fixtures/toyTrial.ts';
import { type Program, toyCoordinator, toyWorker } from './programs.ts';
import { type Fsync, RedisServer } from './redisServer.ts';

/** Those that are killed. */
export const victims = ['coordinator', 'worker', 'redis'] as const;
export type Victim = (typeof victims)[number];

/** What kills did to a sweep. */
export interface ChaosAccount {
  readonly fsync: Fsync;
  readonly seed: number;
  readonly trials: number;
  readonly kills: Readonly<Record<Victim, number>>;
  /** Rows that the journal had acknowledged, and those of them that it has no more. */
  readonly acknowledged: number;
  readonly lost: number;
  /** Rows that are in the journal twice. */
  readonly double: number;
  /** Trials that were begun more than once, on whatever worker. */
  readonly runAgain: number;
  readonly alarms: number;
  readonly sameBytes: boolean;
  readonly seconds: number;
}

/** How a sweep is disturbed. */
export interface ChaosPlan {
  readonly kills: number;
  readonly fsync: Fsync;
  readonly seed: number;
  /** Trials for each kill, each of so many milliseconds: enough that all kills come while trials run. */
  readonly trialsEach?: number;
  readonly milliseconds?: number;
}

const workers = 2;

const linesOf = (path: string): string[] =>
  existsSync(path) ? readFileSync(path, 'utf8').split('\n').slice(0, -1) : [];

const pause = (time: number) => new Promise((resolve) => setTimeout(resolve, time));

/** A sweep of toy trials through a queue, with a coordinator, two workers and a Redis that are killed at keyed random moments and started again. */
export async function disturb({
  kills,
  fsync,
  seed,
  trialsEach = 100,
  milliseconds = 30,
}: ChaosPlan): Promise<ChaosAccount> {
  const started = performance.now();
  const folder = mkdtempSync(join(tmpdir(), 'chaos-'));
  const trials = kills * trialsEach;
  const scene = new Scene(folder, await RedisServer.start(fsync), toyPlans(trials, milliseconds));
  const random = stream(`chaos ${seed}`, fsync, kills);
  const struck: Record<Victim, number> = { coordinator: 0, worker: 0, redis: 0 };
  try {
    scene.open();
    for (let kill = 0; kill < kills; kill++) {
      // Each is among the first three, then whoever is drawn.
      const victim =
        kill < victims.length ? victims[kill] : victims[Math.floor(random.next() * victims.length)];
      await scene.progress();
      await pause(random.next() * 400);
      await scene.strike(victim, random.next());
      struck[victim] += 1;
    }
    return { fsync, seed, trials, kills: struck, ...(await scene.close(started)) };
  } finally {
    await scene.end();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What is on stage. */
class Scene {
  private readonly folder: string;
  private readonly redis: RedisServer;
  private readonly plans: readonly ToyPlan[];
  private coordinator!: Program;
  private workers: Program[] = [];

  constructor(folder: string, redis: RedisServer, plans: readonly ToyPlan[]) {
    this.folder = folder;
    this.redis = redis;
    this.plans = plans;
  }

  open(): void {
    this.coordinator = this.coordinate();
    this.workers = Array.from({ length: workers }, () => this.work());
  }

  /** Waits until another row was acknowledged since the last call. */
  async progress(): Promise<void> {
    const before = linesOf(this.acks).length;
    for (let tries = 0; linesOf(this.acks).length === before; tries++) {
      if (!this.coordinator.isRunning || tries > 3000)
        throw new Error(`no progress after ${before} rows; the coordinator said: ${this.coordinator.stderr}`);
      await pause(10);
    }
  }

  async strike(victim: Victim, draw: number): Promise<void> {
    if (victim === 'coordinator') {
      await this.coordinator.kill();
      this.coordinator = this.coordinate();
    } else if (victim === 'worker') {
      const place = Math.floor(draw * workers);
      await this.workers[place].kill();
      this.workers[place] = this.work();
    } else {
      await this.redis.kill();
      await this.redis.restart();
    }
  }

  /** Lets it come to its end and looks at what is there. */
  async close(started: number) {
    const code = await this.coordinator.ended();
    const { stdout, stderr } = this.coordinator;
    if (code !== 0 && code !== 1) throw new Error(`the coordinator ended with ${code}: ${stderr}`);
    const { rowsHash: found, alarms } = JSON.parse(stdout);
    const ids = linesOf(join(this.results, 'journal.ndjson'))
      .slice(1)
      .map((line): string => JSON.parse(line.slice(17)).id);
    const kept = new Set(ids);
    const acknowledged = new Set(linesOf(this.acks));
    const begun = linesOf(this.starts).length;
    return {
      acknowledged: acknowledged.size,
      lost: [...acknowledged].filter((id) => !kept.has(id)).length,
      double: ids.length - kept.size,
      runAgain: begun - this.plans.length,
      alarms: alarms.length,
      sameBytes: kept.size === this.plans.length && found === this.undisturbed(),
      seconds: Math.round((performance.now() - started) / 100) / 10,
    };
  }

  async end(): Promise<void> {
    for (const program of [this.coordinator, ...this.workers]) if (program?.isRunning) await program.kill();
    await this.redis.end();
  }

  private coordinate(): Program {
    const [{ milliseconds = 0 }] = this.plans;
    const words = [this.results, this.plans.length, milliseconds, this.redis.url];
    return toyCoordinator(words, { TOY_ACKS: this.acks });
  }

  private work(): Program {
    return toyWorker([this.redis.url, 2, 1], { TOY_STARTS: this.starts });
  }

  /** The bytes of the same sweep, without a queue, a worker or a journal. */
  private undisturbed(): string {
    const { trials } = toySweep(this.folder, this.plans);
    return rowsHash(
      trials.map(({ id, plan, labels }) => ({
        ...resultOf((plan as ToyPlan).seed),
        ...labels,
        id,
        plan,
        status: 'complete',
      })),
    );
  }

  private get results(): string {
    return join(this.folder, 'results');
  }

  private get acks(): string {
    return join(this.folder, 'acks');
  }

  private get starts(): string {
    return join(this.folder, 'starts');
  }
}
