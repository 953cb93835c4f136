import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Study } from '../../../experiments/plan/study.ts';
import { readJournal, rowsHash } from '../../../experiments/run/journal.ts';
import { runStudy } from '../../../experiments/sweep/runStudy.ts';
import { stream } from '../../../sim/random.ts';
import { OneNodeSlurm, pause, whyNoSlurm } from './oneNodeSlurm.ts';
import {
  atWork,
  countIn,
  idsIn,
  joinedIn,
  logsOf,
  programsIn,
  scriptOf,
  shell,
  submitted,
} from './slurmArray.ts';
import { smallStudy } from './smallStudy.ts';

/** More by script: SLURM_ROUNDS=30 npx vitest run test/experiments/cluster/slurm.test.ts */
const rounds = Number(process.env.SLURM_ROUNDS ?? 1);
/** SIGKILLs of the program of a task, in each round. */
const kills = 10;
const tasks = 4;
const study: Study = { ...smallStudy, name: 'array', seeds: 32, days: 1.5 };
const trials = 64;
const job = { study, trials, tasks, atOnce: 2, cpus: 1, memory: 100 };
const minutes = 60_000;

const reason = whyNoSlurm();
const slurm = new OneNodeSlurm();
const random = stream('slurm', 'kills', 1);
let expected: string;

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
        const id = submitted(slurm, job, folder);

        // A job of the other partition takes both processors: Slurm brings the tasks back.
        await atWork(folder);
        shell(slurm, 'sbatch -p high --cpus-per-task=2 --mem=100M -o /dev/null --wrap "sleep 1"');
        await slurm.until('a task is preempted', () => /DUE TO PREEMPTION/.test(logsOf(folder)));

        // As some time before a time limit: the script has the program stop, and brings the task back.
        const warned = await atWork(folder);
        const stops = () => countIn(logsOf(folder), / ended with 130 /g);
        const before = stops();
        const number = /(\d+)-of-/.exec(warned.shard)![1];
        slurm.output('scancel', ['--batch', '--signal=USR1', `${id}_${Number(number) - 1}`]);
        await slurm.until('a warned task has stopped', () => stops() > before);

        const acknowledged = await killPrograms(folder);

        expect(await joinedIn(slurm, folder)).toContain(
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

    it(
      'whose job scripts are themselves killed takes their programs along; requeued or submitted again, they go on and lose no row',
      async () => {
        const folder = join(slurm.root, 'scripts');
        const small = { ...job, study: { ...study, name: 'scripts', seeds: 12 }, trials: 24, tasks: 2 };
        const shards = [1, 2].map((number) => join(folder, `shards/${number}-of-2`));
        const whole = await runStudy(small.study, { folder: join(slurm.root, 'scripts whole'), workers: 2 });
        const id = submitted(slurm, small, folder);

        const atWorkAll = () =>
          programsIn(folder).length === 2 && shards.every((shard) => idsIn(shard).length > 0);
        await slurm.until('both tasks have brought a row', atWorkAll);
        for (const program of programsIn(folder)) process.kill(scriptOf(program), 'SIGKILL');
        const state = (task: number) => slurm.output('scontrol', ['show', 'job', `${id}_${task}`]);
        for (const task of [0, 1])
          await slurm.until(`task ${task} has failed`, () => /JobState=FAILED .*/.test(state(task)));
        expect(programsIn(folder), 'nothing writes on behind a task that is over').toEqual([]);
        expect(state(0)).toContain('ExitCode=0:9');
        const kept = shards.map(idsIn);
        expect(kept.flat().length).toBeLessThan(24);
        expect(await joinedIn(slurm, folder)).toMatch(/missing: \d+ trials of shard 1\/2/);

        shell(slurm, `scontrol requeue ${id}_0`);
        await slurm.until('the requeued task is done', () =>
          / ended with 0 .* 1 restarts/.test(logsOf(folder)),
        );
        expect(idsIn(shards[0])).toHaveLength(12);
        submitted(slurm, small, folder);
        expect(await joinedIn(slurm, folder, /joined 24 of 24/)).toContain('from 2 folders');

        expect(
          shards.map((shard, k) => idsIn(shard).slice(0, kept[k].length)),
          'acknowledged',
        ).toEqual(kept);
        expect(new Set(shards.flatMap(idsIn)).size).toBe(shards.flatMap(idsIn).length);
        expect(rowsHash(readJournal(join(folder, 'journal.ndjson')).rows.values())).toBe(whole.rowsHash);
      },
      6 * minutes,
    );
  },
);
