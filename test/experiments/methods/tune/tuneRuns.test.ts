import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runTrial, type TrialPlan } from '../../../../experiments/plan/trial.ts';
import { readJournal } from '../../../../experiments/run/journal.ts';
import { labWords } from '../../../compiled.ts';
import { labHere } from '../../cli/inProcess.ts';

const root = fileURLToPath(new URL('../../../..', import.meta.url));
const place = mkdtempSync(join(tmpdir(), 'tune-'));
afterAll(() => rmSync(place, { recursive: true }));

// mathjs loads seedrandom, which seeds itself from Math.random when it is loaded; nothing here draws from it.
beforeAll(async () => {
  const { random } = Math;
  Math.random = () => 0.5;
  await import('mathjs');
  Math.random = random;
});

const workers = 2;
/** In this small world an immunity of a day is certainly too long: the status quo is planted to be wrong. */
const words = (folder: string) =>
  [
    'tune immunityPeriod~uniform(300,7200) --status-quo immunityPeriod=7200 --scenario synthetic --days 1 --warm-up 0.2',
    `--search random --budget 8 --search-seeds 2 --confirm-seeds 6 --workers ${workers} --json --dir ${folder}`,
  ].flatMap((line) => line.split(' '));

interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the command; where `killAt` rows are in the journal its process is ended without warning. */
function lab(args: readonly string[], folder: string, killAt: number | null = null): Promise<Ended> {
  const child = spawn(process.execPath, [...labWords(), ...args], { cwd: root });
  let [stdout, stderr] = ['', ''];
  child.stdout.on('data', (text) => (stdout += text));
  child.stderr.on('data', (text) => (stderr += text));
  // To read a journal over and over takes as much of a core as a worker: only where it tells when to kill.
  const watch = setInterval(() => {
    if (killAt !== null && linesIn(folder).length > killAt) child.kill('SIGKILL');
  }, 10);
  return new Promise((resolve) => {
    child.on('close', (code, signal) => {
      clearInterval(watch);
      resolve({ code, signal, stdout, stderr });
    });
  });
}

/** Whole lines of the journal, read without the code under test. */
const linesIn = (folder: string): string[] => {
  const path = join(folder, 'journal.ndjson');
  return existsSync(path) ? readFileSync(path, 'utf8').split('\n').slice(0, -1) : [];
};

const answerOf = ({ stdout }: Ended) => {
  const { folder: _, report: __, ran, found, ...answer } = JSON.parse(stdout);
  return { ran, found, answer };
};

/** With --json a fault is told as JSON too. */
const toldIn = (stdout: string): string => JSON.parse(stdout).error.message;

describe('tune from its command to its report', () => {
  it('killed at work it loses nothing, runs nothing twice, and answers as if undisturbed: a change that other seeds confirm', async () => {
    const [whole, killed] = [join(place, 'whole'), join(place, 'killed')];
    const undisturbed = await lab(words(whole), whole);
    expect(undisturbed.code, undisturbed.stderr).toBe(0);

    const kept: string[][] = [];
    for (const rows of [13]) {
      expect((await lab(words(killed), killed, rows)).signal).toBe('SIGKILL');
      kept.push(linesIn(killed));
    }
    const last = await lab(words(killed), killed);
    expect(last.code, last.stderr).toBe(0);
    const lines = linesIn(killed);
    // Every line that stood at a kill still stands, in its place: nothing was lost and nothing written anew.
    for (const before of kept) expect(lines.slice(0, before.length)).toEqual(before);
    const ids = lines.slice(1).map((line) => JSON.parse(line.slice(17)).id);
    expect(new Set(ids).size).toBe(ids.length);
    const [first, again] = [answerOf(undisturbed), answerOf(last)];
    expect(again.answer).toEqual(first.answer);
    expect(again.found).toBe(kept[0].length - 1);
    expect(again.ran).toBe(first.ran - again.found);
    // The command that a page copies names its own folder.
    const page = (folder: string) =>
      readFileSync(join(folder, 'report.html'), 'utf8').replaceAll(folder, 'FOLDER');
    expect(page(killed) === page(whole)).toBe(true);

    const { verdict } = first.answer;
    expect(verdict.outcome).toBe('change');
    const { setting, differences } = verdict.contenders[verdict.recommended];
    expect(differences[0].high).toBeLessThan(0);
    const [{ plan }] = [...readJournal(join(whole, 'journal.ndjson')).rows.values()];
    const quality = (immunityPeriod: number, seed: number) =>
      runTrial({
        ...(plan as TrialPlan),
        set: { ...(plan as TrialPlan).set, immunityPeriod },
        seed: String(seed),
      }).measures.networkQuality!;
    const elsewhere = Array.from({ length: 8 }, (_, k) => 1000 + k);
    const gains = elsewhere.map((seed) => quality(setting.immunityPeriod, seed) - quality(7200, seed));
    expect(gains.filter((gain) => gain < 0).length).toBeGreaterThanOrEqual(7);
  }, 240_000);

  it.each([
    [
      'an objective that never varies',
      ['--objective', 'networkQuality - networkQuality +- 0.1'],
      /never varies/,
    ],
    [
      'a guardrail that no setting meets',
      ['--objective', 'networkQuality +- 0.001', '--guardrail', 'networkQuality <= 0.5'],
      /no setting meets the guardrail networkQuality <= 0.5: the nearest of \d+ trials misses it by/,
    ],
  ])(
    'names %s in one sentence, ends with 2, and keeps its trials',
    async (name, more, message) => {
      const folder = join(place, name.replaceAll(' ', '-'));
      const args = [...words(folder), ...more].map((word) => (word === '1' ? '.3' : word));
      const { status, stdout, stderr } = await labHere(args);
      expect(status, stderr).toBe(2);
      const told = toldIn(stdout);
      expect(told).toMatch(message);
      expect(told).toContain(`nothing is lost: the trials are in ${folder}`);
      expect(stdout + stderr).not.toMatch(/^\s+at /m);
      expect(linesIn(folder).length).toBeGreaterThan(8);
    },
    120_000,
  );

  it.each([
    ['an empty space', ['--constraint', 'immunityPeriod > 600 and immunityPeriod < 400'], /an empty space/],
    ['a knob that is also held', ['--set', 'immunityPeriod=300'], /immunityPeriod is both/],
  ])(
    'names %s in one sentence, and ends with 2',
    async (name, more, message) => {
      const folder = join(place, name.replaceAll(' ', '-'));
      const { status, stdout, stderr } = await labHere([...words(folder), ...more]);
      expect(status, stderr).toBe(2);
      expect(toldIn(stdout)).toMatch(message);
      expect(stdout + stderr).not.toMatch(/^\s+at /m);
    },
    60_000,
  );
});
