import { describe, expect, it } from 'vitest';
import { capture } from '../../../agents/models/capture.ts';
import { subnetCosts } from '../../../experiments/figures/takeoverCostSubnets.ts';

/** No reply of others, no fee and no interest: what is left is the curve alone. */
const frictionless = { elasticity: 0, exit: 0, fee: 0, interest: 0, spread: 0 };

describe('the model of capture', () => {
  it('buys the median subnet for what the figure of takeovers counts, where holders neither sell nor leave', () => {
    const median = (values: readonly (number | null)[]) =>
      values.map((value) => value ?? Number.POSITIVE_INFINITY).sort((one, other) => one - other)[63];
    const costs = subnetCosts();
    const capital = (rule: string, waiting: string) =>
      capture.run({ ...frictionless, rule, waiting }, '1').measures.buyCapital!;
    expect(capital('lock-18', 'matured')).toBeCloseTo(median(costs.map(({ alone }) => alone)), 3);
    expect(capital('lock-10', 'matured')).toBeCloseTo(median(costs.map(({ joint }) => joint)), 3);
    expect(capital('lock-18', 'cheapest')).toBeCloseTo(median(costs.map(({ waited }) => waited)), 3);
  });

  it('has a purchase back whole where others neither leave nor ask a fee, so that buying a vote costs nothing', () => {
    const { buyCost, buyCapital } = capture.run({ ...frictionless, rule: 'senate' }, '1').measures;
    expect(buyCapital).toBeGreaterThan(1000);
    expect(Math.abs(buyCost!)).toBeLessThan(1e-6);
  });

  it('loses all the diverted pay’s worth of an attack that diverts nothing', () => {
    const { profit, cost, brings } = capture.run({ rule: 'stake', diverted: 0 }, '1').measures;
    expect(brings).toBe(0);
    expect(profit).toBe(-cost!);
  });

  it('takes more subnets the more an attacker has, and more by 10 % together than by 18 % alone', () => {
    const taken = (rule: string, budget: number) => capture.run({ rule, budget }, '1').measures.takeable!;
    expect(taken('lock-18', 2000)).toBeLessThan(taken('lock-18', 20_000));
    expect(taken('lock-18', 5000)).toBeLessThan(taken('lock-10', 5000));
  });

  it('is dearer where the last of those that may propose must be paid too', () => {
    const cost = (proposer: number) => capture.run({ rule: 'review', proposer }, '1').measures.cost!;
    expect(cost(100)).toBeCloseTo(cost(0) + 200, 6);
  });

  it('passes what it likes in a shared validator that none has joined, by joining it', () => {
    const { nakamoto, buyCapital } = capture.run({ rule: 'shared-validator', joined: 0 }, '1').measures;
    expect(nakamoto).toBeNull();
    expect(buyCapital).toBeLessThan(0.001);
  });

  it('repeats its bytes for a seed, and refuses what it does not know', () => {
    const run = (seed: string) => JSON.stringify(capture.run({ rule: 'stake' }, seed));
    expect(run('7')).toBe(run('7'));
    expect(run('7')).not.toBe(run('8'));
    expect(() => capture.run({ rule: 'lottery' }, '1')).toThrow(/rule must be one of owner, lock-18/);
  });
});
