import { describe, expect, it } from 'vitest';
import { dailyReturns, pricePath } from '../../../agents/market/pricePath.ts';
import { resolve } from '../../../sim/hyperparameters/registry.ts';
import { blocksPerDay } from '../../../sim/units.ts';

const start = 5000;
const day = (number: number) => start + number * blocksPerDay;
const path = (set: Parameters<typeof resolve>[1], seed = '1') =>
  pricePath(resolve('finney-2023', { 'market.startPrice': 200, ...set }), seed, start);

describe('the price of TAO', () => {
  it('stays, rises or falls by the same part every day', () => {
    const drift = { 'market.driftPerDay': 0.02 };
    expect(path({ 'market.price': 'flat', ...drift })(day(40))).toBe(200);
    expect(path({ 'market.price': 'bull', ...drift })(day(40))).toBeCloseTo(200 * Math.exp(0.8), 8);
    expect(path({ 'market.price': 'bear', ...drift })(day(40))).toBeCloseTo(200 * Math.exp(-0.8), 8);
  });

  it('crashes on its day and comes back when the shock is over, or never', () => {
    const crash = { 'market.price': 'crash', 'market.shockDay': 5, 'market.shockSize': 0.4 } as const;
    const brief = path({ ...crash, 'market.shockLasts': 3 });
    expect([4.99, 5, 7.99, 8].map((at) => brief(day(at)))).toEqual([200, 120, 120, 200]);
    const lasting = path({ ...crash, 'market.shockLasts': 0 });
    expect([4.99, 5, 4000].map((at) => lasting(day(at)))).toEqual([200, 120, 120]);
  });

  it('is drawn from the past in stretches of ten recorded days that begin anywhere', () => {
    const drawn = path({ 'market.price': 'bootstrap' });
    expect([start, day(0.99)].map(drawn)).toEqual([200, 200]);
    const returns = Array.from({ length: 60 }, (_, k) => Math.log(drawn(day(k + 1)) / drawn(day(k))));
    const ten = (from: number, place: number) =>
      Array.from(
        { length: 10 },
        (_, k) => dailyReturns[(place + k) % dailyReturns.length] - returns[from + k],
      );
    const begins = Array.from({ length: 6 }, (_, stretch) =>
      dailyReturns.findIndex((_, place) => ten(10 * stretch, place).every((gap) => Math.abs(gap) < 1e-9)),
    );
    expect(Math.min(...begins)).toBeGreaterThanOrEqual(0);
    expect(new Set(begins).size).toBe(6);
  });

  it('is the same however often it is asked, and another for another seed', () => {
    const bootstrap = { 'market.price': 'bootstrap' } as const;
    const whole = path(bootstrap);
    const far = whole(day(90));
    expect(path(bootstrap)(day(90))).toBe(far);
    expect(whole(day(30))).toBe(path(bootstrap)(day(30)));
    expect(path(bootstrap, '2')(day(90))).not.toBe(far);
  });
});
