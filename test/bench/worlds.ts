import { scenarioOf } from '../../agents/scenarios/catalogue.ts';
import type { Scenario } from '../../agents/scenarios/scenario.ts';
import type { RulesetName } from '../../sim/rulesets.ts';

/** A world that is timed: what it is, how long it runs, and what it should take at most. */
export interface BenchWorld {
  readonly name: string;
  readonly scenario: Scenario;
  readonly ruleset: RulesetName;
  readonly days: number;
  readonly set: Readonly<Record<string, number | string | boolean>>;
  readonly limitSeconds: number;
  readonly limitMegabytes: number;
}

const synthetic = scenarioOf('synthetic')!;

export const benchWorlds: readonly BenchWorld[] = [
  {
    name: 'finney-256x12',
    scenario: {
      ...synthetic,
      uids: 256,
      validators: 12,
      settings: { ...synthetic.settings, maxAllowedUids: 256, 'scenario.arrivalRate': 0.06 },
    },
    ruleset: 'finney-2023',
    days: 30,
    set: {},
    limitSeconds: 1,
    limitMegabytes: 1000,
  },
  {
    name: 'market-256x12',
    scenario: scenarioOf('modern-subnet')!,
    ruleset: 'current-2026',
    days: 30,
    set: { 'market.on': true, 'market.price': 'crash' },
    limitSeconds: 2,
    limitMegabytes: 1000,
  },
  {
    name: 'nakamoto-4096x128',
    scenario: scenarioOf('nakamoto-genesis')!,
    ruleset: 'nakamoto-2022',
    days: 10,
    set: {},
    limitSeconds: 30,
    limitMegabytes: 1000,
  },
];
