import { describe, expect, it } from 'vitest';
import type { Account } from '../../../agents/market/accounts.ts';
import { Licences, licenceOf, licencePrice } from '../../../agents/market/licences.ts';
import { runTrial } from '../../../experiments/plan/trial.ts';

const trial = (set: Record<string, number | string | boolean>) =>
  runTrial({
    ruleset: 'nakamoto-2022',
    scenario: 'nakamoto-256',
    arithmetic: 'float64',
    set: {
      'market.on': true,
      'market.inventionsPerDay': 0.02,
      'market.diffusionDays': 1,
      'market.licences': true,
      ...set,
    },
    warmUpDays: 1,
    days: 6,
    seed: '1',
  }).measures;

describe('a licence for a cheaper way', () => {
  it('costs its finder less than the buyer gains, in the ratio of the finder’s share of all quality', () => {
    // A gain in pay alone: what the buyer earns more, the others earn less, the finder by its share.
    for (const share of [0, 0.01, 0.5, 1]) {
      const { most, least } = licenceOf({ gainPerDay: 12, funds: 1e6 }, { share, earned: 12 }, 30);
      expect(most).toBe(360);
      expect(least).toBeCloseTo(share * most, 9);
    }
    // Who would water all pay by its gain, and is asked to keep a rent low besides, still gains on the whole.
    const saved = licenceOf({ gainPerDay: 12 + 3, funds: 1e6 }, { share: 1, earned: 12 }, 30);
    expect(saved.most - saved.least).toBeCloseTo(90, 9);
  });

  it('is sold between what it costs and what it is worth, and not where the buyer cannot pay what it costs', () => {
    expect(licencePrice({ most: 100, least: 20 }, 0)).toBe(20);
    expect(licencePrice({ most: 100, least: 20 }, 0.25)).toBe(40);
    expect(licencePrice({ most: 100, least: 20 }, 1)).toBe(100);
    expect(licencePrice({ most: 20, least: 20 }, 0.5)).toBe(null);
    const poor = licenceOf({ gainPerDay: 12, funds: 5 }, { share: 0.5, earned: 12 }, 30);
    expect(licencePrice(poor, 0.5)).toBe(null);
  });

  it('moves dollars from one miner to another: what goes out of one purse comes into the other', () => {
    const pay = Licences.prototype.pay;
    let moved = 0;
    let deals = 0;
    Licences.prototype.pay = function (this: Licences, buyer: Account, seller: Account, price: number) {
      const before = buyer.cash + seller.cash;
      pay.call(this, buyer, seller, price);
      expect(buyer.cash + seller.cash).toBeCloseTo(before, 9);
      expect(buyer.cash).toBeGreaterThanOrEqual(0);
      moved += price;
      deals += 1;
    };
    const { licencesSold, licencePrice: mean, licencesKept } = trial({});
    Licences.prototype.pay = pay;
    expect(licencesSold).toBeGreaterThan(10);
    expect(deals).toBeGreaterThanOrEqual(licencesSold!);
    expect(moved).toBeGreaterThanOrEqual(licencesSold! * mean! - 1e-6);
    // No finder has a share of the income so large that it would rather keep its way to itself.
    expect(licencesKept).toBe(0);
  });

  it('that spares nothing is sold to nobody', () => {
    const { licencesSold, inventions, licencePrice: mean } = trial({ 'market.inventionSaving': 0 });
    expect(inventions).toBeGreaterThan(10);
    expect(licencesSold).toBe(0);
    expect(mean).toBe(null);
  });
});
