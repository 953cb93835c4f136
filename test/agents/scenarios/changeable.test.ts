import { describe, expect, it } from 'vitest';
import type { RuleChange } from '../../../agents/governance.ts';
import { changedSettings, heededByMarket } from '../../../agents/scenarios/changeable.ts';
import { populate } from '../../../agents/scenarios/populate.ts';
import { runTrial, scenarioNamed, type TrialPlan } from '../../../experiments/plan/trial.ts';
import { HyperparameterError } from '../../../sim/hyperparameters/fault.ts';
import { hyperparametersOf, resolve } from '../../../sim/hyperparameters/registry.ts';
import { type RulesetName, rulesetNames } from '../../../sim/rulesets.ts';
import { simulate } from '../../../sim/simulate.ts';

type Value = number | string | boolean;

/** A change that shows, and in which world. */
interface Case {
  readonly ruleset: RulesetName;
  readonly to: Value;
  readonly set?: TrialPlan['set'];
  readonly days?: number;
}

const liquid = { liquidAlphaOn: true };
const pairwise = { liquidAlphaOn: true, yuma3On: true };

const market = { 'market.on': true, 'market.shockDay': 0.3 };
const foretold = {
  'market.on': true,
  'market.startPrice': 5000,
  'governance.change': 'validatorSequenceLength',
  'governance.value': 2048,
  'governance.day': 2,
  'governance.noticeDays': 2,
};

const owned = {
  scenario: scenarioNamed('modern-subnet'),
  ruleset: 'autumn-2026',
  arithmetic: 'float64',
  seed: '3',
} as const;

/** They show in the world and not in its row, or not alone: tested below. */
const withoutRow = ['immuneOwnerUidsLimit', 'recycleOrBurn', 'governance.change'];

/** What a market may hear of while it runs, and families that validators do not see: tested in test/agents/market/newWays.test.ts. */
const heardOf = [
  ...[...heededByMarket].filter((name) => !name.startsWith('market.gradient')),
  'scenario.familyCorrelation',
  'scenario.modelFamilies',
];

