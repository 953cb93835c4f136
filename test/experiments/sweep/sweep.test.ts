import { spawnSync } from 'node:child_process';
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { UserError } from '../../../experiments/base/userError.ts';
import { Journal, readJournal, rowsHash, type StoredRow } from '../../../experiments/run/journal.ts';
import { OpenSweep, type SweepOptions, sweep } from '../../../experiments/run/resultsFolder.ts';
import { smallerNotes } from '../../../experiments/run/smallerStudy.ts';
import { toyPlans, toySweep } from '../../fixtures/toyStudy.ts';
import { resultOf, type ToyPlan } from '../../fixtures/toyTrial.ts';

let folder: string;
let starts: string;

beforeEach(() => {
  const root = mkdtempSync(join(tmpdir(), 'sweep-'));
  folder = join(root, 'results', 'toy');
  starts = join(root, 'starts');
  process.env.TOY_STARTS = starts;
});
afterEach(() => {
  delete process.env.TOY_STARTS;
  rmSync(join(starts, '..'), { recursive: true });
});

const journal = () => join(folder, 'journal.ndjson');
const startsNow = () => (existsSync(starts) ? readFileSync(starts, 'utf8').trimEnd().split('\n') : []);
const run = (plans: readonly ToyPlan[], more: Partial<SweepOptions> = {}) =>
  sweep({ ...toySweep(folder, plans), ...more });

