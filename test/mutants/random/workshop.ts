import { execFileSync, spawnSync } from 'node:child_process';
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

/** What a run of tests came to: the title and the file of the first that fails, a run that did not end in time, or nothing. */
export type Ran = { readonly title: string; readonly test: string } | 'too slow' | 'passed';

/** A copy of the project in which files may be wrong. */
export interface Workshop {
  readonly folder: string;
  /** Writes wrong texts, does something, and puts the right ones back. */
  with<T>(texts: ReadonlyMap<string, string>, act: () => T): T;
  /** Files in which the type checker finds a fault. */
  faultyTypes(): ReadonlySet<string>;
  /** Runs files of tests one after another until the first failure, for at most `seconds`. */
  run(tests: readonly string[], seconds: number): Ran;
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
    run: (tests, seconds) => run(folder, tests, seconds),
    close: () => rmSync(folder, { recursive: true, force: true }),
  };
}

function changed<T>(folder: string, texts: ReadonlyMap<string, string>, act: () => T): T {
  const right = [...texts.keys()].map((file) => [file, readFileSync(join(folder, file), 'utf8')] as const);
  try {
    for (const [file, text] of texts) writeFileSync(join(folder, file), text);
    return act();
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

function run(folder: string, tests: readonly string[], seconds: number): Ran {
  const report = join(folder, 'report.json');
  rmSync(report, { force: true });
  const options = [
    'run',
    '--bail',
    '1',
    '--maxWorkers',
    '1',
    '--no-isolate',
    '--reporter=json',
    `--outputFile=${report}`,
  ];
  try {
    execFileSync('node', ['node_modules/vitest/vitest.mjs', ...options, ...tests], {
      cwd: folder,
      stdio: 'ignore',
      timeout: 1000 * seconds,
      killSignal: 'SIGKILL',
    });
    return 'passed';
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ETIMEDOUT') return 'too slow';
    return existsSync(report)
      ? failureIn(folder, report)
      : { title: 'the tests do not start', test: tests[0] };
  }
}

function failureIn(folder: string, report: string): Exclude<Ran, string> {
  const { testResults } = JSON.parse(readFileSync(report, 'utf8')) as {
    testResults: { assertionResults: { status: string; fullName: string }[]; name: string }[];
  };
  for (const { assertionResults, name } of testResults)
    for (const { status, fullName } of assertionResults)
      if (status === 'failed') return { title: fullName.trim(), test: relative(folder, name) };
  const unstarted =
    testResults.find(({ assertionResults }) => assertionResults.length === 0) ?? testResults[0];
  return { title: 'its file of tests does not start', test: relative(folder, unstarted.name) };
}
