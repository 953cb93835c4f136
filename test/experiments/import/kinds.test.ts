import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ImportOptions, importNetwork } from '../../../experiments/import/importNetwork.ts';
import type { Imported } from '../../../experiments/import/toNetwork.ts';
import {
  amountOf,
  consensus,
  dividends,
  emission,
  hyperparameterList,
  incentive,
  jsonOf,
  made,
  madeOutput,
  metagraphInfo,
  metagraphRecord,
  metagraphShow,
  sdkHyperparameters,
  shareOf,
  storage,
  totalRao,
  validatorTrust,
} from './madeSubnet.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'kinds-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Imports contents as files; a text is written as it is. */
function imported(contents: readonly unknown[], options: ImportOptions = {}): Imported {
  const paths = contents.map((content, index) => {
    const path = join(folder, `dump-${index}.${typeof content === 'string' ? 'txt' : 'json'}`);
    writeFileSync(path, typeof content === 'string' ? content : jsonOf(content));
    return path;
  });
  return importNetwork(paths, options);
}

const numbers = (values: readonly (bigint | number)[] | undefined) => values?.map(Number);

/** The same fields in the opposite order, and lists of rows too. */
const shuffled = (value: object): object =>
  Array.isArray(value) ? [...value].reverse() : Object.fromEntries(Object.entries(value).reverse());

/** An object without some of its fields. */
const without = (value: object, ...names: readonly string[]): object =>
  Object.fromEntries(Object.entries(value).filter(([name]) => !names.includes(name)));

describe('kind A, btcli subnets show', () => {
  it.each([
    ['as written', metagraphShow()],
    [
      'with fields and rows in another order',
      { ...shuffled(metagraphShow()), uids: shuffled(metagraphShow().uids) },
    ],
  ])('%s gives every uid its numbers in the order of the uids', (_, dump) => {
    const { network } = imported([dump]);
    expect(network.sources?.[0].kind).toBe('A');
    expect([network.netuid, network.name, network.block]).toEqual([7, 'Maple', null]);
    expect(network.stake).toEqual(numbers(totalRao));
    expect(network.alphaStake).toEqual(numbers(made.alphaRao));
    for (const [uid, rao] of (network.taoStake ?? []).entries())
      expect(Math.abs(Number(rao) - Number(made.taoRao[uid]))).toBeLessThanOrEqual(6);
    expect(network.recorded?.incentive).toEqual(incentive);
    expect(network.recorded?.dividends).toEqual(dividends);
    expect(network.recorded?.emission).toEqual(numbers(emission));
    expect(network.owner).toEqual(made.owner);
    expect(network.ownerUid).toBe(made.ownerUid);
    expect(network.hyperparameters).toEqual({ tempo: 360 });
    expect(network.market).toEqual({
      ...{ alphaPrice: 0.0125, burn: 500_000, taoIn: 1_000_500_000_000, alphaIn: 80_040_250_000_000 },
    });
    expect(network.marks).toMatchObject({
      ...{ stake: 'recovered', taoStake: 'scaled', weights: 'missing', 'recorded.incentive': 'recovered' },
    });
    expect(network.unknown).toEqual([]);
    expect(network.unused).toEqual(
      expect.arrayContaining([
        'mechanism_count',
        'owner_identity',
        'emission',
        'uids[].identity',
        'uids[].claim_type',
      ]),
    );
    expect(network.notes?.join()).toMatch(/60 blocks have passed since its last epoch/);
  });

  it('without totals, keys and a row of a uid says what it did instead', () => {
    const whole = metagraphShow();
    const rows = whole.uids
      .filter(({ uid }) => uid !== 4)
      .map((row) => without(row, 'stake', 'coldkey', 'hotkey'));
    const { network } = imported([{ ...whole, uids: rows }]);
    expect(network.stake).toEqual(numbers(totalRao.map((rao, uid) => (uid === 4 ? 0n : rao))));
    expect(network.marks?.stake).toBe('inferred');
    expect(network.owner).toBeUndefined();
    expect(network.recorded?.incentive).toEqual(incentive.map((share, uid) => (uid === 4 ? null : share)));
    expect(network.notes?.join('\n')).toMatch(
      /1 of 6 uids have no row \(4\).*\n.*\n?.*total stake is not in the file/s,
    );
  });

  it('keeps keys where it is asked to, and otherwise no letter of them', () => {
    const kept = imported([metagraphShow()], { keepKeys: true }).network;
    expect([kept.hotkeys, kept.coldkeys]).toEqual([made.hotkeys, made.coldkeys]);
    expect(JSON.stringify(imported([metagraphShow()]).network)).not.toMatch(/5[FC][a-f]/);
  });
});

