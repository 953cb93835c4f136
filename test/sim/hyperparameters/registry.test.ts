import { describe, expect, it } from 'vitest';
import { faultOf } from '../../../sim/hyperparameters/fault.ts';
import {
  exactInteger,
  HyperparameterError,
  hyperparameter,
  hyperparametersOf,
  resolve,
} from '../../../sim/hyperparameters/registry.ts';
import { rulesetNames } from '../../../sim/rulesets.ts';

function faultsOf(ruleset: (typeof rulesetNames)[number], overrides: Record<string, unknown>): string[] {
  try {
    resolve(ruleset, overrides);
  } catch (error) {
    if (error instanceof HyperparameterError) return error.faults.map((fault) => fault.message);
    throw error;
  }
  return [];
}

describe('the registry', () => {
  // The old documentation's "Validator Hyperparameter / Value" page: mainnet in late 2022.
  it('holds the values mainnet had at the interview', () => {
    expect(resolve('nakamoto-2022')).toMatchObject({
      rho: 10,
      kappa: 2,
      blocksPerStep: 100,
      bondsMovingAverage: 900_000,
      immunityPeriod: 3072,
      maxAllowedUids: 4096,
      minAllowedWeights: 1024,
      maxAllowedMaxMinRatio: 64,
      maxWeightLimit: 17_179_868,
      validatorBatchSize: 32,
      validatorSequenceLength: 256,
      validatorEpochLen: 250,
      validatorEpochsPerReset: 60,
      validatorExcludeQuantile: 5,
      scalingLawPower: 50,
      synergyScalingLawPower: 60,
    });
  });

  it('holds an immunity of 10.24 hours and a weight cap of 0.4 %, as the interview and the page say', () => {
    const { immunityPeriod, maxWeightLimit } = resolve('nakamoto-2022');
    expect((immunityPeriod * 12) / 3600).toBe(10.24);
    expect(maxWeightLimit / 4_294_967_295).toBeCloseTo(0.004, 9);
  });

  it('holds the runtime defaults of the first Finney chain', () => {
    expect(resolve('finney-2023')).toMatchObject({
      kappa: 32_767,
      tempo: 99,
      immunityPeriod: 4096,
      maxAllowedValidators: 128,
      maxWeightsLimit: 1000,
      burn: 1_000_000_000,
      maxBurn: 100_000_000_000,
      maxRegistrationsPerBlock: 1,
      defaultTake: 11_796,
    });
  });

  it.each(rulesetNames)('every default of %s keeps its own rule and says where it comes from', (ruleset) => {
    for (const row of hyperparametersOf(ruleset)) {
      expect(faultOf(row, row.default)).toBeNull();
      expect(row.source).not.toBe('');
      expect(row.influences).not.toBe('');
    }
  });

  it('keeps the ceiling of difficulty in full, u64::MAX/4', () => {
    const { maxDifficulty, minDifficulty } = resolve('finney-2023');
    expect(exactInteger('maxDifficulty', maxDifficulty)).toBe((2n ** 64n - 1n) / 4n);
    expect(exactInteger('minDifficulty', minDifficulty)).toBe(10_000_000n);
    expect(exactInteger('maxDifficulty', 5000)).toBe(5000n);
  });
});

describe('resolved settings', () => {
  it('put an override in the place of its default and leave the rest', () => {
    const settings = resolve('nakamoto-2022', { immunityPeriod: 512, 'validator.alpha': 0.05 });
    expect(settings.immunityPeriod).toBe(512);
    expect(settings['validator.alpha']).toBe(0.05);
    expect({ ...settings, immunityPeriod: 3072, 'validator.alpha': 0.1 }).toEqual({
      ...resolve('nakamoto-2022'),
    });
  });

  it('cannot be changed afterwards', () => {
    const settings = resolve('finney-2023') as { kappa: number };
    expect(() => {
      settings.kappa = 1;
    }).toThrow(TypeError);
  });

  it('throw when another ruleset’s row is read, so that undefined cannot become NaN', () => {
    const settings = resolve('nakamoto-2022');
    expect(() => Reflect.get(settings, 'tempo')).toThrow(
      'unknown hyperparameter "tempo" of nakamoto-2022; it belongs to finney-2023',
    );
    expect(JSON.parse(JSON.stringify(settings))).toEqual({ ...settings });
  });

  it('accept both ends of a range and nothing beyond', () => {
    for (const row of rulesetNames.flatMap(hyperparametersOf)) {
      if (row.type !== 'integer' && row.type !== 'number') continue;
      const [low, high] = row.range;
      expect(faultOf(row, low)).toBeNull();
      expect(faultOf(row, high)).toBeNull();
      expect(faultOf(row, low - 1)).not.toBeNull();
      expect(faultOf(row, high * 1.1)).not.toBeNull();
    }
  });
});

describe('refused settings', () => {
  it('name the key, the value, the rule and the remedy', () => {
    expect(faultsOf('finney-2023', { immunityPeriod: -5 })).toEqual([
      'immunityPeriod must be an integer of 0 … 65,535 blocks; received -5 (leave it out for the default, 4,096)',
    ]);
  });

  it.each([
    Number.NaN,
    Number.POSITIVE_INFINITY,
    0.5,
    null,
    undefined,
    true,
    [3072],
    {},
    3072n,
    'many',
    2 ** 60,
  ])('a period of %s is no number of blocks', (value) => {
    expect(faultsOf('nakamoto-2022', { immunityPeriod: value })).toHaveLength(1);
  });

  it('tell a number in quotes from nonsense', () => {
    expect(faultsOf('finney-2023', { tempo: '360' })[0]).toMatch('received "360" (write 360 without quotes)');
  });

  it('are all told at once', () => {
    const faults = faultsOf('finney-2023', { imunityPeriod: 1, kappa: 70_000, tempo: 'x', minBurn: 2e11 });
    expect(faults).toHaveLength(4);
    expect(faults[0]).toBe(
      'unknown hyperparameter "imunityPeriod" of finney-2023; did you mean immunityPeriod?',
    );
    expect(faults[3]).toMatch('minBurn must not exceed maxBurn, 100,000,000,000; received 200,000,000,000');
  });

  it('say which ruleset a name belongs to and what this one calls it', () => {
    expect(faultsOf('finney-2023', { maxWeightLimit: 1 })[0]).toBe(
      'unknown hyperparameter "maxWeightLimit" of finney-2023; it belongs to nakamoto-2022; did you mean maxWeightsLimit?',
    );
  });

  it.each(['__proto__', 'constructor', 'toString', ''])('the name "%s" is unknown, not inherited', (name) => {
    expect(faultsOf('nakamoto-2022', JSON.parse(`{"${name}": 1}`))).toHaveLength(1);
    expect(() => hyperparameter('nakamoto-2022', name)).toThrow(HyperparameterError);
  });

  it('include a choice that nobody offers: averaging the rank', () => {
    expect(faultsOf('nakamoto-2022', { 'validator.movingAverageOn': 'rank' })[0]).toMatch(/score.*loss/);
  });
});
