import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { chainOutput } from '../../../experiments/evidence/chainOutput.ts';
import { oneEpoch } from '../../../experiments/evidence/oneEpoch.ts';
import churn from '../../../experiments/evidence/patterns/churnJanuary2026.data.json' with { type: 'json' };
import { importNetwork } from '../../../experiments/import/importNetwork.ts';
import { networkInputOf } from '../../../experiments/input/networkText.ts';
import { hyperparameter } from '../../../sim/hyperparameters/registry.ts';

const dump = (name: string) => fileURLToPath(new URL(`../../fixtures/dumps/${name}`, import.meta.url));

describe('the hyperparameters of subnet 19, as btcli printed them', () => {
  const { network, settings, era } = importNetwork([dump('sn19.txt')]);

  it('are 27 rows, of which 26 are taken and one is named with the reason', () => {
    expect(era.ruleset).toBe('liquid-2025');
    expect(Object.keys(network.hyperparameters ?? {})).toHaveLength(26);
    expect(network.notTaken).toEqual([
      { name: 'registration_allowed', value: true, because: expect.stringMatching(/not modelled/) },
    ]);
    expect(network.unknown).toEqual([]);
    expect(settings.idle.map(({ name }) => name)).toEqual([
      'weightsVersionKey',
      'servingRateLimit',
      'difficulty',
    ]);
  });

  it('have the names of the laboratory and the values of the chain', () => {
    expect(network.hyperparameters).toEqual({
      ...{
        rho: 10,
        kappa: 32_767,
        immunityPeriod: 7000,
        minAllowedWeights: 1,
        maxWeightsLimit: 65_535,
        tempo: 360,
      },
      ...{ minDifficulty: 2 ** 64, maxDifficulty: 2 ** 64, difficulty: 2 ** 64, weightsVersionKey: 60_000 },
      ...{ weightsSetRateLimit: 100, adjustmentInterval: 360, activityCutoff: 20_000 },
      ...{
        targetRegistrationsPerInterval: 1,
        minBurn: 100,
        maxBurn: 100_000_000_000,
        bondsMovingAverage: 900_000,
      },
      ...{ maxRegistrationsPerBlock: 1, servingRateLimit: 50, maxAllowedValidators: 64 },
      ...{ adjustmentAlpha: Number(14_757_395_258_967_642_112n), revealPeriodEpochs: 1 },
      ...{ commitRevealWeightsEnabled: false, alphaHigh: 58_982, alphaLow: 45_875, liquidAlphaOn: false },
    });
  });
});

describe('the weights of a Yuma written by others', () => {
  const { network } = importNetwork([dump('supremesource-weights.json')]);
  const input = networkInputOf('supremesource-weights.json', network);

  it('give its own consensus, incentive and validator trust within 5e-6', () => {
    const uids = oneEpoch(input, 'float64');
    const told = {
      consensus: [0.12, 0.16, 0.2, 0.24, 0.28],
      incentive: [0.108912, 0.157853, 0.206795, 0.244412, 0.282029],
    };
    for (const [k, uid] of [5, 6, 7, 8, 9].entries()) {
      expect(Math.abs(uids[uid].consensus - told.consensus[k])).toBeLessThan(5e-6);
      expect(Math.abs(uids[uid].incentive - told.incentive[k])).toBeLessThan(5e-6);
    }
    const trust = [0.92, 0.97, 1, 0.98, 0.965714];
    for (const [uid, share] of trust.entries())
      expect(Math.abs(uids[uid].validatorTrust - share)).toBeLessThan(5e-6);
  });

  it('in the chain’s arithmetic too, within a u16', () => {
    const { hyperparameters } = input;
    if (hyperparameters.ruleset === 'nakamoto-2022')
      throw new Error('a file without a block is of the newest ruleset');
    const place = { ownerUid: input.ownerUid, lastEpoch: input.lastEpoch };
    const { validatorTrust } = chainOutput({ ...input, hyperparameters, place });
    for (const [uid, share] of [0.92, 0.97, 1, 0.98, 0.965714].entries())
      expect(Math.abs(validatorTrust[uid] - share * 65_535)).toBeLessThanOrEqual(1);
  });
});

describe('what the chain’s documentation said of hyperparameters in autumn 2026', () => {
  const limitsOf = (name: string) => hyperparameter('autumn-2026', name).chainRange;

  it('the owner sets maxAllowedUids up to 256, burnIncreaseMult 1 to 3 and immuneOwnerUidsLimit 1 to 10', () => {
    expect(hyperparameter('autumn-2026', 'maxAllowedUids').setter).toBe('ownerOrRoot');
    expect(JSON.stringify(limitsOf('maxAllowedUids'))).toMatch(/256/);
    expect(limitsOf('burnIncreaseMult')?.owner).toEqual([1, 3]);
    expect(limitsOf('immuneOwnerUidsLimit')?.owner).toEqual([1, 10]);
  });

  it('a price that halves in 360 blocks and rises by 1.26 a time rests at one registration in 120 blocks, 60 a day', () => {
    const { default: halfLife } = hyperparameter('autumn-2026', 'burnHalfLife');
    const { default: factor } = hyperparameter('autumn-2026', 'burnIncreaseMult');
    const blocks = Number(halfLife) * Math.log2(Number(factor));
    expect(blocks).toBeCloseTo(120, 0);
    expect(7200 / blocks).toBeCloseTo(60, 0);
  });
});

describe('uids replaced in January 2026, from two dumps of all subnets', () => {
  it('are 0.73 a day in the median of 111 full subnets, 4.41 in the mean, and 60.2 at most', () => {
    const perDay = churn.rows
      .map(([, replaced, blocks]) => (replaced / blocks) * 7200)
      .sort((one, other) => one - other);
    const at = (share: number) => {
      // As Python’s statistics.quantiles: between the values at share · (n + 1).
      const place = share * (perDay.length + 1) - 1;
      const [low, high] = [perDay[Math.floor(place)], perDay[Math.ceil(place)]];
      return low + (place - Math.floor(place)) * (high - low);
    };
    expect(perDay).toHaveLength(111);
    expect(at(0.5)).toBeCloseTo(0.73, 1);
    expect(at(0.25)).toBeCloseTo(0.24, 1);
    expect(at(0.75)).toBeCloseTo(3.91, 1);
    expect(at(0.9)).toBeCloseTo(15.2, 0);
    expect(perDay.reduce((sum, rate) => sum + rate, 0) / 111).toBeCloseTo(4.41, 1);
    expect(perDay[110]).toBeCloseTo(60.2, 1);
  });
});
