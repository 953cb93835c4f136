import { describe, expect, it } from 'vitest';
import { ImmunityFarmers } from '../../agents/immunityFarmer.ts';
import { Purses } from '../../agents/purses.ts';
import { runTrial, type TrialPlan } from '../../experiments/plan/trial.ts';
import { smallWorld } from '../sim/rules/smallWorld.ts';

const modern = (set: TrialPlan['set'], ruleset: TrialPlan['ruleset'] = 'burn-2026') =>
  runTrial({
    ruleset,
    scenario: 'modern-subnet',
    arithmetic: 'float64',
    set,
    warmUpDays: 1,
    days: 5,
    seed: '1',
  }).measures;

describe('a cabal that loses its slots', () => {
  const cabal = { 'scenario.cabalShare': 0.45 };
  // Its nine validators hold 0.4209 of the stake of the twelve at the start.
  const atFirst = 0.4209;

  it('holds less than its scenario states, and the row says how much', () => {
    expect(modern(cabal).cabalStake).toBeLessThan(0.36);
  });

  it('holds nearly all of it where its validators come back', () => {
    const held = modern({ ...cabal, 'scenario.adversariesReturn': true }).cabalStake!;
    expect(held).toBeGreaterThan(atFirst - 0.01);
    expect(held).toBeLessThanOrEqual(atFirst + 0.001);
  });

  it('stays outside where it has nothing to pay with, or a slot costs more than it brings', () => {
    const back = { ...cabal, 'scenario.adversariesReturn': true };
    const outside = modern(cabal).cabalStake;
    expect(modern({ ...back, 'scenario.adversaryBudget': 0 }).cabalStake).toBe(outside);
    // Over a horizon of nothing a slot brings nothing: only spammers come, and put them out.
    const dear = { 'scenario.horizonDays': 0, 'scenario.spamShare': 0.5 };
    expect(modern({ ...back, ...dear }).cabalStake).toBeLessThan(atFirst - 0.01);
  });
});

describe('a purse', () => {
  const world = () =>
    smallWorld({
      ruleset: 'burn-2026',
      stakes: [10, 0, 0],
      set: { 'scenario.adversaryBudget': 5, 'scenario.alphaPrice': 0.5 },
    });

  it('pays until it is empty, and every owner has one of its own', () => {
    const purses = new Purses(world());
    purses.bought(1, 'one', 3);
    expect(purses.affords('one', 2)).toBe(true);
    expect(purses.affords('one', 2.01)).toBe(false);
    expect(purses.affords('other', 5)).toBe(true);
  });

  it('is filled again by what a lost slot earned, at the price of alpha, and not by what was brought', () => {
    const at = world();
    const purses = new Purses(at);
    at.network.stakes.rao[1] = 7n * 10n ** 9n;
    purses.bought(1, 'one', 5);
    at.network.stakes.rao[1] = 11n * 10n ** 9n;
    purses.look();
    at.network.stakes.rao[1] = 0n;
    expect(purses.affords('one', 0.01)).toBe(false);
    purses.lost(1);
    // 4 alpha at half a TAO.
    expect(purses.affords('one', 2)).toBe(true);
    expect(purses.affords('one', 2.01)).toBe(false);
    purses.lost(1);
    expect(purses.affords('one', 2.01)).toBe(false);
  });
});

describe('farmers and spammers', () => {
  const held = (set: TrialPlan['set']) =>
    runTrial({
      ruleset: 'finney-2023',
      scenario: 'synthetic',
      arithmetic: 'float64',
      // Few candidates, so that those who pay any price need not queue.
      set: {
        immunityPeriod: 2000,
        minDifficulty: 2 ** 62,
        maxDifficulty: 2 ** 62,
        'scenario.arrivalRate': 0.1,
        ...set,
      },
      warmUpDays: 1,
      days: 4,
      seed: '1',
    }).measures;

  it('hold their share at any price as long as nothing limits what they spend', () => {
    expect(held({ 'scenario.farmerShare': 0.25 }).farmerSlots).toBeGreaterThan(0.15);
  });

  it('stop when their budget is spent', () => {
    const poor = { 'scenario.adversaryBudget': 10, minBurn: 4e9, maxBurn: 4e9 };
    const rich = { ...poor, 'scenario.adversaryBudget': 1e6 };
    const farmers = { 'scenario.farmerShare': 0.25 };
    expect(held({ ...farmers, ...poor }).farmerSlots).toBeLessThan(
      held({ ...farmers, ...rich }).farmerSlots! / 2,
    );
    const spam = { 'scenario.spamShare': 0.4 };
    expect(held({ ...spam, ...poor }).cheaterShare).toBeLessThan(
      held({ ...spam, ...rich }).cheaterShare! / 2,
    );
  });

  it('pay each out of a purse of their own, life after life', () => {
    const farmers = new ImmunityFarmers('1', { interval: 100 }, [null, null]);
    const purseOf = (farmer: number) => farmers.nextLife(farmer, 0).candidate.purse;
    expect(purseOf(0)).toBe(purseOf(0));
    expect(purseOf(0)).not.toBe(purseOf(1));
  });
});
