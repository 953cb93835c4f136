import { describe, expect, it } from 'vitest';
import { UserError } from '../../../experiments/base/userError.ts';
import { addressOf, commandOf, readAddress } from '../../../experiments/epochPage/address.ts';
import { changedNetwork } from '../../../experiments/epochPage/changedNetwork.ts';
import {
  type Changes,
  countOf,
  noChanges,
  withSetting,
  withStake,
  withWeight,
} from '../../../experiments/epochPage/changes.ts';
import {
  amountOf,
  shareIn,
  stakeChange,
  tokens,
  weightChange,
} from '../../../experiments/epochPage/changeText.ts';
import { epochSettings } from '../../../experiments/epochPage/epochSettings.ts';
import { rowWithShares, shareOf } from '../../../experiments/epochPage/rowWithShares.ts';
import { settingOf } from '../../../experiments/epochPage/setting.ts';
import { shareStops, stakeStops } from '../../../experiments/epochPage/stops.ts';
import { manyEpochs } from '../../../experiments/evidence/manyEpochs.ts';
import type { WrittenNetwork } from '../../../experiments/input/networkSchema.ts';
import { networkInputOf } from '../../../experiments/input/networkText.ts';
import { rowOf } from '../../../sim/row.ts';
import { fullNetwork, subnet15 } from './networks.ts';

const pairs = ({ targets, values }: ReturnType<typeof rowOf>) =>
  Array.from(targets, (target, k) => [target, values[k]]);

describe('a row with a share that is given', () => {
  const row = rowOf([
    [3, 65_535],
    [9, 32_767],
    [4, 10_923],
  ]);

  it('gives that share, keeps the proportions of the others, and is stored with its largest weight at 65,535', () => {
    const changed = rowWithShares(0, row, new Map([[9, 0.5]]));
    expect(shareOf(changed, 9)).toBeCloseTo(0.5, 4);
    expect(Math.max(...changed.values)).toBe(65_535);
    const of = (target: number) => changed.values[changed.targets.indexOf(target)];
    expect(of(3) / of(4)).toBeCloseTo(65_535 / 10_923, 3);
    expect([...changed.targets]).toEqual([3, 4, 9]);
  });

  it('loses the target at a share of 0, and has it alone at 1', () => {
    expect([...rowWithShares(0, row, new Map([[9, 0]])).targets]).toEqual([3, 4]);
    expect(pairs(rowWithShares(0, row, new Map([[7, 1]])))).toEqual([[7, 65_535]]);
  });

  it('takes several shares in any order, and refuses more than the row', () => {
    const shares = [
      [9, 0.25],
      [7, 0.25],
    ] as const;
    const changed = rowWithShares(0, row, new Map(shares));
    expect(changed).toEqual(rowWithShares(0, row, new Map([...shares].reverse())));
    expect(shareOf(changed, 7)).toBeCloseTo(0.25, 4);
    expect(() => rowWithShares(5, row, new Map([...shares, [3, 0.6]]))).toThrow(
      /weights given for uid 5 come to 1\.1 of its row; a row is 1/,
    );
  });

  it('of a validator without weights is the given shares in proportion', () => {
    const shares = new Map([
      [1, 0.1],
      [2, 0.2],
    ]);
    expect(pairs(rowWithShares(0, rowOf([]), shares))).toEqual([
      [1, 32_768],
      [2, 65_535],
    ]);
  });
});

describe('changes as people write them', () => {
  it('are amounts in RAO, TAO or alpha to the last digit, and shares', () => {
    expect(amountOf('1500', 'x')).toBe(1500n);
    expect(amountOf('1.5 TAO', 'x')).toBe(1_500_000_000n);
    expect(amountOf('12,345,678.000000001', 'x', 'tao')).toBe(12_345_678_000_000_001n);
    expect(amountOf('18446744073709551615', 'x')).toBe(2n ** 64n - 1n);
    expect(stakeChange('6=2alpha')).toEqual({ uid: 6, rao: 2_000_000_000n });
    expect(weightChange('6, 45 = 7%')).toEqual({ validator: 6, miner: 45, share: 0.07 });
    expect(shareIn('25 %', 'x')).toBe(0.25);
    expect(tokens(12_345_678_000_000_001n)).toBe('12,345,678.000000001');
    expect(tokens(-1n)).toBe('−0.000000001');
  });

  it.each([
    ['6', /--stake is written uid=amount/],
    ['6=', /the stake of uid 6 must be an amount.*received nothing/],
    ['6=1.5', /must be an amount/],
    ['6=1.0000000001TAO', /at most nine decimals/],
    ['6=-4', /must be an amount/],
    ['6=18446744073709551616', /below 2\^64/],
    ['6=5 pounds', /must be an amount/],
  ])('are refused with the rule: --stake %s', (text, rule) => {
    expect(() => stakeChange(text)).toThrow(rule);
    expect(() => stakeChange(text)).toThrow(UserError);
  });

  it.each([
    ['6=0.1', /--weight is written validator,miner=share/],
    ['6,7=1.5', /must be a share 0 … 1/],
    ['6,7=150%', /must be a share/],
    ['6,7=half', /must be a share/],
    ['6,7=', /received nothing/],
  ])('are refused with the rule: --weight %s', (text, rule) => {
    expect(() => weightChange(text)).toThrow(rule);
  });
});

