import { beforeAll, describe, expect, it } from 'vitest';
import { UserError } from '../../../experiments/base/userError.ts';
import { parseAssignment } from '../../../experiments/input/assignment.ts';
import { quantity } from '../../../experiments/input/quantity.ts';
import { settingRow } from '../../../experiments/input/settingRow.ts';
import { type Hyperparameter, hyperparameter } from '../../../sim/hyperparameters/registry.ts';
import type { RulesetName } from '../../../sim/rulesets.ts';

const row = (name: string, ruleset: RulesetName = 'nakamoto-2022') => hyperparameter(ruleset, name);
const sweep = (text: string) => parseAssignment(text, (name) => row(name));

// mathjs loads seedrandom, which seeds itself from Math.random when it is loaded; nothing here draws from it.
beforeAll(async () => {
  const guard = Math.random;
  Math.random = () => 0.5;
  await import('mathjs');
  Math.random = guard;
});

describe('a quantity', () => {
  it.each([
    ['10.24 hours', 3072],
    ['2^12 blocks', 4096],
    ['1 day', 7200],
    ['1/2 day + 12 min', 3660],
    ['(2 + 1) * 1024', 3072],
    ['36864 s', 3072],
    ['512', 512],
    ['1e3', 1000],
    ['-5', -5],
  ])('of time, %s, is %d blocks of 12 s', async (text, blocks) => {
    expect(await quantity(text, row('immunityPeriod'))).toBe(blocks);
  });

  it('of money is in RAO, 1e9 to the TAO', async () => {
    expect(await quantity('1000 TAO', row('stakePruningMin'))).toBe(1e12);
    expect(await quantity('1024 rao', row('stakePruningMin'))).toBe(1024);
    expect(await quantity('0.5 tao', row('burn', 'finney-2023'))).toBe(5e8);
  });

  it('is taken in days or TAO where the row counts those', async () => {
    const days = { ...row('immunityPeriod'), unit: 'days' };
    expect(await quantity('36 hours', { ...days, type: 'number', range: [0, 9] } as Hyperparameter)).toBe(
      1.5,
    );
    expect(await quantity('2e9 rao', { ...days, unit: 'TAO' })).toBe(2);
  });

  it.each(['0x142', '-0x1', '0b101', '0o17', '2 * 0X10', '0x142 blocks'])(
    'in another base, %s, is refused: numbers are decimal',
    async (text) => {
      await expect(quantity(text, row('immunityPeriod'))).rejects.toThrow(
        `immunityPeriod is a duration in blocks; received ${text} (numbers are decimal)`,
      );
    },
  );

  it('without a unit is a bare number or expression', async () => {
    expect(await quantity('0.1', row('validator.alpha'))).toBe(0.1);
    expect(await quantity('1/20', row('validator.alpha'))).toBe(0.05);
  });

  it('may be a switch or a choice', async () => {
    expect(await quantity('true', row('validator.staleMetagraph'))).toBe(true);
    expect(await quantity('score', row('validator.movingAverageOn'))).toBe('score');
    await expect(quantity('yes', row('validator.staleMetagraph'))).rejects.toThrow(
      'true or false; received yes',
    );
  });

  it('of the wrong kind is refused by key, rule and value', async () => {
    await expect(quantity('5 TAO', row('immunityPeriod'))).rejects.toThrow(
      'immunityPeriod is a duration in blocks; received 5 TAO',
    );
    await expect(quantity('5 hours', row('stakePruningMin'))).rejects.toThrow(
      'stakePruningMin is an amount in RAO',
    );
    await expect(quantity('5 hours', row('maxAllowedUids'))).rejects.toThrow(
      'a number in uids, written without a unit',
    );
    await expect(quantity('5 TAO + 3 hours', row('immunityPeriod'))).rejects.toThrow(
      'units do not go together',
    );
  });

  it('of an unknown unit is told the units of its own kind', async () => {
    await expect(quantity('3 furlongs', row('immunityPeriod'))).rejects.toThrow(
      /unknown unit "furlongs"; known: s, .*, blocks\)$/,
    );
    await expect(quantity('3 furlongs', row('stakePruningMin'))).rejects.toThrow(
      /unknown unit "furlongs"; known: rao, RAO, tao, TAO\)$/,
    );
    await expect(quantity('3 furlongs', row('maxAllowedUids'))).rejects.toThrow(
      /unknown unit "furlongs"; write a number without one\)$/,
    );
  });

  it('that ends between two blocks is refused, not rounded', async () => {
    await expect(quantity('10 s', row('immunityPeriod'))).rejects.toThrow(
      '0.833333 blocks, not a whole number',
    );
  });

  it('in percent counts what its row counts, and a fraction is a part of the whole', async () => {
    expect(await quantity('5 %', row('validatorExcludeQuantile'))).toBe(5);
    expect(await quantity('30%', row('validator.alpha'))).toBe(0.3);
    expect(await quantity('50 %', row('kappa', 'autumn-2026'))).toBe(32_767);
    expect(await quantity('0.5', row('kappa', 'autumn-2026'))).toBe(32_767);
    expect(await quantity('0.9', row('bondsMovingAverage', 'autumn-2026'))).toBe(900_000);
    expect(await quantity('90 %', row('bondsMovingAverage', 'autumn-2026'))).toBe(900_000);
    expect(await quantity('51 %', row('kappa', 'autumn-2026'))).toBe(33_423);
    expect(await quantity('0.001 TAO', row('minBurn', 'autumn-2026'))).toBe(1_000_000);
    expect(await quantity('7 days', row('immunityPeriod', 'autumn-2026'))).toBe(50_400);
    await expect(quantity('5 %', row('immunityPeriod'))).rejects.toThrow(UserError);
    await expect(quantity('0.5', row('immunityPeriod', 'autumn-2026'))).resolves.toBe(0.5);
  });

  it('of a switch is no number, and may have a capital', async () => {
    expect(await quantity('True', row('liquidAlphaOn', 'autumn-2026'))).toBe(true);
    await expect(quantity('1', row('liquidAlphaOn', 'autumn-2026'))).rejects.toThrow(
      'liquidAlphaOn is true or false; received 1 (a switch has no numbers: write true or false)',
    );
  });

  it('may be of a setting by the name that the chain gives it', () => {
    const named = (name: string) => settingRow('autumn-2026', name).name;
    expect(named('liquid_alpha_enabled')).toBe('liquidAlphaOn');
    expect(named('immunity_period')).toBe('immunityPeriod');
    expect(named('commit_reveal_period')).toBe('revealPeriodEpochs');
    expect(() => named('imunity_period')).toThrow('did you mean immunityPeriod');
  });

  it('above 2^53 is taken only where float64 holds it', async () => {
    expect(await quantity('18014398509481984', row('maxDifficulty'))).toBe(2 ** 54);
    await expect(quantity('18014398509481985', row('maxDifficulty'))).rejects.toThrow(
      '18,014,398,509,481,984',
    );
  });

  it.each([
    'zeros(100000,100000)',
    'f(x)=f(x)',
    'f(n) = f(n + 1); f(1)',
    'a = 5',
    '"3072"',
    "'3072'",
    '10^(10^9)',
    '-10^(10^9) blocks',
    '0/0',
    'Infinity',
    '1e999',
    '(-1)^0.5',
    '[1,2,3]',
    '1:1000000000',
    '{a: 1}',
    'import("fs")',
    'cos.constructor("return process")()',
    'e',
    '5!',
    '1 > 0 ? 1 : 2',
    'true',
    '3072;',
    '10 hours to day; 4',
    '((((',
    '1'.repeat(400),
    '('.repeat(100_000),
    '',
    '__proto__',
    'constructor',
  ])('refuses %.40s', async (hostile) => {
    await expect(quantity(hostile, row('immunityPeriod'))).rejects.toThrow(UserError);
  });
});

