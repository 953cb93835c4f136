import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Command } from 'commander';
import { studyHash } from '../base/identity.ts';
import { labCommand } from '../base/runnable.ts';
import { shellWord } from '../base/shellWord.ts';
import { UserError, unknownName } from '../base/userError.ts';
import { type ClusterJob, labProgram, paceNote, usualTrialsATask } from '../cluster/job.ts';
import { modelTrialsOf } from '../plan/modelTrial.ts';
import { checkStudy, trialsOf } from '../plan/study.ts';
import { keepPlan } from '../run/resultsFolder.ts';
import { writeNamed } from '../run/system/writeNamed.ts';
import { refuseDealing } from '../sweep/runStudy.ts';
import { refuseEmpty } from '../sweep/shard/deal.ts';
import { mostShards } from '../sweep/shard/shard.ts';
import { numberOption } from './numbers.ts';
import { usualFolder } from './shardOptions.ts';
import { modelStudyAsked } from './sweepModel.ts';
import { type StudyOptions, studyAsked, studyOptions } from './sweepStudy.ts';
import { examples, print, printJson } from './verb.ts';

interface Options extends StudyOptions {
  readonly tasks?: number;
  readonly atOnce?: number;
  readonly cpus: number;
  readonly memory: number;
  readonly time?: string;
  readonly partition?: string;
  readonly trialSeconds?: number;
  readonly limit?: number;
  readonly image?: string;
  readonly claim?: string;
  readonly namespace?: string;
  readonly dir?: string;
  readonly out?: string;
  readonly json?: true;
}

const schedulers = ['slurm', 'k8s'] as const;
type Scheduler = (typeof schedulers)[number];
const usualAtOnce = 20;

/** `yuma-lab cluster slurm|k8s <study>`: the job script or the manifest that runs a study as shards. */
export function define(command: Command): void {
  const study = studyOptions(
    command
      .usage('<slurm | k8s> <study | file | name=values …> [options]')
      .argument('<scheduler>', 'slurm (a job script) or k8s (a manifest)'),
  );
  placeOptions(jobOptions(study))
    .option('--out <file>', 'file to write (default: standard output)')
    .option('--json', 'print JSON for machines')
    .addHelpText(
      'after',
      `${examples(
        'cluster slurm immunity-period --size full --tasks 6 --time 12:00:00 --out job.sbatch',
        'cluster k8s study.yaml --tasks 20 --image registry.example/yuma-lab:1 --claim results --out job.yaml',
      )}
The plan is written before the job is, so that a task which starts again finds
what the first one had, whatever became of the study file. Tasks are shards:
merge joins them.
`,
    )
    .action(start);
}

const jobOptions = (command: Command): Command =>
  command
    .option('--tasks <n>', 'tasks, each a shard', numberOption('tasks', 1, mostShards, true))
    .option(
      '--at-once <n>',
      `tasks that run at one time (default: ${usualAtOnce}, or all)`,
      numberOption('at-once', 1, mostShards, true),
    )
    .option('--cpus <n>', 'processors of a task', numberOption('cpus', 1, 256, true), 1)
    .option('--memory <MiB>', 'memory of a task', numberOption('memory', 128, 4_000_000, true), 2048)
    .option(
      '--trial-seconds <s>',
      'what a trial takes on one processor: refuses tasks so short that ten or more start a minute',
      numberOption('trial-seconds', 0.001, 1e6),
    )
    .option(
      '--limit <seconds>',
      'longest a trial may take before it counts as failed',
      numberOption('limit', 0.001, 1e6),
    );

const placeOptions = (command: Command): Command =>
  command
    .option('--dir <folder>', 'slurm: results folder, which all nodes see (default: results/<study>-<hash>)')
    .option('--time <limit>', 'slurm: time limit of a task, such as 12:00:00')
    .option('--partition <name>', 'slurm: partition')
    .option('--image <name>', 'k8s: image with the command yuma-lab')
    .option('--claim <name>', 'k8s: claim of a volume that all pods write to')
    .option('--namespace <name>', 'k8s: namespace');

async function start(scheduler: string, words: readonly string[], options: Options): Promise<void> {
  const known = schedulers.find((name) => name === scheduler);
  if (known === undefined) throw unknownName('scheduler', scheduler, schedulers);
  refuseOthers(known, options);
  const job = await jobOf(known, words, options);
  const note = paceNote(job, options.trialSeconds);
  if (note !== null) process.stderr.write(`${note}\n`);
  const { study } = job;
  if ('factors' in study && (study.beginning !== undefined || study.warmUp !== undefined))
    process.stderr.write(
      `note: ${study.name} has pilots that find its days, and each of the ${job.tasks} tasks runs them all: take few tasks\n`,
    );
  const { text, folder } = known === 'slurm' ? await slurm(job, options) : await kubernetes(job, options);
  if (options.out !== undefined) writeNamed(options.out, text);
  const { trials, tasks } = job;
  if (options.json)
    printJson({
      scheduler: known,
      hash: studyHash(study),
      trials,
      tasks,
      folder,
      out: options.out ?? null,
      text,
    });
  else if (options.out === undefined) process.stdout.write(text);
  else
    print(`wrote ${options.out}: ${trials} trials in ${tasks} tasks; its first lines say how to submit it`);
}

