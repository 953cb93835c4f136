import { describe, expect, it } from 'vitest';
import { ownerShareOf, withOwnerShare } from '../../agents/scoring/ownerShare.ts';
import { runTrial, type TrialPlan } from '../../experiments/plan/trial.ts';
import { restOf } from '../../experiments/report/priceOfEntry.ts';
import { resolve } from '../../sim/hyperparameters/registry.ts';
import { alphaOf, taoOf } from '../../sim/money.ts';
import { register } from '../../sim/registration.ts';
import { rowOf } from '../../sim/row.ts';
import { newcomer, smallWorld, tao } from '../sim/rules/smallWorld.ts';

const modern = (set: TrialPlan['set'], days = 6): Readonly<Record<string, number | null>> =>
  runTrial({
    ruleset: 'burn-2026',
    scenario: 'modern-subnet',
    arithmetic: 'float64',
    set: { 'scenario.arrivalRate': 2, ...set },
    warmUpDays: 2,
    days,
    seed: '1',
  }).measures;

describe('the price of entry of a subnet that pays in alpha', () => {
  it.each([
    [90, 240],
    [360, 60],
    [1440, 15],
  ])(
    'with a half-life of %i blocks balances at %i registrations a day, one per half-life × log2(1.26)',
    (burnHalfLife, expected) => {
      const measures = modern({ burnHalfLife });
      expect(Math.abs(measures.registrationsPerDay! / expected - 1)).toBeLessThan(0.05);
      expect(restOf(measures)).toBe('between its limits');
    },
  );

  it('rests at the floor where alpha is worth next to nothing, and at the ceiling where few may come for more', () => {
    expect(restOf(modern({ 'scenario.alphaPrice': 1e-6, 'scenario.arrivalRate': 0.06 }, 3))).toBe(
      'at its floor, minBurn',
    );
    expect(restOf(modern({ maxBurn: 200_000_000, 'scenario.alphaPrice': 0.08 }, 3))).toBe(
      'at its ceiling, maxBurn',
    );
  });

  it('of nothing is a price: everyone comes in', () => {
    const measures = modern({ minBurn: 0, maxBurn: 0, 'scenario.arrivalRate': 0.06 }, 2);
    expect(measures.registrations).toBeGreaterThan(20);
    expect(measures.deterred).toBe(0);
  });

  it('is proportional to the price of alpha in between', () => {
    const [low, high] = [0.0054, 0.0108].map((price) => modern({ 'scenario.alphaPrice': price }).burnPrice!);
    expect(high / low).toBeGreaterThan(1.7);
    expect(high / low).toBeLessThan(2.3);
  });
});

describe('alpha and TAO', () => {
  it('are turned into each other by a price, and a burn of TAO takes the alpha that it buys', () => {
    expect(taoOf(200, 0.005)).toBe(1);
    expect(alphaOf(1, 0.005)).toBe(200);
    const world = smallWorld({
      ruleset: 'burn-2026',
      stakes: [10, 0, 0],
      burn: tao,
      set: { 'scenario.alphaPrice': 0.005 },
    });
    const before = world.ledger.issuance;
    register(world, 2, newcomer(9).newcomer, 'burn');
    expect(before - world.ledger.issuance).toBe(200n * tao);
  });

  it('pay miners 41 % of a block since the owner takes 18 %, half of it before, and half of their incentive in 2022', () => {
    const part = (ruleset: 'nakamoto-2022' | 'finney-2023' | 'finney-2024' | 'burn-2026') => {
      const world = smallWorld({ ruleset, stakes: [10, 0] });
      return world.rules.minersPart(world) / 1e9;
    };
    expect(part('nakamoto-2022')).toBe(0.5);
    expect(part('finney-2023')).toBe(0.5);
    expect(part('finney-2024')).toBeCloseTo(0.41, 5);
    expect(part('burn-2026')).toBeCloseTo(0.41, 5);
  });

  it.each([0, -0.005, Number.NaN])('have no price of %d', (price) => {
    expect(() => resolve('burn-2026', { 'scenario.alphaPrice': price })).toThrow(
      /scenario.alphaPrice must be .*received/,
    );
  });
});

describe("the owner's part of every row", () => {
  const row = rowOf([
    [1, 65_535],
    [4, 32_768],
  ]);
  const sharesOf = (share: number) => {
    const { targets, values } = withOwnerShare(row, { uid: 3, share });
    const sum = values.reduce((total, value) => total + value, 0);
    return Object.fromEntries([...targets].map((target, k) => [target, values[k] / sum]));
  };

  it.each([0.1, 0.5, 0.9, 0.99])('is %d of it, and the others keep their proportions', (share) => {
    const shares = sharesOf(share);
    expect(shares[3]).toBeCloseTo(share, 3);
    expect(shares[1] / shares[4]).toBeCloseTo(2, 1);
  });

  it('may be all of it', () => {
    expect(sharesOf(1)).toEqual({ 3: 1 });
  });

  it('wants an owner', () => {
    expect(() => ownerShareOf(null, 0.5)).toThrow(
      /scenario.ownerBurn 0.5 directs weights to the owner's uid.*no owner/,
    );
    expect(ownerShareOf(null, 0)).toBeNull();
  });
});
