import { describe, expect, it } from 'vitest';
import { alarmsOf } from '../../../sim/controllers/alarm.ts';
import { hiddenTarget } from '../../../sim/controllers/burnRule.ts';
import {
  drawDay,
  marketDay,
  openMarket,
  type RegistrationMarket,
} from '../../../sim/games/registrationMarket.ts';
import { blocksPerDay } from '../../../sim/units.ts';

const market: RegistrationMarket = {
  seed: 'market',
  slots: 64,
  arrivals: 20,
  qualitySpread: 0.6,
  valuationSpread: 0.6,
  valuation: 1,
  lifeDays: 30,
  rampDays: 1,
  drift: 0,
  lookNoise: 0,
  minBurn: 0.0005,
  maxBurn: 100,
  shock: { day: 1e9, valuations: 1, frontier: 1, spam: 0, spamDays: 0 },
};
const settings = { burnHalfLife: 2600, burnIncreaseMult: 1.26, immunityPeriod: 7200 };

const run = (other: Partial<RegistrationMarket>, set = settings, days = 200) => {
  const own = { ...market, ...other };
  const state = openMarket(own);
  return Array.from({ length: days }, (_, day) => marketDay(own, state, set, drawDay(own, day)));
};
const mean = (list: readonly number[]) => list.reduce((sum, value) => sum + value, 0) / list.length;

describe('the market of registrations', () => {
  it('lets in as many a day as the half-life aims at, and all who come where it aims at more', () => {
    const flow = (set: typeof settings) =>
      mean(
        run({}, set)
          .slice(40)
          .map(({ registrations }) => registrations),
      );
    const aim = hiddenTarget({ halfLife: 2600, multiplier: 1.26 }, blocksPerDay);
    expect(Math.abs(flow(settings) / aim - 1)).toBeLessThan(0.02);
    expect(Math.abs(flow({ ...settings, burnHalfLife: 360 }) / market.arrivals - 1)).toBeLessThan(0.05);
  });

  it('has as many immune slots as flow times immunity says', () => {
    const days = run({}).slice(40);
    const expected = mean(days.map(({ registrations }) => registrations)) / market.slots;
    expect(Math.abs(mean(days.map(({ immune }) => immune)) / expected - 1)).toBeLessThan(0.02);
  });

  it('serves clients best at a flow between too few for those that stop and too many to be judged', () => {
    const served = (burnHalfLife: number) =>
      mean(
        run({}, { ...settings, burnHalfLife })
          .slice(40)
          .map(({ served: one }) => one),
      );
    const best = served(2600);
    expect(best).toBeGreaterThan(1.05 * served(650));
    expect(best).toBeGreaterThan(1.1 * served(10_400));
  });

  it('meets the same candidates at every setting, and others with another seed', () => {
    const draw = (seed: string) => drawDay({ ...market, seed }, 3).candidates;
    expect(draw('a')).toEqual(draw('a'));
    expect(draw('a')).not.toEqual(draw('b'));
  });

  it('keeps its flow when valuations crash, at a price that has fallen as far', () => {
    const days = run({ shock: { ...market.shock, day: 100, valuations: 0.25 } });
    const [before, after] = [days.slice(60, 100), days.slice(120)];
    expect(mean(after.map(({ registrations }) => registrations))).toBeCloseTo(
      mean(before.map(({ registrations }) => registrations)),
      0,
    );
    expect(mean(after.map(({ price }) => price)) / mean(before.map(({ price }) => price))).toBeCloseTo(
      0.25,
      1,
    );
  });
});

describe('the alarm', () => {
  const calm = Array.from({ length: 60 }, (_, k) => ({ isAtBound: false, loss: k % 2 }));

  it('does not ring in a calm world, and once in a fortnight at a bound that lasts', () => {
    expect(alarmsOf(calm)).toEqual([]);
    expect(alarmsOf(calm.map((look, k) => ({ ...look, isAtBound: k >= 10 })))).toEqual([16, 30, 44, 58]);
  });

  it('rings at the third bad day in a row, and not for two', () => {
    const with3 = calm.map((look, k) => (k >= 40 && k < 43 ? { ...look, loss: 9 } : look));
    const with2 = calm.map((look, k) => (k >= 40 && k < 42 ? { ...look, loss: 9 } : look));
    expect(alarmsOf(with3)).toEqual([42]);
    expect(alarmsOf(with2)).toEqual([]);
  });
});
