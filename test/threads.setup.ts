import { syncBuiltinESMExports } from 'node:module';
import type { Worker, WorkerOptions } from 'node:worker_threads';
import { compiledTwin } from './compiled.ts';

/**
 * Threads and child processes that the code under test starts run their task compiled, from the same sources: to load it with tsx takes more
 * than a second of a processor each, and the tests start hundreds. Those of commands that tests start by themselves run with tsx all the same.
 */
const threads = process.getBuiltinModule('node:worker_threads');
const processes = process.getBuiltinModule('node:child_process');
const mark = Symbol.for('yuma-lab: threads run compiled tasks');

if (!Object.hasOwn(threads, mark)) {
  const { Worker: Plain } = threads;
  class Compiled extends Plain implements Worker {
    constructor(file: string | URL, options: WorkerOptions = {}) {
      const { workerData } = options;
      const entry = twinOf(workerData?.entry);
      super(file, entry === null ? options : { ...options, workerData: { ...workerData, entry } });
    }
  }
  const { fork } = processes;
  Object.assign(threads, { Worker: Compiled, [mark]: true });
  Object.assign(processes, {
    fork: (file: string | URL, words: readonly string[], ...rest: []) =>
      fork(file, Array.isArray(words) ? words.map((word) => twinOf(word) ?? word) : words, ...rest),
  });
  syncBuiltinESMExports();
}

/** It bundles the script of a page from the sources that lie beside it: from compiled ones that is another text. */
const bundles = '/studies/running/drawDraft.ts';

function twinOf(entry: unknown): string | null {
  return typeof entry === 'string' && !entry.endsWith(bundles) ? compiledTwin(entry) : null;
}
