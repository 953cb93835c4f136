import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { oneEpoch, type UidResult } from '../../../experiments/evidence/oneEpoch.ts';
import { readNetwork } from '../../../experiments/input/networkFile.ts';
import type { Arithmetic } from '../../../sim/chainState.ts';
import { type RulesetName, rulesetNames } from '../../../sim/rulesets.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'networks-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

type Written = Readonly<Record<string, unknown>>;

/** Three validators with 5, 3 and 2 TAO, uids 3 to 5 mine; the first two agree. */
const sound = (ruleset: RulesetName): Written => ({
  ruleset,
  block: 10_000,
  emission: 1_000_000_000,
  stake: [5_000_000_000, 3_000_000_000, 2_000_000_000, 0, 0, 0],
  validatorPermit: [1, 1, 1, 0, 0, 0],
  weights: [[[3, 65_535], [4, 32_768]], [[3, 65_535], [4, 32_768]], [[5, 65_535]]], // biome-ignore format: a matrix
});

const read = (written: Written | string) => {
  const path = join(folder, 'network.json');
  writeFileSync(path, typeof written === 'string' ? written : JSON.stringify(written));
  return readNetwork(path);
};

describe.each(rulesetNames)('%s refuses', (ruleset) => {
  const first = { u16: 65_535, u32: 4_294_967_295 }[ruleset === 'nakamoto-2022' ? 'u32' : 'u16'];

  it.each<[string, Written, RegExp]>([
    [
      'a weight towards a uid out of range',
      { weights: [[[6, 1]]] },
      /weights\[0\]\[0\] names uid 6; the network has 6 uids/,
    ],
    ['a bond towards a uid out of range', { bonds: [[], [[9, 1]]] }, /bonds\[1\]\[0\] names uid 9/],
    [
      'a target twice in a row',
      {
        weights: [
          [
            [3, 1],
            [3, 2],
          ],
        ],
      },
      /names uid 3 again; name each target once/,
    ],
    ['a weight above its integers', { weights: [[[3, first + 1]]] }, /weights|at most/],
    ['a negative weight', { weights: [[[3, -1]]] }, /weights\[0\]\[0\]\[1\]/],
    ['a weight that is no whole number', { weights: [[[3, 0.5]]] }, /weights\[0\]\[0\]\[1\]/],
    ['a negative stake', { stake: [-1, 1, 1, 1, 1, 1] }, /\$\.stake\[0\]/],
    ['a stake as text that is negative', { stake: ['-1', 1, 1, 1, 1, 1] }, /\$\.stake\[0\]/],
    ['a stake of 2^64', { stake: ['18446744073709551616', 1, 1, 1, 1, 1] }, /a stake is below 2\^64/],
    ['a stake beyond what a number holds', { stake: [2 ** 60, 1, 1, 1, 1, 1] }, /\$\.stake\[0\]/],
    [
      'more rows than uids',
      { weights: [[], [], [], [], [], [], []] },
      /weights has 7 rows; \$\.stake says there are 6 uids/,
    ],
    ['no uids at all', { stake: [], weights: [] }, /\$\.stake/],
    ['permits for other uids', { validatorPermit: [1] }, /validatorPermit has 1 entries/],
    ['an owner that is nobody', { ownerUid: 6 }, /ownerUid is 6; the network has 6 uids/],
    [
      'weights set after the block of the step',
      { lastUpdate: [1, 2, 10_001, 0, 0, 0] },
      /lastUpdate\[2\] is 10001, after \$\.block 10000; it must not be later/,
    ],
    [
      'a registration after the block of the step',
      { registrationBlock: [0, 0, 0, 0, 0, 10_001] },
      /registrationBlock\[5\] is 10001, after \$\.block 10000/,
    ],
    [
      'more uids than its settings allow',
      { hyperparameters: { maxAllowedUids: 5 } },
      /maxAllowedUids is 5; \$\.stake says there are 6 uids \(raise it, or leave it out\)/,
    ],
    [
      'a number in another base',
      { hyperparameters: { immunityPeriod: '0x142' } },
      /immunityPeriod must be an integer .*received "0x142" \(leave it out for the default/,
    ],
    ['a field it does not know', { stakes: [1] }, /stakes/],
    ['a hyperparameter that does not exist', { hyperparameters: { kapa: 1 } }, /kapa.*kappa/s],
    [
      'a hyperparameter out of range',
      { hyperparameters: { bondsMovingAverage: 2_000_000 } },
      /bondsMovingAverage/,
    ],
  ])('%s', (_, change, message) => {
    expect(() => read({ ...sound(ruleset), ...change })).toThrow(message);
  });

  it('NaN, which is not JSON', () => {
    const text = JSON.stringify(sound(ruleset)).replace('"block":10000', '"block":NaN');
    expect(() => read(text)).toThrow(/is not JSON.*NaN and Infinity/s);
  });
});

describe('what a ruleset would not read is refused', () => {
  const knowsOwner = (ruleset: RulesetName) =>
    rulesetNames.indexOf(ruleset) >= rulesetNames.indexOf('dtao-2025');
  const knowsEpoch = (ruleset: RulesetName) =>
    rulesetNames.indexOf(ruleset) > rulesetNames.indexOf('yuma3-2025');

  it.each(rulesetNames)(
    'by %s: the owner’s uid and the last epoch, where it has no rule for them',
    (ruleset) => {
      const owned = () => read({ ...sound(ruleset), ownerUid: 1 });
      if (knowsOwner(ruleset)) expect(owned().ownerUid).toBe(1);
      else expect(owned).toThrow(new RegExp(`ownerUid is 1, but ${ruleset} has no rule .*leave it out`));
      const dated = () => read({ ...sound(ruleset), lastEpoch: 9000 });
      if (knowsEpoch(ruleset)) expect(dated().lastEpoch).toBe(9000);
      else expect(dated).toThrow(new RegExp(`lastEpoch is 9000, which ${ruleset} does not read`));
    },
  );

  it('and a last epoch after the block', () => {
    expect(() => read({ ...sound('autumn-2026'), lastEpoch: 10_001 })).toThrow(
      /lastEpoch is 10001, after \$\.block/,
    );
  });
});

it('an unknown ruleset is refused with the nearest name', () => {
  expect(() => read({ ...sound('dtao-2025'), ruleset: 'dtao-2052' })).toThrow(/did you mean dtao-2025/);
});

const each = rulesetNames.flatMap((ruleset) =>
  (['float64', 'chain'] as const).map((arithmetic) => [ruleset, arithmetic] as const),
);

const sum = (uids: readonly UidResult[], name: 'incentive' | 'dividends' | 'emission') =>
  uids.reduce((total, uid) => total + uid[name], 0);

describe.each(each)('%s in %s has an outcome for', (ruleset, arithmetic) => {
  const isNakamoto = ruleset === 'nakamoto-2022';

  /** One step; whatever comes of it must be numbers, and no more than there is to pay. */
  function outcome(change: Written, of: Arithmetic = arithmetic): UidResult[] {
    const uids = oneEpoch(read({ ...sound(ruleset), ...change }), of);
    for (const uid of uids) {
      for (const [name, value] of Object.entries(uid))
        expect([name, Number.isFinite(Number(value))]).toEqual([name, true]);
      for (const name of [
        'stake',
        'rank',
        'trust',
        'consensus',
        'incentive',
        'dividends',
        'emission',
      ] as const)
        expect(uid[name]).toBeGreaterThanOrEqual(0);
    }
    expect(sum(uids, 'emission')).toBeLessThanOrEqual(1_000_000_000);
    return uids;
  }

  /** Incentive and dividends 0; what is minted follows the stake, or under Nakamoto is nothing. */
  function paidByStakeAlone(uids: UidResult[]): void {
    expect(sum(uids, 'incentive')).toBe(0);
    expect(sum(uids, 'dividends')).toBe(0);
    const expected = isNakamoto ? [0, 0, 0, 0, 0, 0] : [500_000_000, 300_000_000, 200_000_000, 0, 0, 0];
    for (const [uid, { emission }] of uids.entries())
      expect(Math.abs(emission - expected[uid])).toBeLessThanOrEqual(1);
  }

  it('nobody with a permit: stake is paid (Nakamoto knows no permits and pays as ever)', () => {
    const uids = outcome({ validatorPermit: [0, 0, 0, 0, 0, 0] });
    if (isNakamoto) expect(sum(uids, 'incentive')).toBeCloseTo(1, 9);
    else paidByStakeAlone(uids);
  });

  it('all stake inactive: stake is paid, under Nakamoto nothing', () => {
    paidByStakeAlone(outcome({ lastUpdate: [1, 1, 1, 1, 1, 1] }));
  });

  it('no weights at all: stake is paid, under Nakamoto nothing', () => {
    paidByStakeAlone(outcome({ weights: [] }));
  });

  it('no stake at all: nothing is paid', () => {
    const uids = outcome({ stake: [0, 0, 0, 0, 0, 0] });
    expect(sum(uids, 'emission')).toBe(0);
    expect(sum(uids, 'incentive')).toBe(0);
  });

  it('nobody in consensus: stake is paid (under Nakamoto whom a third trusts is paid a little)', () => {
    const uids = outcome({
      stake: [3_400_000_000, 3_300_000_000, 3_300_000_000, 0, 0, 0],
      weights: [[[3, 65_535]], [[4, 65_535]], [[5, 65_535]]],
    });
    if (isNakamoto) {
      expect(sum(uids, 'incentive')).toBeCloseTo(1, 9);
      return;
    }
    expect(uids.map(({ consensus }) => consensus)).toEqual([0, 0, 0, 0, 0, 0]);
    expect(sum(uids, 'incentive')).toBe(0);
    const expected = [340_000_000, 330_000_000, 330_000_000, 0, 0, 0];
    for (const [uid, { emission }] of uids.entries())
      expect(Math.abs(emission - expected[uid])).toBeLessThanOrEqual(1);
  });

  it('one uid, alone, with weights on itself', () => {
    const alone = { stake: [1_000_000_000], validatorPermit: [1], weights: [[[0, 65_535]]] };
    const [uid] = outcome(alone);
    expect(uid.incentive).toBe(0);
  });

  it('stakes of 2^64 − 1: nothing wraps', () => {
    const most = '18446744073709551615';
    const uids = outcome({ stake: [most, most, '1', 0, 0, 0] });
    expect(uids[0].stake).toBeCloseTo(0.5, 6);
    expect(sum(uids, 'incentive')).toBeCloseTo(1, 6);
  });

  it('weights that are written down as zero', () => {
    paidByZero(outcome({ weights: [[[3, 0]], [[3, 0]], [[4, 0]]] }));
  });

  function paidByZero(uids: UidResult[]): void {
    expect(sum(uids, 'incentive')).toBe(0);
    if (!isNakamoto) expect(sum(uids, 'emission')).toBeGreaterThanOrEqual(1_000_000_000 - 6);
  }
});
