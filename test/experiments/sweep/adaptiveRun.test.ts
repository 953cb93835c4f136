import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { labWords } from '../../compiled.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const place = mkdtempSync(join(tmpdir(), 'precision-'));
afterAll(() => rmSync(place, { recursive: true }));

const linesIn = (folder: string): string[] => {
  const path = join(folder, 'journal.ndjson');
  return existsSync(path) ? readFileSync(path, 'utf8').split('\n').slice(0, -1) : [];
};

/** Runs a sweep; where more than `killAt` lines are in the journal its process is ended without warning. */
function sweep(folder: string, words: string, killAt: number | null = null) {
  const args = [...labWords(), 'sweep', ...words.split(' '), '--json', '--dir', folder];
  const child = spawn(process.execPath, args, { cwd: root });
  let [stdout, stderr] = ['', ''];
  child.stdout.on('data', (text) => (stdout += text));
  child.stderr.on('data', (text) => (stderr += text));
  // To read a journal over and over takes as much of a core as a worker: only where it tells when to kill.
  const watch = setInterval(() => {
    if (killAt !== null && linesIn(folder).length > killAt) child.kill('SIGKILL');
  }, 10);
  return new Promise<{ code: number | null; signal: NodeJS.Signals | null; stdout: string; stderr: string }>(
    (resolve) => {
      child.on('close', (code, signal) => {
        clearInterval(watch);
        resolve({ code, signal, stdout, stderr });
      });
    },
  );
}

const world = '--scenario synthetic --days 0.3 --warm-up 0';

describe('a sweep by precision from its command to its report', () => {
  it('decides and writes the same on 1 and on 2 workers, and after a kill, which loses nothing', async () => {
    const words = `immunityPeriod=300,3072 ${world} --precision networkQuality=0.0012 --max-seeds 45`;
    const [alone, both] = [join(place, 'alone'), join(place, 'both')];
    const one = await sweep(alone, `${words} --workers 1`);
    expect(one.code, one.stderr).toBe(0);
    const killed = await sweep(both, `${words} --workers 2`, 25);
    expect(killed.signal).toBe('SIGKILL');
    const before = linesIn(both);
    const two = await sweep(both, `${words} --workers 2`);
    expect(two.code, two.stderr).toBe(0);
    expect(linesIn(both).slice(0, before.length)).toEqual(before);

    const [first, again] = [one, two].map(({ stdout }) => JSON.parse(stdout));
    expect(again.rowsHash).toBe(first.rowsHash);
    expect(again.precision).toEqual(first.precision);
    expect(again.ran + again.found).toBe(first.ran);
    expect(again.found).toBe(before.length - 1);
    const [{ seeds, state }] = first.precision;
    expect(first.total).toBe(2 * seeds);
    expect(['reached', 'cap']).toContain(state);
    const report = (folder: string) => readFileSync(join(folder, 'report.md'), 'utf8');
    expect(report(both)).toBe(report(alone));
    expect(report(alone)).toMatch(/The first look is at 30;/);
    expect(report(alone)).toMatch(/worlds ran\./);
    expect(report(alone)).toContain("--precision 'networkQuality=0.0012' --max-seeds 45");
  }, 240_000);

  it('with antithetic pairs and a rule for the warm-up tells both in its report', async () => {
    const folder = join(place, 'pairs');
    const words =
      'immunityPeriod=300,600 --scenario synthetic --days 2 --seeds 4 --antithetic --warm-up mser5 --workers 2';
    const { code, stdout, stderr } = await sweep(folder, words);
    expect(code, stderr).toBe(0);
    expect(stderr).toMatch(
      /Warm-up: [\d.]+ days are left out of every world\. MSER-5 .* averaged over 4 pilots/,
    );
    expect(JSON.parse(stdout).total).toBe(2 * 4 * 2);
    const report = readFileSync(join(folder, 'report.md'), 'utf8');
    expect(report).toMatch(/Warm-up: [\d.]+ days are left out/);
    expect(report).toMatch(/Antithetic pairs, mean loss: two independent seeds vary × [\d.]+ as much/);
    expect(report).toMatch(/n = 4/);
    expect(report).toContain('--antithetic --warm-up mser5');
    const days = linesIn(folder)
      .slice(1)
      .map((line) => JSON.parse(line.slice(17)).plan.warmUpDays);
    expect(new Set(days).size).toBe(1);
    expect(`Warm-up: ${days[0]} days`).toBe(/Warm-up: [\d.]+ days/.exec(report)![0]);
  }, 240_000);
});
