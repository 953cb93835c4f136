import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Drained,
  drainEpoch,
  drainV349,
  drainV475,
  type Earned,
  type Pending,
} from '../../../sim/drain/drainEpoch.ts';
import { splitDividends } from '../../../sim/drain/splitDividends.ts';
import type { DrainedHotkey, SubnetStakes } from '../../../sim/drain/subnetStakes.ts';
import { U96F32, u64Max } from '../../../sim/math/saturating.ts';

const one = U96F32.one;
const half = (u64Max + 1n) / 2n;

const plain: DrainedHotkey = {
  coldkey: 0,
  take: 0,
  childkeyTake: 0,
  alphaStake: 1000n,
  rootStake: 0n,
  seated: true,
  onRoot: false,
};

function subnet(
  hotkeys: readonly Partial<DrainedHotkey>[],
  more: Partial<Omit<SubnetStakes, 'hotkeys'>> = {},
): SubnetStakes {
  return {
    hotkeys: new Map(hotkeys.map((hotkey, index) => [index, { ...plain, coldkey: 50 + index, ...hotkey }])),
    children: [],
    owner: null,
    autoStake: new Map(),
    recycleOrBurn: 'burn',
    taoWeight: u64Max,
    childkeyBurn: 0n,
    ...more,
  };
}

const pending = (more: Partial<Pending> = {}): Pending => ({
  server: 1000n,
  validator: 1000n,
  root: 0n,
  ownerCut: 0n,
  ...more,
});

const earned = (...rows: readonly (readonly [bigint, bigint])[]): Earned[] =>
  rows.map(([incentive, dividend], hotkey) => ({ hotkey, incentive, dividend }));

/** RAO that reached stakes on a hotkey, by whatever way. */
const staked = ({ credits }: Drained, hotkey: number) =>
  credits.reduce(
    (sum, credit) =>
      sum + ('hotkey' in credit && credit.to !== 'basket' && credit.hotkey === hotkey ? credit.rao : 0n),
    0n,
  );
const going = ({ credits }: Drained, to: string) =>
  credits.filter((credit) => credit.to === to).reduce((sum, { rao }) => sum + rao, 0n);

describe('the incentive of an owner’s hotkeys', () => {
  const owner = { coldkey: 50, hotkey: 0 };
  const epoch = earned([600n, 0n], [300n, 0n], [100n, 0n]);

  it('is burned: it is given to nobody, and the share of it is known', () => {
    const drained = drainEpoch(drainV349, subnet([{}, {}, {}], { owner }), pending(), epoch);
    expect(going(drained, 'burned')).toBe(600n);
    expect([0, 1, 2].map((hotkey) => staked(drained, hotkey) >= 300n)).toEqual([false, true, false]);
    expect(drained.minerBurned).toBe((one * 6n) / 10n);
  });

  it('is recycled where the subnet says so, and counts as withheld all the same', () => {
    const recycling = subnet([{}, {}, {}], { owner, recycleOrBurn: 'recycle' });
    const drained = drainEpoch(drainV349, recycling, pending(), epoch);
    expect([going(drained, 'recycled'), going(drained, 'burned')]).toEqual([600n, 0n]);
    expect(drained.minerBurned).toBe((one * 6n) / 10n);
  });

  it('is withheld of every key of its coldkey, and of its own key whoever owns that, if they hold a uid', () => {
    const withheld = (hotkeys: readonly Partial<DrainedHotkey>[], key: { coldkey: number; hotkey: number }) =>
      going(drainEpoch(drainV349, subnet(hotkeys, { owner: key }), pending(), epoch), 'burned');
    expect(withheld([{}, { coldkey: 50 }, {}], owner)).toBe(900n);
    expect(withheld([{}, { coldkey: 50, seated: false }, {}], owner)).toBe(600n);
    expect(withheld([{}, {}, {}], { coldkey: 50, hotkey: 2 })).toBe(700n);
  });

  it('does not touch its dividends', () => {
    const drained = drainEpoch(
      drainV349,
      subnet([{}, {}], { owner }),
      pending(),
      earned([600n, 1n], [400n, 0n]),
    );
    expect(staked(drained, 0)).toBe(1000n);
  });
});

