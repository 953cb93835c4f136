import { describe, expect, it } from 'vitest';
import { scenarioOf } from '../../../agents/scenarios/catalogue.ts';
import { populate } from '../../../agents/scenarios/populate.ts';

const gateOf = (name: string, ruleset: 'nakamoto-2022' | 'finney-2023' | 'autumn-2026') =>
  populate({ scenario: scenarioOf(name)!, ruleset, arithmetic: 'float64', set: {}, seed: '1' }).world.gate;

describe('the prices of entry of a new world', () => {
  it('are those of its scenario where the ruleset takes them', () => {
    expect(gateOf('finney-sn31', 'finney-2023').difficulty).toBe(2n ** 62n);
    expect(gateOf('finney-sn31', 'finney-2023').burn).toBe(1_000_000_000n);
  });

  it('say of a gate that is shut that no work opens it, or that nothing is burned', () => {
    expect(gateOf('modern-subnet', 'autumn-2026').difficulty).toBe(2n ** 64n - 1n);
    expect(gateOf('nakamoto-256', 'nakamoto-2022').burn).toBe(0n);
  });
});
