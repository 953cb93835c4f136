import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { labWords } from '../../compiled.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const place = mkdtempSync(join(tmpdir(), 'signals-'));
afterAll(() => rmSync(place, { recursive: true }));

const rowsIn = (folder: string): string[] => {
  const path = join(folder, 'journal.ndjson');
  return existsSync(path) ? readFileSync(path, 'utf8').split('\n').slice(1, -1) : [];
};

interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stderr: string;
}

/** Runs a shard of many trials, and sends it signals once it has brought a row. */
function stoppedBy(folder: string, signals: readonly NodeJS.Signals[]): Promise<Ended> {
  const words =
    'sweep immunityPeriod=300,600 --scenario synthetic --days 0.3 --seeds 400 --workers 1 --shard 1/2';
  const args = [...labWords(), ...words.split(' '), '--dir', folder];
  const child = spawn(process.execPath, args, { cwd: root });
  let stderr = '';
  child.stderr.on('data', (text) => (stderr += text));
  const before = rowsIn(folder).length;
  const watch = setInterval(() => {
    if (rowsIn(folder).length <= before) return;
    clearInterval(watch);
    for (const signal of signals) child.kill(signal);
  }, 10);
  return new Promise((resolve) => {
    child.on('close', (code, signal) => {
      clearInterval(watch);
      resolve({ code, signal, stderr });
    });
  });
}

describe.skipIf(process.platform === 'win32')('a run that is told to end', () => {
  it.each([
    ['as by Ctrl-C', ['SIGINT']],
    ['at the end of a machine, or preempted', ['SIGTERM']],
    ['some time before the limit of a task', ['SIGUSR1']],
    ['in every way at once, more than once', ['SIGUSR1', 'SIGTERM', 'SIGTERM', 'SIGUSR1']],
  ] as const)('%s keeps what is done and ends with 130; the same command goes on', async (_, signals) => {
    const folder = join(place, 'shard');
    const before = rowsIn(folder);
    const { code, signal, stderr } = await stoppedBy(folder, signals);
    expect({ code, signal }, stderr).toEqual({ code: 130, signal: null });
    const rows = rowsIn(folder);
    expect(rows.slice(0, before.length)).toEqual(before);
    expect(rows.length).toBeGreaterThan(before.length);
    expect(stderr).toContain(`stopped: ${rows.length} of 400 trials are done and kept in ${folder}`);
    expect(existsSync(join(folder, 'lock'))).toBe(false);
  });
});
