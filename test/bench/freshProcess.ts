import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** Runs a script of this folder in a process of its own and reads the line of JSON that it prints. */
export function inFreshProcess<Result>(script: string, ...args: readonly string[]): Result {
  const file = fileURLToPath(new URL(script, import.meta.url));
  const options = { encoding: 'utf8', maxBuffer: 2 ** 24 } as const;
  return JSON.parse(execFileSync(process.execPath, ['--import', 'tsx', file, ...args], options));
}
