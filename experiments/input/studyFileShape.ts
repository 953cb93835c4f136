import { z } from 'zod';
import { fewestSeeds } from '../plan/precisionPlan.ts';
import { searchNames } from '../plan/searchNames.ts';
import { folderName, ownFields, settingValue } from './fileFields.ts';
import { rulesetField } from './rulesetName.ts';

const count = (most: number) => z.int().min(1).max(most);
const settings = z.record(z.string(), settingValue);

/** What decides: a metric, or an expression over metrics with a name of its own. */
const objective = z.strictObject({
  metric: z.string().optional(),
  expression: z.string().optional(),
  name: z.string().optional(),
  /** The difference that does not matter, in the metric's unit. */
  margin: z.number().positive().optional(),
  better: z.enum(['lower', 'higher']).optional(),
  /** What the person who asks would lose by it. */
  because: z.string().trim().min(1).max(500).optional(),
});

/** What no setting may break. */
const guardrail = z.strictObject({
  metric: z.string().optional(),
  expression: z.string().optional(),
  atMost: z.number().optional(),
  atLeast: z.number().optional(),
  /** Towards its bad side, against the value in force; for sweep and propose. */
  worseBy: z.number().optional(),
});

/** Either is a record, or a text as on the command line: `servedQuality ± 0.005`, `deterred <= 20`. */
const orText = <Shape extends z.ZodType>(shape: Shape) => z.union([z.string().min(1), shape]);

/** What a proposal from the study must keep (`experiments/plan/proposalTerms.ts`). */
const proposal = z.strictObject({
  /** The value in force; the first landmark where left out. */
  statusQuo: z.number().optional(),
  guardrails: z
    .array(
      z.strictObject({
        metric: z.string(),
        worseBy: z.number().optional(),
        atMost: z.number().optional(),
        atLeast: z.number().optional(),
        because: z.string().min(1).optional(),
      }),
    )
    .optional(),
  confirmSeeds: z.int().min(0).max(100_000).optional(),
  /** What each scenario counts; together 1. */
  weights: z.array(z.strictObject({ levels: settings, weight: z.number() })).optional(),
  /** The most that the first objective may lose in one scenario. */
  regret: z.number().optional(),
  /** What a unit of the first objective is worth to the person who asks. */
  because: z.string().min(1).optional(),
});

/** How cells are drawn from the factors. */
const design = z.strictObject({
  kind: z.enum(['grid', 'list', 'random', 'lhs', 'sobol']),
  points: count(100_000).optional(),
  seed: z.union([z.int(), z.string().min(1)]).optional(),
  cells: z.array(settings).optional(),
});

/** Run each cell until the interval of a metric is this narrow (`experiments/statistics/replications.ts`). */
const precision = z.strictObject({
  metric: z.string(),
  halfWidth: z.number().positive(),
  /** Of every paired difference from the status quo, or of every cell's own mean. */
  of: z.enum(['difference', 'mean']).optional(),
  /** Replications before the first look, and at which a cell gives up. */
  least: z.int().min(fewestSeeds).max(100_000).optional(),
  cap: z.int().min(fewestSeeds).max(100_000).optional(),
});

/** The world settles under the status quo before its factors change (`experiments/plan/beginningPlan.ts`). */
const beginning = z.strictObject({
  rule: z.literal('settled').optional(),
  /** Levels before the change, of the factors that change; the others hold from the founding. */
  statusQuo: settings,
  limitDays: count(3650).optional(),
  pilots: count(1000).optional(),
  pathDays: z.array(count(3650)).min(1).optional(),
  alsoFollowed: z.array(z.string()).optional(),
});

/** Which indices, and how many trials they may cost. */
const sensitivity = z.strictObject({
  method: z.enum(['morris', 'sobol']).optional(),
  /** Rows of Saltelli's matrices. */
  rows: count(1_000_000).optional(),
  blocks: z.int().min(2).max(1024).optional(),
  secondOrder: z.boolean().optional(),
  trajectories: count(1_000_000).optional(),
  levels: z.int().min(2).max(64).optional(),
  seed: z.union([z.int(), z.string().min(1)]).optional(),
});

/** How to tune, and how many trials it may cost. */
const tune = z.strictObject({
  search: z.enum(searchNames).optional(),
  budget: z.int().min(4).max(100_000).optional(),
  firstSeed: z.int().min(1).max(1_000_000).optional(),
  searchSeeds: z.int().min(2).max(10_000).optional(),
  confirmSeeds: z.int().min(3).max(10_000).optional(),
  seed: z.union([z.int(), z.string().min(1)]).optional(),
  /** Values of factors that changes are measured from. */
  statusQuo: settings.optional(),
});

/** The sections of a study file. A further verb adds its own here, so that one file serves all verbs. */
export const studyFields = {
  name: folderName,
  question: z.string().min(1).max(300).optional(),
  ruleset: rulesetField.optional(),
  scenario: z.string().optional(),
  arithmetic: z.enum(['float64', 'chain']).optional(),
  set: settings.optional(),
  factors: z.record(z.string(), z.unknown()).optional(),
  design: design.optional(),
  /** Factors that are scenarios: every other one is asked about in each of them. */
  over: z.record(z.string(), z.unknown()).optional(),
  replications: count(100_000).optional(),
  /** The same under the name that it has on the command line. */
  seeds: count(100_000).optional(),
  precision: precision.optional(),
  /** Whether every seed runs with its mirror: `replications` and `cap` then count pairs. */
  antithetic: z.boolean().optional(),
  /** The rule that finds the warm-up, in place of `warmUpDays`. */
  warmUp: z.literal('mser5').optional(),
  warmUpDays: z.number().min(0).max(3650).optional(),
  beginning: beginning.optional(),
  days: z.number().positive().max(3650).optional(),
  objectives: z.array(orText(objective)).min(1).optional(),
  guardrails: z.array(orText(guardrail)).optional(),
  constraints: z.array(z.string()).optional(),
  statusQuo: z.array(z.strictObject({ value: z.number(), label: z.string() })).optional(),
  proposal: proposal.optional(),
  sensitivity: sensitivity.optional(),
  tune: tune.optional(),
  ...ownFields,
} as const;

/** A study file as it is written: every section optional but its name. */
export const studySchema = z.strictObject(studyFields);
export type WrittenStudy = z.infer<typeof studySchema>;
