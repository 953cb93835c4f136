import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { conform, conformFile, conformText, exitCodeOf } from '../experiments/conform/conform.ts';
import { Place } from '../experiments/conform/place.ts';
import { stream } from '../sim/random.ts';

const golden = fileURLToPath(new URL('./golden/chain/', import.meta.url));
const parsed = (file: string): Json => JSON.parse(gunzipSync(readFileSync(golden + file)).toString('utf8'));

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'conform-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Writes a file into the scratch folder and returns its path. */
function scratch(name: string, content: string | Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

// biome-ignore lint/suspicious/noExplicitAny: recorded JSON is edited at any place on purpose
type Json = any;
/** A recorded value that can be read and replaced. */
interface Spot {
  readonly holder: Json;
  readonly key: string | number;
}

/** Every number or number text of an expected value. */
function spotsIn(value: Json, spots: Spot[] = []): Spot[] {
  for (const key of Object.keys(value)) {
    if (key === 't') continue;
    if (typeof value[key] === 'object' && value[key] !== null) spotsIn(value[key], spots);
    else spots.push({ holder: value, key: Array.isArray(value) ? Number(key) : key });
  }
  return spots;
}

/** The expected values of the built rulesets in one file. */
function expectedIn(file: Json): Spot[] {
  if (file.rows !== undefined) {
    return file.rows.flatMap((row: Json) =>
      ['v0.0.1', 'difficultyBefore', 'difficultyAfter']
        .filter((column) => column in row)
        .flatMap((column) =>
          typeof row[column] === 'object' ? spotsIn(row[column]) : [{ holder: row, key: column }],
        ),
    );
  }
  const runs = file.cases.flatMap((each: Json) => each.runs ?? [{ ...each, version: 'v0.0.1' }]);
  return runs
    .filter((run: Json) => run.version === 'v0.0.1')
    .flatMap((run: Json) => run.epochs.flatMap(({ steps = {}, output }: Json) => spotsIn([steps, output])));
}

/** The value with one bit changed: of the integer, or of the last digit of a decimal or hexadecimal text. */
function flipped(value: Json, pick: (n: number) => number): Json {
  if (typeof value === 'number') return value ^ (1 << pick(16));
  if (/^\d+$/.test(value))
    return String(BigInt(value) ^ (1n << BigInt(pick(BigInt(value).toString(2).length))));
  const places = [...value].flatMap((digit: string, at) => (/\d/.test(digit) ? [at] : []));
  const at = places[pick(places.length)];
  return `${value.slice(0, at)}${Number(value[at]) ^ 1}${value.slice(at + 1)}`;
}

const files = [
  'nakamoto_difficulty.json.gz',
  'nakamoto_sequences.json.gz',
  'prune.json.gz',
  'random_n256_seed1.json.gz',
  'random_n3_seed3.json.gz',
  'random_n33_seed1.json.gz',
  'random_n64_seed3.json.gz',
  'random_n8_seed3.json.gz',
  'registration_adjust.json.gz',
  'repo_tests_permits.json.gz',
  'sequence_n8_e40.json.gz',
];

describe('replaying recorded vectors', () => {
  it('catches one flipped bit at any of 100 random places', () => {
    const loaded = files.map((name) => ({ name, file: parsed(name) }));
    const spots = loaded.flatMap(({ name, file }) => expectedIn(file).map((spot) => ({ name, file, spot })));
    const places = new Set<string>();
    for (let flip = 0; flip < 100; flip++) {
      const draws = stream(1, 'flipped bit', flip);
      const { name, file, spot } = spots[draws.integer(spots.length)];
      const before = spot.holder[spot.key];
      spot.holder[spot.key] = flipped(before, (n) => draws.integer(n));
      const [comparison] = conformFile(new Place(name, file))
        .comparisons()
        .filter(({ differing }) => differing > 0);
      expect(comparison?.differing, `${name}: ${before} became ${spot.holder[spot.key]}`).toBe(1);
      places.add(comparison.differences[0].path);
      spot.holder[spot.key] = before;
    }
    expect(places.size).toBeGreaterThan(90);
    for (const { name, file } of loaded) {
      expect(
        conformFile(new Place(name, file))
          .rows()
          .map((row) => row.differing),
      ).not.toContain(1);
    }
  });

  it('catches one flipped bit of an input through what follows from it', () => {
    const file = parsed('random_n8_seed0.json.gz');
    const { initial } = file.cases[0];
    initial.stake[0] = String(BigInt(initial.stake[0]) ^ (1n << 30n));
    const [row] = conformFile(new Place('flipped', file))
      .rows()
      .filter(({ ruleset }) => ruleset === 'finney-2023');
    expect(row.differing).toBeGreaterThan(10);
  });

  it('ends with 0 where all agree, 1 where a value differs, 2 where nothing was compared', () => {
    const differing = parsed('random_n3_seed0.json.gz');
    differing.cases[0].runs[0].epochs[0].output.emission[1] += 1;
    const exit = (...paths: string[]) => exitCodeOf(conform(paths));
    expect(exit(`${golden}random_n3_seed0.json.gz`)).toBe(0);
    expect(exit(scratch('differing.json', JSON.stringify(differing)))).toBe(1);
    expect(exit(`${golden}burn_price_2026.json.gz`, `${golden}block_emission.json.gz`)).toBe(2);
  });

  it('says of every file and ruleset how much was compared, and why the rest was not', () => {
    const report = conform([`${golden}random_n3_seed0.json.gz`, `${golden}prune.json.gz`]);
    expect(report.rows).toContainEqual(
      expect.objectContaining({
        kind: 'epoch',
        ruleset: 'finney-2023',
        compared: 564,
        differing: 0,
        skipped: 0,
      }),
    );
    expect(report.rows).toContainEqual(
      expect.objectContaining({
        kind: 'table',
        ruleset: 'v1.1.4',
        compared: 0,
        skipped: 40,
        reason: 'no ruleset built',
      }),
    );
    const lines = conformText(report).split('\n');
    expect(lines.at(-1)).toMatch(/^AGREES: all 604 values compared; [\d,]+ skipped$/);
    expect(new Set(lines.slice(2, 5).map((line) => line.indexOf('epoch')))).toHaveLength(1);
  });

  it('names the place of a difference and both values', () => {
    const file = parsed('random_n3_seed0.json.gz');
    file.cases[0].runs[0].epochs[0].output.rank[2] += 1;
    const report = conform([scratch('named.json', JSON.stringify(file))]);
    expect(report.differences).toHaveLength(1);
    expect(report.differences[0].path).toBe('$.cases[0].runs[0].epochs[0].output.rank[2]');
    expect(conformText(report)).toMatch(
      /named\.json: \$\.cases.*recorded \d+, computed \d+\n\nDIFFERS: 1 of 564/s,
    );
  });

  it('ignores nothing: a name it does not know, a missing or an extra value is a difference', () => {
    const edits: ((epoch: Json) => void)[] = [
      ({ steps }) => (steps.consensu = steps.consensus),
      ({ output }) => (output.ranks = output.rank),
      ({ steps }) => (steps.consensus.decimals = []),
      ({ steps }) => (steps.consensus.t = 'vecI64F64'),
      ({ output }) => output.rank.pop(),
      ({ output }) => output.rank.push(0),
      ({ steps }) => steps.weights.bits[0].push([0, '0']),
    ];
    for (const edit of edits) {
      const file = parsed('random_n3_seed0.json.gz');
      edit(file.cases[0].runs[0].epochs[0]);
      const rows = conformFile(new Place('edited', file)).rows();
      expect(
        rows.reduce((sum, row) => sum + row.differing, 0),
        String(edit),
      ).toBe(1);
    }
  });

  it('a run that is the same as another is computed with its own hyperparameters', () => {
    const file = parsed('random_n8_seed0.json.gz');
    const [each] = file.cases;
    const [run] = each.runs;
    const { epochs: _, ...again } = structuredClone(run);
    each.runs = [run, { ...again, label: 'v0.0.1/again', sameAs: run.label }];
    const differing = () => conformFile(new Place('same', file)).rows()[0];
    expect(differing()).toMatchObject({
      differing: 0,
      compared: 2 * expectedIn({ cases: [{ runs: [run] }] }).length,
    });
    each.runs[1].params.kappa = 50_000;
    expect(differing().differing).toBeGreaterThan(0);
  });

  it('verifies the checksums beside the files', () => {
    const copy = join(folder, 'checked');
    mkdirSync(copy);
    for (const name of ['prune.json.gz', 'random_n3_seed0.json.gz'])
      copyFileSync(golden + name, join(copy, name));
    const list = readFileSync(`${golden}SHA256SUMS`, 'utf8')
      .split('\n')
      .filter((line) => /prune|n3_seed0/.test(line));
    writeFileSync(join(copy, 'SHA256SUMS'), `${list.join('\n')}\n`);
    expect(exitCodeOf(conform([copy]))).toBe(0);
    writeFileSync(join(copy, 'prune.json.gz'), gzipSync(JSON.stringify(parsed('prune.json.gz'), null, 1)));
    const report = conform([copy]);
    expect(report.differing).toBe(1);
    expect(report.differences[0]).toMatchObject({ path: 'prune.json.gz', file: join(copy, 'SHA256SUMS') });
  });

  it.each<[string, () => string, RegExp]>([
    ['a missing file', () => join(folder, 'none.json'), /none\.json: no such file or folder/],
    ['broken JSON', () => scratch('cut.json', '{"format":1,"cas'), /cut\.json: is not JSON/],
    [
      'broken gzip',
      () => scratch('cut.json.gz', readFileSync(`${golden}prune.json.gz`).subarray(0, 900)),
      /cut\.json\.gz: the gzip data are broken/,
    ],
    ['plain text named gzip', () => scratch('plain.json.gz', '{}'), /plain\.json\.gz: must be gzip/],
    ['NaN in the file', () => scratch('nan.json', '{"format":1,"rows":[NaN]}'), /nan\.json: is not JSON/],
    [
      'another shape',
      () => scratch('shape.json', '{"format":1,"things":[]}'),
      /shape\.json: \$ must be recorded vectors/,
    ],
    ['a list', () => scratch('list.json', '[]'), /list\.json: \$ must be an object/],
  ])('refuses %s by name', (_, path, message) => {
    expect(() => conform([path()])).toThrow(message);
  });

  it.each<[string, (each: Json) => void, RegExp]>([
    [
      'a stake that is no integer',
      ({ initial }) => (initial.stake[1] = 'NaN'),
      /\$\.cases\[0\]\.initial\.stake\[1\] must be an integer 0 … \d+; received "NaN"/,
    ],
    [
      'a list of the wrong length',
      ({ initial }) => initial.lastUpdate.pop(),
      /lastUpdate\.length must be 3; received 2/,
    ],
    [
      'a weight towards nobody',
      ({ initial }) => (initial.weights[0] = [[3, 1]]),
      /weights\[0\]\[0\]\[0\] must be an integer 0 … 2/,
    ],
    [
      'an unknown key',
      ({ initial }) => (initial.stakes = []),
      /initial\.stakes must be absent: known keys are n, block/,
    ],
    [
      'a missing key',
      ({ runs }) => delete runs[0].params.kappa,
      /runs\[0\]\.params must be an object with the key "kappa"/,
    ],
    [
      'NaN among the results',
      ({ runs }) => (runs[0].epochs[0].output.rank[0] = null),
      /output\.rank\[0\] must be a value, not NaN/,
    ],
    [
      'a label of another version',
      ({ runs }) => (runs[0].version = 'v0.0.2'),
      /label must be the version v0\.0\.2/,
    ],
    [
      'a circle of sameAs',
      ({ runs }) => Object.assign(runs[0], { sameAs: runs[0].label }),
      /sameAs must be the label of another run/,
    ],
  ])('refuses %s and names its place', (_, edit, message) => {
    const file = parsed('random_n3_seed0.json.gz');
    edit(file.cases[0]);
    expect(() => conform([scratch('bad.json', JSON.stringify(file))])).toThrow(message);
  });

  it('passes over other JSON found in a folder, and says so', () => {
    const other = join(folder, 'other');
    mkdirSync(other);
    writeFileSync(join(other, 'settings.json'), '{"a":[1,2,3]}');
    expect(conform([other]).rows).toEqual([
      expect.objectContaining({ kind: 'unknown', skipped: 3, reason: 'not recorded vectors' }),
    ]);
    expect(() => conform([join(other, 'settings.json')])).toThrow(/must be recorded vectors/);
  });
});