/** Every setting that may change while a world runs. */
const cases: Readonly<Record<string, Case>> = {
  rho: { ruleset: 'nakamoto-2022', to: 2 },
  kappa: { ruleset: 'autumn-2026', to: 60_000 },
  selfOwnership: { ruleset: 'nakamoto-2022', to: 4 },
  blocksPerStep: { ruleset: 'nakamoto-2022', to: 37 },
  bondsMovingAverage: { ruleset: 'autumn-2026', to: 100_000 },
  activityCutoff: { ruleset: 'yuma3-2025', to: 20 },
  immunityPeriod: { ruleset: 'autumn-2026', to: 10 },
  minAllowedWeights: { ruleset: 'autumn-2026', to: 40, set: { validatorExcludeQuantile: 30_000 } },
  maxWeightLimit: { ruleset: 'nakamoto-2022', to: 200_000_000 },
  maxWeightsLimit: { ruleset: 'finney-2023', to: 2500 },
  stakePruningMin: { ruleset: 'nakamoto-2022', to: 1e9 },
  // Its world pays any price; the price is in the points of whole days.
  minDifficulty: { ruleset: 'nakamoto-2022', to: 4e18, days: 1.1 },
  maxDifficulty: { ruleset: 'nakamoto-2022', to: 2e7 },
  adjustmentInterval: { ruleset: 'finney-2023', to: 60 },
  targetRegistrationsPerInterval: { ruleset: 'finney-2023', to: 9 },
  maxRegistrationsPerBlock: { ruleset: 'nakamoto-2022', to: 0 },
  validatorSequenceLength: { ruleset: 'nakamoto-2022', to: 64, set: { 'market.on': true } },
  validatorExcludeQuantile: { ruleset: 'autumn-2026', to: 30_000 },
  'validator.alpha': { ruleset: 'autumn-2026', to: 0.5 },
  'validator.sweepBlocks': { ruleset: 'autumn-2026', to: 150 },
  'scenario.copierLag': { ruleset: 'autumn-2026', to: 5000, set: { 'scenario.copierShare': 0.3 } },
  'market.price': { ruleset: 'nakamoto-2022', to: 'bull', set: { 'market.on': true } },
  'market.driftPerDay': {
    ruleset: 'nakamoto-2022',
    to: 0.5,
    set: { 'market.on': true, 'market.price': 'bear' },
  },
  'market.shockDay': {
    ruleset: 'nakamoto-2022',
    to: 0.1,
    set: { 'market.on': true, 'market.price': 'crash' },
  },
  'market.shockSize': { ruleset: 'nakamoto-2022', to: 0.5, set: { ...market, 'market.price': 'crash' } },
  'market.shockLasts': { ruleset: 'nakamoto-2022', to: 0.1, set: { ...market, 'market.price': 'crash' } },
  // Only those who look ahead heed what was announced.
  'market.foresightDays': { ruleset: 'nakamoto-2022', to: 21, set: foretold, days: 1 },
  tempo: { ruleset: 'autumn-2026', to: 50 },
  maxAllowedValidators: { ruleset: 'autumn-2026', to: 3 },
  mechanismEmissionSplit: { ruleset: 'autumn-2026', to: '60000:5535', set: { mechanismCount: 2 } },
  // Validators that sweep more often than they may speak are refused from the change on.
  weightsSetRateLimit: { ruleset: 'autumn-2026', to: 5000 },
  minBurn: { ruleset: 'autumn-2026', to: 50e9 },
  maxBurn: { ruleset: 'autumn-2026', to: 600_000 },
  adjustmentAlpha: { ruleset: 'yuma3-2025', to: 0 },
  subnetOwnerCut: { ruleset: 'autumn-2026', to: 40_000 },
  commitRevealWeightsEnabled: { ruleset: 'autumn-2026', to: false },
  revealPeriodEpochs: { ruleset: 'autumn-2026', to: 3, set: { commitRevealWeightsEnabled: true, tempo: 60 } },
  liquidAlphaOn: { ruleset: 'autumn-2026', to: true },
  alphaLow: { ruleset: 'liquid-2025', to: 100, set: liquid },
  alphaHigh: { ruleset: 'liquid-2025', to: 65_000, set: liquid },
  bondsPenalty: { ruleset: 'autumn-2026', to: 1000, set: { yuma3On: false } },
  stakeThreshold: { ruleset: 'autumn-2026', to: 100e9 },
  rootProportion: { ruleset: 'autumn-2026', to: 0.5 },
  yuma3On: { ruleset: 'autumn-2026', to: true, set: { yuma3On: false } },
  alphaSigmoidSteepness: { ruleset: 'yuma3-2025', to: 10, set: pairwise },
  activityCutoffFactorMilli: { ruleset: 'autumn-2026', to: 1000, set: { 'validator.sweepBlocks': 2000 } },
  burnHalfLife: { ruleset: 'autumn-2026', to: 20 },
  burnIncreaseMult: { ruleset: 'autumn-2026', to: 3 },
  minNonImmuneUids: { ruleset: 'autumn-2026', to: 47 },
  liquidAlphaConsensusMode: {
    ruleset: 'autumn-2026',
    to: 'current',
    set: { ...pairwise, bondsPenalty: 65_535 },
  },
};

/** What a change is refused for under every ruleset, or whose only built value it has. */
function mayChange(ruleset: RulesetName, name: string): boolean {
  const hyperparameters = resolve(ruleset, { 'market.on': true });
  try {
    changedSettings(ruleset, hyperparameters, { [name]: Object(hyperparameters)[name] });
    return true;
  } catch (error) {
    expect(error).toBeInstanceOf(HyperparameterError);
    return false;
  }
}

const rowOf = (plan: TrialPlan): string => {
  try {
    return JSON.stringify(runTrial(plan));
  } catch (fault) {
    return String(fault);
  }
};

