import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { nakamotoEpochBuffers, nakamotoStep } from '../../../sim/consensus/nakamoto.ts';
import { yumaEpoch, yumaEpochBuffers } from '../../../sim/consensus/yuma.ts';
import { createNetwork, type Network } from '../../../sim/network.ts';
import { emptyRow, rowOf } from '../../../sim/row.ts';

const folder = fileURLToPath(new URL('../../golden/chain/', import.meta.url));
// biome-ignore lint/suspicious/noExplicitAny: recorded JSON of the formats in test/golden/README.md
const read = (name: string): any => JSON.parse(gunzipSync(readFileSync(folder + name)).toString());

type Pairs = [number, number | string][];

/** A network at rest, as the vectors describe it. */
function networkOf(initial: {
  stake: string[];
  lastUpdate: (string | number)[];
  registrationBlock?: (string | number)[];
  permits?: number[];
  weights: Pairs[];
  bonds: Pairs[];
}): Network {
  const network = createNetwork(initial.stake.length);
  network.size = initial.stake.length;
  for (let uid = 0; uid < network.size; uid++) {
    network.stakes.rao[uid] = BigInt(initial.stake[uid]);
    network.lastUpdate[uid] = Number(initial.lastUpdate[uid]);
    network.registrationBlock[uid] = Number(initial.registrationBlock?.[uid] ?? 0);
    network.validatorPermit[uid] = initial.permits?.[uid] ?? 1;
    network.weights[uid] = rowOf(initial.weights[uid] as [number, number][]);
    network.bonds[uid] =
      initial.permits === undefined ? emptyRow : rowOf(initial.bonds[uid] as [number, number][]);
  }
  return network;
}

const epochFiles = readdirSync(folder).filter((name) =>
  /^random_n(3|8|33|64|256)_|^repo_tests_small/.test(name),
);

describe('the float64 epoch of finney-2023 agrees with the chain', () => {
  it.each(epochFiles)('in %s: every u16 within one unit, every emission within two millionths', (file) => {
    let compared = 0;
    for (const { initial, runs, changes, emission } of read(file).cases) {
      const run = runs.find((known: { label: string }) => known.label === 'v0.0.1');
      // Later epochs of a sequence start from bonds in the chain's own rounding: the first one says it all.
      if (
        run?.epochs === undefined ||
        Object.keys(changes[0]).some((key) => key !== 'note' && key !== 'block')
      )
        continue;
      const network = networkOf(initial);
      const block = Number(changes[0].block ?? initial.block);
      const epoch = yumaEpochBuffers(network.size);
      const { kappa, activityCutoff, maxAllowedValidators, bondsMovingAverage } = run.params;
      const parameters = {
        kappa: kappa / 65_535,
        activityCutoff,
        maxAllowedValidators,
        bondsAlpha: 1 - bondsMovingAverage / 1e6,
      };
      yumaEpoch(network, block, Number(emission), parameters, epoch);
      const { output } = run.epochs[0];
      for (const name of ['consensus', 'incentive', 'dividends', 'validatorTrust'] as const) {
        for (let uid = 0; uid < network.size; uid++) {
          expect(
            Math.abs(Math.floor(epoch[name][uid] * 65_535 + 1e-6) - output[name][uid]),
            `${name} ${uid}`,
          ).toBeLessThanOrEqual(1);
          compared += 1;
        }
      }
      for (let uid = 0; uid < network.size; uid++) {
        expect(Math.abs(epoch.emission[uid] - output.emission[uid]) / Number(emission)).toBeLessThan(2e-6);
        expect(network.validatorPermit[uid]).toBe(output.validatorPermit[uid]);
      }
    }
    expect(compared).toBeGreaterThan(0);
  });
});

describe('the float64 step of nakamoto-2022 agrees with the chain', () => {
  it('over every recorded sequence: shares within 1e-8 of the fixed point, stakes within a millionth', () => {
    let compared = 0;
    for (const file of ['nakamoto_step_small.json.gz', 'nakamoto_sequences.json.gz']) {
      for (const { initial, params, epochs } of read(file).cases) {
        const network = networkOf(initial);
        initial.bonds.forEach((row: Pairs, uid: number) => {
          if (row.length === 0) return;
          const bonds = (network.bondRao[uid] = new Float64Array(network.size));
          for (const [target, value] of row) bonds[target] = Number(value);
        });
        const epoch = nakamotoEpochBuffers(network.size);
        const emission = Number(params.emissionPerStep);
        for (const { change, output } of epochs) {
          const block = Number(change.block);
          for (const [uid, row] of change.weights) {
            network.weights[uid] = rowOf(row);
            network.lastUpdate[uid] = block;
          }
          for (const uid of change.pruned) {
            network.stakes.rao[uid] = 0n;
            network.bondRao[uid]?.fill(0);
            network.weights[uid] = rowOf([[uid, 4_294_967_295]]);
            network.lastUpdate[uid] = block;
            network.replaced.add(uid);
          }
          nakamotoStep(
            network,
            block,
            emission,
            {
              rho: params.rho,
              kappa: 1 / params.kappa,
              selfOwnership: 1 / params.selfOwnership,
              activityCutoff: params.activityCutoff,
              bondsMovingAverage: params.bondsMovingAverage / 1e6,
            },
            epoch,
          );
          for (const name of ['rank', 'trust', 'consensus', 'incentive', 'dividends'] as const) {
            for (let uid = 0; uid < network.size; uid++) {
              expect(
                Math.abs(epoch[name][uid] - Number(output[name][uid]) / 2 ** 64),
                `${name} ${uid}`,
              ).toBeLessThan(1e-8);
              compared += 1;
            }
          }
          output.stake.forEach((stake: string, uid: number) => {
            network.stakes.rao[uid] += BigInt(epoch.emission[uid]);
            expect(Math.abs(Number(network.stakes.rao[uid]) - Number(stake))).toBeLessThanOrEqual(
              2 + 1e-6 * Number(stake),
            );
          });
        }
      }
    }
    expect(compared).toBeGreaterThan(2500);
  });
});
