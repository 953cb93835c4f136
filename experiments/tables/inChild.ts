import { type ChildProcess, fork } from 'node:child_process';
import { runnable } from '../base/runnable.ts';
import { UserError } from '../base/userError.ts';

/** What is done in a process of its own, and within which limits. */
export interface ChildJob<Part> {
  /** Module that exports `work(job, speak)`. */
  readonly entry: URL;
  /** Plain data. */
  readonly job: unknown;
  /** Seconds after which the process is killed. */
  readonly seconds: number;
  /** What the process is at, with its remedy, for the message where it does not end well. */
  readonly what: string;
  readonly remedy: string;
  onPart?(part: Part): void;
}

/** An error that was thrown in the process; `code` of an error of the operating system. */
interface ToldFault {
  readonly name?: string;
  readonly message: string;
  readonly code?: string;
}

interface Told<Part, Done> {
  readonly ready?: true;
  readonly part?: Part;
  readonly done?: Done;
  readonly fault?: ToldFault;
}

/** Most memory of the JavaScript of the process, MiB: the rows of a large journal. What DuckDB takes is limited apart. */
const heap = 4096;

/**
 * Runs a job in a process of its own: a native library that crashes, takes too long or too much memory takes nothing else with it. Throws the
 * `UserError` of the job, and one where it took too long or the process died.
 */
export function inChild<Part, Done>({
  entry,
  job,
  seconds,
  what,
  remedy,
  onPart,
}: ChildJob<Part>): Promise<Done> {
  const child: ChildProcess = fork(new URL('../boot/child.mjs', import.meta.url), [runnable(entry)], {
    serialization: 'advanced',
    execArgv: [`--max-old-space-size=${heap}`],
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  return new Promise<Done>((resolve, reject) => {
    const late = setTimeout(() => {
      reject(new UserError(`${what} took more than ${seconds} s and was stopped (${remedy})`));
      child.kill('SIGKILL');
    }, seconds * 1000);
    child.on('message', (told: Told<Part, Done>) => {
      if (told.ready) child.send({ ...Object(job) });
      if (told.part !== undefined) onPart?.(told.part);
      if (told.fault !== undefined) reject(faultOf(told.fault));
      if ('done' in told) resolve(told.done!);
    });
    child.on('error', reject);
    child.on('exit', (code, signal) => {
      clearTimeout(late);
      reject(new UserError(`${what} ended with ${signal ?? `code ${code}`} before it was done (${remedy})`));
    });
  });
}

function faultOf({ name, message, code }: ToldFault): Error {
  if (name === 'UserError') return new UserError(message);
  return Object.assign(new Error(message), code === undefined ? {} : { code });
}