describe('a setting that may change while a world runs', () => {
  it('has a case below, as all have that do', () => {
    const changeable = rulesetNames.flatMap((ruleset) =>
      hyperparametersOf(ruleset)
        .filter(({ name, onlyBuilt }) => onlyBuilt === undefined && mayChange(ruleset, name))
        .map(({ name }) => name),
    );
    expect([...new Set(changeable)].sort()).toEqual(
      [...Object.keys(cases), ...withoutRow, ...heardOf].sort(),
    );
  });

  it.each(Object.entries(cases))('acts from its block on: %s', (name, { ruleset, to, set, days = 0.4 }) => {
    const stem: TrialPlan = {
      ruleset,
      scenario: 'synthetic',
      arithmetic: 'float64',
      set: { 'scenario.synergy': 'table', 'validator.sweepBlocks': 100, ...set },
      warmUpDays: 0.1,
      days,
      seed: '3',
    };
    const plain = rowOf(stem);
    expect(plain).toMatch(/^\{"measures"/);
    const changed = rowOf({ ...stem, change: { day: 0.2, set: { [name]: to } } });
    expect(changed).not.toBe(plain);
    expect(changed).toMatch(name === 'weightsSetRateLimit' ? /weightsSetRateLimit is 5000/ : /^\{"measures"/);
  });

  it('acts on what becomes of the owner’s incentive: recycleOrBurn', () => {
    const burnedWith = (change: { readonly change?: RuleChange }) => {
      const plan = { ...owned, set: { 'scenario.ownerBurn': 0.4 }, ...change };
      const { world, cast } = populate(plan);
      for (const _ of simulate(world, cast, world.block + 3000));
      return world.ledger.alphaBurned;
    };
    const [plain, changed] = [{}, { change: { day: 0.2, set: { recycleOrBurn: 'recycle' } } }].map(
      burnedWith,
    );
    expect(changed).toBeGreaterThan(0n);
    expect(changed).toBeLessThan(plain);
  });

  it('acts on who is replaced: immuneOwnerUidsLimit', () => {
    const { world } = populate({ ...owned, set: {} });
    const { network, ownerUid } = world;
    world.block += 100_000;
    network.emission.fill(1);
    network.emission[ownerUid!] = 0;
    expect(world.rules.neuronToPrune(world)).not.toBe(ownerUid);
    world.hyperparameters = changedSettings('autumn-2026', world.hyperparameters, {
      immuneOwnerUidsLimit: 0,
    });
    expect(world.rules.neuronToPrune(world)).toBe(ownerUid);
  });

  it('may decide on another change, whose day counts from then on: governance.change', () => {
    const stem: TrialPlan = {
      ruleset: 'nakamoto-2022',
      scenario: 'synthetic',
      arithmetic: 'float64',
      set: { 'scenario.synergy': 'table' },
      warmUpDays: 0.1,
      days: 1,
      seed: '3',
    };
    const decided = {
      'governance.change': 'immunityPeriod',
      'governance.value': 7200,
      'governance.day': 0.3,
    };
    const direct = rowOf({ ...stem, change: { day: 0.5, set: { immunityPeriod: 7200 } } });
    expect(rowOf({ ...stem, change: { day: 0.2, set: decided } })).toBe(direct);
    expect(direct).not.toBe(rowOf(stem));
  });

  it('refuses what could not be decided, with the reason', () => {
    const refused = (
      set: RuleChange['set'],
      before: TrialPlan['set'] = {},
      ruleset: RulesetName = 'nakamoto-2022',
    ) => {
      try {
        changedSettings(ruleset, resolve(ruleset, { ...before }), set);
        return 'taken';
      } catch (error) {
        return error instanceof HyperparameterError ? error.message : `another fault: ${error}`;
      }
    };
    expect(refused({ 'governance.value': 5 })).toContain('governance.change must change with it');
    expect(refused({ 'governance.change': 'validatorSequenceLength', 'governance.value': 64 })).toContain(
      'without market.on there are none',
    );
    expect(
      refused({ 'governance.change': 'immunityPeriod', 'governance.value': 1e6 }, {}, 'finney-2023'),
    ).toContain('immunityPeriod must be');
    expect(
      refused(
        { 'governance.change': 'immunityPeriod', 'governance.value': 5 },
        { 'governance.change': 'immunityPeriod' },
      ),
    ).toContain('was decided when the world was built');
    expect(refused({ 'market.price': 'crash' })).toContain('without market.on nobody pays');
  });
});