describe('a sweep', () => {
  it('keeps one row a trial with its plan, labels and result, and the plan of the study', async () => {
    const plans = toyPlans(4);
    const outcome = await run(plans);
    expect(outcome).toMatchObject({ ran: 4, found: 0, failed: 0, total: 4, stopped: false, repairs: [] });
    const expected = toySweep(folder, plans).trials.map(({ id, plan, labels }) => ({
      id,
      plan,
      ...labels,
      status: 'complete',
      ...resultOf((plan as ToyPlan).seed),
    }));
    expect([...readJournal(journal()).rows.values()]).toEqual(expected);
    expect(outcome.rowsHash).toBe(rowsHash(expected));
    expect(JSON.parse(readFileSync(join(folder, 'study.json'), 'utf8'))).toEqual({
      schema: 1,
      hash: 'c0ffee00'.repeat(8),
      plan: { name: 'toy' },
    });
    expect(readdirSync(folder).sort()).toEqual(['journal.ndjson', 'measurements.ndjson', 'study.json']);
  });

  it('repeated runs nothing and gives the same bytes', async () => {
    const first = await run(toyPlans(5));
    const bytes = readFileSync(journal());
    const second = await run(toyPlans(5));
    expect(second).toMatchObject({ ran: 0, found: 5, total: 5, rowsHash: first.rowsHash });
    expect(readFileSync(journal())).toEqual(bytes);
    expect(startsNow()).toHaveLength(5);
  });

  it('enlarged runs only the trials that are new', async () => {
    await run(toyPlans(3));
    const outcome = await run(toyPlans(8));
    expect(outcome).toMatchObject({ ran: 5, found: 3, total: 8 });
    expect(startsNow().map(Number)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  });

  it('gives the same rows for 1, 2 and 3 workers', async () => {
    const hashes = [];
    for (const workers of [1, 2, 3]) {
      rmSync(folder, { recursive: true, force: true });
      hashes.push((await run(toyPlans(30, 2), { workers })).rowsHash);
    }
    expect(new Set(hashes).size).toBe(1);
  });

  it('keeps durations out of its rows', async () => {
    await run(toyPlans(3, 40));
    const lines = readFileSync(join(folder, 'measurements.ndjson'), 'utf8').trimEnd().split('\n');
    const measured = lines.map((line) => JSON.parse(line));
    expect(measured.map(({ id }) => id)).toEqual([...readJournal(journal()).rows.keys()]);
    for (const { milliseconds } of measured) expect(milliseconds).toBeGreaterThanOrEqual(39);
    expect(readFileSync(journal(), 'utf8')).not.toMatch(/pid|host|duration|seconds":\s*[1-9]\d{3}/);
  });

  it('tells each kept trial and how far it is', async () => {
    const kept: string[] = [];
    const told: number[][] = [];
    const plans: ToyPlan[] = [{ seed: 1 }, { seed: 2, does: 'throw' }, { seed: 3 }];
    await run(plans, { onKept: (id) => kept.push(id), onProgress: (...now) => told.push(now) });
    expect(told).toEqual([
      [0, 3, 0],
      [1, 3, 0],
      [2, 3, 1],
      [3, 3, 1],
    ]);
    expect(kept).toEqual(toySweep(folder, plans).trials.map(({ id }) => id));
  });

  it('stopped keeps what is done, says so, and goes on from there', async () => {
    const stop = new AbortController();
    const onProgress = (done: number) => done === 3 && stop.abort();
    const first = await run(toyPlans(8, 5), { signal: stop.signal, onProgress });
    expect(first).toMatchObject({ ran: 3, stopped: true, total: 8 });
    const second = await run(toyPlans(8, 5));
    expect(second).toMatchObject({ ran: 5, found: 3, stopped: false });
    expect(existsSync(join(folder, 'lock'))).toBe(false);
  });

  it('refuses a study with the same trial twice, and names both places', async () => {
    const twice = run([{ seed: 1 }, { seed: 2 }, { seed: 1 }]);
    await expect(twice).rejects.toThrow(/is twice in the study, as .*"seed":1.* and .*"seed":1/);
    expect(existsSync(folder)).toBe(false);
  });
});

describe('a result that comes twice', () => {
  const twice = (second: object): Pick<SweepOptions, 'workforce'> => ({
    workforce: () => ({
      async run({ tasks, onResult }) {
        for (const { id, input } of tasks) {
          const result: object = resultOf(Number(Object(input).seed));
          // A workforce behind a network gives its results without their type.
          onResult(id, result as never, 1);
          onResult(id, { ...result, ...second } as never, 1);
        }
      },
      async close() {},
    }),
  });

  it('counts once where it is the same, and ends the run with the command that repeats it where it is not', async () => {
    expect(await run(toyPlans(2), twice({}))).toMatchObject({ ran: 2, total: 2, stopped: false });
    expect(readFileSync(journal(), 'utf8').trimEnd().split('\n')).toHaveLength(3);
    const differing = run(toyPlans(3), twice({ text: 'other' }));
    await expect(differing).rejects.toThrow(
      /was run twice, and came out differently.* run it once more with toy 3/,
    );
    expect([...readJournal(journal()).rows.values()].map(({ text }) => text)).toEqual(['κ', 'κ', 'κ']);
  });
});

describe('a trial that fails', () => {
  const plans: ToyPlan[] = [
    { seed: 1 },
    { seed: 2, does: 'throw' },
    { seed: 3, does: 'nan' },
    { seed: 4, does: 'exit' },
    { seed: 5, does: 'hang' },
    { seed: 6 },
  ];

  it('is a row with its reason and the command that repeats it, and the others are complete', async () => {
    const outcome = await run(plans, { limitMilliseconds: 2000, workers: 2 });
    expect(outcome).toMatchObject({ ran: 6, failed: 4, stopped: false });
    const rows = [...outcome.rows.values()].sort((one, other) => seedOf(one) - seedOf(other));
    expect(rows.map(({ status }) => status)).toEqual([
      'complete',
      'failed',
      'failed',
      'failed',
      'failed',
      'complete',
    ]);
    expect(rows.slice(1, 5).map(({ reason, replay }) => [reason, replay])).toEqual([
      ['weights of miner 3 are negative', 'toy 2'],
      [expect.stringContaining('its result cannot be stored: $.measures.share is NaN'), 'toy 3'],
      ['its worker ended with code 3', 'toy 4'],
      ['exceeded 2000 ms', 'toy 5'],
    ]);
  });

  it('is not run again, unless asked', async () => {
    await run(plans.slice(0, 2));
    expect(await run(plans.slice(0, 2))).toMatchObject({ ran: 0, found: 2, failed: 1 });
    const [, failing] = toySweep(folder, plans.slice(0, 2)).trials;
    const mended = { ...toySweep(folder, plans.slice(0, 2)) };
    const trials = mended.trials.map((trial) =>
      trial.id === failing.id ? { ...trial, plan: { seed: 2 } } : trial,
    );
    const again = await sweep({ ...mended, trials, retryFailed: true });
    expect(again).toMatchObject({ ran: 1, found: 1, failed: 0 });
    expect(readJournal(journal()).rows.get(failing.id)).toMatchObject({ status: 'complete' });
    expect(await run(plans.slice(0, 2), { retryFailed: true })).toMatchObject({ ran: 0, failed: 0 });
  });

  it('that a limit of time ended runs again once the limit is longer, and not before', async () => {
    const slow: ToyPlan[] = [{ seed: 1 }, { seed: 2, milliseconds: 3000 }];
    expect(await run(slow, { limitMilliseconds: 1000 })).toMatchObject({ ran: 2, failed: 1 });
    expect(await run(slow, { limitMilliseconds: 1000 })).toMatchObject({ ran: 0, found: 2, failed: 1 });
    expect(await run(slow, { limitMilliseconds: 60_000 })).toMatchObject({ ran: 1, found: 1, failed: 0 });
    expect(await run(slow)).toMatchObject({ ran: 0, failed: 0 });
  });

  it('is run again once while a folder is open, however often it is asked for', async () => {
    const [trial] = toySweep(folder, [{ seed: 2, does: 'throw' }]).trials;
    const { trials, ...options } = toySweep(folder, []);
    expect(trials).toEqual([]);
    for (const count of [1, 2]) {
      const open = new OpenSweep({ ...options, retryFailed: true });
      expect(await open.run([trial])).toMatchObject({ ran: 1, failed: 1 });
      expect(await open.run([trial])).toMatchObject({ ran: 0, found: 1, failed: 1 });
      await open.close();
      expect(startsNow()).toHaveLength(count);
    }
  });

  it('cannot pass itself off as another trial', async () => {
    const { rows } = await run([{ seed: 1, does: 'claimId' }]);
    const [{ id }] = toySweep(folder, [{ seed: 1, does: 'claimId' }]).trials;
    expect(rows.get(id)).toMatchObject({ id, status: 'complete', measures: { where: 1 } });
  });

  const seedOf = ({ plan }: StoredRow) => (plan as ToyPlan).seed;
});

describe('a folder', () => {
  /** Every file of the folder with its bytes. */
  const content = () => readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), 'utf8')]);

  it('of another study is refused and left as it was', async () => {
    await run(toyPlans(2));
    const before = content();
    const other = run(toyPlans(2), { study: { hash: 'dead'.repeat(16), plan: {} } });
    await expect(other).rejects.toThrow(UserError);
    await expect(other).rejects.toThrow(/study\.json is study c0ffee00, not deaddead.*choose another/);
    expect(content()).toEqual(before);
  });

  it('of a smaller form of the study is used again, and says from which studies it grew', async () => {
    const factors = (...values: number[]) => [{ name: 'seed', values }];
    const small = { hash: 'a'.repeat(64), plan: { factors: factors(1, 2), seeds: 2, size: 'two' } };
    const large = { hash: 'b'.repeat(64), plan: { factors: factors(1, 3, 2), seeds: 3, size: 'three' } };
    await run(toyPlans(3), { study: small });
    const outcome = await run(toyPlans(5), { study: large });
    expect(outcome).toMatchObject({ ran: 2, found: 3, total: 5 });
    expect(readJournal(journal(), large.hash)).toMatchObject({ study: large.hash, badLines: 0 });
    const { hash, plan, grewFrom } = JSON.parse(readFileSync(join(folder, 'study.json'), 'utf8'));
    expect({ hash, plan }).toEqual(large);
    expect(grewFrom).toEqual([small]);
    expect(await run(toyPlans(5), { study: large })).toMatchObject({ ran: 0, rowsHash: outcome.rowsHash });
    const before = content();
    const fewer = run(toyPlans(3), { study: small });
    await expect(fewer).rejects.toThrow(/they differ in factors, seeds, size.*but for more seeds or values/);
    const others = [
      { factors: factors(1, 4), seeds: 3, size: 'three' },
      { factors: factors(1, 3, 2), seeds: 3, size: 'three', days: 2 },
      { factors: [{ name: 'other', values: [1, 2, 3] }], seeds: 3, size: 'three' },
    ];
    for (const other of others)
      await expect(run(toyPlans(5), { study: { hash: 'c'.repeat(64), plan: other } })).rejects.toThrow(
        UserError,
      );
    expect(content()).toEqual(before);
  });

  it('beside one of a smaller form of the study is told of it before it begins', async () => {
    const study = (seeds: number) => ({ hash: String(seeds).repeat(64), plan: { factors: [], seeds } });
    await run(toyPlans(1), { study: study(4) });
    const beside = join(folder, '..', 'other');
    expect(smallerNotes(beside, study(5))).toEqual([
      expect.stringContaining(`${folder} holds a smaller form of this study: with --dir ${folder}`),
    ]);
    expect(smallerNotes(beside, study(4))).toEqual([]);
    expect(smallerNotes(beside, study(3))).toEqual([]);
    expect(smallerNotes(folder, study(5))).toEqual([]);
  });

  it('of pilots of a smaller form of the study is used again', async () => {
    const pilots = (of: string, days = 1) => ({ hash: of.repeat(64), plan: { name: 'beginning', of, days } });
    await run(toyPlans(2), { study: pilots('a') });
    expect(await run(toyPlans(3), { study: pilots('b') })).toMatchObject({ ran: 1, found: 2 });
    await expect(run(toyPlans(3), { study: pilots('c', 2) })).rejects.toThrow('differ in of, days');
  });

  it('of another schema is refused and left as it was', async () => {
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'study.json'), '{"schema":9,"hash":"x","plan":{}}');
    const before = content();
    await expect(run(toyPlans(1))).rejects.toThrow('has schema 9; this version writes 1');
    expect(content()).toEqual(before);
  });

  it('with only the journal of another study is refused and left as it was', async () => {
    mkdirSync(folder, { recursive: true });
    new Journal(journal(), 'dead'.repeat(16)).close();
    const before = content();
    await expect(run(toyPlans(1))).rejects.toThrow('belongs to study deaddead, not c0ffee00');
    expect(content()).toEqual(before);
  });

  it('in use by a living process is refused by its number', async () => {
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'lock'), String(process.ppid));
    await expect(run(toyPlans(1))).rejects.toThrow(`is in use by process ${process.ppid}`);
    expect(readdirSync(folder)).toEqual(['lock']);
  });

  it('left locked by a process that is gone is taken over', async () => {
    const gone = spawnSync(process.execPath, ['-e', '']).pid;
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'lock'), String(gone));
    expect(await run(toyPlans(1))).toMatchObject({ ran: 1 });
    expect(existsSync(join(folder, 'lock'))).toBe(false);
  });

  it('with a damaged journal is mended, says how, and ends with the same bytes', async () => {
    const whole = await run(toyPlans(5));
    const bytes = readFileSync(journal());
    bytes[bytes.indexOf('"seed":3')] = 0xfe;
    writeFileSync(journal(), bytes);
    appendFileSync(journal(), '0123456789abcdef {"days":["5f');
    const mended = await run(toyPlans(5));
    expect(mended).toMatchObject({ ran: 1, found: 4, rowsHash: whole.rowsHash });
    expect(mended.repairs.join('\n')).toMatch(
      /cut 29 bytes of a torn last line.*\npassed over damaged lines: 1;/,
    );
    expect(await run(toyPlans(5))).toMatchObject({ ran: 0, rowsHash: whole.rowsHash });
  });
});

