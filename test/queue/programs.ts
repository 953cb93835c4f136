import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { compiled } from '../compiled.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** A process that a test has started, with all that it has said. */
export class Program {
  readonly child: ChildProcess;
  stdout = '';
  stderr = '';
  code: number | null = null;
  private readonly closed: Promise<number | null>;

  constructor(
    command: string,
    args: readonly string[],
    env: Readonly<Record<string, string>> = {},
    cwd = root,
  ) {
    this.child = spawn(command, args, {
      cwd,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.child.stdout?.on('data', (text) => (this.stdout += text));
    this.child.stderr?.on('data', (text) => (this.stderr += text));
    this.closed = new Promise((resolve) => {
      this.child.once('close', (code) => {
        this.code = code;
        resolve(code);
      });
    });
  }

  get isRunning(): boolean {
    return this.child.exitCode === null && this.child.signalCode === null;
  }

  /** Its exit code, once it has ended. */
  ended(): Promise<number | null> {
    return this.closed;
  }

  async kill(signal: NodeJS.Signals = 'SIGKILL'): Promise<void> {
    this.child.kill(signal);
    await this.closed;
  }

  /** Waits until it has said something on its error stream. */
  async says(what: RegExp, seconds = 100): Promise<void> {
    for (let tries = 0; tries < seconds * 50; tries++) {
      if (what.test(this.stderr)) return;
      if (!this.isRunning) break;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    throw new Error(`expected ${what}; it said: ${this.stderr || 'nothing'}${this.stdout}`);
  }
}

/** A program of the compiled laboratory or of the tests, with its words. Most of what these tests take is the start of processes. */
const started = (
  file: string,
  words: readonly (string | number)[],
  env?: Readonly<Record<string, string>>,
  cwd?: string,
) => new Program(process.execPath, [join(compiled(), file), ...words.map(String)], env, cwd);

/** The command itself, and the same from another folder. */
export const lab = (...words: readonly string[]): Program => started('experiments/main.js', words);
export const labIn = (cwd: string, ...words: readonly string[]): Program =>
  started('experiments/main.js', words, {}, cwd);

/** The process that coordinates toy trials, and a worker for them. */
export const toyCoordinator = (words: readonly (string | number)[], env?: Readonly<Record<string, string>>) =>
  started('test/fixtures/queuedToyRun.js', words, env);
export const toyWorker = (words: readonly (string | number)[], env?: Readonly<Record<string, string>>) =>
  started('test/fixtures/queuedToyWorker.js', words, env);
