import { join } from 'node:path';
import { studyHash } from '../base/identity.ts';
import { shellWord } from '../base/shellWord.ts';
import { pilotFolders } from '../sweep/shard/takeOver.ts';
import { type ClusterJob, jobName } from './job.ts';

/** Where a Slurm job finds what it needs: absolute paths on a file system that all nodes share. */
export interface SlurmPlaces {
  /** Results folder, with the plan in study.json. */
  readonly folder: string;
  /** Folder in which the files of one's own that the plan names are found. */
  readonly home: string;
  readonly node: string;
  /** The file that starts the command. */
  readonly program: string;
}

/** What a site may ask for besides. */
export interface SlurmWishes {
  /** As Slurm takes it: `12:00:00`; absent: the partition's. */
  readonly time?: string;
  readonly partition?: string;
}

/** Seconds before the time limit at which Slurm warns a task. */
const warning = 90;
/** Crashes after which a task is given up. */
const mostCrashes = 10;

/**
 * The job script of an array, one shard a task. Slurm brings back preempted tasks (`--requeue`); the script brings back those that near
 * their time limit, and those whose program was killed or failed (137, 70) where the site has no `RequeueExit` for that.
 */
export function slurmScript(job: ClusterJob, places: SlurmPlaces, wishes: SlurmWishes = {}): string {
  const { tasks, atOnce, cpus, memory } = job;
  const { folder } = places;
  const options = [
    `--job-name=${jobName(job.study)}`,
    `--array=0-${tasks - 1}%${atOnce}`,
    '--requeue',
    '--open-mode=append',
    `--signal=B:USR1@${warning}`,
    `--cpus-per-task=${cpus}`,
    `--mem=${memory}M`,
    ...(wishes.time === undefined ? [] : [`--time=${wishes.time}`]),
    ...(wishes.partition === undefined ? [] : [`--partition=${wishes.partition}`]),
    `--output=${shellWord(join(folder, 'logs', '%A_%a.log'))}`,
  ];
  return [
    '#!/bin/bash',
    ...options.map((option) => `#SBATCH ${option}`),
    ...remarks(job, places).map((line) => `# ${line}`.trimEnd()),
    ...body(job, places),
    '',
  ].join('\n');
}

function remarks({ study, trials, tasks }: ClusterJob, places: SlurmPlaces): string[] {
  const merge = `${shellWord(places.node)} ${shellWord(places.program)} merge ${shellWord(places.folder)}/shards/* --dir ${shellWord(places.folder)}`;
  return [
    '',
    `Study ${study.name} (${studyHash(study).slice(0, 8)}): ${trials} trials in ${tasks} tasks of about ${Math.ceil(trials / tasks)}.`,
    'Submit it, and have its shards joined when no task is left, whatever became of each:',
    '',
    '  id=$(sbatch --parsable <this file>)',
    `  sbatch --dependency=afterany:$id --output=${shellWord(join(places.folder, 'logs', 'merge.log'))} --wrap ${doubleQuoted(`cd ${shellWord(places.home)} && ${merge}`)}`,
    '',
    'merge says what is missing and how to run it; submitting this file again runs only what is missing.',
    "Task ids must stay below the site's MaxArraySize (scontrol show config; usually 1001).",
    'Ends: 0 done, 1 a trial failed (its row is kept), 2 the input is wrong, 130 stopped. None of these is run again, but a task that',
    `stopped ${warning} s before its time limit. 70 and what kills a program (137 and others) are run again, up to ${mostCrashes} times.`,
    'A task whose script itself was killed (FAILED, ExitCode 0:9) stays away, its rows are kept: scontrol requeue <id>_<task>, or submit again.',
  ];
}

function body({ tasks, cpus, limit }: ClusterJob, { folder, home, node, program }: SlurmPlaces): string[] {
  const locks = ['lock', ...pilotFolders.map((name) => `${name}/lock`)].map((name) => `"$folder/${name}"`);
  const words = [
    `${shellWord(node)} ${shellWord(program)} sweep ${shellWord(join(folder, 'study.json'))}`,
    '--shard "$shard" --dir "$folder"',
    `--workers ${cpus}${limit === undefined ? '' : ` --limit ${limit}`}`,
  ].join(' ');
  return `set -u
: "\${SLURM_ARRAY_TASK_ID:?submit this file with sbatch}"
number=$((SLURM_ARRAY_TASK_ID + 1))
shard=$number/${tasks}
folder=${shellWord(join(folder, 'shards'))}/$number-of-${tasks}
task=\${SLURM_ARRAY_JOB_ID}_$SLURM_ARRAY_TASK_ID
cd ${shellWord(home)} || exit 2

# Slurm runs a task in one place at a time: a lock found here is of an attempt that was killed, perhaps on another machine.
rm -f ${locks.join(' ')}

# The program stops at TERM as at USR1, from its first moment on, and keeps what is done.
child= warned= told=
forward() { told=yes; if [ -n "$child" ]; then kill -TERM "$child" 2>/dev/null; fi; }
trap 'warned=yes; forward' USR1
trap 'forward' TERM
${words} &
child=$!
if [ -n "$told" ]; then forward; fi
while kill -0 "$child" 2>/dev/null; do wait "$child"; done
wait "$child"
code=$?
trap - USR1 TERM
echo "task $task, shard $shard, ended with $code on $(hostname), after \${SLURM_RESTART_COUNT:-0} restarts"

# Brings this task back; the requeue ends this script.
again() {
  scontrol requeue "$task" && sleep 300
  exit "$code"
}
if [ -n "$warned" ] && { [ "$code" -eq 130 ] || [ "$code" -eq 143 ]; }; then again; fi
case $code in
  # Stopped: preempted tasks are brought back by Slurm, cancelled ones are not meant to be.
  0 | 1 | 2 | 130 | 143) exit "$code" ;;
esac
crashes=$(($(cat "$folder/crashes" 2>/dev/null || echo 0) + 1))
mkdir -p "$folder" && echo "$crashes" >"$folder/crashes"
if [ "$crashes" -gt ${mostCrashes} ]; then
  echo "given up after $crashes crashes; what is done is kept in $folder"
  exit 1
fi
if scontrol show config | grep -Eq "^RequeueExit +=.*\\b$code\\b"; then exit "$code"; fi
again`.split('\n');
}

/** A command as one word of another one. */
const doubleQuoted = (words: string): string => `"${words.replaceAll(/["$\\`]/g, '\\$&')}"`;
