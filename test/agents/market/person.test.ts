import { describe, expect, it } from 'vitest';
import { deviceNeedOf, needOf, taught } from '../../../agents/market/cheaperWays.ts';
import { personOf } from '../../../agents/market/person.ts';
import { resolve } from '../../../sim/hyperparameters/registry.ts';

const hyperparameters = resolve('finney-2023', { 'market.gpuAccess': 0.3, 'market.rentSigma': 0.4 });
const people = Array.from({ length: 4000 }, (_, serial) =>
  personOf('1', serial, { size: 1e9, misconfigured: false }, hyperparameters),
);
const meanOf = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

describe('the people behind miners', () => {
  it('can rent a GPU in as large a part as said', () => {
    const share = meanOf(people.map(({ hasGpus }) => Number(hasGpus)));
    expect(Math.abs(share - 0.3)).toBeLessThan(4 * Math.sqrt((0.3 * 0.7) / people.length));
  });

  it('pay the usual rent at the median, with the spread said in ln rent', () => {
    const logs = people.map(({ rentFactor }) => Math.log(rentFactor));
    const mean = meanOf(logs);
    expect(Math.abs(mean)).toBeLessThan(4 * (0.4 / Math.sqrt(people.length)));
    const spread = Math.sqrt(meanOf(logs.map((value) => (value - mean) ** 2)));
    expect(Math.abs(spread - 0.4)).toBeLessThan(4 * (0.4 / Math.sqrt(2 * people.length)));
  });

  it('save the same part once more with each cheaper way: of the rent, or of the device', () => {
    const rent = resolve('finney-2023', { 'market.inventionSaving': 0.3, 'market.inventionSpares': 'rent' });
    const device = { ...rent, 'market.inventionSpares': 'device' } as const;
    expect([0, 1, 3].map((way) => needOf(way, rent))).toEqual([1, 0.7, expect.closeTo(0.343, 12)]);
    expect([deviceNeedOf(2, rent), deviceNeedOf(2, device)]).toEqual([1, expect.closeTo(0.49, 12)]);
    const [person] = people;
    const second = taught(taught(person, 1, rent), 2, rent);
    expect(second.rentFactor).toBeCloseTo(0.49 * person.rentFactor, 12);
    expect(taught(person, 2, device)).toEqual({ ...person, way: 2 });
  });
});
