import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { conform } from '../../../experiments/evidence/conform/conform.ts';
import type { ConformReport } from '../../../experiments/evidence/conform/conformReport.ts';
import { conformText } from '../../../experiments/evidence/conform/conformText.ts';
import { nakamotoStepChain } from '../../../sim/consensus/chain/nakamoto.ts';
import { isTopK } from '../../../sim/consensus/chain/vector.ts';
import { weightedMedian } from '../../../sim/consensus/chain/weightedMedian.ts';
import { yumaEpochChain } from '../../../sim/consensus/chain/yuma.ts';
import type { ChainYumaParameters, YumaState } from '../../../sim/consensus/chain/yumaState.ts';
import { I32F32 } from '../../../sim/math/fixed.ts';
import { emptyRow, rowOf } from '../../../sim/row.ts';
import { u32Max } from '../../../sim/units.ts';

const golden = fileURLToPath(new URL('../../golden/chain', import.meta.url));

describe('consensus in the chain’s arithmetic', () => {
  let report: ConformReport;
  beforeAll(() => {
    report = conform([golden], { cellsPerMap: 11 });
  });
  const comparedBy = (ruleset: string) =>
    report.rows.filter((row) => row.ruleset === ruleset).reduce((sum, row) => sum + row.compared, 0);

  it('no value of any version differs from the chain’s compiled code', () => {
    expect(report.differences).toEqual([]);
    expect(report.differing).toBe(0);
  });

  it.each([
    ['finney-2023', 217_032],
    ['finney-2024', 103_543],
    ['liquid-2025', 242_819],
    ['dtao-2025', 349_012],
    ['yuma3-2025', 92_247],
    ['burn-2026', 481_674],
    ['nakamoto-2022', 18_180],
  ])('%s reproduces all %i recorded values', (ruleset, values) => {
    expect(comparedBy(ruleset)).toBe(values);
  });

  it('README quotes what conform prints of these values, with 330 cells of each map', () => {
    // That it compares so many where nothing is said: test/experiments/evidence/conform/maps.test.ts.
    const more = 3 * 2 * (330 - 11);
    const whole = { ...report, compared: report.compared + more, skipped: report.skipped - more };
    const last = conformText(whole).split('\n').at(-1)!;
    expect(last).toMatch(/^AGREES: all [\d,]+ values compared; [\d,]+ skipped$/);
    expect(readFileSync(`${golden}/../../../README.md`, 'utf8')).toContain(`\n${last}\n`);
  });

  it('nothing is left out but the cells of the maps of guarantees that were not drawn', () => {
    const skipping = report.rows.filter(({ skipped }) => skipped > 0);
    expect(skipping.map(({ kind, skipped }) => [kind, skipped])).toEqual(
      Array.from({ length: 3 }, () => ['consensus map', 2 * (11 * 51 * 51 - 11)]),
    );
  });
});

const parameters: ChainYumaParameters = {
  activityCutoff: 5000,
  kappa: 32_767,
  maxAllowedValidators: 64,
  bondsMovingAverage: 900_000,
};

function network(
  neurons: readonly Partial<{ stake: bigint; permit: number; row: [number, number][] }>[],
): YumaState {
  return {
    block: 1000,
    stake: BigUint64Array.from(neurons, ({ stake = 0n }) => stake),
    lastUpdate: neurons.map(() => 999),
    registrationBlock: neurons.map(() => 0),
    validatorPermit: neurons.map(({ permit = 0 }) => permit),
    weights: neurons.map(({ row = [] }) => rowOf(row)),
    bonds: neurons.map(() => emptyRow),
  };
}

const sum = (values: Iterable<bigint>) => [...values].reduce((total, value) => total + value, 0n);

describe('an epoch of finney-2023 at its edges', () => {
  it('without weights validators share the emission by active stake, servers get nothing', () => {
    const { output } = yumaEpochChain(
      network([
        { stake: 3n, permit: 1 },
        { stake: 1n, permit: 1 },
      ]),
      parameters,
      1000n,
    );
    expect(output.emission).toEqual([750n, 250n]);
    expect(output.serverEmission).toEqual([0n, 0n]);
  });

  it('without any stake nothing is minted', () => {
    const { output } = yumaEpochChain(network([{ permit: 1, row: [[1, 9]] }, {}]), parameters, 1000n);
    expect(output.emission).toEqual([0n, 0n]);
  });

  it('an inactive network pays by stake as if nobody slept', () => {
    const asleep = { ...network([{ stake: 3n, permit: 1 }, { stake: 1n }]), block: 1_000_000 };
    const { output } = yumaEpochChain(asleep, parameters, 1000n);
    expect(output.active).toEqual([false, false]);
    expect(output.validatorEmission).toEqual([750n, 250n]);
  });

  it('a minority below kappa cannot pay a miner whom the majority does not know', () => {
    const incentive = (minority: bigint) =>
      yumaEpochChain(
        network([
          { stake: 100n - minority, permit: 1, row: [[3, 100]] },
          { stake: minority, permit: 1, row: [[2, 100]] },
          {},
          {},
        ]),
        parameters,
        1000n,
      ).steps.incentive[2];
    expect(incentive(49n)).toBe(0n);
    expect(incentive(51n)).toBe(I32F32.one);
  });

  it('a permit won now acts from the next epoch on', () => {
    const { output } = yumaEpochChain(
      network([{ stake: 5n, row: [[1, 1]] }, {}]),
      { ...parameters, maxAllowedValidators: 1 },
      100n,
    );
    expect(output.validatorPermit).toEqual([true, false]);
    expect([...output.incentive]).toEqual([0, 0]);
  });

  it('a row of bonds stays with a permit or without any, and goes with the permit', () => {
    const start = {
      ...network([{ stake: 5n, permit: 1 }, { stake: 1n, permit: 1 }, {}]),
      bonds: [9, 8, 7].map((value) => rowOf([[2, value]])),
    };
    const { output } = yumaEpochChain(start, { ...parameters, maxAllowedValidators: 1 }, 100n);
    expect(output.bonds.map((row) => [...row.values])).toEqual([[65_535], [], [7]]);
  });
});

