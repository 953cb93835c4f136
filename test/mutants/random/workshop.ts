import { spawn, spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';

/** The title and the file of a test that fails. */
export interface Failure {
  readonly title: string;
  readonly test: string;
}

/** What a run of tests came to. */
export interface Ran {
  /** The first test that fails, a run that did not end in time, or null: all pass. */
  readonly objection: Failure | 'too slow' | null;
  /** Files of tests that pass, each with its seconds. */
  readonly passed: ReadonlyMap<string, number>;
}

/** A copy of the project in which files may be wrong. */
export interface Workshop {
  readonly folder: string;
  /** Writes wrong texts, does something, and puts the right ones back. */
  with<T>(texts: ReadonlyMap<string, string>, act: () => T | Promise<T>): Promise<T>;
  /** Files in which the type checker finds a fault. */
  faultyTypes(): ReadonlySet<string>;
  /** Runs files of tests one after another, the quickest first, until the first failure, for at most `seconds`; of `title` alone if it is given. */
  run(tests: readonly string[], seconds: number, title?: string): Promise<Ran>;
  close(): void;
}

const leftOut = new Set(['node_modules', '.git', 'dist', 'coverage']);

export function openWorkshop(project: string): Workshop {
  const folder = mkdtempSync(join(tmpdir(), 'yuma-mutants-'));
  for (const entry of readdirSync(project))
    if (!leftOut.has(entry)) cpSync(join(project, entry), join(folder, entry), { recursive: true });
  symlinkSync(join(project, 'node_modules'), join(folder, 'node_modules'));
  return {
    folder,
    with: (texts, act) => changed(folder, texts, act),
    faultyTypes: () => faultyTypes(folder),
    run: (tests, seconds, title) => run(folder, tests, seconds, title),
    close: () => rmSync(folder, { recursive: true, force: true }),
  };
}

async function changed<T>(
  folder: string,
  texts: ReadonlyMap<string, string>,
  act: () => T | Promise<T>,
): Promise<T> {
  const right = [...texts.keys()].map((file) => [file, readFileSync(join(folder, file), 'utf8')] as const);
  try {
    for (const [file, text] of texts) writeFileSync(join(folder, file), text);
    return await act();
  } finally {
    for (const [file, text] of right) writeFileSync(join(folder, file), text);
  }
}

function faultyTypes(folder: string): ReadonlySet<string> {
  const { stdout } = spawnSync('node_modules/.bin/tsc', ['--noEmit', '--pretty', 'false'], {
    cwd: folder,
    encoding: 'utf8',
    maxBuffer: 2 ** 26,
  });
  return new Set([...stdout.matchAll(/^([^\s(]+\.ts)\(\d+,\d+\): error/gm)].map(([, file]) => file));
}

/** As test/mutants/random/vitest.config.ts orders them. */
const config = 'test/mutants/random/vitest.config.ts';

async function run(folder: string, tests: readonly string[], seconds: number, title?: string): Promise<Ran> {
  const report = join(folder, 'report.json');
  rmSync(report, { force: true });
  const options = [
    'run',
    '--config',
    config,
    '--root',
    '.',
    '--bail',
    '1',
    '--maxWorkers',
    '1',
    '--no-isolate',
  ];
  const written = ['--reporter=json', `--outputFile=${report}`];
  const named = title === undefined ? [] : ['-t', title.replace(/[^\w ]/g, '.')];
  const ended = await within(folder, [...options, ...written, ...named, ...tests], seconds);
  if (ended === 'too slow') return { objection: ended, passed: new Map() };
  if (!existsSync(report))
    return { objection: { title: 'the tests do not start', test: tests[0] }, passed: new Map() };
  const results = resultsIn(folder, report);
  const passing = results.filter(({ status }) => status === 'passed');
  return {
    objection: ended === 0 ? null : failureIn(results),
    passed: new Map(passing.map(({ test, seconds }) => [test, seconds])),
  };
}

/** Exit code of vitest; its worker, which may be in an endless loop, is killed with it. */
function within(folder: string, options: readonly string[], seconds: number): Promise<number | 'too slow'> {
  return new Promise((done, refuse) => {
    const child = spawn('node', ['node_modules/vitest/vitest.mjs', ...options], {
      cwd: folder,
      stdio: 'ignore',
      detached: true,
    });
    let late = false;
    const timer = setTimeout(() => {
      late = true;
      if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
    }, 1000 * seconds);
    child.once('error', refuse);
    child.once('close', (code) => {
      clearTimeout(timer);
      done(late ? 'too slow' : (code ?? 1));
    });
  });
}

interface FileResult {
  readonly test: string;
  readonly status: string;
  readonly seconds: number;
  readonly failing: string | undefined;
  readonly empty: boolean;
}

function resultsIn(folder: string, report: string): FileResult[] {
  const { testResults } = JSON.parse(readFileSync(report, 'utf8')) as {
    testResults: {
      assertionResults: { status: string; fullName: string }[];
      name: string;
      status: string;
      startTime: number;
      endTime: number;
    }[];
  };
  return testResults.map(({ assertionResults, name, status, startTime, endTime }) => ({
    test: relative(folder, name),
    status: assertionResults.every((result) => result.status === 'passed') ? status : 'failed',
    seconds: (endTime - startTime) / 1000,
    failing: assertionResults.find((result) => result.status === 'failed')?.fullName.trim(),
    empty: assertionResults.length === 0,
  }));
}

function failureIn(results: readonly FileResult[]): Failure {
  for (const { test, failing } of results) if (failing !== undefined) return { title: failing, test };
  const unstarted = results.find(({ empty }) => empty) ?? results[0];
  return { title: 'its file of tests does not start', test: unstarted.test };
}
