import { run } from '../../../experiments/cli/program.ts';
import { verbs } from '../../../experiments/cli/verbs.ts';

/** What a command of `yuma-lab` wrote and ended with, run in this process. */
export interface Said {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a command in this process at a terminal of `columns` characters: no process starts, so that hundreds take seconds. */
export async function labHere(words: readonly string[], columns = 80): Promise<Said> {
  const { stdout, stderr, exitCode } = process;
  const writes = { stdout: stdout.write, stderr: stderr.write };
  const width = Object.getOwnPropertyDescriptor(stdout, 'columns');
  const listeners = process.listeners('uncaughtException');
  const said = { stdout: '', stderr: '' };
  const into = (name: 'stdout' | 'stderr') => (chunk: string | Uint8Array) => {
    said[name] += String(chunk);
    return true;
  };
  try {
    Object.defineProperty(stdout, 'columns', { value: columns, configurable: true });
    Object.assign(stdout, { write: into('stdout') });
    Object.assign(stderr, { write: into('stderr') });
    process.exitCode = undefined;
    await run(verbs, words);
    return { status: Number(process.exitCode ?? 0), ...said };
  } finally {
    Object.assign(stdout, { write: writes.stdout });
    Object.assign(stderr, { write: writes.stderr });
    if (width === undefined) Reflect.deleteProperty(stdout, 'columns');
    else Object.defineProperty(stdout, 'columns', width);
    process.exitCode = exitCode;
    for (const one of process.listeners('uncaughtException'))
      if (!listeners.includes(one)) process.removeListener('uncaughtException', one);
    stdout.removeAllListeners('error');
    stderr.removeAllListeners('error');
  }
}