describe('the weighted median of the chain', () => {
  const share = (parts: number[]) => parts.map((part) => I32F32.fromRatio(part, 100));
  const consensus = (stake: number[], score: bigint[], majority: bigint) => {
    const shares = share(stake);
    const total = sum(shares);
    return weightedMedian({ stake: shares, score }, total, total - majority);
  };

  it('is the largest score that stake of at least the majority backs, whatever the order', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ min: 1, max: 9 }), fc.bigInt({ min: 0n, max: 6n })), {
          minLength: 1,
          maxLength: 9,
        }),
        fc.integer({ min: 1, max: 99 }),
        (voters, percent) => {
          const stake = voters.map(([part]) => part);
          const score = voters.map(([, value]) => value);
          const majority = I32F32.fromRatio(stake.reduce((a, b) => a + b) * percent, 10_000);
          const backing = (value: bigint) => sum(share(stake).filter((_, k) => score[k] >= value));
          const backed = score.filter((value) => backing(value) >= majority);
          const largest = backed.reduce((max, value) => (value > max ? value : max));
          expect(consensus(stake, score, majority)).toBe(largest);
        },
      ),
      { numRuns: 400, seed: 3 },
    );
  });

  it('of two equal validators the higher score is the consensus, since kappa is just under one half', () => {
    expect(consensus([50, 50], [3n, 8n], I32F32.fromRatio(32_767, 65_535))).toBe(8n);
  });

  it('permits go to the higher uids among equal stakes', () => {
    expect(isTopK([5n, 7n, 5n, 5n], 2)).toEqual([false, true, false, true]);
  });
});

describe('a step of nakamoto-2022 at its edges', () => {
  const rules = { rho: 10, kappa: 2, selfOwnership: 2, activityCutoff: 5000, bondsMovingAverage: 900_000 };
  const state = (rows: [number, number][][], stake: bigint[]) => ({
    block: 100_000,
    stake: BigUint64Array.from(stake),
    lastUpdate: stake.map(() => 99_000),
    priority: new BigUint64Array(stake.length),
    weights: rows.map(rowOf),
    bonds: stake.map(() => ({ targets: new Uint16Array(0), values: new BigUint64Array(0) })),
    replaced: new Set<number>(),
  });

  it('a network that lists only itself is paid nothing', () => {
    const { output } = nakamotoStepChain(state([[[0, u32Max]], [[1, u32Max]]], [5n, 7n]), rules, 10n ** 11n);
    expect(output.totalEmission).toBe(0n);
    expect([...output.consensus]).toEqual([0n, 0n]);
  });

  it('a zero weight is trust but no rank', () => {
    const rows: [number, number][][] = [
      [
        [1, u32Max],
        [2, 0],
      ],
      [],
      [],
    ];
    const { steps } = nakamotoStepChain(state(rows, [10n ** 12n, 0n, 0n]), rules, 10n ** 11n);
    expect(steps.trust[2]).toBe(steps.trust[1]);
    expect(steps.ranks[2]).toBe(0n);
  });

  it('only zero weights leave every share as it is and pay nothing', () => {
    const { steps, output } = nakamotoStepChain(state([[[1, 0]], []], [10n, 0n]), rules, 10n ** 11n);
    expect(steps.trust[1]).toBeGreaterThan(0n);
    expect(steps.consensus).toEqual([0n, 0n]);
    expect(output.totalEmission).toBe(0n);
  });

  it('a miner and the holder of all its bonds earn half each', () => {
    const { output } = nakamotoStepChain(state([[[1, u32Max]], []], [10n ** 12n, 0n]), rules, 10n ** 11n);
    expect(output.emission).toEqual([5n * 10n ** 10n, 5n * 10n ** 10n]);
  });

  it('the bonds towards a replaced uid are void', () => {
    const held = { targets: Uint16Array.of(0, 1), values: BigUint64Array.of(1000n, 1000n) };
    const before = state([[], []], [1n, 1n]);
    const { output } = nakamotoStepChain(
      { ...before, bonds: [held, before.bonds[1]], replaced: new Set([1]) },
      rules,
      1n,
    );
    expect([...output.bonds[0].targets]).toEqual([0]);
    expect([...output.bonds[0].values]).toEqual([899n]);
  });
});
