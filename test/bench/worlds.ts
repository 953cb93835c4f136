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
  /** Processor seconds, all threads together. */
  readonly limitSeconds: number;
  readonly limitMegabytes: number;
  /** Work that was foreseen for such a world; what it does is counted by the engine. */
  readonly foreseen?: { readonly updates: number; readonly entries: number };
  /** Whether a client reads and the metrics of a trial are taken while it runs. */
  readonly watched: boolean;
}

const synthetic = scenarioOf('synthetic')!;

/** Every kind of agent there is, in shares that leave an honest majority: none may be idle for want of a member. */
const everyone = {
  'market.on': true,
  'market.price': 'crash',
  'market.foresightDays': 21,
  'market.trainingShare': 0.2,
  'market.gradientShare': 0.2,
  'market.inventionsPerDay': 0.01,
  'market.licences': true,
  'market.imitatorShare': 0.2,
  'market.asicDay': 10,
  'governance.change': 'immunityPeriod',
  'governance.value': 4000,
  'governance.day': 15,
  'governance.noticeDays': 7,
  'governance.rampDays': 5,
  'scenario.clientTopk': 10,
  'scenario.failPerDay': 0.01,
  'scenario.lookupShare': 0.05,
  'scenario.echoShare': 0.05,
  'scenario.varianceShare': 0.05,
  'scenario.sybilShare': 0.05,
  'scenario.spamShare': 0.05,
  'scenario.sniperShare': 0.05,
  'scenario.squatterShare': 0.05,
  'scenario.farmerShare': 0.05,
  'scenario.copierShare': 0.1,
  'scenario.lazyShare': 0.1,
  'scenario.cabalShare': 0.1,
} as const;

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
    watched: false,
  },
  {
    name: 'everyone-256x12',
    scenario: scenarioOf('modern-subnet')!,
    ruleset: 'burn-2026',
    days: 30,
    set: everyone,
    limitSeconds: 2,
    limitMegabytes: 1000,
    watched: true,
  },
  {
    name: 'nakamoto-4096x128',
    scenario: scenarioOf('nakamoto-genesis')!,
    ruleset: 'nakamoto-2022',
    days: 30,
    set: {},
    limitSeconds: 90,
    limitMegabytes: 1500,
    foreseen: { updates: 4.5e8, entries: 1.1e9 },
    watched: false,
  },
];