/** What the hyperparameters of the test are in the laboratory, under yuma3-2025, which their names tell. */
const taken = {
  ...{
    rho: 11,
    kappa: 32_767,
    immunityPeriod: 5001,
    minAllowedWeights: 8,
    maxWeightsLimit: 65_535,
    tempo: 360,
  },
  ...{ minDifficulty: 2 ** 64, maxDifficulty: 2 ** 64, difficulty: 2 ** 64, weightsVersionKey: 1042 },
  ...{
    weightsSetRateLimit: 99,
    adjustmentInterval: 360,
    activityCutoff: 5000,
    targetRegistrationsPerInterval: 1,
  },
  ...{ minBurn: 500_001, maxBurn: 100_000_000_001, bondsMovingAverage: 900_000, maxRegistrationsPerBlock: 1 },
  ...{ servingRateLimit: 51, maxAllowedValidators: 64, adjustmentAlpha: Number(14_757_395_258_967_642_112n) },
  ...{ revealPeriodEpochs: 2, commitRevealWeightsEnabled: true, alphaHigh: 58_983, alphaLow: 45_874 },
  ...{ liquidAlphaOn: false, alphaSigmoidSteepness: 1001, yuma3On: false },
};
const named = [
  'registration_allowed',
  'subnet_is_active',
  'transfers_enabled',
  'bonds_reset_enabled',
  'user_liquidity_enabled',
];

const table = () =>
  [
    '        Subnet Hyperparameters - NETUID: 7 finney',
    '┏━━━━━━━━━━━━━━━━━━━━━┳━━━━━━━━━┳━━━━━━━━━━━━┓',
    '┃ HYPERPARAMETER      ┃ VALUE   ┃ NORMALIZED ┃',
    '┡━━━━━━━━━━━━━━━━━━━━━╇━━━━━━━━━╇━━━━━━━━━━━━┩',
    ...Object.entries(sdkHyperparameters()).map(
      ([name, value]) =>
        `│ ${name} │ ${name === 'min_burn' ? 'τ0.000500001' : typeof value === 'boolean' ? (value ? 'True' : 'False') : value} │ 0.5 │`,
    ),
    '└─────────────────────┴─────────┴────────────┘',
  ].join('\n');

const tagged = () =>
  Object.entries(sdkHyperparameters()).map(([name, value]) => ({
    name,
    value:
      typeof value === 'boolean'
        ? { Bool: value }
        : name === 'alpha_sigmoid_steepness'
          ? { I32F32: { bits: 1001 * 2 ** 32 } }
          : { U64: value },
  }));

