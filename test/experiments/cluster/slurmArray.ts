import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { studyHash } from '../../../experiments/base/identity.ts';
import type { ClusterJob } from '../../../experiments/cluster/job.ts';
import { slurmScript } from '../../../experiments/cluster/slurm.ts';
import { keepPlan } from '../../../experiments/run/resultsFolder.ts';
import { compiled } from '../../compiled.ts';
import { type OneNodeSlurm, pause } from './oneNodeSlurm.ts';

/** A process of a task: the program of a shard. */
export interface Program {
  readonly pid: number;
  readonly shard: string;
}

/** The programs that run shards in a folder, read from the system. */
export function programsIn(folder: string): Program[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      const words = commandOf(name);
      const place = words[words.indexOf('--dir') + 1] ?? '';
      return words.includes('sweep') && place.startsWith(folder) ? [{ pid: Number(name), shard: place }] : [];
    });
}

function commandOf(pid: string): string[] {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0');
  } catch {
    return [];
  }
}

/** Ids in a journal, read without the code under test. */
export function idsIn(folder: string): string[] {
  const path = join(folder, 'journal.ndjson');
  if (!existsSync(path)) return [];
  const lines = readFileSync(path, 'utf8').split('\n').slice(1, -1);
  return lines.map((line) => JSON.parse(line.slice(17)).id);
}

/** Waits for a program that has brought a row since it was first seen: one at work. */
export async function atWork(folder: string): Promise<Program> {
  const found = new Map<number, number>();
  const end = performance.now() + 180_000;
  while (performance.now() < end) {
    for (const program of programsIn(folder)) {
      const rows = idsIn(program.shard).length;
      if (rows > (found.get(program.pid) ?? rows)) return program;
      found.set(program.pid, found.get(program.pid) ?? rows);
    }
    // To look through all processes takes milliseconds of a core.
    await pause(60);
  }
  throw new Error('no program of a task brought a row in three minutes');
}

/** All that the tasks of a folder have said. */
export const logsOf = (folder: string): string =>
  readdirSync(join(folder, 'logs'))
    .map((name) => readFileSync(join(folder, 'logs', name), 'utf8'))
    .join('');

export const countIn = (text: string, pattern: RegExp): number => [...text.matchAll(pattern)].length;

/** Runs lines of a shell as a person would who has copied them. */
export function shell(slurm: OneNodeSlurm, lines: string): string {
  const { status, stdout, stderr } = spawnSync('bash', ['-c', lines], { env: slurm.env, encoding: 'utf8' });
  if (status !== 0) throw new Error(`ended with ${status}: ${stderr}${stdout}`);
  return stdout.trim();
}

/** Writes the job of a study in a folder, and submits it and its merge by the lines that its remarks give. Returns the id of the array. */
export function submitted(slurm: OneNodeSlurm, job: ClusterJob, folder: string): string {
  const places = {
    folder,
    home: process.cwd(),
    node: process.execPath,
    program: join(compiled(), 'experiments/main.js'),
  };
  const script = join(folder, 'job.sbatch');
  mkdirSync(join(folder, 'logs'), { recursive: true });
  keepPlan(folder, { hash: studyHash(job.study), plan: job.study });
  writeFileSync(script, slurmScript(job, places));
  return submittedScript(slurm, script);
}

/** The same of a script that is written. */
export function submittedScript(slurm: OneNodeSlurm, script: string): string {
  const text = readFileSync(script, 'utf8');
  const lines = [...text.matchAll(/^# {3}(.*sbatch .*)$/gm)].map(([, line]) => line);
  if (lines.length !== 2) throw new Error(`two lines submit a job and its merge; found ${lines.join('; ')}`);
  const said = shell(slurm, [...lines, 'echo $id'].join('\n').replace('<this file>', `'${script}'`));
  return said.split('\n').at(-1)!;
}

/** Waits until a merge of a folder's shards has said something; returns all that it said. */
export async function joinedIn(slurm: OneNodeSlurm, folder: string, what = /rows SHA-256/): Promise<string> {
  const path = join(folder, 'logs/merge.log');
  const said = () => (existsSync(path) ? readFileSync(path, 'utf8') : '');
  await slurm.until(`the merge says ${what}`, () => what.test(said()), 240);
  return said();
}

/** The process of the job script that runs a program. */
export function scriptOf({ pid }: Program): number {
  const parent = Number(readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1].split(' ')[1]);
  if (!commandOf(String(parent)).some((word) => word.endsWith('slurm_script')))
    throw new Error(`process ${parent} is no job script: ${commandOf(String(parent)).join(' ')}`);
  return parent;
}