async function jobOf(scheduler: Scheduler, words: readonly string[], options: Options): Promise<ClusterJob> {
  const { tasks, cpus, memory, limit } = options;
  const { study, trials } = await asked(words, options);
  if (tasks === undefined) throw new UserError(withoutTasks(`cluster ${scheduler}`, words, trials));
  const first = { index: 1, of: tasks };
  if ('factors' in study) refuseDealing(study, first);
  else refuseEmpty(trials, first);
  const { atOnce = Math.min(tasks, usualAtOnce) } = options;
  return {
    study,
    trials,
    tasks,
    cpus,
    memory,
    atOnce: Math.min(atOnce, tasks),
    ...(limit !== undefined && { limit }),
  };
}

/** The study that words ask for, of worlds or of a model, once it is known that it can run; and how many trials it has. */
async function asked(
  words: readonly string[],
  options: Options,
): Promise<Pick<ClusterJob, 'study' | 'trials'>> {
  const model = modelStudyAsked(words, options);
  if (model !== null) {
    const { checkModelStudy } = await import('../plan/checkModelStudy.ts');
    checkModelStudy(model);
    return { study: model, trials: modelTrialsOf(model).length };
  }
  const study = await studyAsked(words, options);
  checkStudy(study);
  return { study, trials: trialsOf(study).length };
}

/** No number of tasks fits every study, so it is said; the example gives a task the hundreds of trials that schedulers like. */
function withoutTasks(verb: string, words: readonly string[], trials: number): string {
  const example = Math.max(1, Math.min(usualAtOnce, Math.floor(trials / usualTrialsATask)));
  return (
    `--tasks is missing: ${verb} must be told into how many tasks, each a shard, it deals the ${trials} trials, a whole number in 1 … ` +
    `${Math.min(trials, mostShards)}. Add it, such as: ${labCommand} ${verb} ${[...words, '--tasks', example].map(String).map(shellWord).join(' ')}`
  );
}

/** The usual number of ids that Slurm takes in an array, from 0 on. */
const usualArraySize = 1001;

async function slurm(job: ClusterJob, options: Options): Promise<{ text: string; folder: string }> {
  const { slurmScript } = await import('../cluster/slurm.ts');
  const hash = studyHash(job.study);
  const folder = resolve(options.dir ?? usualFolder(job.study.name, hash));
  const { time, partition } = options;
  refuseTime(time);
  const places = { folder, home: process.cwd(), node: process.execPath, program: labProgram() };
  const wishes = { ...(time !== undefined && { time }), ...(partition !== undefined && { partition }) };
  const text = slurmScript(job, places, wishes);
  mkdirSync(join(folder, 'logs'), { recursive: true });
  keepPlan(folder, { hash, plan: job.study });
  process.stderr.write(`the plan is in ${join(folder, 'study.json')}: every task reads it there\n`);
  if (job.tasks > usualArraySize)
    process.stderr.write(
      `note: ${job.tasks} tasks need a MaxArraySize above that; usually it is ${usualArraySize} (scontrol show config)\n`,
    );
  return { text, folder };
}

function refuseTime(time: string | undefined): void {
  if (time !== undefined && !/^(?:\d+|\d+:\d\d(?::\d\d)?|\d+-\d+(?::\d\d){0,2})$/.test(time))
    throw new UserError(
      `--time must be as Slurm takes it, minutes or hours:minutes:seconds or days-hours; received ${JSON.stringify(time)}`,
    );
}

async function kubernetes(job: ClusterJob, options: Options): Promise<{ text: string; folder: null }> {
  const { image, claim, namespace } = options;
  if (image === undefined || claim === undefined)
    throw new UserError(
      'k8s needs --image, which has the command yuma-lab, and --claim, a volume that all pods write to',
    );
  const { manifest } = await import('../cluster/kubernetes.ts');
  return {
    text: manifest(job, { image, claim, ...(namespace !== undefined && { namespace }) }),
    folder: null,
  };
}

/** Options of one scheduler say nothing to the other. */
function refuseOthers(scheduler: Scheduler, options: Options): void {
  const { dir, time, partition, image, claim, namespace } = options;
  const foreign = scheduler === 'slurm' ? { image, claim, namespace } : { dir, time, partition };
  const name = Object.entries(foreign).find(([, value]) => value !== undefined)?.[0];
  if (name !== undefined) throw new UserError(`--${name} says nothing to ${scheduler}: leave it out`);
}
