import { describe, expect, it } from 'vitest';
import { encounter } from '../../../agents/scenarios/stationaryFounders.ts';
import { steadyState, type Turnover } from '../../../agents/scenarios/steadyState.ts';
import { ageAt, daysAbove, tenure } from '../../../agents/scenarios/tenure.ts';
import { normalQuantile } from '../../../sim/math/elementary.ts';
import { normalCdf } from '../../../sim/math/gamma.ts';
import { stream } from '../../../sim/random.ts';
import { UnrunnableWorld } from '../../../sim/unrunnable.ts';

const sigma = 0.17;
const candidates = 400;
const gains = Float64Array.from(
  { length: candidates },
  (_, k) => sigma * normalQuantile((k + 0.5) / candidates),
);

const network: Turnover = {
  slots: 200,
  paidSlots: 200,
  candidates: 4,
  flow: 4,
  aging: 0.0005,
  failing: 0,
  immunityDays: 0.7,
  poorShare: 0,
  repairDays: 0,
  gains,
  willing: () => new Float64Array(candidates).fill(1),
};

const density = (z: number) => Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI);

describe('the steady state of a turnover', () => {
  it('fills the slots: n = R E[(x − cut)+] / g + R (1 − p) I for normal gains', () => {
    const { cut, wait } = steadyState(network);
    const z = cut / sigma;
    const above = 1 - normalCdf(z);
    const excess = sigma * density(z) - cut * above;
    expect(wait).toBe(0.7);
    expect((4 * excess) / 0.0005 + 4 * (1 - above) * 0.7).toBeCloseTo(200, -0.5);
  });

  it('takes all candidates alike where a flow is stated and none would come at its cut', () => {
    const nobody = steadyState({ ...network, willing: () => new Float64Array(candidates) });
    const everyone = steadyState(network);
    expect([nobody.cut, nobody.wait, nobody.flow]).toEqual([everyone.cut, everyone.wait, 4]);
    expect([...nobody.shares]).toEqual([...everyone.shares]);
  });

  it('has failures shorten the stay to (1 − exp(−f e / g)) / f', () => {
    const { cut } = steadyState({ ...network, failing: 0.02 });
    const stays = gains.map((gain) =>
      gain > cut ? Math.max(0.7, (1 - Math.exp((-0.02 * (gain - cut)) / 0.0005)) / 0.02) : 0.7,
    );
    expect((4 * stays.reduce((sum, one) => sum + one, 0)) / candidates).toBeCloseTo(200, -0.5);
    expect(cut).toBeLessThan(steadyState(network).cut);
  });

  it('lets the unpaid go by age where pay keeps fewer slots than there are', () => {
    const { cut, wait } = steadyState({ ...network, paidSlots: 20 });
    const paid = gains.map((gain) => Math.max(0, gain - cut) / 0.0005);
    expect((4 * paid.reduce((sum, one) => sum + one, 0)) / candidates).toBeCloseTo(20, 1);
    const stays = paid.map((days) => Math.max(days, wait));
    expect((4 * stays.reduce((sum, one) => sum + one, 0)) / candidates).toBeCloseTo(200, 1);
    expect(wait).toBeGreaterThan(40);
  });

  it('has as many registrations as there are candidates willing at its cut', () => {
    const above = (cut: number) => gains.map((gain) => (gain > cut ? 1 : 0));
    const { cut, flow, shares } = steadyState({ ...network, flow: null, candidates: 10, willing: above });
    expect(flow).toBeCloseTo(10 * (gains.filter((gain) => gain > cut).length / candidates), 9);
    expect(shares.filter((share, k) => share > 0 && gains[k] <= cut)).toHaveLength(0);
  });

  it.each([
    ['nothing replaces anyone', { aging: 0 }],
    ['immunity protects more than there are slots', { immunityDays: 60 }],
  ])('is refused where %s', (_, change) => {
    expect(() => steadyState({ ...network, ...change })).toThrow(UnrunnableWorld);
  });
});

/** A miner of the renewal process below: its gain when it came, and when that was. */
interface Holder {
  readonly gain: number;
  readonly since: number;
}

