import { describe, expect, it } from 'vitest';
import { freeBalance, parkedStake } from '../../../sim/ledger.ts';
import { rowOf } from '../../../sim/row.ts';
import { alphaSubnets, type SmallWorld, smallWorld, subnets } from './smallWorld.ts';

const arithmetics = ['float64', 'chain'] as const;
const everyAlpha = alphaSubnets.flatMap((ruleset) =>
  arithmetics.map((arithmetic) => [ruleset, arithmetic] as const),
);
/** Of 360 alpha in an epoch: what the owner is cut, and what ten elevenths of the miners' half come to. */
const cut = (360 * 11_796) / 65_535;
const tenElevenths = ((360 - cut) / 2) * (10 / 11);

/** Two validators who give the owner's hotkey, uid 2, ten times what uid 3 gets. */
const tenToOne = rowOf([
  [2, 65_535],
  [3, 6_553],
]);

/** An epoch of 360 alpha; in alpha, what each uid gained and what became of the rest. Checks that the ledger balances. */
function epochOf(
  given: Pick<SmallWorld, 'ruleset' | 'arithmetic'> & Partial<SmallWorld>,
  sisterUid?: number,
) {
  const world = smallWorld({
    stakes: [600, 400, 0, 0, 0],
    weights: [tenToOne, tenToOne],
    ownerUid: 2,
    ...given,
  });
  const { network, ledger } = world;
  if (sisterUid !== undefined) network.coldkey[sisterUid] = network.coldkey[2];
  const before = network.stakes.rao.slice();
  const issued = ledger.issuance;
  world.block += 360;
  const { credited, withheld } = world.rules.step(world);
  expect(ledger.issuance - issued).toBe(BigInt(credited + withheld.burned));
  const staked = network.stakes.rao.reduce((sum, rao) => sum + rao, 0n);
  expect(staked + freeBalance(ledger) + parkedStake(ledger) + ledger.alphaBurned).toBe(ledger.issuance);
  return {
    gained: Array.from(network.stakes.rao, (rao, uid) => Number(rao - before[uid]) / 1e9),
    burned: withheld.burned / 1e9,
    recycled: withheld.recycled / 1e9,
    alphaBurned: Number(ledger.alphaBurned) / 1e9,
    issued: Number(ledger.issuance - issued) / 1e9,
  };
}

describe('the incentive of the owner’s hotkey', () => {
  it.each(everyAlpha)(
    'is not paid out: it gets its cut of 64.80, and 134.18 are withheld (%s, %s)',
    (ruleset, arithmetic) => {
      const { gained, burned } = epochOf({ ruleset, arithmetic });
      expect(gained[2]).toBeCloseTo(cut, 6);
      expect(gained[2]).toBeCloseTo(64.8, 2);
      // Weights are stored as u16: 65,535 to 6,553 is ten to one within 1e-4.
      expect(burned / tenElevenths).toBeCloseTo(1, 4);
      expect(burned).toBeCloseTo(134.18, 2);
      expect(gained[3]).toBeCloseTo(13.42, 2);
    },
  );

  it.each(everyAlpha)(
    'is no validator’s either, even where it is all that miners earned (%s, %s)',
    (ruleset, arithmetic) => {
      const row = rowOf([[2, 65_535]]);
      const { gained, burned } = epochOf({ ruleset, arithmetic, weights: [row, row] });
      expect(burned).toBeCloseTo((360 - cut) / 2, 5);
      expect(gained[0] + gained[1]).toBeCloseTo((360 - cut) / 2, 5);
    },
  );

  it.each(everyAlpha)('leaves its dividends alone (%s, %s)', (ruleset, arithmetic) => {
    const mine = epochOf({ ruleset, arithmetic, ownerUid: 0 });
    const foreign = epochOf({ ruleset, arithmetic, ownerUid: null });
    expect(mine.burned).toBe(0);
    expect(mine.gained[0] - cut).toBeCloseTo(foreign.gained[0], 6);
  });

  it.each(everyAlpha)('is paid out where no hotkey is the owner’s (%s, %s)', (ruleset, arithmetic) => {
    const { gained, burned, recycled } = epochOf({ ruleset, arithmetic, ownerUid: null });
    expect([burned, recycled]).toEqual([0, 0]);
    expect(gained[2]).toBeCloseTo(134.18, 2);
  });

  it.each(
    subnets
      .filter((name) => !alphaSubnets.some((alpha) => alpha === name))
      .flatMap((ruleset) => arithmetics.map((arithmetic) => [ruleset, arithmetic] as const)),
  )('was paid out before subnets had alpha (%s, %s)', (ruleset, arithmetic) => {
    const { gained, burned, issued } = epochOf({ ruleset, arithmetic });
    expect(burned).toBe(0);
    const half = ruleset === 'finney-2023' ? 180 : (360 - cut) / 2;
    expect(gained[2] / (half * (10 / 11))).toBeCloseTo(1, 4);
    expect(issued).toBeCloseTo(360, 5);
  });
});

describe('what is withheld', () => {
  it.each(arithmetics)(
    'stays in the issuance when it is burned, and leaves it when it is recycled (%s)',
    (arithmetic) => {
      const under = (recycleOrBurn: string) =>
        epochOf({ ruleset: 'burn-2026', arithmetic, set: { recycleOrBurn } });
      const burning = under('burn');
      const recycling = under('recycle');
      expect(burning.gained).toEqual(recycling.gained);
      expect(burning).toMatchObject({ recycled: 0, burned: recycling.recycled });
      expect(recycling).toMatchObject({ burned: 0, alphaBurned: 0 });
      expect(burning.alphaBurned).toBe(burning.burned);
      expect(burning.issued).toBeCloseTo(360, 5);
      expect(recycling.issued).toBeCloseTo(360 - 134.18, 2);
    },
  );

  it.each(arithmetics)('is burned unless the owner says otherwise (%s)', (arithmetic) => {
    expect(epochOf({ ruleset: 'burn-2026', arithmetic })).toMatchObject({ recycled: 0 });
  });

  it('could not be recycled before October 2025', () => {
    expect(() => epochOf({ ruleset: 'yuma3-2025', set: { recycleOrBurn: 'recycle' } })).toThrow(
      /recycleOrBurn.*it belongs to burn-2026/,
    );
  });
});

describe('a second hotkey of the owner', () => {
  it.each(arithmetics)('has its incentive withheld as well since #2034 (%s)', (arithmetic) => {
    const { gained, burned } = epochOf({ ruleset: 'burn-2026', arithmetic }, 3);
    expect(burned).toBeCloseTo((360 - cut) / 2, 5);
    expect(gained[3]).toBe(0);
  });

  it.each(
    (['dtao-2025', 'yuma3-2025'] as const).flatMap((ruleset) =>
      arithmetics.map((arithmetic) => [ruleset, arithmetic] as const),
    ),
  )('is paid under %s, which withholds from the owner’s hotkey alone (%s)', (ruleset, arithmetic) => {
    const { gained, burned } = epochOf({ ruleset, arithmetic }, 3);
    expect(burned).toBeCloseTo(134.18, 2);
    expect(gained[3]).toBeCloseTo(13.42, 2);
  });
});