describe('the dividends of an epoch', () => {
  it('are shared by what the epoch says, from the validators’ part alone', () => {
    const drained = drainEpoch(
      drainV349,
      subnet([{}, {}, {}]),
      pending(),
      earned([0n, 300n], [0n, 100n], [5n, 0n]),
    );
    expect([staked(drained, 0), staked(drained, 1)]).toEqual([750n, 250n]);
  });

  it('are the miners’ part as well where no miner earned anything', () => {
    const drained = drainEpoch(drainV349, subnet([{}, {}]), pending(), earned([0n, 300n], [0n, 100n]));
    expect([staked(drained, 0), staked(drained, 1)]).toEqual([1500n, 500n]);
  });

  it('go to the owner of the hotkey by its take, and by the rest to all who staked', () => {
    const { credits } = drainEpoch(
      drainV349,
      subnet([{ take: 13_107 }, {}]),
      pending(),
      earned([0n, 1n], [9n, 0n]),
    );
    const own = credits.filter((credit) => 'hotkey' in credit && credit.hotkey === 0 && credit.rao > 0n);
    // A fifth, floored: 13,107 / 65,535 is 0.2 less a trifle in binary.
    expect(own).toEqual([
      { to: 'one', hotkey: 0, coldkey: 50, rao: 199n },
      { to: 'all', hotkey: 0, rao: 800n },
    ]);
  });

  it('are shared with parents by the stake they lend; a child of another owner takes its share, one of the same does not', () => {
    const lent = { children: [{ parent: 1, child: 0, proportion: u64Max }] };
    const stakes = (child: Partial<DrainedHotkey>) =>
      subnet([{ childkeyTake: 6554, ...child }, { alphaStake: 3000n }], lent);
    const shares = (child: Partial<DrainedHotkey>) => {
      const { alphaDividends } = drainEpoch(drainV349, stakes(child), pending(), earned([1n, 1_000_000n]));
      return alphaDividends.map(([, rao]) => Number(rao));
    };
    expect(shares({ coldkey: 51 })[1] / 750).toBeCloseTo(1, 2);
    expect(shares({})[1] / 675).toBeCloseTo(1, 2);
  });

  it('of a parent are partly recycled where the chain says so, but not between keys of one owner', () => {
    const stakes = (coldkey: number) =>
      subnet([{}, { coldkey, alphaStake: 3000n }], {
        children: [{ parent: 1, child: 0, proportion: u64Max }],
        childkeyBurn: half,
      });
    const recycled = (coldkey: number) =>
      going(drainEpoch(drainV349, stakes(coldkey), pending(), earned([1n, 1000n])), 'recycled');
    expect(recycled(51)).toBe(375n);
    expect(recycled(50)).toBe(0n);
  });

  it('of a hotkey that has lent half its stake are shared by the other half', () => {
    const stakes = subnet([{}, { alphaStake: 500n }], {
      children: [
        { parent: 0, child: 1, proportion: half },
        { parent: 1, child: 0, proportion: u64Max },
      ],
    });
    const { alphaDividends } = drainEpoch(drainV349, stakes, pending(), earned([1n, 1000n]));
    expect(alphaDividends.map(([, rao]) => Number(rao) / 500)).toEqual([
      expect.closeTo(1, 2),
      expect.closeTo(1, 2),
    ]);
  });
});

