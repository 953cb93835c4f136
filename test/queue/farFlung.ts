import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { labWords } from '../compiled.ts';
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
  /** Rows that the coordinator had when the cable was pulled, and when it was plugged in again. */
  readonly rowsAtCut: number;
  readonly rowsAtMend: number;
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

/** The command of a study of real worlds. */
export const farStudy = ({ seeds, days }: Pick<FarFlungPlan, 'seeds' | 'days'>): string[] =>
  `sweep immunityPeriod=300,600 --scenario synthetic --days ${days} --warm-up 0 --seeds ${seeds} --json`.split(
    ' ',
  );

const workers = 3;
const password = 'only-for-this-test';

/** Runs a study on three workers, each in a network of its own, of which one is cut off in the middle, and in one process. */
export async function farFlung(plan: FarFlungPlan): Promise<FarFlung> {
  const folder = mkdtempSync(join(tmpdir(), 'far-'));
  try {
    const { rowsHash: queued, ...far } = await onFarWorkers(farStudy(plan), join(folder, 'queued'), plan);
    const { rowsHash: alone, total } = await saidBy(
      lab(...farStudy(plan), '--dir', join(folder, 'alone'), '--workers', '2'),
    );
    return { trials: total, alone, queued, ...far };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What became of a study on far workers. */
export type OnFarWorkers = Omit<FarFlung, 'trials' | 'alone' | 'queued'> & { readonly rowsHash: string };

/** Runs the study of a command in a folder, on three workers in networks of their own. */
export async function onFarWorkers(
  study: readonly string[],
  folder: string,
  { cutSeconds, leaseSeconds, seeds }: Omit<FarFlungPlan, 'days'>,
): Promise<OnFarWorkers> {
  const networks = Array.from({ length: workers }, (_, place) => new Network(place));
  const hosts = ['127.0.0.1', ...networks.map(({ host }) => host)];
  // Each cable's end is bound by name, and who comes by it needs the password.
  const server = await RedisServer.start('everysec', '--bind', ...hosts, '--requirepass', password);
  const programs: Program[] = [];
  try {
    const address = (host: string) => `redis://:${password}@${host}:${server.port}`;
    const coordinator = lab(...study, '--dir', folder, '--queue', address('127.0.0.1'));
    const words = ['--workers', '1', '--lease', String(leaseSeconds), '--json'];
    const hands = networks.map((network) =>
      network.run(process.execPath, ...labWords(), 'worker', address(network.host), ...words),
    );
    programs.push(coordinator, ...hands);
    await hands[0].says(/joined study/);
    // A quarter of the two trials of each seed. It is at a trial then, whose result comes late: others have run it meanwhile.
    await rowsCome(coordinator, folder, Math.ceil(seeds / 2));
    const rowsAtCut = rowsIn(folder).length;
    await networks[0].cut(cutSeconds);
    const rowsAtMend = rowsIn(folder).length;
    const { rowsHash } = await saidBy(coordinator);
    for (const hand of hands) hand.child.kill('SIGTERM');
    const brought = await Promise.all(hands.map(async (hand) => (await saidBy(hand, 130)).trials));
    const alarms = (coordinator.stderr.match(/ALARM/g) ?? []).length;
    const keysLeft = await server.keys(password);
    return { workers, cutSeconds, leaseSeconds, rowsAtCut, rowsAtMend, brought, alarms, keysLeft, rowsHash };
  } finally {
    for (const program of programs) if (program.isRunning) await program.kill();
    await server.end();
    for (const network of networks) network.end();
  }
}

/** The canonical rows of a folder in the order of their ids, read without the code under test. */
export function rowsIn(folder: string): string[] {
  const path = join(folder, 'journal.ndjson');
  if (!existsSync(path)) return [];
  const lines = readFileSync(path, 'utf8').split('\n').slice(1, -1);
  const rows = lines.map((line) => line.slice(17)).map((text) => ({ text, id: String(JSON.parse(text).id) }));
  return rows.sort((one, other) => (one.id < other.id ? -1 : 1)).map(({ text }) => text);
}

/** Waits until so many rows are in the journal of a study that runs. */
async function rowsCome(run: Program, folder: string, count: number): Promise<void> {
  while (rowsIn(folder).length < count) {
    if (!run.isRunning) throw new Error(`it ended before ${count} rows were there: ${run.stderr}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** What a command printed for machines, once it has ended as it should. */
export async function saidBy(program: Program, wanted = 0) {
  const code = await program.ended();
  if (code !== wanted) throw new Error(`ended with ${code}: ${program.stderr}`);
  return JSON.parse(program.stdout);
}
