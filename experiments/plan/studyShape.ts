import { z } from 'zod';
import { formerNames, rulesetNames } from '../../sim/rulesets.ts';
import { canonicalFault } from '../base/canonical.ts';

const name = z.string().min(1);
const level = z.union([z.number(), z.string(), z.boolean()]);
const levels = z.record(z.string(), level);
const count = z.int().min(0).max(10_000_000);
const days = z.number().min(0).max(1_000_000);
const because = z.string().optional();
const guardrails = z.array(
  z.looseObject({
    metric: name,
    worseBy: z.number().optional(),
    atMost: z.number().optional(),
    atLeast: z.number().optional(),
    because,
  }),
);
const beginning = z.looseObject({
  rule: z.literal('settled'),
  statusQuo: levels,
  limitDays: days,
  pilots: count,
  pathDays: z.array(days).min(1),
  alsoFollowed: z.array(name).optional(),
});
const proposal = z.looseObject({
  statusQuo: z.number(),
  guardrails,
  confirmSeeds: count,
  weights: z.array(z.looseObject({ levels, weight: z.number() })).optional(),
  regret: z.number().optional(),
  because,
});
/** A file of one’s own, with what it defines. */
const ownFile = z.looseObject({
  file: name,
  sha256: name,
  settings: z.array(z.looseObject({ name, unit: z.string(), type: name })),
  metrics: z.array(z.looseObject({ name, unit: z.string() })),
});

/** What every part of the laboratory takes for granted of a written plan: kinds of values, and that counts are counts. */
const shape = z.looseObject({
  name,
  size: z.string(),
  question: z.string(),
  ruleset: z.enum([...rulesetNames, ...formerNames.keys()]),
  scenario: name,
  arithmetic: z.enum(['float64', 'chain']),
  set: levels,
  factors: z.array(z.looseObject({ name, values: z.array(level).min(1) })).min(1),
  asks: z.array(z.looseObject({ name, inForce: level.nullable() })).optional(),
  seeds: count,
  firstSeed: count.optional(),
  warmUpDays: days,
  days,
  objectives: z.array(z.looseObject({ metric: name, margin: z.number(), because })),
  statusQuo: z.array(z.looseObject({ value: z.number(), label: z.string() })),
  guardrails: guardrails.optional(),
  arms: z.array(z.looseObject({ name, set: levels })),
  armSeeds: count,
  armLevels: z.array(z.number()),
  armSet: levels,
  cells: z.array(levels).min(1).optional(),
  design: z
    .looseObject({
      kind: name,
      points: count,
      seed: z.string(),
      dimensions: z.array(z.looseObject({ name })),
    })
    .optional(),
  proposal: proposal.optional(),
  precision: z
    .looseObject({ metric: name, halfWidth: z.number(), of: z.enum(['difference', 'mean']), least: count })
    .optional(),
  antithetic: z.literal(true).optional(),
  warmUp: z.looseObject({ rule: z.literal('mser5'), pilots: count }).optional(),
  beginning: beginning.optional(),
  follows: z.array(name).optional(),
  decides: z.looseObject({ measure: name, because: z.string() }).optional(),
  confirms: name.optional(),
  scenarioFile: z.looseObject({ name, file: name, sha256: name }).optional(),
  with: z.array(ownFile).optional(),
  turnLimitMs: z.number().min(1).optional(),
  derived: z.array(z.looseObject({ expression: name, better: z.enum(['lower', 'higher']) })).optional(),
  network: z.looseObject({}).optional(),
});

/** What is wrong with the form of a plan that says it is of a study, in words; null: nothing. A plan is written whole, so it was edited or damaged. */
export function faultOfShape(plan: unknown): string | null {
  const { error } = shape.safeParse(plan);
  const issue = error?.issues[0];
  const fault =
    issue === undefined
      ? canonicalFault(plan)
      : `its ${issue.path.length === 0 ? 'plan' : issue.path.join('.')} is not what a plan has there (${issue.message})`;
  return fault === null ? null : `${fault}; plans are not edited by hand: write a study file instead`;
}
