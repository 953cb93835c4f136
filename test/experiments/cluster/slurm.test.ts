import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { studyHash } from '../../../experiments/base/identity.ts';
import { labProgram } from '../../../experiments/cluster/job.ts';
import { slurmScript } from '../../../experiments/cluster/slurm.ts';
import type { Study } from '../../../experiments/plan/study.ts';
import { readJournal, rowsHash } from '../../../experiments/run/journal.ts';
import { keepPlan } from '../../../experiments/run/resultsFolder.ts';
import { runStudy } from '../../../experiments/sweep/runStudy.ts';
import { stream } from '../../../sim/random.ts';
import { OneNodeSlurm, pause, whyNoSlurm } from './oneNodeSlurm.ts';
import { smallStudy } from './smallStudy.ts';

/** More by script: SLURM_ROUNDS=30 npx vitest run test/experiments/cluster/slurm.test.ts */
const rounds = Number(process.env.SLURM_ROUNDS ?? 1);
/** SIGKILLs of the program of a task, in each round. */
const kills = 10;
const tasks = 4;
const study: Study = { ...smallStudy, name: 'array', seeds: 32, days: 1.5 };
const trials = 64;
const minutes = 60_000;

const reason = whyNoSlurm();
const slurm = new OneNodeSlurm();
const random = stream('slurm', 'kills', 1);
let expected: string;

/** A process of a task: the program of a shard. */
interface Program {
  readonly pid: number;
  readonly shard: string;
}

/** The programs that run shards in a folder, read from the system. */
function programsIn(folder: string): Program[] {
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
function idsIn(folder: string): string[] {
  const path = join(folder, 'journal.ndjson');
  if (!existsSync(path)) return [];
  const lines = readFileSync(path, 'utf8').split('\n').slice(1, -1);
  return lines.map((line) => JSON.parse(line.slice(17)).id);
}

/** Waits for a program that has brought a row since it was first seen: one at work. */
async function atWork(folder: string): Promise<Program> {
  const found = new Map<number, number>();
  const end = performance.now() + 3 * minutes;
  while (performance.now() < end) {
    for (const program of programsIn(folder)) {
      const rows = idsIn(program.shard).length;
      if (rows > (found.get(program.pid) ?? rows)) return program;
      found.set(program.pid, found.get(program.pid) ?? rows);
    }
    await pause(20);
  }
  throw new Error('no program of a task brought a row in three minutes');
}

/** Kills programs at work, each at a random moment, and returns the rows that each shard had then. */
async function killPrograms(folder: string): Promise<Map<string, Set<string>>> {
  const acknowledged = new Map<string, Set<string>>();
  for (let killed = 0; killed < kills; ) {
    const { pid, shard } = await atWork(folder);
    await pause(150 * random.next());
    const before = idsIn(shard);
    if (!programsIn(folder).some((program) => program.pid === pid)) continue;
    process.kill(pid, 'SIGKILL');
    killed += 1;
    acknowledged.set(shard, new Set([...(acknowledged.get(shard) ?? []), ...before]));
  }
  return acknowledged;
}

const logsOf = (folder: string): string =>
  readdirSync(join(folder, 'logs'))
    .map((name) => readFileSync(join(folder, 'logs', name), 'utf8'))
    .join('');

const countIn = (text: string, pattern: RegExp): number => [...text.matchAll(pattern)].length;

/** Runs lines of a shell as a person would who has copied them. */
function shell(lines: string): string {
  const { status, stdout, stderr } = spawnSync('bash', ['-c', lines], { env: slurm.env, encoding: 'utf8' });
  expect(status, stderr).toBe(0);
  return stdout.trim();
}

/** Writes the job, and submits it and its merge by the lines that its remarks give. */
function submitted(folder: string): string {
  const job = { study, trials, tasks, atOnce: 2, cpus: 1, memory: 100 };
  const places = { folder, home: process.cwd(), node: process.execPath, program: labProgram() };
  const text = slurmScript(job, places);
  mkdirSync(join(folder, 'logs'), { recursive: true });
  keepPlan(folder, { hash: studyHash(study), plan: study });
  writeFileSync(join(folder, 'job.sbatch'), text);
  const lines = [...text.matchAll(/^# {3}(.*sbatch .*)$/gm)].map(([, line]) => line);
  expect(lines).toHaveLength(2);
  return shell([...lines, 'echo $id'].join('\n').replace('<this file>', `'${join(folder, 'job.sbatch')}'`))
    .split('\n')
    .at(-1)!;
}

describe.skipIf(reason !== null)(
  `a Slurm of one node${reason === null ? '' : ` (skipped: ${reason})`}`,
  () => {
    beforeAll(async () => {
      await slurm.start();
      const whole = await runStudy(study, { folder: join(slurm.root, 'whole'), workers: 2 });
      expect(whole).toMatchObject({ total: trials, failed: 0 });
      expected = whole.rowsHash;
    }, 5 * minutes);
    afterAll(() => slurm.close(), minutes);

    it.each(Array.from({ length: rounds }, (_, k) => k + 1))(
      `runs a study in ${tasks} tasks that are killed ${kills} times, preempted and warned, and joins it to the rows of one process (round %i)`,
      async (round) => {
        const folder = join(slurm.root, `array ${round}`);
        const shards = Array.from({ length: tasks }, (_, k) => join(folder, `shards/${k + 1}-of-${tasks}`));
        const id = submitted(folder);

        // A job of the other partition takes both processors: Slurm brings the tasks back.
        await atWork(folder);
        shell('sbatch -p high --cpus-per-task=2 --mem=100M -o /dev/null --wrap "sleep 1"');
        await slurm.until('a task is preempted', () => /DUE TO PREEMPTION/.test(logsOf(folder)));

        // As some time before a time limit: the script has the program stop, and brings the task back.
        const warned = await atWork(folder);
        const stops = () => countIn(logsOf(folder), / ended with 130 /g);
        const before = stops();
        const number = /(\d+)-of-/.exec(warned.shard)![1];
        slurm.output('scancel', ['--batch', '--signal=USR1', `${id}_${Number(number) - 1}`]);
        await slurm.until('a warned task has stopped', () => stops() > before);

        const acknowledged = await killPrograms(folder);

        const merged = join(folder, 'logs/merge.log');
        await slurm.until(
          'the shards are joined',
          () => /rows SHA-256/.test(existsSync(merged) ? readFileSync(merged, 'utf8') : ''),
          240,
        );
        expect(readFileSync(merged, 'utf8')).toContain(
          `joined ${trials} of ${trials} trials from ${tasks} folders`,
        );

        const logs = logsOf(folder);
        process.stdout.write(
          `round ${round}: ${countIn(logs, / ended with 137 /g)} killed, ${countIn(logs, /DUE TO PREEMPTION/g)} preempted, ` +
            `${countIn(logs, / ended with 130 /g)} stopped, ${countIn(logs, / ended with 0 /g)} done\n`,
        );
        expect(countIn(logs, / ended with 137 /g)).toBe(kills);
        expect(countIn(logs, / ended with 130 /g)).toBeGreaterThanOrEqual(2);
        expect(countIn(logs, / ended with 0 /g)).toBe(tasks);
        for (const [shard, ids] of acknowledged)
          for (const one of ids) expect(idsIn(shard), 'acknowledged, then lost').toContain(one);
        const ids = shards.flatMap(idsIn);
        expect(new Set(ids).size, 'no row stands twice').toBe(ids.length);
        expect(rowsHash(readJournal(join(folder, 'journal.ndjson')).rows.values())).toBe(expected);
      },
      6 * minutes,
    );
  },
);
