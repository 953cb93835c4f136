import { fileURLToPath } from 'node:url';
import { studyHash } from '../base/identity.ts';
import { UserError } from '../base/userError.ts';
import type { ModelStudy } from '../plan/modelStudy.ts';
import type { Study } from '../plan/study.ts';

/** A study as a scheduler is to run it: in tasks, each a shard. */
export interface ClusterJob {
  readonly study: Study | ModelStudy;
  readonly trials: number;
  /** Tasks, numbered from 0 by schedulers and from 1 as shards. */
  readonly tasks: number;
  /** Tasks that run at one time at most. */
  readonly atOnce: number;
  /** Processors of a task: its worker threads. */
  readonly cpus: number;
  /** Memory of a task, MiB. */
  readonly memory: number;
  /** Longest that a trial may take, s; absent: as `sweep` has it. */
  readonly limit?: number;
}

/** Name of a job: of letters, digits and hyphens, as schedulers take it, with the hash of its plan. */
export function jobName(study: ClusterJob['study']): string {
  const plain = study.name
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '');
  return `${plain.slice(0, 40) || 'study'}-${studyHash(study).slice(0, 8)}`.replaceAll(/-+/g, '-');
}

const isCompiled = import.meta.url.endsWith('.js');

/** The file that starts the command, in a checkout and in the package, from any folder. */
export const labProgram = (): string =>
  fileURLToPath(
    new URL(isCompiled ? '../../../experiments/boot/bin.cjs' : '../boot/bin.cjs', import.meta.url),
  );

/** Tasks that a scheduler may be asked to start in a minute: more of them slow it down for all its users. */
export const mostStartsAMinute = 10;
/** Trials of a task below which it is likely to be over too soon, where nothing is known of how long one takes. */
export const usualTrialsATask = 100;

/**
 * What is wrong with how often tasks would start, in words; null: nothing. `trialSeconds`: what one trial takes on one processor. Throws `UserError` where
 * more than ten a minute would start.
 */
export function paceNote(
  { trials, tasks, atOnce, cpus }: Pick<ClusterJob, 'trials' | 'tasks' | 'atOnce' | 'cpus'>,
  trialSeconds?: number,
): string | null {
  if (tasks <= mostStartsAMinute) return null;
  const each = Math.ceil(trials / tasks);
  if (trialSeconds === undefined)
    return each >= usualTrialsATask
      ? null
      : `note: ${tasks} tasks of about ${each} trials are short: give a task hundreds of trials (--tasks ${Math.max(1, Math.floor(trials / usualTrialsATask))} ` +
          'or fewer), or say with --trial-seconds what one takes';
  const starts = (60 * atOnce * cpus) / (each * trialSeconds);
  if (starts < mostStartsAMinute) return null;
  const fewer = Math.floor((mostStartsAMinute * trials * trialSeconds) / (60 * atOnce * cpus));
  throw new UserError(
    `--tasks ${tasks} would start ${starts.toFixed(0)} tasks a minute (each has ${each} trials of ${trialSeconds} s on ${cpus} processors, ${atOnce} run at once); ` +
      `it must be fewer than ${mostStartsAMinute}: take at most ${Math.max(mostStartsAMinute, fewer)} tasks, or fewer --at-once`,
  );
}
