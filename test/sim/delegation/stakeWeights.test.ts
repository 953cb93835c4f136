import { describe, expect, it } from 'vitest';
import { type LentStakes, stakeWeight } from '../../../sim/delegation/stakeWeights.ts';
import { I64F64 } from '../../../sim/math/fixed.ts';
import { u64Max } from '../../../sim/math/saturating.ts';

const [parent, child, other] = [1, 2, 3];
const half = (u64Max + 1n) / 2n;
const stakes = (children: LentStakes['children'], taoWeight = u64Max): LentStakes => ({
  hotkeys: new Map([
    [parent, { alphaStake: 1000n, rootStake: 600n }],
    [child, { alphaStake: 10n, rootStake: 0n }],
    [other, { alphaStake: 0n, rootStake: 0n }],
  ]),
  children,
  taoWeight,
});
const of = (lent: LentStakes, hotkey: number) => {
  const { alpha, tao } = stakeWeight(lent, hotkey);
  return [alpha, tao];
};

describe('the stake that counts on a subnet', () => {
  it('moves from a parent to its child by the share that it lends, alpha and TAO alike', () => {
    const lent = stakes([{ parent, child, proportion: half }]);
    expect([of(lent, parent), of(lent, child)]).toEqual([
      [500n, 300n],
      [510n, 300n],
    ]);
  });

  it('does not fall below 0 where a parent lends more than it has', () => {
    const lent = stakes([
      { parent, child, proportion: u64Max },
      { parent, child: other, proportion: half },
    ]);
    expect([of(lent, parent), of(lent, child), of(lent, other)]).toEqual([
      [0n, 0n],
      [1010n, 600n],
      [500n, 300n],
    ]);
  });

  it('keeps what a parent borrows itself, however much it lends of its own', () => {
    const lent = stakes([
      { parent, child: other, proportion: u64Max },
      { parent, child: other, proportion: half },
      { parent: child, child: parent, proportion: u64Max },
    ]);
    expect(of(lent, parent)).toEqual([10n, 0n]);
  });

  it('counts TAO on root at its weight beside alpha', () => {
    expect(stakeWeight(stakes([]), parent).total).toBe(I64F64.fromInt(1600));
    expect(stakeWeight(stakes([], 0n), parent).total).toBe(I64F64.fromInt(1000));
  });

  it('is asked of hotkeys with stakes alone', () => {
    expect(() => stakeWeight(stakes([]), 9)).toThrow(/hotkey 9 is not among the 3 hotkeys with stakes; add/);
    expect(() => stakeWeight(stakes([{ parent: 9, child, proportion: 1n }]), child)).toThrow(/hotkey 9/);
  });
});
