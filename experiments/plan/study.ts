import { antitheticOf } from '../../sim/antithetic.ts';
import type { Arithmetic } from '../../sim/chainState.ts';
import type { RulesetName } from '../../sim/rulesets.ts';
import { type Listed, listedBy } from '../base/listed.ts';
import { UserError } from '../base/userError.ts';
import { type BeginningPlan, changeOf, faultOfBeginning, followedBy, worldOf } from './beginningPlan.ts';
import { checkDecision, checkMayDecide, type Deciding, type Objective } from './decision.ts';
import type { Design } from './design/design.ts';
import { grid, listedGrid } from './design/grid.ts';
import { type OwnMark, trialMarkOf } from './ownFiles.ts';
import type { PrecisionPlan } from './precisionPlan.ts';
import type { Guardrail, ProposalTerms } from './proposalTerms.ts';
import type { ScenarioMark } from './scenarioMark.ts';
import { checkPlan, type TrialPlan } from './trial.ts';
import type { WarmUpPlan } from './warmUpPlan.ts';

/**
 * A hyperparameter or setting that a study varies, with its levels in the order they are shown. The name `scenario` varies the starting
 * state itself.
 */
export interface Factor {
  readonly name: string;
  readonly values: readonly (number | string | boolean)[];
}

/** A factor that a study asks about, with its value in force (null: none is known), from which its effects are measured. */
export interface Asked {
  readonly name: string;
  readonly inForce: number | string | boolean | null;
}

/** A value of the swept knob that history gives a name. */
export interface Landmark {
  readonly value: number;
  readonly label: string;
}

/** A side question: the same sweep under one changed assumption, with fewer seeds. */
export interface Arm {
  readonly name: string;
  readonly set: Readonly<Record<string, number | string | boolean>>;
}

/**
 * A study is written before its first trial runs and is plain data; its hash is its id. Main trials are every
 * combination of the factors times every seed; arms repeat the first factor under changed assumptions.
 */
export interface Study extends ScenarioMark, OwnMark, Deciding {
  readonly name: string;
  readonly size: string;
  readonly question: string;
  readonly ruleset: RulesetName;
  readonly scenario: string;
  readonly arithmetic: Arithmetic;
  readonly set: Readonly<Record<string, number | string | boolean>>;
  readonly factors: readonly Factor[];
  /** Factors that get an answer each; the others are scenarios. Absent: the first alone, and it has numbers. */
  readonly asks?: readonly Asked[];
  readonly seeds: number;
  readonly warmUpDays: number;
  readonly days: number;
  /** What is decided on; the first decides. */
  readonly objectives: readonly Objective[];
  readonly statusQuo: readonly Landmark[];
  /** What no level may break, beside what `proposal` says. */
  readonly guardrails?: readonly Guardrail[];
  readonly arms: readonly Arm[];
  /** Seeds of each arm (the first ones of the study), its levels of the first factor, and what arms hold fixed. */
  readonly armSeeds: number;
  readonly armLevels: readonly number[];
  readonly armSet: Readonly<Record<string, number | string | boolean>>;
  /** Cells to run in place of every combination of the factors, each with a value of every factor. */
  readonly cells?: readonly Readonly<Record<string, number | string | boolean>>[];
  /** How the cells were drawn, if they were. */
  readonly design?: Design;
  /** What a proposal from this study must keep; `propose` fills it in where a plan says nothing. */
  readonly proposal?: ProposalTerms;
  /** The first seed, where it is not 1: fresh seeds that confirm another study's choice. */
  readonly firstSeed?: number;
  /** Hash of the study whose choice this one confirms. */
  readonly confirms?: string;
  /** Cells gain seeds in rounds until this is known; `seeds` is then the most that a cell may take. */
  readonly precision?: PrecisionPlan;
  /** Each seed runs with its mirror (`sim/antithetic.ts`), and the mean of the two is one observation: `seeds` counts pairs. */
  readonly antithetic?: true;
  /** The rule that finds the warm-up before the first trial runs; `warmUpDays` is then only part of the pilots' length. */
  readonly warmUp?: WarmUpPlan;
  /** The world settles under the status quo before the change; absent: a start-up world, with its factors from the founding on. */
  readonly beginning?: BeginningPlan;
  /** Measures followed day by day in a study without a beginning, so that its page can show whether its measured days are stationary. */
  readonly follows?: readonly string[];
}

/** A trial of a study, with its place in it. */
export interface StudyTrial {
  /** null: a main trial; else the name of its arm. */
  readonly arm: string | null;
  readonly levels: Readonly<Record<string, number | string | boolean>>;
  readonly plan: TrialPlan;
}

/** The cells of a study, in order. */
export const cellsOf = (study: Study): readonly StudyTrial['levels'][] => study.cells ?? grid(study.factors);

/** The same, each made when it is asked for where they are all combinations of the factors. */
const listedCells = (study: Study): Listed<StudyTrial['levels']> => study.cells ?? listedGrid(study.factors);

/** Every trial of `listedTrials`, in memory. */
export const trialsOf = (study: Study): StudyTrial[] => [...listedTrials(study)];

/**
 * Every trial that a study may run: the main ones seed by seed, so that a stopped run is balanced, then the arms. Where cells stop by
 * precision only a part of them is run. Each is made when it is asked for, so that a study of a million takes no more memory than one of a thousand.
 */
