import { execFile, spawn } from 'node:child_process';
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
  /** The first test that fails, a run that did not end, or null: all pass. */
  readonly objection: Failure | 'endless' | null;
  /** Files of tests that pass. */
  readonly passed: readonly string[];
}

/** A copy of the project in which files may be wrong. */
export interface Workshop {
  readonly folder: string;
  /** Writes wrong texts, does something, and puts the right ones back. */
  with<T>(texts: ReadonlyMap<string, string>, act: () => T | Promise<T>): Promise<T>;
  /** Files in which the type checker finds a fault. */
  faultyTypes(): Promise<ReadonlySet<string>>;
  /**
   * Runs files of tests one after another, the quickest first, until the first failure, for at most `seconds` of a processor;
   * of `title` alone if it is given.
   */
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

function faultyTypes(folder: string): Promise<ReadonlySet<string>> {
  return new Promise((done) => {
    const options = { cwd: folder, maxBuffer: 2 ** 26 };
    execFile('node_modules/.bin/tsc', ['--noEmit', '--pretty', 'false'], options, (_, stdout) => {
      const named = stdout.matchAll(/^([^\s(]+\.ts)\(\d+,\d+\): error/gm);
      done(new Set([...named].map(([, file]) => file)));
    });
  });
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
  const code = await codeOf(folder, [...options, ...written, ...named, ...tests], seconds);
  const results = existsSync(report) ? resultsIn(folder, report) : [];
  return {
    objection: code === 0 ? null : results.length === 0 ? unstarted(tests[0]) : objectionIn(results),
    passed: results.filter(({ passes }) => passes).map(({ test }) => test),
  };
}

/** Exit code of vitest. A worker that takes more than so many seconds of a processor is killed by the system. */
function codeOf(folder: string, options: readonly string[], seconds: number): Promise<number> {
  const limited = ['-c', `ulimit -t ${seconds}; exec "$@"`, 'sh', 'node', 'node_modules/vitest/vitest.mjs'];
  return new Promise((done, refuse) => {
    const child = spawn('sh', [...limited, ...options], { cwd: folder, stdio: 'ignore' });
    child.once('error', refuse);
    child.once('close', (code) => done(code ?? 1));
  });
}

interface FileResult {
  readonly test: string;
  readonly passes: boolean;
  /** Title of the first test that fails. */
  readonly failing: string | undefined;
  /** The file cannot be loaded. */
  readonly isBroken: boolean;
}

function resultsIn(folder: string, report: string): FileResult[] {
  const { testResults } = JSON.parse(readFileSync(report, 'utf8')) as {
    testResults: { assertionResults: { status: string; fullName: string }[]; name: string; status: string }[];
  };
  return testResults.map(({ assertionResults, name, status }) => ({
    test: relative(folder, name),
    passes: status === 'passed' && assertionResults.every((result) => result.status === 'passed'),
    failing: assertionResults.find((result) => result.status === 'failed')?.fullName.trim(),
    isBroken: status === 'failed',
  }));
}

/** Where no test fails, the worker was killed. */
function objectionIn(results: readonly FileResult[]): Failure | 'endless' {
  for (const { test, failing } of results) if (failing !== undefined) return { title: failing, test };
  const broken = results.find(({ isBroken }) => isBroken);
  return broken === undefined ? 'endless' : unstarted(broken.test);
}

const unstarted = (test: string): Failure => ({ title: 'its file of tests does not start', test });
