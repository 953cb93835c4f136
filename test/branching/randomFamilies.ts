import type { OwnDefinitions } from '../../agents/own/definition.ts';
import { begin, type TrialPlan } from '../../experiments/plan/trial.ts';
import type { Arithmetic } from '../../sim/chainState.ts';
import { HyperparameterError } from '../../sim/hyperparameters/fault.ts';
import { hyperparametersOf } from '../../sim/hyperparameters/registry.ts';
import { type Stream, stream } from '../../sim/random.ts';
import { type RulesetName, rulesetNames } from '../../sim/rulesets.ts';
import { UnrunnableWorld } from '../../sim/unrunnable.ts';
import { ownCompany } from './ownCompany.ts';

type Settings = Record<string, number | string | boolean>;

/** A family of trials that share their beginning. */
export interface RandomFamily {
  readonly name: string;
  readonly plans: readonly TrialPlan[];
  /** Agents of one's own that act in its worlds; absent: none. */
  readonly own?: OwnDefinitions;
}

/** Scenarios by how often they are drawn; the genesis world costs as much as a hundred small ones. */
const scenarioNames = [
  ...new Array<string>(8).fill('synthetic'),
  'nakamoto-256',
  'finney-sn31',
  'modern-subnet',
] as const;

/** What worlds may have, each with the chance that one has it. */
const features: readonly { readonly chance: number; readonly set: Settings }[] = [
  { chance: 0.25, set: { 'scenario.farmerShare': 0.15 } },
  { chance: 0.2, set: { 'scenario.lookupShare': 0.2, 'scenario.varianceShare': 0.1 } },
  { chance: 0.15, set: { 'scenario.sybilShare': 0.1, 'scenario.spamShare': 0.1 } },
  { chance: 0.15, set: { 'scenario.sniperShare': 0.1, 'scenario.squatterShare': 0.1 } },
  { chance: 0.1, set: { 'scenario.echoShare': 0.1, 'validator.validationLen': 0 } },
  { chance: 0.2, set: { 'scenario.cabalShare': 0.3 } },
  { chance: 0.1, set: { 'scenario.cabalShare': 0.2, 'scenario.cabalSelfWeight': 0.5 } },
  { chance: 0.2, set: { 'scenario.copierShare': 0.2, 'scenario.copierLag': 2000 } },
  { chance: 0.1, set: { 'scenario.lazyShare': 0.1 } },
  { chance: 0.3, set: { 'scenario.clientTopk': 5 } },
  { chance: 0.2, set: { 'scenario.tieOrder': 'random' } },
  { chance: 0.2, set: { 'scenario.failPerDay': 0.2 } },
  { chance: 0.3, set: { 'scenario.foresight': 'perfect' } },
  { chance: 0.2, set: { 'validator.staleMetagraph': true } },
];

/** How validators score: one of these. */
const scorings: readonly Settings[] = [
  {},
  {},
  {},
  { 'scenario.synergy': 'table' },
  { 'scenario.synergy': 'table' },
  { 'validator.movingAverageOn': 'loss' },
];

/** Only where nobody deceives, for they are told to scoringRule synergy alone. */
const rules: readonly Settings[] = [
  { 'validator.scoringRule': 'base' },
  { 'validator.scoringRule': 'leaveOneOut', 'validator.topk': 8 },
  { 'validator.scoringRule': 'sampledShapley', 'validator.topk': 8 },
  { 'validator.scoringRule': 'fisher', 'validator.topk': 8 },
];

const prices = ['flat', 'bull', 'bear', 'crash', 'bootstrap'] as const;

/** What a market may have besides. */
const trades: readonly { readonly chance: number; readonly set: Settings }[] = [
  { chance: 0.3, set: { 'market.asicDay': 0.05, 'market.asicPerDay': 4 } },
  { chance: 0.3, set: { 'market.trainingShare': 0.5, 'market.trainingGap': 0.5 } },
  { chance: 0.3, set: { 'market.gradientShare': 0.5, 'market.trainingGap': 0.5 } },
  { chance: 0.3, set: { 'market.inventionsPerDay': 0.5, 'market.licences': true } },
  { chance: 0.3, set: { 'market.imitatorShare': 0.5 } },
  { chance: 0.3, set: { 'market.computeElasticity': 0.5 } },
  { chance: 0.2, set: { 'market.halvingDay': 0.75 } },
  { chance: 0.2, set: { 'validator.device': 'RTX 3090' } },
];

/** Changes of the chain's settings and of those around it, each where the ruleset has it. */
const changes: readonly ((draws: Stream) => Settings)[] = [
  (draws) => ({ immunityPeriod: draws.integer(10_000) }),
  (draws) => ({ 'validator.alpha': 0.01 + 0.4 * draws.next() }),
  (draws) => ({ adjustmentInterval: 50 + draws.integer(3000) }),
  (draws) => ({ targetRegistrationsPerInterval: 1 + draws.integer(5) }),
  (draws) => ({ maxRegistrationsPerBlock: 1 + draws.integer(3) }),
  (draws) => ({ kappa: draws.next() < 0.5 ? 2 : 3 }),
  (draws) => ({ blocksPerStep: 20 + draws.integer(300) }),
  (draws) => ({ tempo: 60 + draws.integer(500) }),
  (draws) => ({ maxAllowedValidators: 2 + draws.integer(6) }),
  (draws) => ({ burnHalfLife: 50 + draws.integer(2000) }),
  (draws) => ({ bondsPenalty: draws.integer(65_535) }),
  (draws) => ({ liquidAlphaOn: draws.next() < 0.5 }),
  (draws) => ({ yuma3On: draws.next() < 0.5 }),
  () => ({}),
];

