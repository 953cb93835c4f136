import { describe, expect, it } from 'vitest';
import { entryPrice } from '../../../agents/models/entryPrice.ts';
import { decayedBurnAfter, decayFactor } from '../../../sim/burnPrice.ts';
import { type EntryQueue, entryDays, fallen } from '../../../sim/games/entryQueue.ts';
import { stream } from '../../../sim/random.ts';

describe('the price of entry in doubles', () => {
  it('is that of the chain’s integers to the RAO, for any half-life, price and number of blocks', () => {
    const draws = stream('fallen', 'price', 1);
    for (let k = 0; k < 3000; k++) {
      const halfLife = 1 + draws.integer(36_100);
      const price = draws.integer(k % 2 === 0 ? 1e11 : 1e6) + 1;
      const [blocks, floor] = [draws.integer(40), draws.integer(3) * 250_000];
      const rule = {
        decayFactor: decayFactor(halfLife),
        increase: 1n << 64n,
        minBurn: BigInt(floor),
        maxBurn: 100_000_000_000n,
      };
      const chain = decayedBurnAfter(BigInt(Math.max(floor, price)), blocks, rule);
      expect(fallen(Math.max(floor, price), blocks, Number(rule.decayFactor), floor)).toBe(Number(chain));
    }
  });
});

const queue: EntryQueue = {
  seed: 'queue',
  halfLife: 360,
  multiplier: 1.26,
  minBurn: 0.0005,
  maxBurn: 100,
  perDay: 480,
  least: 0.3,
  elasticity: 1,
  swing: 0,
  newsAge: 0,
  days: 40,
  warmUpDays: 10,
};
const sum = (list: readonly number[]) => list.reduce((all, one) => all + one, 0);

describe('entry at that price', () => {
  it('brings the hidden target as nearly as a bounded price allows: n ln m − T ln 2 / halfLife is a change of ln(price)', () => {
    const aim = (7200 * Math.LN2) / (360 * Math.log(1.26));
    for (const swing of [0, 0.7]) {
      const { registrations, paid } = entryDays({ ...queue, swing });
      const prices = paid.filter((price) => price !== null);
      // The price at either end lies within a day's range of those that were paid: a factor of ten to each side.
      const most = Math.log((100 * Math.max(...prices)) / Math.min(...prices)) / Math.log(1.26);
      expect(Math.abs(sum(registrations) - 40 * aim)).toBeLessThan(most);
    }
  });

  it('lets all in where fewer come than it aims at: the price falls to its floor, and they are a Poisson count', () => {
    const { registrations, atFloor } = entryDays({ ...queue, perDay: 30, least: 0.0005, warmUpDays: 2 });
    const expected = 40 * 30;
    expect(Math.abs(sum(registrations) - expected)).toBeLessThan(4 * Math.sqrt(expected));
    expect(atFloor).toBeGreaterThan(0.2);
  });

  it('swings from day to day where candidates decide by old prices, though they are the same candidates', () => {
    const spread = (list: readonly number[]) => Math.max(...list) - Math.min(...list);
    const fresh = entryDays(queue).registrations;
    expect(spread(entryDays({ ...queue, newsAge: 900 }).registrations)).toBeGreaterThan(2 * spread(fresh));
  });

  it('has no rate where no one registered', () => {
    const { measures } = entryPrice.run({ demand: 0.01, halfLife: 36_100, days: 1 }, '1');
    expect([measures.registrations, measures.paid, measures.daySpread, measures.atFloor]).toEqual([
      0,
      null,
      null,
      null,
    ]);
  });
});
