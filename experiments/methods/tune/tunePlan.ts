import type { Arithmetic } from '../../../sim/chainState.ts';
import type { RulesetName } from '../../../sim/rulesets.ts';
import type { Dimension, Value } from '../../plan/design/domain.ts';
import { type OwnMark, trialMarkOf } from '../../plan/ownFiles.ts';
import type { ScenarioMark } from '../../plan/scenarioMark.ts';
import type { SearchName } from '../../plan/searchNames.ts';
import type { TrialPlan } from '../../plan/trial.ts';
import type { Setting } from './space.ts';

/** What decides: an expression over metrics, which way is better, and the difference that does not matter, in its unit. */
export interface TuneObjective {
  readonly name: string;
  readonly expression: string;
  readonly better: 'lower' | 'higher';
  readonly margin: number;
}

/** What a recommended setting must keep. */
export interface Guardrail {
  readonly expression: string;
  readonly atMost: number | null;
  readonly atLeast: number | null;
}

/** A tuning study: plain data, written before its first trial; its hash is its id. */
export interface TunePlan extends ScenarioMark, OwnMark {
  readonly kind: 'tune';
  readonly name: string;
  readonly question: string;
  readonly ruleset: RulesetName;
  readonly scenario: string;
  readonly arithmetic: Arithmetic;
  readonly set: Readonly<Record<string, Value>>;
  readonly dimensions: readonly Dimension[];
  readonly objectives: readonly TuneObjective[];
  readonly guardrails: readonly Guardrail[];
  /** Over the knobs; a setting where one is false is never tried. */
  readonly constraints: readonly string[];
  /** A value of every knob: what changes are measured from. */
  readonly statusQuo: Setting;
  readonly search: SearchName;
  /** Trials of the search, and as many of the random search beside it. */
  readonly budget: number;
  /** The `searchSeeds` from `firstSeed` on are searched on, each trial paired with the status quo; the next `confirmSeeds` judge. */
  readonly firstSeed: number;
  readonly searchSeeds: number;
  readonly confirmSeeds: number;
  /** Seed of the searches' own draws. */
  readonly seed: string;
  readonly warmUpDays: number;
  readonly days: number;
}

/** The trial of a setting on a seed. */
export function trialPlanOf(plan: TunePlan, setting: Setting, seed: number): TrialPlan {
  const { ruleset, arithmetic, warmUpDays, days } = plan;
  const { scenario = plan.scenario, ...settings } = setting;
  const set = { ...plan.set, ...settings };
  const world = { ruleset, scenario: String(scenario), arithmetic, set, warmUpDays, days };
  return { ...world, seed: String(seed), ...trialMarkOf(plan) };
}

/** Trials that a study of this plan runs at most: what the confirmation compares is known only at its end. */
export function mostTrials({ budget, search, searchSeeds, confirmSeeds, objectives }: TunePlan): number {
  const searches = search === 'random' ? 1 : 2;
  return searchSeeds + searches * budget + confirmSeeds * (mostContenders(objectives.length) + 1);
}

/** Settings that are confirmed at most beside the status quo. */
export const mostContenders = (objectives: number): number => (objectives > 1 ? 6 : 3);