const pick = <One>(draws: Stream, from: readonly One[]): One => from[draws.integer(from.length)];

/** Rulesets under which the worlds of a scenario can be founded. */
function rulesetOf(draws: Stream, scenario: string): RulesetName {
  if (scenario === 'synthetic') return pick(draws, rulesetNames);
  if (scenario.startsWith('nakamoto')) return 'nakamoto-2022';
  return pick(draws, rulesetNames.slice(1));
}

/** Those whose chance comes. */
const someOf = (draws: Stream, all: typeof features): Settings =>
  Object.assign({}, ...all.map(({ chance, set }) => (draws.next() < chance ? set : {})));

/** One of four: a world with a market, with agents of one's own, with a rule of scoring of its own, or with whoever cheats. */
function settingsOf(draws: Stream, scenario: string): Settings {
  const busy = { 'scenario.arrivalRate': 0.6 };
  const owner = scenario === 'modern-subnet' && draws.next() < 0.5 ? { 'scenario.ownerBurn': 0.3 } : {};
  switch (draws.integer(4)) {
    case 0:
      return {
        ...busy,
        ...owner,
        ...someOf(draws, features),
        'market.on': true,
        'market.price': pick(draws, prices),
        ...someOf(draws, trades),
        ...(draws.next() < 0.3 ? announced(draws) : {}),
      };
    case 1:
      return { ...busy, ...owner, ...someOf(draws, features), ...ownShares };
    case 2:
      return { ...busy, ...owner, ...(scenario === 'synthetic' ? pick(draws, rules) : {}) };
    default:
      return { ...busy, ...owner, ...someOf(draws, features), ...pick(draws, scorings) };
  }
}

const announced = (draws: Stream): Settings => ({
  'governance.change': pick(draws, ['immunityPeriod', 'validatorSequenceLength']),
  'governance.value': 64 + draws.integer(512),
  'governance.day': draws.next(),
  'governance.noticeDays': 0.25,
  'governance.rampDays': draws.next() < 0.5 ? 0.5 : 0,
  'market.foresightDays': 10,
});

const ownShares: Settings = {
  'watcher.share': 0.2,
  'waverer.share': 0.2,
  'haggler.share': 0.3,
  'ring.share': 0.15,
};

/**
 * Family `number` of a seed: a world of any ruleset and scenario, two to five `unit`s of a day and up to three before, and what two to four
 * trials change in it, with or without one that changes nothing.
 */
export function randomFamily(seed: string, number: number, unit = 0.25): RandomFamily {
  for (let attempt = 0; ; attempt++) {
    const family = drawn(stream(seed, 'random family', `${number} ${attempt}`), unit);
    if (canRun(family)) return family;
  }
}

function canRun({ plans, own }: RandomFamily): boolean {
  try {
    for (const plan of plans) begin(plan, own === undefined ? {} : { own });
    return true;
  } catch (error) {
    if (error instanceof UnrunnableWorld || error instanceof HyperparameterError) return false;
    throw error;
  }
}

function drawn(draws: Stream, unit: number): RandomFamily {
  const scenario = pick(draws, scenarioNames);
  const ruleset = rulesetOf(draws, scenario);
  const set = settingsOf(draws, scenario);
  const arithmetic: Arithmetic = draws.next() < 0.25 ? 'chain' : 'float64';
  const stem = {
    ruleset,
    scenario,
    arithmetic,
    set,
    warmUpDays: unit * draws.integer(4),
    days: unit * (2 + draws.integer(3)),
    seed: `${draws.next() < 0.2 ? 'mirror:' : ''}${draws.integer(1e6)}`,
  };
  const all = stem.warmUpDays + stem.days;
  const day = 0.8 * draws.next() * all;
  const apart = draws.next() < 0.3 ? 0.05 * all : 0;
  const known = new Set(hyperparametersOf(ruleset).map(({ name }) => name));
  const possible = changes.filter((change) => Object.keys(change(draws)).every((name) => known.has(name)));
  const plans = Array.from(
    { length: 2 + draws.integer(3) },
    (_, k): TrialPlan => ({ ...stem, change: { day: day + k * apart, set: pick(draws, possible)(draws) } }),
  );
  const words = Object.entries(set).map(([name, value]) => `${name} ${value}`);
  return {
    name: [ruleset, scenario, arithmetic, ...words].join(', '),
    plans: draws.next() < 0.5 ? [stem, ...plans] : plans,
    ...('watcher.share' in set && { own: ownCompany }),
  };
}