export function listedTrials(study: Study): Listed<StudyTrial> {
  const cells = listedCells(study);
  const { firstSeed = 1, arms, armSeeds, armLevels } = study;
  const names = (seed: number) => seedsNamed(study, seed);
  const perSeed = names(1).length;
  const mains = mainCount(study);
  const main = (place: number): StudyTrial => {
    const [seed, cell, twin] = digits(place, [cells.length, perSeed]);
    return trialOf(study, null, cells.at(cell)!, {}, names(firstSeed + seed)[twin]);
  };
  const side = (place: number): StudyTrial => {
    const [k, seed, level, twin] = digits(place, [armSeeds, armLevels.length, perSeed]);
    const { name, set } = arms[k];
    const levels = { [study.factors[0].name]: armLevels[level] };
    return trialOf(study, name, levels, { ...study.armSet, ...set }, names(1 + seed)[twin]);
  };
  const sides = arms.length * armSeeds * armLevels.length * perSeed;
  return listedBy(mains + sides, (place) => (place < mains ? main(place) : side(place - mains)));
}

/** How many of a study's trials are main ones; they come first. */
export const mainCount = (study: Study): number =>
  study.seeds * listedCells(study).length * seedsNamed(study, 1).length;

/** The digits of a place in a number system whose later digits have these bases; the first digit is what is left. */
function digits(place: number, bases: readonly number[]): number[] {
  const found: number[] = [];
  let rest = place;
  for (const base of [...bases].reverse()) {
    found.unshift(rest % base);
    rest = Math.floor(rest / base);
  }
  return [rest, ...found];
}

/** The main trials of one cell on one seed: one, or an antithetic pair. */
export const mainTrials = (study: Study, levels: StudyTrial['levels'], seed: number): StudyTrial[] =>
  seedsNamed(study, seed).map((name) => trialOf(study, null, levels, {}, name));

const seedsNamed = ({ antithetic }: Study, seed: number): string[] =>
  antithetic === true ? [String(seed), antitheticOf(String(seed))] : [String(seed)];

/**
 * Refuses a study that could not run before anything is written: every setting of every trial must hold. Throws as `checkPlan` does, with
 * the first fault.
 */
export function checkStudy(study: Study): void {
  checkSize(study);
  checkDecision(study);
  for (const { metric } of [...(study.proposal?.guardrails ?? []), ...(study.guardrails ?? [])])
    checkMayDecide(metric, study);
  checkBeginning(study);
  // Seeds change nothing that could be wrong.
  for (const { plan } of listedTrials({ ...study, seeds: 1, armSeeds: Math.min(1, study.armSeeds) }))
    checkPlan(plan, study);
}

/** Trials that a study may have at most: the id of each is in memory, some 30 bytes, and more are a slip in the plan. */
const mostTrials = 1_000_000;

/** Refuses a study that is too large, counted from its plan before any trial is made. By precision its cells count, not the seeds they may take. */
function checkSize(study: Study): void {
  const { cells, factors, seeds, arms, armSeeds, armLevels, precision, antithetic } = study;
  const settings = cells?.length ?? factors.reduce((product, { values }) => product * values.length, 1);
  const perSeed = antithetic === true ? 2 : 1;
  const own = settings * (precision === undefined ? seeds : 1) * perSeed;
  const total = own + arms.length * armLevels.length * armSeeds * perSeed;
  if (total <= mostTrials) return;
  const words = (count: number) => count.toLocaleString('en');
  throw new UserError(
    `${study.name} has ${words(total)} trials (${words(settings)} settings, ${words(seeds)} seeds), and a study may have ${words(mostTrials)}: ` +
      'take fewer values or seeds, draw cells with --design, or ask in several studies',
  );
}

function checkBeginning(study: Study): void {
  const { beginning, name, follows } = study;
  if (beginning === undefined) return;
  if (follows !== undefined)
    throw new UserError(
      `${name} has a beginning, which names what is followed besides in alsoFollowed; received follows: ${follows.join(', ')} (move them there)`,
    );
  const fault = contradiction(study) ?? faultOfBeginning(beginning, { ...study, cells: cellsOf(study) });
  if (fault !== null) throw new UserError(`the beginning of ${name} ${fault}`);
}

/** What a study cannot ask for beside a beginning, in the words of an error. */
function contradiction({ warmUp, precision, design }: Study): string | null {
  if (warmUp !== undefined)
    return 'and a rule for the warm-up contradict each other: leave one of the two out';
  if (precision !== undefined)
    return 'and a precision contradict each other: a long run is known at the end of a path, not seed by seed; give a number of seeds';
  return design === undefined
    ? null
    : 'and a design contradict each other: paths are told level by level; name the levels of the factors';
}

function trialOf(
  study: Study,
  arm: string | null,
  levels: StudyTrial['levels'],
  set: StudyTrial['levels'],
  seed: string,
): StudyTrial {
  const { ruleset, arithmetic, warmUpDays, days, beginning, objectives, follows } = study;
  const { scenario = study.scenario, ...settings } =
    beginning === undefined ? levels : foundedOn(beginning, levels);
  const plan = {
    ruleset,
    scenario: String(scenario),
    arithmetic,
    set: { ...study.set, ...set, ...settings },
    warmUpDays,
    days,
    seed,
    ...trialMarkOf(study),
    // A trial of the status quo changes nothing on the same day, so that it shares its beginning with the others.
    ...(beginning !== undefined && {
      change: { day: warmUpDays, set: changeOf(beginning, levels) },
      path: followedBy(beginning, objectives),
    }),
    ...(follows !== undefined && { path: follows }),
  };
  return { arm, levels, plan };
}

/** The levels with which a world that settles is founded. */
const foundedOn = (beginning: BeginningPlan, levels: StudyTrial['levels']): StudyTrial['levels'] => ({
  ...worldOf(beginning, levels),
  ...beginning.statusQuo,
});

/** Whether a plan is that of a study, and not of another command. */
export const isStudy = (plan: unknown): plan is Study =>
  typeof plan === 'object' &&
  plan !== null &&
  'factors' in plan &&
  Array.isArray(plan.factors) &&
  'arms' in plan &&
  Array.isArray(plan.arms);