/**
 * The process itself: at regular times a newcomer takes the slot of the worst miner that is not immune; miners fall behind by
 * the hour. The unpaid, beyond the best `paidSlots`, are all alike, and the oldest of them goes.
 */
function renewal({ slots, paidSlots, flow, aging, immunityDays }: Turnover, days: number): Holder[] {
  const draws = stream('renewal', 'gain', 1);
  const gainOf = () => gains[Math.floor(draws.next() * candidates)];
  const holders: Holder[] = Array.from({ length: slots }, () => ({
    gain: gainOf(),
    since: -draws.next() * 50,
  }));
  for (let now = 0; now < days; now += 1 / flow!) {
    const worth = ({ gain, since }: Holder) => gain - aging * (now - since);
    const ranking = holders
      .map((_, k) => k)
      .sort((one, other) => worth(holders[other]) - worth(holders[one]));
    const exposed = ranking.filter((k) => now - holders[k].since >= immunityDays);
    const unpaid = exposed.filter((k) => ranking.indexOf(k) >= paidSlots);
    const [victim] =
      unpaid.length > 0
        ? unpaid.sort((one, other) => holders[one].since - holders[other].since)
        : exposed.slice(-1);
    holders[victim] = { gain: gainOf(), since: now };
  }
  return holders.map(({ gain, since }) => ({ gain: gain - aging * (days - since), since: days - since }));
}

const mean = (values: readonly number[]) => values.reduce((sum, one) => sum + one, 0) / values.length;

describe('founders of a steady state', () => {
  it.each([
    ['all slots are paid', 200],
    ['few slots are paid', 30],
  ])('are as old and as good as those whom the renewal process leaves where %s', (_, paidSlots) => {
    const turnover = { ...network, aging: 0.004, paidSlots };
    const left = renewal(turnover, 400);
    const meet = encounter(turnover, steadyState(turnover));
    const met = Array.from({ length: 4000 }, (_none, uid) => meet(stream('met', 'founder', uid)));
    const ages = met.map(({ age }) => age);
    const worth = met.map(({ candidate, age }) => gains[candidate] - 0.004 * age);
    // 200 slots: the standard error of a mean age is about 3 days, of a mean gain 0.01 nats.
    expect(Math.abs(mean(ages) - mean(left.map(({ since }) => since)))).toBeLessThan(9);
    expect(Math.abs(mean(worth) - mean(left.map(({ gain }) => gain)))).toBeLessThan(0.03);
  });

  it('are weak where newcomers are, for as long as they wait and do not mend', () => {
    const turnover = { ...network, poorShare: 0.25, immunityDays: 2 };
    const weakOf = (repairDays: number) => {
      const state = steadyState({ ...turnover, repairDays });
      const meet = encounter({ ...turnover, repairDays }, state);
      const met = Array.from({ length: 4000 }, (_none, uid) => meet(stream('weak', 'founder', uid)));
      return met.filter(({ misconfigured }) => misconfigured);
    };
    // Little's law: 4 a day, a quarter of them weak, stay 2 days: 2 of 200 slots; half of that where half mend in 2 days.
    expect(Math.abs(weakOf(0).length / 4000 - 0.01)).toBeLessThan(0.005);
    expect(Math.abs(weakOf(2).length / 4000 - 0.005)).toBeLessThan(0.0035);
    for (const { age } of weakOf(0)) expect(age).toBeLessThanOrEqual(2);
  });
});

describe('the time in a slot', () => {
  it('is spent up to the median age by half of those who are met', () => {
    const [edge, wait, aging, failing] = [0.1, 3, 0.001, 0.01];
    const middle = ageAt(0.5, edge, wait, aging, failing);
    const until = (age: number) => wait + (Math.exp(-failing * wait) - Math.exp(-failing * age)) / failing;
    expect(until(middle) / tenure(edge, wait, aging, failing)).toBeCloseTo(0.5, 9);
    expect(ageAt(1, edge, wait, aging, failing)).toBeCloseTo(100, 6);
  });

  it('tends to the time until it is old as failures become rare', () => {
    for (const failing of [0, 1e-14, 1e-9]) expect(daysAbove(0.1, 0.001, failing)).toBeCloseTo(100, 3);
  });
});
