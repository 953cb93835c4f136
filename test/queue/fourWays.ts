import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { OneNodeSlurm } from '../experiments/cluster/oneNodeSlurm.ts';
import { countIn, joinedIn, logsOf, submittedScript } from '../experiments/cluster/slurmArray.ts';
import { type FarFlungPlan, farStudy, type OnFarWorkers, onFarWorkers, rowsIn, saidBy } from './farFlung.ts';
import { lab } from './programs.ts';

/** Shards, and tasks of Slurm. */
const parts = 4;

/** The journal that a study has left, as this script reads it. */
export interface Left {
  readonly rows: number;
  /** Of its canonical rows in the order of their ids, each with its newline. */
  readonly sha256: string;
}

/** One study, run in all four ways in which a study may run. */
export interface FourWays {
  readonly study: { readonly command: string; readonly hash: string; readonly trials: number };
  readonly ways: Readonly<Record<'oneProcess' | 'fourShards' | 'slurm' | 'redis', Left>>;
  /** Tasks of the array, and those that ended with 0. */
  readonly slurm: { readonly tasks: number; readonly done: number };
  readonly redis: Omit<OnFarWorkers, 'rowsHash'>;
}

/**
 * Runs a study on the threads of one process, as four shards that are merged, as an array of four tasks of Slurm, and on three workers of a
 * Redis in networks of their own, of which one is cut off in the middle. Each way has a folder of its own, and nothing of another.
 */
export async function fourWays(plan: FarFlungPlan): Promise<FourWays> {
  const root = mkdtempSync(join(tmpdir(), 'ways-'));
  const at = (name: string) => join(root, name);
  const [, ...asked] = farStudy(plan).filter((word) => word !== '--json');
  try {
    const { total } = await saidBy(lab(...farStudy(plan), '--dir', at('one'), '--workers', '2'));
    await inShards(asked, at('sharded'));
    const done = await onSlurm(asked, at('slurm'));
    const { rowsHash: _, ...redis } = await onFarWorkers(farStudy(plan), at('redis'), plan);
    return {
      study: {
        command: ['sweep', ...asked].join(' '),
        hash: JSON.parse(readFileSync(at('one/study.json'), 'utf8')).hash,
        trials: total,
      },
      ways: {
        oneProcess: leftIn(at('one')),
        fourShards: leftIn(at('sharded')),
        slurm: leftIn(at('slurm')),
        redis: leftIn(at('redis')),
      },
      slurm: { tasks: parts, done },
      redis,
    };
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

/** Whether all four have every row once, and the same bytes, and the cut came while trials ran. */
export function isSame({ study, ways, slurm, redis }: FourWays): boolean {
  const left = Object.values(ways);
  const isWhole = left.every(
    ({ rows, sha256 }) => rows === study.trials && sha256 === ways.oneProcess.sha256,
  );
  const isMiddle = redis.rowsAtCut < redis.rowsAtMend && redis.rowsAtMend < study.trials;
  return isWhole && isMiddle && slurm.done === parts && redis.alarms + redis.keysLeft.length === 0;
}

/** Every shard by a command of its own, then their merge. */
async function inShards(asked: readonly string[], folder: string): Promise<void> {
  const shards = Array.from({ length: parts }, (_, k) => join(folder, `shards/${k + 1}-of-${parts}`));
  for (const [k, shard] of shards.entries())
    await saidBy(
      lab('sweep', ...asked, '--shard', `${k + 1}/${parts}`, '--dir', shard, '--workers', '2', '--json'),
    );
  await saidBy(lab('merge', ...shards, '--dir', folder, '--json'));
}

/** The job that `cluster slurm` writes, submitted with its merge by the lines that it gives. Returns how many tasks ended with 0. */
async function onSlurm(asked: readonly string[], folder: string): Promise<number> {
  const slurm = new OneNodeSlurm();
  try {
    await slurm.start();
    const script = join(slurm.root, 'job.sbatch');
    const job = ['--tasks', String(parts), '--memory', '128', '--dir', folder, '--out', script, '--json'];
    await saidBy(lab('cluster', 'slurm', ...asked, ...job));
    submittedScript(slurm, script);
    await joinedIn(slurm, folder);
    return countIn(logsOf(folder), / ended with 0 /g);
  } finally {
    await slurm.close();
  }
}

function leftIn(folder: string): Left {
  const rows = rowsIn(folder);
  const text = rows.map((row) => `${row}\n`).join('');
  return { rows: rows.length, sha256: createHash('sha256').update(text).digest('hex') };
}