describe('kinds C, C′, D and D′, hyperparameters', () => {
  it.each([
    ['C', hyperparameterList(), 0],
    ['C', shuffled(hyperparameterList()), 0],
    ['C′', table(), 7],
    ['D', sdkHyperparameters(), 0],
    ['D', shuffled(sdkHyperparameters()), 0],
    ['D′', tagged(), 0],
    ['D′', shuffled(tagged()), 0],
  ] as const)('kind %s: all 33 are taken, or named with the reason', (kind, dump, netuid) => {
    const { network, settings, era } = imported([dump]);
    expect(network.sources?.[0].kind).toBe(kind);
    expect(network.netuid ?? 0).toBe(netuid);
    expect(era.ruleset).toBe('yuma3-2025');
    expect(network.hyperparameters).toEqual(taken);
    expect(settings.notTaken.map(({ name }) => name).sort()).toEqual([...named].sort());
    for (const { because } of settings.notTaken) expect(because.length).toBeGreaterThan(20);
    expect(network.unknown).toEqual([]);
    expect(Object.keys(taken).length + named.length).toBe(33);
  });

  it.each([
    ['C', hyperparameterList().slice(0, 4)],
    ['D', { tempo: 99, kappa: 30_000, max_validators: 65, blue_moon: 5 }],
  ] as const)(
    'kind %s with few of them: the others keep their defaults, and an unknown name is listed',
    (_, dump) => {
      const { network } = imported([dump]);
      expect(Object.keys(network.hyperparameters ?? {})).toHaveLength(Array.isArray(dump) ? 4 : 3);
      if (!Array.isArray(dump)) expect(network.unknown).toEqual(['blue_moon (5)']);
    },
  );

  it('normalised values of kind C are never read: 900000 / 2^64 is not the average of bonds', () => {
    const rows = [{ hyperparameter: 'bonds_moving_avg', value: 900_000, normalized_value: 4.9e-14 }];
    expect(imported([rows]).network.hyperparameters).toEqual({ bondsMovingAverage: 900_000 });
  });

  it('a cutoff in blocks becomes a part of the tempo where the chain has it so', () => {
    const { network } = imported([sdkHyperparameters()], { ruleset: 'autumn-2026' });
    // 13,889 ‰ of 360 blocks, floored, are 5,000.
    expect(network.hyperparameters?.activityCutoffFactorMilli).toBe(13_889);
  });
});

describe('kinds E and E′, the metagraph of the SDK and of the runtime', () => {
  it.each([
    ['E', metagraphInfo()],
    ['E', shuffled(metagraphInfo())],
    ['E′', metagraphRecord()],
    ['E′', shuffled(metagraphRecord())],
  ] as const)('kind %s gives every field of the subnet and of each uid', (kind, dump) => {
    const { network } = imported([dump]);
    expect(network.sources?.[0]).toMatchObject({ kind, block: made.block });
    expect([network.netuid, network.name, network.block, network.ruleset]).toEqual([
      7,
      'Maple',
      made.block,
      'autumn-2026',
    ]);
    expect(network.stake).toEqual(numbers(totalRao));
    expect(network.alphaStake).toEqual(numbers(made.alphaRao));
    expect(network.lastUpdate).toEqual(made.lastUpdate);
    expect(network.registrationBlock).toEqual(made.registrationBlock);
    expect(network.validatorPermit).toEqual(madeOutput.validatorPermit.map(Number));
    expect(network.owner).toEqual(made.owner);
    expect(network.ownerUid).toBe(made.ownerUid);
    expect(network.recorded).toEqual({
      block: made.lastStep,
      active: madeOutput.active.map(Number),
      validatorPermit: madeOutput.validatorPermit.map(Number),
      ...{ incentive, dividends, consensus, emission: numbers(emission) },
    });
    expect(network.market).toMatchObject({
      burn: 500_000,
      taoIn: 1_000_500_000_000,
      alphaIn: 80_040_250_000_000,
      alphaOut: 900_000_500_000_000,
    });
    expect(network.market?.movingPrice).toBeCloseTo(0.0125, 8);
    expect(network.marks?.['recorded.incentive']).toBe(kind === 'E' ? 'recovered' : 'exact');
    expect(network.marks?.taoStake).toBe(kind === 'E' ? 'scaled' : 'exact');
    if (kind === 'E′') expect(network.taoStake).toEqual(numbers(made.taoRao));
    expect(network.hyperparameters).toEqual({
      ...{ rho: 11, kappa: 32_767, minAllowedWeights: 8, maxWeightsLimit: 65_535, weightsVersionKey: 1042 },
      ...{
        weightsSetRateLimit: 99,
        activityCutoffFactorMilli: 13_889,
        maxAllowedValidators: 64,
        maxAllowedUids: 6,
      },
      ...{
        networkRegistrationAllowed: true,
        networkPowRegistrationAllowed: false,
        immunityPeriod: 5001,
        tempo: 360,
      },
      ...{
        minBurn: 500_001,
        maxBurn: 100_000_000_001,
        servingRateLimit: 51,
        commitRevealWeightsEnabled: true,
      },
      ...{
        revealPeriodEpochs: 2,
        liquidAlphaOn: false,
        alphaHigh: 58_983,
        alphaLow: 45_874,
        bondsMovingAverage: 900_000,
      },
    });
    expect(network.unknown).toEqual([]);
  });

  it('without results, times and keys takes what is left and marks the rest as missing', () => {
    const few = without(
      metagraphInfo(),
      'hotkeys',
      'coldkeys',
      'last_update',
      'dividends',
      'incentives',
      'consensus',
      'emission',
      'alpha_stake',
    );
    const { network } = imported([few]);
    expect(network.stake).toEqual(numbers(totalRao));
    expect(network.marks).toMatchObject({
      lastUpdate: 'missing',
      weights: 'missing',
      registrationBlock: 'exact',
    });
    expect(network.recorded).toMatchObject({ active: madeOutput.active.map(Number) });
    expect(network.recorded?.incentive).toBeUndefined();
  });

  it('one paid uid and validators wholly inside the consensus leave one set of weights', () => {
    const burnt = { ...metagraphInfo(), incentives: [0, 1, 0, 0, 0, 0], consensus: [0, 1, 0, 0, 0, 0] };
    const { network, inferred } = imported([burnt]);
    expect(network.weights).toEqual([[[1, 65_535]], [[1, 65_535]], [[1, 65_535]], [], [], []]);
    expect(network.marks?.weights).toBe('inferred');
    expect(inferred?.because).toMatch(/uid 1 alone is paid, so the 3 validators that counted weigh it alone/);
  });
});

