import { type ChildProcess, spawn } from 'node:child_process';
import { appendFileSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { trialId } from '../experiments/base/identity.ts';
import { type Stream, stream } from '../sim/random.ts';
import { compiled } from './compiled.ts';

const script = join(compiled(), 'test/fixtures/toyRun.js');
const root = mkdtempSync(join(tmpdir(), 'kill-'));
afterAll(() => rmSync(root, { recursive: true }));

/** More by hand or by night: KILLS=1000 npx vitest run test/kill.test.ts; KILLS_KEEP=file adds a line to it for what held. */
const kills = Number(process.env.KILLS ?? 20);
const kept = process.env.KILLS_KEEP;
const milliseconds = 10;
/** Enough that the kills never see the end: one lets some 15 trials of a worker pass. */
const trialsFor = (workers: number) => kills * 25 * workers;

interface Place {
  readonly folder: string;
  readonly acks: string;
  readonly starts: string;
}

function placeOf(name: string): Place {
  const at = (file: string) => join(root, `${name}-${file}`);
  return { folder: at('results'), acks: at('acks'), starts: at('starts') };
}

function start({ folder, acks, starts }: Place, trials: number, workers: number): ChildProcess {
  const args = [script, folder, String(trials), String(milliseconds), String(workers)];
  return spawn(process.execPath, args, {
    env: { ...process.env, TOY_ACKS: acks, TOY_STARTS: starts },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

function ended(child: ChildProcess): Promise<Ended> {
  let stdout = '';
  let stderr = '';
  child.stdout?.on('data', (text) => (stdout += text));
  child.stderr?.on('data', (text) => (stderr += text));
  return new Promise((resolve) => {
    child.on('close', (code, signal) => resolve({ code, signal, stdout, stderr }));
  });
}

const linesOf = (path: string): string[] =>
  existsSync(path) ? readFileSync(path, 'utf8').split('\n').slice(0, -1) : [];

/** Ids in the journal, read without the code under test: whole lines behind the first, from the blank on. */
const idsIn = ({ folder }: Place): string[] =>
  linesOf(join(folder, 'journal.ndjson'))
    .slice(1)
    .map((line) => JSON.parse(line.slice(17)).id);

const pause = (time: number) => new Promise((resolve) => setTimeout(resolve, time));

/** Waits for a keyed random moment: one kill in four anywhere from the birth of the process, the others at work. */
async function moment(random: Stream, place: Place, acksBefore: number, isOver: () => boolean) {
  const anywhere = random.next() < 0.25;
  const wait = random.next();
  if (anywhere) return pause(wait * 1000);
  while (linesOf(place.acks).length === acksBefore && !isOver()) await pause(5);
  return pause(wait * 150);
}

/** What a run did before it was killed or ended. */
interface Account {
  /** Trials begun in it, and those in the journal before and after. */
  readonly begun: readonly string[];
  readonly before: ReadonlySet<string>;
  readonly after: ReadonlySet<string>;
  readonly end: Ended;
}

async function runUntilKilled(
  place: Place,
  trials: number,
  workers: number,
  random: Stream,
): Promise<Account> {
  const before = new Set(idsIn(place));
  const startsBefore = linesOf(place.starts).length;
  const acksBefore = linesOf(place.acks).length;
  const child = start(place, trials, workers);
  const end = ended(child);
  await moment(random, place, acksBefore, () => child.exitCode !== null);
  child.kill('SIGKILL');
  return accountOf(place, startsBefore, before, await end);
}

function accountOf(place: Place, startsBefore: number, before: ReadonlySet<string>, end: Ended): Account {
  const begun = linesOf(place.starts).slice(startsBefore).map(idOf);
  return { begun, before, after: new Set(idsIn(place)), end };
}

const idOf = (seed: string) => trialId({ seed: Number(seed), milliseconds });

/** Leaves behind what a kill in the middle of a write would: part of a line, at times cut within a letter. */
function tear({ folder }: Place, random: Stream): boolean {
  const path = join(folder, 'journal.ndjson');
  if (random.next() < 0.5 || !existsSync(path)) return false;
  const bytes = readFileSync(path);
  const from = bytes.lastIndexOf('\n', bytes.length - 2) + 1;
  const line = bytes.subarray(from, -1);
  const inLetter = line.indexOf('κ') + 1;
  const cut =
    random.next() < 0.3 && inLetter > 0 ? inLetter : 1 + Math.floor(random.next() * (line.length - 1));
  appendFileSync(path, line.subarray(0, cut));
  return true;
}

async function uninterrupted(trials: number, workers: number): Promise<string> {
  const place = placeOf(`whole-${trials}-${workers}`);
  const { code, stdout, stderr } = await ended(start(place, trials, workers));
  expect(stderr).toBe('');
  expect(code).toBe(0);
  return JSON.parse(stdout).rowsHash;
}

describe.skipIf(process.platform === 'win32').each([1, 2])('a sweep on %i workers', (workers) => {
  it(`killed ${kills} times loses nothing acknowledged, repeats nothing done, and ends with the same bytes`, async () => {
    const trials = trialsFor(workers);
    const place = placeOf(`killed-${workers}`);
    const random = stream('kill', 'moments', workers);
    const accounts: Account[] = [];
    let torn = 0;
    for (let kill = 0; kill < kills; kill++) {
      accounts.push(await runUntilKilled(place, trials, workers, random));
      torn += tear(place, random) ? 1 : 0;
    }
    const before = new Set(idsIn(place));
    const startsBefore = linesOf(place.starts).length;
    const last = await ended(start(place, trials, workers));
    accounts.push(accountOf(place, startsBefore, before, last));

    const outcome = JSON.parse(last.stdout || `"${last.stderr}"`);
    expect(outcome).toMatchObject({ failed: 0, rowsHash: await uninterrupted(trials, workers) });
    expect(outcome.found + outcome.ran).toBe(trials);

    const final = idsIn(place);
    expect(new Set(final).size, 'no row stands twice').toBe(final.length);
    expect(final.length).toBe(trials);
    for (const id of linesOf(place.acks)) expect(final, 'acknowledged, then lost').toContain(id);

    let executions = 0;
    for (const { begun, before, after } of accounts) {
      expect(new Set(begun).size, 'begun twice in one run').toBe(begun.length);
      expect(
        begun.filter((id) => before.has(id)),
        'done, and run again',
      ).toEqual([]);
      expect(begun.filter((id) => !after.has(id)).length, 'in flight at a kill').toBeLessThanOrEqual(workers);
      executions += begun.length;
    }
    expect(executions).toBeLessThanOrEqual(trials + workers * kills);

    // The test has teeth only if the kills came while trials ran, and tails were torn.
    const struck = accounts.filter(({ end, begun }) => end.signal === 'SIGKILL' && begun.length > 0).length;
    const lost = executions - trials;
    process.stdout.write(
      `${workers} workers: ${struck} of ${kills} kills at work, ${torn} torn tails, ${trials} trials, ${lost} run again\n`,
    );
    expect(struck).toBeGreaterThanOrEqual(kills / 2);
    expect(accounts.filter(({ end }) => end.signal === 'SIGKILL').length).toBe(kills);
    expect(torn).toBeGreaterThan(0);
    const acknowledged = linesOf(place.acks).length;
    const account = { killed: 'coordinator', workers, kills, struck, torn, trials, acknowledged };
    if (kept !== undefined)
      appendFileSync(
        kept,
        `${JSON.stringify({ ...account, lost: 0, double: 0, runAgain: lost, sameBytes: true })}\n`,
      );
  }, 600_000);
});
