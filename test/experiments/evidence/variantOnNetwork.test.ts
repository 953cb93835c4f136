import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { oneEpoch } from '../../../experiments/evidence/oneEpoch.ts';
import { knownVariant, variantOnNetwork } from '../../../experiments/evidence/variantOnNetwork.ts';
import { readNetwork } from '../../../experiments/input/networkFile.ts';

const fixture = fileURLToPath(new URL('../../fixtures/network.json', import.meta.url));
const written = JSON.parse(readFileSync(fixture, 'utf8'));

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'variants-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const changed = (change: Record<string, unknown>) => {
  const path = join(folder, 'network.json');
  writeFileSync(path, JSON.stringify({ ...written, ...change }));
  return readNetwork(path);
};

const run = (name: string, epochs = 1, change: Record<string, unknown> = {}) => {
  const variant = knownVariant(name);
  return variantOnNetwork(changed(change), variant, variant.settings, epochs);
};

describe('a variant on a network file', () => {
  it('agrees with the chain’s first epoch where it is the same idea, but for what the peer adds to sums', () => {
    const chain = oneEpoch(readNetwork(fixture), 'chain');
    for (const name of ['A/YUMA0', 'B/YUMA1', 'C/YUMA2', 'C/YUMA2A']) {
      for (const [uid, { incentive, dividends }] of run(name).entries()) {
        expect(incentive).toBeCloseTo(chain[uid].incentive, 4);
        expect(dividends).toBeCloseTo(chain[uid].dividends, 4);
      }
    }
  });

  it('carries its bonds from epoch to epoch: those of a slow one are still few after one', () => {
    const [once, often] = [run('C/YUMA3', 1), run('C/YUMA3', 400)];
    // Weights that stand still split the bonds of a pair alike at once; stake alone decides from then on.
    for (const [uid, { dividends }] of once.entries()) expect(often[uid].dividends).toBeCloseTo(dividends, 3);
    expect(once[0].dividends + once[1].dividends).toBeCloseTo(1, 3);
  });

  it('gives all to the first with winner takes all, and reads the bonds penalty', () => {
    const variant = knownVariant('B/YUMA2');
    const settings = { ...variant.settings, winnerTakesAll: true };
    expect(variantOnNetwork(readNetwork(fixture), variant, settings, 1)[2].incentive).toBe(1);
    const [none, whole] = [0, 1].map((bondsPenalty) =>
      variantOnNetwork(readNetwork(fixture), variant, { ...variant.settings, bondsPenalty }, 1),
    );
    // Uid 1 gives uid 3 more than others agree to; without the penalty that earns dividends.
    expect(none[1].dividends).toBeGreaterThan(whole[1].dividends + 0.01);
  });

  it('refuses bonds of other units, a network without stake, and a name that no release has', () => {
    expect(() => run('A/YUMA1', 1, { bonds: [[[2, 5]]] })).toThrow(/\$\.bonds must be left out/);
    expect(() =>
      run('A/YUMA1', 1, { ruleset: 'nakamoto-2022', bonds: [[[2, 5]]], hyperparameters: {} }),
    ).toThrow(/\$\.bonds must be left out/);
    expect(() => run('A/YUMA1', 1, { stake: [0, 0, 0, 0] })).toThrow(/\$\.stake must be above 0/);
    expect(() => knownVariant('B/YUMA2D')).toThrow(/unknown variant "B\/YUMA2D"; did you mean B\/YUMA2/);
  });
});