describe('root’s part of the dividends', () => {
  const rooted = { rootStake: 3000n, onRoot: true };
  const pots = pending({ root: 100n });

  it('can be claimed by those who staked on root, at a rate for each RAO', () => {
    const { claimRates } = drainEpoch(drainV349, subnet([rooted, {}]), pots, earned([0n, 8n], [1n, 0n]));
    expect(claimRates).toContainEqual([0, (one * 100n) / 3000n]);
  });

  it('goes to the owner of the hotkey where it is more than the stake on root', () => {
    const drained = drainEpoch(drainV349, subnet([{ rootStake: 99n }]), pots, earned([1n, 8n]));
    expect(drained.credits).toContainEqual({ to: 'one', hotkey: 0, coldkey: 50, rao: 100n });
    expect(drained.claimRates).toEqual([]);
  });

  it('is lost at v3.4.9-424 where nobody has staked on root, and recycled at spec 475', () => {
    const nobody = subnet([{}, {}]);
    const drained = (version: typeof drainV349) =>
      drainEpoch(version, nobody, pots, earned([1n, 8n], [1n, 0n]));
    expect(going(drained(drainV349), 'recycled')).toBe(0n);
    expect(going(drained(drainV475), 'recycled')).toBe(100n);
  });

  it('is asked for at spec 475 only by hotkeys that hold a uid of root', () => {
    const earners = [
      { dividend: 8n * one, alphaStake: 1000n, rootStake: 3000n, onRoot: false },
      { dividend: 8n * one, alphaStake: 1000n, rootStake: 1000n, onRoot: true },
    ];
    const pot = { alpha: 600n, root: 600n, taoWeight: one };
    // Each quotient is floored, which takes up to 600 / 2^32 off the exact shares.
    const whole = (bits: readonly bigint[]) => bits.map((each) => Number((each + one / 2n) >> 32n));
    const before = splitDividends('root first', earners, pot);
    expect([whole(before.alpha), whole(before.root)]).toEqual([
      [200, 400],
      [360, 240],
    ]);
    const after = splitDividends('alpha first', earners, pot);
    expect([whole(after.alpha), whole(after.root)]).toEqual([
      [200, 400],
      [0, 600],
    ]);
  });

  it('waits in the validator’s basket at spec 475', () => {
    const drained = drainEpoch(drainV475, subnet([rooted]), pots, earned([1n, 8n]));
    expect(going(drained, 'basket')).toBe(100n);
    expect(drained.claimRates).toEqual([]);
  });
});

describe('at spec 475', () => {
  it('an incentive of 0 is passed over', () => {
    const drained = (version: typeof drainV349) =>
      drainEpoch(version, subnet([{}, {}]), pending(), earned([0n, 1n], [9n, 0n]));
    const zeros = (version: typeof drainV349) =>
      drained(version).credits.filter(({ to, rao }) => to === 'one' && rao === 0n).length;
    expect(zeros(drainV349) - zeros(drainV475)).toBe(1);
  });

  it('the owner of a hotkey gets what its nominators would get where there are none', () => {
    const empty = subnet([{ alphaStake: 0n }]);
    const to = (version: typeof drainV349) =>
      drainEpoch(version, empty, pending(), earned([1n, 8n])).credits.find(({ rao }) => rao === 1000n)?.to;
    expect([to(drainV349), to(drainV475)]).toEqual(['all', 'one']);
  });
});

describe('whatever an epoch says', () => {
  const rao = fc.bigInt(0n, 10n ** 12n);
  const hotkey = fc.record({
    coldkey: fc.integer({ min: 50, max: 52 }),
    take: fc.integer({ min: 0, max: 65_535 }),
    alphaStake: rao,
    rootStake: rao,
    seated: fc.boolean(),
    onRoot: fc.boolean(),
  });
  const epochs = fc.array(fc.tuple(rao, rao), { minLength: 4, maxLength: 4 });
  const stakes = fc.array(hotkey, { minLength: 4, maxLength: 4 });

  it.each([
    ['v3.4.9-424', drainV349],
    ['spec 475', drainV475],
  ])('%s gives out no more than was pending', (_, version) => {
    fc.assert(
      fc.property(stakes, epochs, rao, rao, (hotkeys, rows, root, ownerCut) => {
        const incentives = rows.reduce((sum, [incentive]) => sum + incentive, 0n);
        const pots = pending({ server: incentives, validator: 10n ** 12n, root, ownerCut });
        const owner = { coldkey: 50, hotkey: 0 };
        const drained = drainEpoch(version, subnet(hotkeys, { owner }), pots, earned(...rows));
        const given = drained.credits.reduce((sum, credit) => sum + credit.rao, 0n);
        expect(given).toBeLessThanOrEqual(pots.server + pots.validator + pots.root + pots.ownerCut);
        expect(given).toBeGreaterThanOrEqual(ownerCut + incentives);
        expect(drained.minerBurned).toBeLessThanOrEqual(one);
      }),
      { seed: 1 },
    );
  });

  it('a hotkey of which nothing is known is refused by name', () => {
    const stranger = [{ hotkey: 7, incentive: 0n, dividend: 1n }];
    expect(() => drainEpoch(drainV349, subnet([{}]), pending(), stranger)).toThrow(
      /hotkey 7 .* add its stakes/,
    );
  });
});
