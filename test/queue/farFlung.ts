import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Network } from './networks.ts';
import { lab, type Program } from './programs.ts';
import { RedisServer } from './redisServer.ts';

/** One study of real worlds, run on threads of one process and on workers in networks of their own. */
export interface FarFlung {
  readonly trials: number;
  readonly workers: number;
  /** Seconds for which one of them was cut off, and the lease after which its trials are given to others. */
  readonly cutSeconds: number;
  readonly leaseSeconds: number;
  /** SHA-256 of the rows: one process, and the queue. */
  readonly alone: string;
  readonly queued: string;
  /** Trials that each worker brought. */
  readonly brought: readonly number[];
  readonly alarms: number;
  /** What is left in Redis when all is over. */
  readonly keysLeft: readonly string[];
}

/** How the study is run. */
export interface FarFlungPlan {
  readonly cutSeconds: number;
  readonly leaseSeconds: number;
  readonly seeds: number;
  readonly days: number;
}

const words = ({ seeds, days }: FarFlungPlan): string[] =>
  `sweep immunityPeriod=300,600 --scenario synthetic --days ${days} --warm-up 0 --seeds ${seeds} --json`.split(
    ' ',
  );

const workers = 3;
const password = 'only-for-this-test';

/** Runs a study on three workers, each in a network of its own, of which one is cut off in the middle. */
export async function farFlung(plan: FarFlungPlan): Promise<FarFlung> {
  const folder = mkdtempSync(join(tmpdir(), 'far-'));
  const networks = Array.from({ length: workers }, (_, place) => new Network(place));
  const hosts = ['127.0.0.1', ...networks.map(({ host }) => host)];
  // Each cable's end is bound by name, and who comes by it needs the password.
  const server = await RedisServer.start('everysec', '--bind', ...hosts, '--requirepass', password);
  const programs: Program[] = [];
  try {
    const url = `redis://:${password}@127.0.0.1:${server.port}`;
    const coordinator = lab(...words(plan), '--dir', join(folder, 'queued'), '--queue', url);
    const hands = networks.map((network) =>
      network.run(
        process.execPath,
        ...[
          '--import',
          'tsx',
          'experiments/main.ts',
          'worker',
          `redis://:${password}@${network.host}:${server.port}`,
        ],
        ...['--workers', '1', '--lease', String(plan.leaseSeconds), '--json'],
      ),
    );
    programs.push(coordinator, ...hands);
    await hands[0].says(/joined study/);
    // By then it is at a trial, whose result comes late: others have run it meanwhile.
    await new Promise((resolve) => setTimeout(resolve, 2000));
    await networks[0].cut(plan.cutSeconds);
    const queued = await outcomeOf(coordinator);
    for (const hand of hands) hand.child.kill('SIGTERM');
    const brought = await Promise.all(hands.map(async (hand) => (await outcomeOf(hand, 130)).trials));
    const alone = lab(...words(plan), '--dir', join(folder, 'alone'), '--workers', '2');
    programs.push(alone);
    const { rowsHash, total } = await outcomeOf(alone);
    const keys = await server.keys(password);
    return {
      trials: total,
      workers,
      cutSeconds: plan.cutSeconds,
      leaseSeconds: plan.leaseSeconds,
      alone: rowsHash,
      queued: queued.rowsHash,
      brought,
      alarms: (coordinator.stderr.match(/ALARM/g) ?? []).length,
      keysLeft: keys,
    };
  } finally {
    for (const program of programs) if (program.isRunning) await program.kill();
    await server.end();
    for (const network of networks) network.end();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function outcomeOf(program: Program, wanted = 0) {
  const code = await program.ended();
  if (code !== wanted) throw new Error(`ended with ${code}: ${program.stderr}`);
  return JSON.parse(program.stdout);
}