describe('kind H, storage maps', () => {
  const nested = () => {
    const { block, storage: maps } = storage();
    const weights = Object.fromEntries(made.weights.map((row, uid) => [uid, row]));
    return { block, SubtensorModule: { ...shuffled(maps), Weights: { [made.netuid]: weights } } };
  };

  it.each([
    ['keys joined', storage()],
    ['keys nested, items in another order', nested()],
    ['items at the top', { ...storage().storage, block: made.block }],
  ])('%s: exact in every field', (_, dump) => {
    const { network } = imported([dump]);
    expect(network.sources?.[0].kind).toBe('H');
    expect([network.netuid, network.block]).toEqual([7, made.block]);
    expect(network.stake).toEqual(numbers(totalRao));
    expect([network.alphaStake, network.taoStake]).toEqual([numbers(made.alphaRao), numbers(made.taoRao)]);
    expect(network.weights).toEqual(made.weights);
    expect(network.bonds).toEqual(
      madeOutput.bonds.map(({ targets, values }) => [...targets].map((target, k) => [target, values[k]])),
    );
    expect(network.recorded).toMatchObject({
      block: made.lastStep,
      ...{ incentive, dividends, consensus, validatorTrust, emission: numbers(emission) },
      active: madeOutput.active.map(Number),
      validatorPermit: madeOutput.validatorPermit.map(Number),
    });
    expect(network.lastUpdate).toEqual(made.lastUpdate);
    expect(network.registrationBlock).toEqual(made.registrationBlock);
    expect(network.owner).toEqual(made.owner);
    expect(network.ownerUid).toBe(made.ownerUid);
    expect(network.hyperparameters).toEqual({
      ...{
        tempo: 360,
        kappa: 32_767,
        immunityPeriod: 5001,
        minAllowedWeights: 8,
        bondsMovingAverage: 900_000,
      },
      ...{
        activityCutoffFactorMilli: 13_889,
        maxAllowedValidators: 64,
        yuma3On: false,
        burnIncreaseMult: 1.3,
      },
      ...{ alphaLow: 45_874, alphaHigh: 58_983 },
    });
    expect(network.market).toEqual({
      ...{ movingPrice: 53_687_091 / 2 ** 32, minerBurned: 0.5, burn: 500_000 },
      ...{ taoIn: 1_000_500_000_000, alphaIn: 80_040_250_000_000, alphaOut: 900_000_500_000_000 },
    });
    const { emission: inferredOne, ...marks } = network.marks ?? {};
    expect(inferredOne).toBe('inferred');
    expect(new Set(Object.values(marks))).toEqual(new Set(['exact']));
    expect([network.unused, network.unknown, network.notTaken?.map(({ name }) => name)]).toEqual([
      ['TokenSymbol'],
      [],
      ['TaoWeight'],
    ]);
  });

  /** The same maps with keys as the chain stores them: hashed with the key in clear behind, and accounts as 32 bytes. */
  const hashed = (prefix = '') => {
    const names = [...new Set(jsonOf(storage()).match(/"(?:5|hot|cold)[^",]*/g) ?? [])].map((name) =>
      name.slice(1),
    );
    const byte = (value: number) => value.toString(16).padStart(2, '0');
    const accounts = new Map(names.map((name, k) => [name, byte(k + 1).repeat(32)]));
    const u16 = (value: string) => byte(Number(value) % 256) + byte(Math.floor(Number(value) / 256));
    const part = (key: string) => (accounts.has(key) ? `${'ab'.repeat(16)}${accounts.get(key)}` : u16(key));
    const written = (value: unknown): unknown =>
      typeof value === 'string' && accounts.has(value) ? `0x${accounts.get(value)}` : value;
    const { block, storage: maps } = storage();
    return {
      block,
      storage: Object.fromEntries(
        Object.entries(maps).map(([item, map]) => [
          item,
          typeof map !== 'object' || 'bits' in map
            ? map
            : Object.fromEntries(
                Object.entries(map).map(([key, value]) => [
                  `0x${prefix}${key
                    .replace(/[[\]()\s"']/g, '')
                    .split(',')
                    .map(part)
                    .join('')}`,
                  written(value),
                ]),
              ),
        ]),
      ),
    };
  };

  it.each([
    ['keys of a map', ''],
    ['whole keys', `658faa385070e074c85bf6b568cf0555${'cd'.repeat(16)}`],
  ])('hashed %s are read in clear: the same network', (_, prefix) => {
    const { network } = imported([hashed(prefix)]);
    const { network: plain } = imported([storage()]);
    const { sources: one, ...read } = network;
    const { sources: other, ...expected } = plain;
    expect(one?.[0].sha256).not.toBe(other?.[0].sha256);
    expect(read).toEqual(expected);
  });

  it('keys of a length that no map has, and pairs of bytes, are refused with the lines that dump them in clear', () => {
    const { storage: maps } = storage();
    expect(() => imported([{ ...maps, Weights: { '0x010203': [] } }])).toThrow(
      /Weights.* must be that of a map of SubtensorModule.* received 3 bytes [\s\S]*query_map\("SubtensorModule"/,
    );
    expect(() => imported([[[`0x${'65'.repeat(40)}`, '0x01']]])).toThrow(
      /received pairs of bytes in hexadecimal[\s\S]*query_map/,
    );
  });

  it('hotkeys in two forms, and pools of shares without amounts, are refused and not read as stakes of 0', () => {
    const { storage: maps } = storage();
    const { TotalHotkeyAlpha, ...others } = hashed().storage as typeof maps;
    expect(() =>
      imported([{ block: 5, storage: { ...others, TotalHotkeyAlpha: maps.TotalHotkeyAlpha } }]),
    ).toThrow(/must be of a hotkey written as in Keys, 0x/);
    const { TotalHotkeyAlpha: _, ...noAmounts } = maps;
    expect(() => imported([{ block: 5, storage: { ...noAmounts, AlphaV2: {} } }])).toThrow(
      /AlphaV2 hold shares of a hotkey’s stake, not amounts: dump TotalHotkeyAlpha too/,
    );
  });

  it('with weights and stakes alone is a network without results', () => {
    const { Weights, Keys, TotalHotkeyAlpha, LastUpdate } = storage().storage;
    const { network } = imported([
      {
        block: 5,
        storage: {
          Weights,
          Keys,
          TotalHotkeyAlpha,
          LastUpdate: { 7: [1, 1, 1, 1, 1, 1] },
          Strange: { 7: 1 },
        },
      },
    ]);
    expect(LastUpdate[7]).toHaveLength(6);
    expect(network.weights).toEqual(made.weights);
    expect(network.recorded).toBeUndefined();
    expect(network.unknown).toEqual(['Strange']);
  });
});