describe.skipIf(process.platform === 'win32')('a disk that refuses in the middle of a row', () => {
  it('stops the sweep with a plain message; what is acknowledged is kept, and the same command ends it', async () => {
    const acks = join(starts, '..', 'acks');
    const script = fileURLToPath(new URL('../../fixtures/toyRun.ts', import.meta.url));
    // 16 KiB a file: the system takes part of a row and refuses the rest, with two workers at work.
    const limited = `ulimit -f 16; exec "${process.execPath}" --import tsx "${script}" "${folder}" 40 1 2`;
    const { status, stderr } = spawnSync('bash', ['-c', limited], {
      encoding: 'utf8',
      env: { ...process.env, TOY_ACKS: acks },
      timeout: 110_000,
    });
    expect(status).toBe(1);
    expect(stderr).toMatch(/journal\.ndjson cannot be written \(EFBIG.*its 5 rows are kept/);
    const acknowledged = readFileSync(acks, 'utf8').trimEnd().split('\n');
    expect(acknowledged).toHaveLength(5);
    expect([...readJournal(journal()).rows.keys()]).toEqual(acknowledged);
    expect(readJournal(journal()).tornBytes).toBe(0);
    const outcome = await run(toyPlans(40, 1));
    expect(outcome).toMatchObject({ ran: 35, found: 5 });
    rmSync(folder, { recursive: true });
    expect((await run(toyPlans(40, 1))).rowsHash).toBe(outcome.rowsHash);
  });
});
