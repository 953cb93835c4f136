import type { Arithmetic } from '../../../sim/chainState.ts';
import type { RulesetName } from '../../../sim/rulesets.ts';
import { trialId } from '../../base/identity.ts';
import { UserError } from '../../base/userError.ts';
import { type Dimension, settingAt, type Value } from '../../plan/design/domain.ts';
import { mostDimensions } from '../../plan/design/joeKuo.ts';
import { morrisTrajectories } from '../../plan/design/morris.ts';
import { saltelliRows } from '../../plan/design/saltelli.ts';
import { type OwnMark, trialMarkOf } from '../../plan/ownFiles.ts';
import type { ScenarioMark } from '../../plan/scenarioMark.ts';
import { checkPlan, type TrialPlan } from '../../plan/trial.ts';
import type { PlannedTrial } from '../../run/resultsFolder.ts';

/** Sobol's indices, from Saltelli's matrices. */
export interface SobolDesign {
  readonly method: 'sobol';
  readonly rows: number;
  readonly blocks: number;
  /** Whether the matrices BA are run too: sharper, and second-order indices. */
  readonly secondOrder: boolean;
}

/** Morris' elementary effects, from trajectories. */
export interface MorrisDesign {
  readonly method: 'morris';
  readonly trajectories: number;
  readonly levels: number;
}

/** A sensitivity study: plain data, written before its first trial; its hash is its id. */
export interface SensitivityPlan extends ScenarioMark, OwnMark {
  readonly kind: 'sensitivity';
  readonly name: string;
  readonly question: string;
  readonly ruleset: RulesetName;
  readonly scenario: string;
  readonly arithmetic: Arithmetic;
  readonly set: Readonly<Record<string, Value>>;
  readonly dimensions: readonly Dimension[];
  readonly design: SobolDesign | MorrisDesign;
  readonly seed: string;
  /** Seeds at each point, the same for all points of a row or trajectory; at least 2 to separate chance. */
  readonly replications: number;
  /** Metrics, or expressions over metrics, that indices are computed of. */
  readonly outputs: readonly string[];
  readonly warmUpDays: number;
  readonly days: number;
}

/** What belongs together in the design, a row or a trajectory, with the unit points it runs at. */
export interface DesignGroup {
  readonly block: number;
  /** [point][factor] For Sobol: A, B, then AB and BA by factor. */
  readonly points: readonly (readonly number[])[];
  /** The factor each step of a trajectory moves; none for Sobol. */
  readonly steps: readonly { readonly factor: number; readonly sign: 1 | -1 }[];
}

/** The groups of a plan's design, in the order they run. */
export function groupsOf({ design, dimensions, seed }: SensitivityPlan): DesignGroup[] {
  if (design.method === 'morris') {
    const { trajectories, levels } = design;
    return morrisTrajectories(trajectories, dimensions.length, seed, levels).map(
      ({ points, steps }, block) => ({
        block,
        points,
        steps,
      }),
    );
  }
  return saltelliRows({ ...design, dimensions: dimensions.length, seed }).map(({ block, a, b, ab, ba }) => ({
    block,
    points: [a, b, ...ab, ...ba],
    steps: [],
  }));
}

/** Every trial of a group: [point][replication]. Replication k of all its points has one seed, no other group has it. */
export function plansOf(plan: SensitivityPlan, group: DesignGroup, serial: number): TrialPlan[][] {
  const { ruleset, arithmetic, warmUpDays, days, replications } = plan;
  return group.points.map((point) => {
    const { scenario = plan.scenario, ...settings } = settingAt(plan.dimensions, point);
    return Array.from({ length: replications }, (_, k) => ({
      ruleset,
      scenario: String(scenario),
      arithmetic,
      set: { ...plan.set, ...settings },
      warmUpDays,
      days,
      seed: String(serial * replications + k + 1),
      ...trialMarkOf(plan),
    }));
  });
}

/**
 * The trials of a plan, group by group, so that a stopped run is balanced. Points that come out as the same setting (whole numbers,
 * choices) are one trial.
 */
export function trialsOfPlan(plan: SensitivityPlan): PlannedTrial[] {
  const trials = new Map<string, PlannedTrial>();
  for (const [serial, group] of groupsOf(plan).entries()) {
    for (const [point, plans] of plansOf(plan, group, serial).entries()) {
      for (const [replication, trial] of plans.entries()) {
        const id = trialId(trial);
        if (!trials.has(id))
          trials.set(id, { id, plan: trial, labels: { group: serial, point, replication } });
      }
    }
  }
  return [...trials.values()];
}

const mostTrials = 1_000_000;

/** Refuses a plan that could not run, before anything is written. Throws `UserError` with the rule and the remedy. */
export function checkSensitivity(plan: SensitivityPlan): void {
  const { dimensions, design, replications } = plan;
  if (dimensions.length < 2)
    throw new UserError('indices compare factors: name at least two, as name~uniform(low,high) or name=a,b');
  const single = dimensions.find(({ domain }) => domain.kind === 'choice' && domain.values.length < 2);
  if (single !== undefined) throw new UserError(`${single.name} has a single value: it cannot vary`);
  if (design.method === 'sobol') checkSobol(design, dimensions.length);
  else if (design.levels % 2 === 1) throw new UserError(`levels must be even; received ${design.levels}`);
  const trials = pointsOf(plan) * replications;
  if (trials > mostTrials)
    throw new UserError(
      `that is ${trials.toLocaleString('en')} trials, more than a million: take fewer points or replications`,
    );
  for (const [serial, group] of groupsOf(plan).entries())
    for (const [first] of plansOf(plan, group, serial)) checkPlan(first, plan);
}

function checkSobol({ rows, blocks }: SobolDesign, dimensions: number): void {
  if (2 * dimensions > mostDimensions)
    throw new UserError(
      `sobol takes up to ${mostDimensions / 2} factors; received ${dimensions} (screen them with --method morris)`,
    );
  if (rows % blocks !== 0 || rows < 2 * blocks)
    throw new UserError(
      `points must be a multiple of the ${blocks} blocks, at least twice as many; received ${rows}`,
    );
}

/** Points of the design, before those that coincide are joined. */
export function pointsOf({ design, dimensions }: Pick<SensitivityPlan, 'design' | 'dimensions'>): number {
  const d = dimensions.length;
  if (design.method === 'morris') return design.trajectories * (d + 1);
  return design.rows * (design.secondOrder ? 2 * d + 2 : d + 2);
}