describe('an assignment', () => {
  it('lists values, each with a unit of its own', async () => {
    expect(await sweep('immunityPeriod=512, 1024,10.24 hours')).toEqual({
      name: 'immunityPeriod',
      values: [512, 1024, 3072],
    });
  });

  it('spans a range with both ends, in decimals that print as they are written', async () => {
    expect((await sweep('immunityPeriod=range(1000,3000,500)')).values).toEqual([
      1000, 1500, 2000, 2500, 3000,
    ]);
    expect((await sweep('validator.alpha=range(0.1,0.5,0.1)')).values).toEqual([0.1, 0.2, 0.3, 0.4, 0.5]);
    expect((await sweep('immunityPeriod=range(1 hour,(1+2) hours,1 hour)')).values).toEqual([300, 600, 900]);
    expect((await sweep('rho=1,range(10,6,-2)')).values).toEqual([1, 10, 8, 6]);
  });

  it.each([
    ['immunityPeriod', 'write name=value,value'],
    ['immunityPeriod=', 'write name=value,value'],
    ['=5', 'write name=value,value'],
    ['immunityPeriod=512,,1024', 'received nothing'],
    ['immunityPeriod=512,512', 'the value 512 twice'],
    ['immunityPeriod=range(1,2)', 'range(from,to,step)'],
    ['immunityPeriod=range(1,10,0)', 'must lead from 1 to 10; received 0'],
    ['immunityPeriod=range(10,1,1)', 'must lead from 10 to 1; received 1'],
    ['immunityPeriod=range(0,1e9,1)', 'more than 10000 values'],
    ['validator.staleMetagraph=range(true,false,true)', 'has no range'],
    ['imunityPeriod=5', 'did you mean immunityPeriod?'],
  ])('refuses %s and says why', async (text, reason) => {
    await expect(sweep(text)).rejects.toThrow(reason);
  });
});
