import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { slurmScript } from '../../../experiments/cluster/slurm.ts';
import { smallStudy } from './smallStudy.ts';

const place = mkdtempSync(join(tmpdir(), 'slurm-script-'));
afterAll(() => rmSync(place, { recursive: true }));
// Blanks and quotes in a path must not matter.
const home = join(place, "a user's home");
const folder = join(home, 'results');
const shard = join(folder, 'shards/3-of-4');
const calls = join(place, 'calls');
const job = { study: smallStudy, trials: 12, tasks: 4, atOnce: 2, cpus: 3, memory: 100, limit: 60 };
const script = slurmScript(
  job,
  { folder, home, node: join(place, 'bin/node'), program: '/lab program' },
  { time: '1:00:00', partition: 'long' },
);

function program(name: string, lines: string): void {
  writeFileSync(join(place, 'bin', name), `#!/bin/bash\n${lines}\n`);
  chmodSync(join(place, 'bin', name), 0o755);
}

beforeEach(() => {
  rmSync(calls, { force: true });
  rmSync(folder, { recursive: true, force: true });
  for (const one of [shard, join(place, 'bin')]) mkdirSync(one, { recursive: true });
  writeFileSync(join(place, 'job.sbatch'), script);
  program('sleep', 'true');
  requeueExit('(null)');
});

/** What the site has set. */
const requeueExit = (codes: string) =>
  program(
    'scontrol',
    `if [ "$1" = show ]; then echo "RequeueExit             = ${codes}"; else echo "$*" >>${calls}; fi`,
  );

/** Runs task 2 of the array, whose program does this; returns the code the task ends with. */
function task(does: string): number | null {
  program('node', does);
  const env = {
    ...process.env,
    PATH: `${place}/bin:${process.env.PATH}`,
    SLURM_ARRAY_JOB_ID: '77',
    SLURM_ARRAY_TASK_ID: '2',
  };
  return spawnSync('bash', [join(place, 'job.sbatch')], { env }).status;
}
const requeues = (): string => (existsSync(calls) ? readFileSync(calls, 'utf8') : '');

describe('the script of a task', () => {
  it('asks Slurm for an array with a limit, to be requeued, and to be warned before its time is over', () => {
    for (const option of [
      '--array=0-3%2',
      '--requeue',
      '--signal=B:USR1@90',
      '--cpus-per-task=3',
      '--mem=100M',
      '--time=1:00:00',
      '--partition=long',
      '--open-mode=append',
    ])
      expect(script).toContain(`#SBATCH ${option}\n`);
    expect(script).toMatch(/^#SBATCH --output='.*a user'\\''s home.*%A_%a\.log'$/m);
  });

  it('runs the shard of its number, counted from 1, where the study was asked for, without the lock of a killed attempt', () => {
    writeFileSync(join(shard, 'lock'), '1');
    expect(task(`printf '%s|' "$PWD" "$@" >${calls}; ls "${shard}" >>${calls}`)).toBe(0);
    expect(requeues()).toBe(
      `${home}|/lab program|sweep|${folder}/study.json|--shard|3/4|--dir|${shard}|--workers|3|--limit|60|`,
    );
  });

  it.each([0, 1, 2, 130])('ends with %i as its program does, and is not run again', (code) => {
    expect(task(`exit ${code}`)).toBe(code);
    expect(requeues()).toBe('');
  });

  it.each([
    ['a fault of the program', 'exit 70', 70],
    ['a kill', 'kill -9 $$', 137],
    ['a crash', 'kill -6 $$', 134],
  ])('after %s is brought back by its number in the array', (_, does, code) => {
    expect(task(does)).toBe(code);
    expect(requeues()).toBe('requeue 77_2\n');
  });

  it('leaves that to Slurm where the site has RequeueExit for the code, and only for that code', () => {
    requeueExit('70,137');
    expect([task('exit 70'), task('kill -9 $$')]).toEqual([70, 137]);
    expect(requeues()).toBe('');
    expect(task('kill -6 $$')).toBe(134);
    expect(requeues()).toBe('requeue 77_2\n');
    requeueExit('7,1370');
    task('exit 70');
    expect(requeues()).toBe('requeue 77_2\n'.repeat(2));
  });

  it('gives up after ten crashes, with 1: what never ends well is not run for ever', () => {
    for (let k = 0; k < 10; k++) expect(task('exit 70')).toBe(70);
    expect(task('exit 70')).toBe(1);
    expect(requeues()).toBe('requeue 77_2\n'.repeat(10));
  });

  it('warned has its program stop, and is brought back however far that was; cancelled it is not', () => {
    const stops = (signal: string) =>
      `trap 'exit 130' TERM; kill -${signal} $PPID; for ((k = 0; k < 100; k++)); do /bin/sleep 0.05; done; exit 3`;
    expect(task(stops('USR1'))).toBe(130);
    expect(requeues()).toBe('requeue 77_2\n');
    expect(task(`kill -USR1 $PPID; exec /bin/sleep 5`)).toBe(143);
    expect(requeues()).toBe('requeue 77_2\n'.repeat(2));
    expect(task(stops('TERM'))).toBe(130);
    expect(requeues()).toBe('requeue 77_2\n'.repeat(2));
  });

  it('is run by Slurm only', () => {
    const { status, stderr } = spawnSync('bash', [join(place, 'job.sbatch')], { encoding: 'utf8' });
    expect(status).not.toBe(0);
    expect(stderr).toContain('submit this file with sbatch');
  });
});
