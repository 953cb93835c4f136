import { hyperparameter } from '../sim/hyperparameters/registry.ts';
import { metric } from '../sim/metrics/definitions.ts';
import type { RulesetName } from '../sim/rulesets.ts';
import { UserError } from './cli/failure.ts';
import { readAssignments, readSettings } from './settings.ts';
import type { Study } from './study.ts';
import { scenarioNamed } from './trial.ts';

/** What a person may say of a sweep of their own. */
export interface AdhocOptions {
  readonly scenario: string;
  readonly ruleset?: RulesetName;
  readonly set?: readonly string[];
  readonly seeds: number;
  readonly days?: number;
  readonly warmUp?: number;
}

/** A study made from `name=v1,v2 …` on the command line. Throws `UserError` for factors that make no sweep. */
export async function adhocStudy(texts: readonly string[], options: AdhocOptions): Promise<Study> {
  const scenario = scenarioNamed(options.scenario);
  const ruleset = options.ruleset ?? scenario.ruleset;
  const factors = await readAssignments(texts, ruleset);
  const set = await readSettings(options.set ?? [], ruleset);
  const twice = factors.find(({ name }) => name in set);
  if (twice !== undefined)
    throw new UserError(`${twice.name} is both swept and set; leave one of the two out`);
  if (factors[0].values.some((value) => typeof value !== 'number')) {
    throw new UserError(
      `the first factor must have numbers; received ${factors[0].name}=${factors[0].values.join(',')}`,
    );
  }
  return {
    name: 'sweep',
    size: `${options.seeds} seeds`,
    question: `What does ${factors.map(({ name }) => name).join(' × ')} do to ${scenario.name}?`,
    ruleset,
    scenario: scenario.name,
    arithmetic: 'float64',
    set,
    factors,
    seeds: options.seeds,
    warmUpDays: options.warmUp ?? scenario.warmUpDays,
    days: options.days ?? scenario.days,
    objectives: [{ metric: metric('networkQuality')!.name, margin: 0.002 }],
    statusQuo: statusQuoOf(ruleset, factors[0].name, scenario.settings),
    arms: [],
    armSeeds: 0,
    armLevels: [],
    armSet: {},
  };
}

/** What the scenario runs with where nothing is swept. */
function statusQuoOf(ruleset: RulesetName, name: string, settings: Readonly<Record<string, unknown>>) {
  const value = settings[name] ?? hyperparameter(ruleset, name).default;
  return typeof value === 'number' ? [{ value, label: `${value}: default` }] : [];
}
