import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { creditPools } from '../../../sim/delegation/creditPools.ts';
import { creditOne, emptySharePool, shareValue } from '../../../sim/delegation/sharePool.ts';
import type { Credit, Earned } from '../../../sim/drain/drainEpoch.ts';
import { drainWithTao, type PendingWithTao, type SubnetWithTao } from '../../../sim/drain/drainWithTao.ts';
import type { DrainedHotkey } from '../../../sim/drain/subnetStakes.ts';
import { u64Max } from '../../../sim/math/saturating.ts';

const subnet = (
  hotkeys: readonly Partial<DrainedHotkey>[],
  more: Partial<SubnetWithTao> = {},
): SubnetWithTao => ({
  hotkeys: new Map(
    hotkeys.map((hotkey, index) => [
      index,
      {
        coldkey: 50 + index,
        take: 0,
        childkeyTake: 0,
        alphaStake: 1000n,
        rootStake: 0n,
        seated: true,
        onRoot: false,
        ...hotkey,
      },
    ]),
  ),
  children: [],
  owner: null,
  taoWeight: u64Max,
  ...more,
});
const pending = (more: Partial<PendingWithTao> = {}): PendingWithTao => ({
  alpha: 2000n,
  swapped: 0n,
  rootTao: 0n,
  ownerCut: 0n,
  ...more,
});
const earned = (...rows: readonly (readonly [bigint, bigint])[]): Earned[] =>
  rows.map(([incentive, dividend], hotkey) => ({ hotkey, incentive, dividend }));
const sum = (credits: readonly Credit[], ...kinds: Credit['to'][]) =>
  credits.filter(({ to }) => kinds.includes(to)).reduce((total, { rao }) => total + rao, 0n);

describe('a drain that pays root in TAO', () => {
  it("burns the incentive of the owner's hotkey alone, not of other keys of the owner", () => {
    const owned = subnet([{ coldkey: 7 }, { coldkey: 7 }], { owner: { coldkey: 7, hotkey: 0 } });
    const { credits } = drainWithTao(owned, pending(), earned([600n, 0n], [400n, 0n]));
    expect(credits.slice(0, 3)).toEqual([
      { to: 'one', coldkey: 7, hotkey: 0, rao: 0n },
      { to: 'burned', rao: 600n },
      { to: 'one', hotkey: 1, coldkey: 7, rao: 400n },
    ]);
  });

  it('loses the cut of a subnet without an owner', () => {
    const { credits } = drainWithTao(subnet([{}]), pending({ ownerCut: 300n }), earned([1000n, 1000n]));
    expect(sum(credits, 'one', 'all')).toBe(2000n);
  });

  it('gives validators half of all, less what was sold for root', () => {
    const alphaOf = (more: Partial<PendingWithTao>, incentive = 1n) =>
      sum(drainWithTao(subnet([{}]), pending(more), earned([incentive, 9n])).credits, 'all');
    expect(alphaOf({ alpha: 1800n, swapped: 200n })).toBe(800n);
    expect(alphaOf({ alpha: 1801n, swapped: 200n })).toBe(800n);
    expect(alphaOf({ alpha: 100n, swapped: 200n })).toBe(0n);
    expect(alphaOf({ alpha: 1800n, swapped: 200n }, 0n)).toBe(1800n);
  });

  it("pays root's TAO by TAO on root, whatever alpha the hotkey has", () => {
    const validators = subnet([
      { alphaStake: 1000n, rootStake: 1000n },
      { alphaStake: 0n, rootStake: 1000n },
    ]);
    const drained = drainWithTao(validators, pending({ rootTao: 3000n }), earned([1n, 600n], [1n, 600n]));
    // The first earned half of its dividend with TAO, the second all of it.
    expect(drained.taoDividends).toEqual([
      [0, 999n],
      [1, 1999n],
    ]);
    expect(drained.alphaDividends).toEqual([
      [0, 1000n],
      [1, 0n],
    ]);
    expect(sum(drained.rootCredits, 'one', 'all')).toBe(2998n);
  });

  it("loses root's TAO where no stake on root earned, and the validators' alpha where no alpha did", () => {
    const alphaOnly = drainWithTao(subnet([{}]), pending({ rootTao: 500n }), earned([1n, 9n]));
    expect(sum(alphaOnly.rootCredits, 'one', 'all')).toBe(0n);
    const rootOnly = subnet([{ alphaStake: 0n, rootStake: 5n }]);
    expect(sum(drainWithTao(rootOnly, pending(), earned([1n, 9n])).credits, 'all')).toBe(0n);
  });

  it('takes for the owner of a hotkey first, so that its new shares earn with the others', () => {
    const validator = subnet([{ take: 32_768, alphaStake: 1000n }]);
    const before = new Map([[0, creditOne(emptySharePool, 9, 1000n).pool]]);
    const { credits } = drainWithTao(validator, pending(), earned([1n, 9n]));
    const pool = creditPools(before, credits.slice(1)).get(0)!;
    expect([shareValue(pool, 50), shareValue(pool, 9)]).toEqual([666n, 1332n]);
  });

  it('pays no more than was pending', () => {
    const rao = fc.bigInt(0n, 10n ** 12n);
    const key = fc.record({
      take: fc.nat(65_535),
      childkeyTake: fc.nat(65_535),
      alphaStake: rao,
      rootStake: rao,
    });
    fc.assert(
      fc.property(
        fc.array(key, { minLength: 3, maxLength: 5 }),
        rao,
        rao,
        rao,
        (keys, alpha, swapped, rootTao) => {
          const family = subnet(keys, { children: [{ parent: 1, child: 0, proportion: u64Max / 3n }] });
          const half = (alpha + swapped) / 2n;
          const epoch = earned([0n, half], [(alpha + swapped - half) / 2n, 0n]);
          const { credits, rootCredits } = drainWithTao(
            family,
            { alpha, swapped, rootTao, ownerCut: 0n },
            epoch,
          );
          expect(sum(rootCredits, 'one', 'all')).toBeLessThanOrEqual(rootTao);
          if (swapped <= half && half > 1n)
            expect(sum(credits, 'one', 'all', 'burned')).toBeLessThanOrEqual(alpha + 1n);
        },
      ),
      { seed: 16, numRuns: 200 },
    );
  });

  it('names a hotkey that is not known', () => {
    expect(() => drainWithTao(subnet([{}]), pending(), earned([1n, 1n], [1n, 1n]))).toThrow(
      /hotkey 1 has dividends or children but is not among the subnet's hotkeys; add its stakes/,
    );
  });
});
