import { describe, expect, it } from 'vitest';
import { populate, type WorldPlan } from '../../agents/scenarios/populate.ts';
import { scenarioNamed } from '../../experiments/plan/trial.ts';
import { freeBalance, parkedStake } from '../../sim/ledger.ts';
import { simulate } from '../../sim/simulate.ts';
import { blocksPerDay } from '../../sim/units.ts';

interface World {
  readonly scenario: string;
  readonly ruleset: WorldPlan['ruleset'];
  readonly arithmetic: WorldPlan['arithmetic'];
  readonly days: number;
  readonly set?: WorldPlan['set'];
}

const worlds: readonly World[] = [
  { scenario: 'synthetic', ruleset: 'nakamoto-2022', arithmetic: 'float64', days: 2 },
  { scenario: 'synthetic', ruleset: 'nakamoto-2022', arithmetic: 'chain', days: 0.5 },
  { scenario: 'synthetic', ruleset: 'finney-2023', arithmetic: 'float64', days: 2 },
  { scenario: 'synthetic', ruleset: 'finney-2023', arithmetic: 'chain', days: 0.5 },
  {
    scenario: 'synthetic',
    ruleset: 'finney-2023',
    arithmetic: 'float64',
    days: 2,
    set: { 'scenario.synergy': 'table', minDifficulty: 2 ** 62, minBurn: 1e6 },
  },
  { scenario: 'nakamoto-256', ruleset: 'nakamoto-2022', arithmetic: 'float64', days: 1 },
  { scenario: 'finney-sn31', ruleset: 'finney-2023', arithmetic: 'float64', days: 2 },
  { scenario: 'nakamoto-genesis', ruleset: 'nakamoto-2022', arithmetic: 'float64', days: 0.1 },
];

describe('issuance balances in whole RAO at every event', () => {
  it.each(worlds)(
    '$scenario under $ruleset in $arithmetic',
    ({ scenario, ruleset, arithmetic, days, set = {} }) => {
      const plan = { scenario: scenarioNamed(scenario), ruleset, arithmetic, set, seed: 'balance' };
      const { world, cast } = populate(plan);
      const { network, ledger } = world;
      let issuance = ledger.issuance;
      let steps = 0;
      for (const event of simulate(world, cast, world.block + days * blocksPerDay)) {
        let minted = 0n;
        if (event.kind === 'step') {
          const { emission, credited } = event.payout;
          minted = BigInt(credited);
          const n = network.size;
          const floors =
            ruleset === 'nakamoto-2022' ? n + 1 : 2 * n + Math.ceil((2 * n * emission) / 2 ** 32);
          expect(emission - credited).toBeGreaterThanOrEqual(0);
          expect(emission - credited).toBeLessThanOrEqual(floors);
          steps += 1;
        }
        if (event.kind === 'registration' && event.application.payment === 'burn') minted = -world.gate.burn;
        expect(ledger.issuance - issuance).toBe(minted);
        issuance = ledger.issuance;
        const staked = network.stakes.rao.reduce((sum, rao) => sum + rao, 0n);
        expect(staked + freeBalance(ledger) + parkedStake(ledger) + ledger.alphaBurned).toBe(ledger.issuance);
      }
      expect(steps).toBeGreaterThan(0);
    },
  );

  it('a world in which nobody is staked mints nothing', () => {
    const plan = {
      scenario: scenarioNamed('synthetic'),
      ruleset: 'nakamoto-2022',
      arithmetic: 'float64',
    } as const;
    const { world, cast } = populate({ ...plan, set: {}, seed: 'poor' });
    world.network.stakes.rao.fill(0n);
    const before = world.ledger.issuance;
    for (const event of simulate(world, { ...cast, validators: [] }, world.block + 300)) {
      if (event.kind === 'step') expect(event.payout.credited).toBe(0);
    }
    expect(world.ledger.issuance).toBe(before);
  });
});