describe('kind K, weights of other simulators', () => {
  const dense = [[0, 0, 0.75, 0.25], [0, 0, 0.5, 0.5], [0, 0, 0, 0], [0, 0, 0, 0]]; // biome-ignore format: a matrix
  const rows = [[[2, 65_535], [3, 21_845]], [[2, 65_535], [3, 65_535]], [], []]; // biome-ignore format: a matrix

  it.each<[string, unknown]>([
    ['a dense matrix', dense],
    ['stake and a dense matrix', { stake: [10.5, 20, 0, 0], weights: dense }],
    [
      'stake and rows by uid',
      { weights: { 0: { 3: 0.25, 2: 0.75 }, 1: { 2: 0.5, 3: 0.5 } }, stake: [10.5, 20, 0, 0] },
    ],
    ['pairs of a uid and its row', [[1, [[2, 0.5], [3, 0.5]]], [0, [[2, 0.75], [3, 0.25]]]]], // biome-ignore format: a matrix
    ['a table', 'validator,uid,weight\n1,3,0.5\n0,2,0.75\n0,3,0.25\n1,2,0.5\n'],
  ])('%s: rows are scaled to 65,535 and come to whole numbers', (_, dump) => {
    const { network } = imported([dump]);
    expect(network.sources?.[0].kind).toBe('K');
    const sorted = network.weights?.map((row) => [...row].sort(([one], [other]) => one - other));
    expect(sorted).toEqual(rows);
    expect(network.marks?.weights).toBe('recovered');
    const hasStake = typeof dump === 'object' && 'stake' in Object(dump);
    expect(network.marks?.stake).toBe(hasStake ? 'recovered' : 'missing');
    if (hasStake) expect(network.stake).toEqual([10_500_000_000, 20_000_000_000, 0, 0]);
  });

  it('whole numbers are kept as they are, and fractions that fit no u16 are called scaled', () => {
    const whole = imported([{ stake: [1, 1], weights: [[0, 7], [3, 0]] }]).network; // biome-ignore format: a matrix
    expect([whole.weights, whole.marks?.weights]).toEqual([[[[1, 7]], [[0, 3]]], 'exact']);
    const odd = imported([{ stake: [1, 1, 1], weights: [[0, 0.61234567, 0.38765433]] }]).network;
    expect([odd.weights?.[0], odd.marks?.weights]).toEqual([[[1, 65_535], [2, Math.round((0.38765433 / 0.61234567) * 65_535)]], 'scaled']); // biome-ignore format: a matrix
  });

  it('joins a metagraph and hyperparameters of the same network', () => {
    const shares = Object.fromEntries(
      made.weights.map((row, uid) => [
        uid,
        Object.fromEntries(row.map(([target, value]) => [target, shareOf(value)])),
      ]),
    );
    const { network } = imported([metagraphRecord(), { weights: shares }, hyperparameterList()]);
    const sorted = network.weights?.map((row) => [...row].sort(([one], [other]) => one - other));
    expect(sorted).toEqual(made.weights);
    expect(network.marks).toMatchObject({ weights: 'recovered', stake: 'exact', bonds: 'missing' });
    expect(network.sources?.map(({ kind }) => kind)).toEqual(['E′', 'G', 'C']);
    for (const { sha256 } of network.sources ?? []) expect(sha256).toMatch(/^[0-9a-f]{64}$/);
  });
});

it('an amount that float64 writes with nine digits comes back to the RAO', () => {
  expect(amountOf(5_000_123_456_789n)).toBe(5000.123456789);
});