const some: Changes = withWeight(
  withStake(
    withSetting(withSetting({ ...noChanges, ruleset: 'autumn-2026' }, 'kappa', 20_000), 'yuma3On', true),
    3,
    10n ** 18n + 1n,
  ),
  3,
  40,
  0.125,
);

describe('a setting of the page', () => {
  const setting = { changes: some, pinned: null, epoch: 12, validator: 3, miner: 40 };

  it('is the end of its address, and comes back from it', () => {
    const { setting: read, faults } = readAddress(settingOf(0, 0), 256, addressOf(setting));
    expect(faults).toEqual([]);
    expect(read).toEqual(setting);
    expect(countOf(read.changes)).toBe(5);
  });

  it('keeps in its address what is pinned, apart from what is changed, and leaves out what of it cannot be read', () => {
    const pinned = withWeight(withSetting(noChanges, 'kappa', 30_000), 5, 6, 0.25);
    for (const changes of [some, noChanges, pinned]) {
      const there = { ...setting, changes, pinned };
      const { setting: read, faults } = readAddress(settingOf(0, 0), 256, addressOf(there));
      expect(faults).toEqual([]);
      expect(read).toEqual(there);
    }
    const start = { ...settingOf(1, 2), pinned: some };
    const { setting: read, faults } = readAddress(start, 256, '#epoch:kappa=1&pin.kappa=2&pin.stake.999=4');
    expect(read.changes).toEqual(withSetting(noChanges, 'kappa', 1));
    expect(read.pinned).toEqual(withSetting(noChanges, 'kappa', 2));
    expect(faults.map((fault) => /asks for (\S+):/.exec(fault)?.[1])).toEqual(['pin.stake.999']);
    expect(readAddress(start, 256, '#epoch:kappa=1').setting.pinned).toBeNull();
  });

  it('is the command that computes the same', () => {
    expect(commandOf('npx yuma-lab', 'my network.json', setting)).toBe(
      "npx yuma-lab epoch 'my network.json' --arithmetic chain --ruleset autumn-2026 --set kappa=20000 --set yuma3On=true --stake 3=1000000000000000001 --weight 3,40=0.125 --epochs 12",
    );
    expect(commandOf('lab', 'x', settingOf(0, 0))).toBe('lab epoch x --arithmetic chain');
    const tiny = { ...settingOf(0, 0), changes: withWeight(noChanges, 1, 2, 1e-7) };
    expect(weightChange(/--weight (\S+)/.exec(commandOf('lab', 'x', tiny))![1]).share).toBe(1e-7);
  });

  it('keeps what can be read of a link, and says what cannot', () => {
    const { setting: read, faults } = readAddress(
      settingOf(1, 2),
      256,
      '#epoch:kappa=100&stake.300=5&weight.1.2=7&ruleset=yuma-9&epoch=0&scenario.x=1&miner=4&stake.2=<b>',
    );
    expect(read).toEqual({ ...settingOf(1, 4), changes: withSetting(noChanges, 'kappa', 100) });
    expect(faults.map((fault) => /asks for (\S+):/.exec(fault)?.[1])).toEqual([
      'stake.300',
      'weight.1.2',
      'ruleset',
      'epoch',
      'scenario.x',
      'stake.2',
    ]);
    expect(readAddress(settingOf(1, 2), 256, '#try:kappa=1').setting).toEqual(settingOf(1, 2));
  });
});

