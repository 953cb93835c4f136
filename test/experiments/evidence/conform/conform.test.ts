import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { conform, conformFile, exitCodeOf } from '../../../../experiments/evidence/conform/conform.ts';
import { conformText } from '../../../../experiments/evidence/conform/conformText.ts';
import { Place } from '../../../../experiments/evidence/conform/place.ts';
import { expectedIn, golden, type Json, parsed } from './recordedValues.ts';

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

describe('replaying recorded vectors', () => {
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
    expect(exit(fileURLToPath(new URL('../../../golden/peers/A_f64_cases.json.gz', import.meta.url)))).toBe(
      2,
    );
  });

  it('says of every file and ruleset how much was compared, and why the rest was not', () => {
    const unknown = parsed('random_n3_seed0.json.gz');
    unknown.cases[0].runs = [{ ...unknown.cases[0].runs[0], version: 'v9.9.9', label: 'v9.9.9' }];
    const report = conform([`${golden}prune.json.gz`, scratch('unknown.json', JSON.stringify(unknown))]);
    expect(report.rows).toContainEqual(
      expect.objectContaining({
        kind: 'table',
        ruleset: 'finney-2024',
        compared: 40,
        differing: 0,
        skipped: 0,
      }),
    );
    expect(report.rows).toContainEqual(
      expect.objectContaining({
        kind: 'epoch',
        ruleset: 'v9.9.9',
        compared: 0,
        skipped: 384,
        reason: 'no ruleset built',
      }),
    );
    const lines = conformText(report).split('\n');
    expect(lines.at(-1)).toMatch(/^AGREES: all 200 values compared; 384 skipped$/);
    expect(new Set(lines.slice(2, 7).map((line) => line.indexOf('table')))).toHaveLength(1);
  });

  it('names the place of a difference and both values', () => {
    const file = parsed('random_n3_seed0.json.gz');
    file.cases[0].runs.length = 1;
    file.cases[0].runs[0].epochs[0].output.rank[2] += 1;
    const report = conform([scratch('named.json', JSON.stringify(file))]);
    expect(report.differences).toHaveLength(1);
    expect(report.differences[0].path).toBe('$.cases[0].runs[0].epochs[0].output.rank[2]');
    expect(conformText(report)).toMatch(
      /named\.json: \$\.cases.*recorded \d+, computed \d+\n\nDIFFERS: 1 of [\d,]+/s,
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
      file.cases[0].runs.length = 1;
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
      'a weight above u16',
      ({ initial }) => (initial.weights[0] = [[1, 65_536]]),
      /weights\[0\]\[0\]\[1\] must be an integer 0 … 65535/,
    ],
    [
      'a target twice in a row',
      ({ initial }) =>
        (initial.weights[0] = [
          [1, 5],
          [1, 6],
        ]),
      /weights\[0\] must be a row that names a uid once/,
    ],
    [
      'a negative stake',
      ({ initial }) => (initial.stake[1] = -1),
      /stake\[1\] must be an integer 0 … 18446744073709551615; received -1/,
    ],
    [
      'more rows than uids',
      ({ initial }) => initial.weights.push([]),
      /initial\.weights\.length must be 3; received 4/,
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
