import {
  copyFileSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { conform, exitCodeOf } from '../../../../experiments/evidence/conform/conform.ts';
import type { ConformReport } from '../../../../experiments/evidence/conform/conformReport.ts';
import { conformText } from '../../../../experiments/evidence/conform/conformText.ts';
import type { Json } from './recordedValues.ts';

const peers = fileURLToPath(new URL('../../../golden/peers/', import.meta.url));
const parsed = (name: string): Json => JSON.parse(gunzipSync(readFileSync(peers + name)).toString('utf8'));

let folder = '';
let report: ConformReport;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'peers-'));
  copyFileSync(`${peers}B_f64_cases.json.gz`, join(folder, 'B_f64_cases.json.gz'));
  report = conform([peers]);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A table of release B with one thing changed, its cases beside it. */
function edited(edit: (table: Json) => void): string {
  const table = parsed('B_f64_bp0_a.json.gz');
  edit(table);
  const path = join(folder, 'B_f64_bp0_a.json');
  writeFileSync(path, JSON.stringify(table));
  return path;
}

describe('the tables of yuma-simulation', () => {
  it.each(['A', 'B', 'C'])('release %s agrees to 1e-12 in every version, case and random run', (release) => {
    const rows = report.rows.filter(({ ruleset }) => ruleset === `yuma-simulation ${release}`);
    expect(rows.length).toBeGreaterThanOrEqual(4);
    for (const row of rows) {
      expect(row).toMatchObject({ differing: 0, skipped: 0 });
      expect(row.largest).toBeLessThanOrEqual(1e-12);
    }
    expect(rows.reduce((total, row) => total + row.compared, 0)).toBeGreaterThan(240_000);
  });

  it('what B 21, C 19 and C 23 say after nobody agreed is listed as the peer’s error, not imitated', () => {
    expect(exitCodeOf(report)).toBe(0);
    const aside = new Set(report.rows.flatMap((row) => Object.keys(row.aside)));
    expect([...aside].map((error) => error.split(' on:')[0]).sort()).toEqual([
      'Case 19 (release C) from epoch 5 of 0 … 39',
      'Case 21 (release B) from epoch 5 of 0 … 39',
      'Case 23 (release C) from epoch 5 of 0 … 39',
    ]);
    expect(conformText(report)).toMatch(
      /yuma-simulation C: largest difference [\d.]+e-\d+ of 309,800 numbers/,
    );
  });

  it('a number one part in a billion off is a difference', () => {
    const path = edited(({ versions }) => (versions.YUMA2.cases['Case 3'].bonds[7][1][1] *= 1 + 1e-9));
    const { differing, differences } = conform([path]);
    expect(differing).toBe(1);
    expect(differences[0].path).toBe('$.versions.YUMA2.cases.Case 3.bonds[7][1][1]');
  });

  it.each<[string, (table: Json) => void, RegExp]>([
    [
      'a version that is in no release',
      ({ versions }) => (versions.YUMA9 = versions.YUMA1),
      /YUMA9 must be a version of the catalogue/,
    ],
    [
      'other settings under a known name',
      ({ versions }) => (versions.YUMA2.params.bond_moving_avg = 0.5),
      /bond_moving_avg must be/,
    ],
    [
      'NaN in a table',
      ({ versions }) => (versions.YUMA1.cases['Case 1'].incentive[3][0] = 'NaN'),
      /must be a value, not NaN/,
    ],
    [
      'a missing epoch',
      ({ versions }) => versions.YUMA1.cases['Case 1'].incentive.pop(),
      /incentive\.length must be 40/,
    ],
    [
      'a disagreement passed off as the peer’s error',
      ({ versions }) => (versions.YUMA1.cases['Case 21'].consensus[5] = [0, 0, 0]),
      /consensus\[5\]\[0\] must be -32768\.5/,
    ],
  ])('refuses %s', (_, edit, message) => {
    expect(() => conform([edited(edit)])).toThrow(message);
  });

  it('a random run whose recipe does not give its checksums is refused', () => {
    const random = parsed('A_f64_random.json.gz');
    random.runs = random.runs.slice(0, 1);
    random.runs[0].checksum_weights[1] += 1;
    const path = join(folder, 'A_random.json');
    writeFileSync(path, JSON.stringify(random));
    expect(() => conform([path])).toThrow(/checksum_weights must be \d+ at epoch 1/);
  });

  it('stand in files small enough for a repository', () => {
    for (const name of readdirSync(peers)) expect(statSync(peers + name).size).toBeLessThan(1.5e6);
  });
});
