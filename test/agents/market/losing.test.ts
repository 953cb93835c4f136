import { describe, expect, it } from 'vitest';
import { newAccount } from '../../../agents/market/accounts.ts';
import { givesUp } from '../../../agents/market/losing.ts';
import { blocksPerDay } from '../../../sim/units.ts';

const person = { size: 1e9, misconfigured: false, hasGpus: true, rentFactor: 1 };
const exitDays = 3;
const day = (number: number) => number * blocksPerDay;
const account = (cash: number) =>
  newAccount({ serial: 1, person, opened: day(10), cash, seen: 0, device: 0 });

describe('a miner switches off', () => {
  it('when it owes money, and not yet when it has spent its last', () => {
    expect(givesUp(account(-0.01), day(10), exitDays)).toBe(true);
    expect(givesUp(account(0), day(10), exitDays)).toBe(false);
  });

  it('when it has been losing for as long as it bears it, counted from when it no longer is new', () => {
    const one = account(100);
    one.profit = -1;
    for (const at of [10, 12.9, 13, 15.9]) expect(givesUp(one, day(at), exitDays)).toBe(false);
    expect(givesUp(one, day(16), exitDays)).toBe(true);
  });

  it('not if it has earned what it pays in between, and not for breaking even', () => {
    const one = account(100);
    one.profit = -1;
    for (const at of [13, 15]) expect(givesUp(one, day(at), exitDays)).toBe(false);
    one.profit = 0;
    expect(givesUp(one, day(15.5), exitDays)).toBe(false);
    one.profit = -1;
    for (const at of [16, 18.9]) expect(givesUp(one, day(at), exitDays)).toBe(false);
    expect(givesUp(one, day(19), exitDays)).toBe(true);
  });
});