describe('a network with changes', () => {
  const written = subnet15();
  const pay = (network: WrittenNetwork, changes: Changes) =>
    manyEpochs(changedNetwork('x', network, changes), 'chain', 1).map(({ emission }) => emission);

  it('is the network of a file in which the same was written', () => {
    const changes = withWeight(
      withStake(withSetting(noChanges, 'kappa', 45_000), 101, 5n * 10n ** 15n),
      101,
      7,
      0.4,
    );
    const stake = written.stake!.map((own, uid) => (uid === 101 ? String(5n * 10n ** 15n) : own));
    const row = rowWithShares(101, rowOf(written.weights![101]), new Map([[7, 0.4]]));
    const weights = written.weights!.map((own, uid) =>
      uid === 101 ? pairs(row).map(([target, value]): [number, number] => [target, value]) : own,
    );
    const hyperparameters = { ...written.hyperparameters, kappa: 45_000 };
    const byHand = manyEpochs(
      networkInputOf('x', { ...written, stake, weights, hyperparameters }),
      'chain',
      1,
    );
    expect(pay(written, changes)).toEqual(byHand.map(({ emission }) => emission));
    expect(pay(written, changes)).not.toEqual(pay(written, noChanges));
  });

  it('leaves the file as it was', () => {
    const before = JSON.stringify(written);
    pay(written, some);
    expect(JSON.stringify(written)).toBe(before);
  });

  it('has only uids of the network, settings that its rules have, and rows that the chain takes', () => {
    expect(() => pay(written, withStake(noChanges, 256, 1n))).toThrow(
      /--stake names uid 256; the network has 256 uids, 0 … 255/,
    );
    expect(() => pay(written, withWeight(noChanges, 3, 999, 0.1))).toThrow(/--weight names uid 999/);
    expect(() => pay(written, withSetting(noChanges, 'kappa', 70_000))).toThrow(/kappa must be/);
    expect(() => pay(written, withSetting(noChanges, 'yuma3On', true))).toThrow(
      /unknown hyperparameter "yuma3On" of liquid-2025; it belongs to/,
    );
    const limited = { ...written, hyperparameters: { ...written.hyperparameters, maxWeightsLimit: 6553 } };
    expect(() => pay(limited, withWeight(noChanges, 101, 7, 0.4))).toThrow(
      /the chain refuses these weights: uid 101 gave one target/,
    );
  });

  it('may have any setting that an epoch reads, and each of them can move something', () => {
    const full = fullNetwork('autumn-2026');
    const { weights = [], lastUpdate = [] } = full;
    // Some have been silent for a while, some said more of fewer, and the epoch before agreed on less.
    const network = {
      ...full,
      lastUpdate: lastUpdate.map((at, uid) => (uid < 8 ? at - 4000 : at)),
      weights: weights.map((row, uid) => (uid % 3 === 0 ? row.slice(0, 60) : row)),
      consensus: weights.map(() => 10),
    };
    const on = withSetting(withSetting(noChanges, 'yuma3On', true), 'liquidAlphaOn', true);
    const said = (changes: Changes) =>
      JSON.stringify(manyEpochs(changedNetwork('x', network, changes), 'chain', 2));
    const extreme: Readonly<Record<string, number | string | boolean>> = {
      ...{ yuma3On: false, liquidAlphaOn: false, liquidAlphaConsensusMode: 'current' },
      ...{ kappa: 52_000, bondsPenalty: 0, alphaLow: 10_000, alphaHigh: 65_000, tempo: 100 },
      ...{ alphaSigmoidSteepness: 100, stakeThreshold: 3e14, maxAllowedValidators: 5 },
      ...{ activityCutoffFactorMilli: 5000, bondsMovingAverage: 100_000 },
    };
    const usual = said(on);
    const limits = ['minAllowedWeights', 'maxWeightsLimit'];
    const names = epochSettings('autumn-2026').map(({ name }) => name);
    const still = names.filter((name) => {
      // A moving average is of use where no liquid alpha takes its place.
      const start = name === 'bondsMovingAverage' ? withSetting(on, 'liquidAlphaOn', false) : on;
      const before = start === on ? usual : said(start);
      return !limits.includes(name) && said(withSetting(start, name, extreme[name])) === before;
    });
    expect(still).toEqual([]);
    expect(names).not.toContain('rho');
  });
});

describe('where sliders stop', () => {
  it('is from nothing to ten times the stake, the own among them', () => {
    const stops = stakeStops(7n, 1000n);
    expect([stops[0], stops[stops.length - 1]]).toEqual([0n, 70n]);
    expect(stops).toContain(7n);
    expect(stakeStops(0n, 1000n)).toContain(10n);
    expect(shareStops(0.01234)).toContain(0.01234);
    const shares = shareStops(0.5);
    expect([...shares].sort((one, other) => one - other)).toEqual(shares);
    expect([shares[0], shares[shares.length - 1]]).toEqual([0, 1]);
  });
});
