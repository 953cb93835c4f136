import { describe, expect, it } from 'vitest';
import {
  alphaPrice,
  isRead,
  ownerBurn,
  paidUids,
  type Read,
  registrationsPerDay,
} from '../../../experiments/calibrate/readings.ts';
import { blank, network, weighed } from './seen.ts';

const read = (one: Read) => {
  if (!isRead(one)) throw new Error(one.because);
  return one;
};

describe('the owner’s burn', () => {
  it('is the mean of the rows by stake', () => {
    expect(read(ownerBurn(network([weighed(100, 20, 30)], { ownerUid: 5 }))).value).toBeCloseTo(0.24, 12);
  });

  it('has no width where all validators burn the same', () => {
    const { low, high } = read(ownerBurn(network([weighed(100, 20, 20)], { ownerUid: 5 })));
    expect(low).toBeCloseTo(0.2, 12);
    expect(high).toBeCloseTo(0.2, 12);
  });

  it('follows from incentive and trust without rows: pay is weight over what the consensus left', () => {
    const paid = {
      ...blank(100),
      stake: Float64Array.of(0.6, 0.4, 0, 0, 0, 0),
      incentive: Float64Array.of(0, 0, 0.5, 0, 0, 0.5),
      validatorTrust: Float64Array.of(0.9, 0.8, 0, 0, 0, 0),
    };
    expect(read(ownerBurn(network([paid], { ownerUid: 5 }))).value).toBeCloseTo(0.43, 12);
  });

  it('is not told without the owner’s uid, or by the pay alone', () => {
    expect(ownerBurn(network([weighed(100, 20, 20)]))).toEqual({ because: 'the owner’s uid is not known' });
    const paid = { ...blank(100), incentive: Float64Array.of(0, 0, 0.5, 0, 0, 0.5) };
    expect(ownerBurn(network([paid], { ownerUid: 5 }))).toHaveProperty('because');
  });
});

describe('registrations a day', () => {
  it('are counted over a history, each uid and block once', () => {
    const registered = Float64Array.of(10, 7300, 20, 30, 40, 50);
    const later = Float64Array.of(10, 7300, 9000, 30, 14_000, 50);
    const seen = network([
      { ...blank(7200), registered: Float64Array.of(10, 20, 20, 30, 40, 50) },
      { ...blank(14_000), registered },
      { ...blank(7200 * 3), registered: later },
    ]);
    expect(read(registrationsPerDay(seen)).value).toBeCloseTo(3 / 2, 12);
  });

  it('are counted in one sighting over the immunity period, in which nobody is replaced', () => {
    const registered = Float64Array.of(0, 0, 0, 0, 9000, 9900);
    const seen = network([{ ...blank(10_000), registered }], { hyperparameters: { immunityPeriod: 3600 } });
    // Half the tabulated quantiles of χ² with 5 degrees of freedom, 0.831212 and 12.832502.
    const { value, low, high } = read(registrationsPerDay(seen));
    expect([value, low, high].map((rate) => rate / 2)).toEqual([
      2,
      expect.closeTo(0.415606, 6),
      expect.closeTo(6.416251, 6),
    ]);
  });
});

describe('paid uids', () => {
  it('are the entries of the middle row without the owner’s, and those that it leaves out; 0 where nearly all are paid', () => {
    const seen = network([weighed(100, 20, 20)], { ownerUid: 5 });
    expect(read(paidUids(seen, 0))).toMatchObject({ value: 1, low: 1, high: 2 });
    expect(read(paidUids(seen, 0.5))).toMatchObject({ value: 2, low: 2, high: 4 });
    const incentive = Float64Array.of(0, 0.2, 0.2, 0.2, 0.2, 0.2);
    expect(read(paidUids(network([{ ...blank(100), incentive }]), 0)).value).toBe(0);
  });
});

describe('the price', () => {
  it('is that of the last sighting that states one', () => {
    const seen = network([{ ...blank(1), alphaPrice: 0.01 }, { ...blank(2), alphaPrice: 0.02 }, blank(3)]);
    expect(read(alphaPrice(seen)).value).toBe(0.02);
    expect(alphaPrice(network([blank(1)]))).toEqual({ because: 'no price is stated' });
  });
});
