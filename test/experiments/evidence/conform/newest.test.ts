import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { conform, conformFile } from '../../../../experiments/evidence/conform/conform.ts';
import { Place } from '../../../../experiments/evidence/conform/place.ts';
import { golden, type Json, parsed } from './recordedValues.ts';

const index = 'identical_to_v3.4.9-424.json.gz';
const recorded = (path: string) => fileURLToPath(new URL(`../../../golden/${path}`, import.meta.url));
/** Values compared in each row of a file in which nothing differs and nothing is skipped. */
const agreeing = (path: string) =>
  conform([recorded(path)])
    .rows.filter(({ differing, skipped }) => differing === 0 && skipped === 0)
    .map(({ compared }) => compared);

describe('the chain of autumn 2026 and what is around an epoch', () => {
  it.each([
    ['newest/commit_mask.json.gz', [5493, 5493]],
    ['newest/liquid_modes_random_small.json.gz', [12_938]],
    ['newest/liquid_modes_random_n33_n64.json.gz', [21_642]],
    ['newest/liquid_modes_repo_tests.json.gz', [8392, 50_848]],
    ['newest/liquid_modes_sequence_n8_e40.json.gz', [5132, 19_200]],
    ['newest/dividend_split.json.gz', [766, 766]],
    ['networks/drain_v3.4.9.json.gz', [7196]],
    ['networks/mechanisms_v3.4.9.json.gz', [1920]],
    ['networks/root_epoch_v1.1.1.json.gz', [8270]],
    ['networks/emission_split_v1.1.1.json.gz', [6569]],
    ['networks/swap_v2.0.11.json.gz', [400]],
    ['networks/coinbase_v2.0.11.json.gz', [17_750]],
    ['networks/stake_weights_v2.0.11.json.gz', [606]],
    ['networks/share_pool_v2.0.11.json.gz', [1360]],
    ['networks/share_pool_v3.4.9.json.gz', [2388]],
    ['networks/drain_v2.0.11.json.gz', [13_503]],
  ])('agrees with every recorded value: %s', (path, compared) => {
    expect(agreeing(path)).toEqual(compared);
  });
});

/** The index with the rows of these files alone. */
const indexOf = (...names: string[]): Json => indexWhere(([file]) => names.includes(file));

function indexWhere(isWanted: (row: readonly string[]) => boolean): Json {
  const whole = parsed(`../newest/${index}`);
  const rows = whole.rows.filter(isWanted);
  const sum = (column: number) => rows.reduce((total: number, row: Json) => total + row[column], 0);
  return { ...whole, rows, totalRuns: rows.length, totalEpochs: sum(4), totalValues: sum(5) };
}

describe('an index of runs that the newest version gives too', () => {
  const names = ['random_n3_seed2.json.gz', 'random_n8_seed3.json.gz', 'sequence_n8_e40.json.gz'];
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'same-epochs-'));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const replayed = (file: Json, find?: (index: string, name: string) => Place | null) =>
    conformFile(new Place(recorded(`newest/${index}`), file), true, {
      cellsPerMap: 0,
      ...(find !== undefined && { find }),
    }).rows();

  it('is replayed by the newest rules, with the recordings found in the folder beside it', () => {
    const [row] = replayed(indexOf(...names, 'repo_tests_yuma3.json.gz'));
    expect(row).toMatchObject({ kind: 'same epochs', ruleset: 'autumn-2026', differing: 0, skipped: 0 });
    expect(row.compared).toBeGreaterThan(30_000);
  });

  it('is replayed with recordings found anywhere under the given paths', () => {
    copyFileSync(recorded(`newest/${index}`), join(folder, index));
    const { rows } = conform([folder, `${golden}random_n3_seed2.json.gz`]);
    const own = rows.filter(({ kind }) => kind === 'same epochs');
    const [built, missing] = own.sort((one, other) => other.compared - one.compared);
    expect(built).toMatchObject({ ruleset: 'autumn-2026', differing: 0, skipped: 0 });
    expect(built.compared).toBeGreaterThan(1000);
    expect(missing).toMatchObject({ compared: 0, reason: expect.stringContaining('not at hand') });
  });

  it('counts as skipped, with the reason, what is recorded in a file that is not at hand', () => {
    const own = indexOf(...names);
    expect(replayed(own, () => null)).toEqual([
      expect.objectContaining({
        compared: 0,
        skipped: own.totalValues,
        reason: 'the recorded runs are not at hand: give the folder of the recordings as well',
      }),
    ]);
  });

  it('catches a recorded value that is another', () => {
    const [name] = names;
    const file = parsed(name);
    const run = file.cases[0].runs.find(({ label }: Json) => label === 'v3.4.9-424');
    run.epochs[0].output.consensus[1] ^= 1;
    const own = indexWhere(([path, , label]) => path === name && label === run.label);
    const [row] = replayed(own, () => new Place(name, file));
    expect(row).toMatchObject({ differing: 1, skipped: 0 });
  });

  it.each<[string, (file: Json) => void, RegExp]>([
    [
      'a run that is not recorded',
      ({ rows }) => (rows[0][2] = 'v9'),
      /runs must be runs with one labelled v9/,
    ],
    ['a case that is not recorded', ({ rows }) => (rows[0][1] = 'no such'), /must be the name of a case of/],
    ['another number of epochs', ({ rows }) => (rows[0][4] = 2), /epochs\.length must be 2; received 1/],
    ['another mode', ({ rows }) => (rows[0][3] = 'dense'), /mode must be "dense", as the index has it/],
    ['totals of other rows', (file) => file.rows.pop(), /totalRuns must be \d+, what the rows come to/],
    ['other columns', ({ columns }) => columns.reverse(), /columns must be file, case, label, mode, epochs/],
  ])('refuses %s', (_, edit, message) => {
    const own = indexOf('random_n3_seed2.json.gz');
    edit(own);
    own.totalEpochs = own.rows.reduce((sum: number, row: Json) => sum + row[4], 0);
    expect(() => replayed(own)).toThrow(message);
  });
});

describe('a value that a recording lacks', () => {
  /** What becomes of the recordings when `edit` takes something away; with the counts of before. */
  function edited(edit: (epoch: Json) => void, name = 'random_n33_seed1.json.gz') {
    const file = parsed(name);
    file.cases[0].runs.length = 1;
    const [before] = conformFile(new Place(name, file)).rows();
    edit(file.cases[0].runs[0].epochs[0]);
    const [row] = conformFile(new Place(name, file)).rows();
    return { before, row };
  }

  it('is skipped and counted with its name, and is no difference', () => {
    const { before, row } = edited(({ steps }) => delete steps.consensus.bits);
    expect(row).toMatchObject({ differing: 0, skipped: 1, reason: 'not recorded: bits' });
    expect(row.compared).toBe(before.compared - 33);
  });

  it.each(['nnz', 'fnv1a64', 'rowBitsSum'])('may be the %s of a digest', (key) => {
    const { row } = edited(({ steps }) => {
      const digest: Json = Object.values(steps).find(({ t }: Json) => t === 'sparseDigest');
      delete digest[key];
    }, 'random_n64_seed3.json.gz');
    expect(row).toMatchObject({ differing: 0, skipped: 1, reason: `not recorded: ${key}` });
  });

  it('leaves the others of the digest compared', () => {
    const { row } = edited(({ steps }) => {
      const digest: Json = Object.values(steps).find(({ t }: Json) => t === 'sparseDigest');
      delete digest.rowBitsSum;
      digest.nnz += 1;
    }, 'random_n64_seed3.json.gz');
    expect(row).toMatchObject({ differing: 1, skipped: 1 });
  });
});
