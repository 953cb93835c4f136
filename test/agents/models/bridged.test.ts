import { describe, expect, it } from 'vitest';
import { bridged } from '../../../agents/models/bridged.ts';

const small = { uids: 32, start: 'young', candidatesPerDay: 6, warmUpDays: 1, days: 17 } as const;
const run = (set: Parameters<typeof bridged.run>[0], seed = '1') =>
  bridged.run({ ...small, ...set }, seed).measures;

describe('the model of bridged networks', () => {
  const apart = run({});

  it('has every measure that it names, and no other, as a number or null', () => {
    expect(Object.keys(apart).sort()).toEqual(bridged.measures.map(({ name }) => name).sort());
    for (const value of Object.values(apart)) expect(value === null || Number.isFinite(value)).toBe(true);
  });

  it('follows the same good newcomers under every gate, and none is paid where the gate is shut', () => {
    const shut = run({ percentile: 100 });
    expect(apart.goodArrivals).toBeGreaterThan(0);
    expect(shut.goodArrivals).toBe(apart.goodArrivals);
    expect(shut).toMatchObject({ registrations: 0, goodPaid: 0, daysToPay: 14, costOfEntry: null });
    expect(shut.goodLeftOut).toBe(shut.goodArrivals);
    expect(shut.feederLoss).toBe(apart.feederLoss);
    expect(apart.goodPaid).toBeGreaterThan(0);
  });

  it('helps no client where models are unrelated and no one deceives: a gate only keeps people out', () => {
    const blind = { correlation: 0, sybilShare: 0, farmerShare: 0 };
    const gains = ['1', '2'].map((seed) => {
      const [apart, gated] = [run(blind, seed), run({ ...blind, percentile: 50 }, seed)];
      expect(gated.goodPaid).toBeLessThan(apart.goodPaid!);
      return apart.clientLoss! - gated.clientLoss!;
    });
    expect(gains.reduce((sum, one) => sum + one, 0) / gains.length).toBeLessThan(0.01);
  });

  it('refuses networks that cannot be cut into eighths', () => {
    expect(() => bridged.run({ uids: 33 }, '1')).toThrow(
      new RangeError('uids must be a multiple of 8; received 33 (one in eight validates)'),
    );
  });
});
