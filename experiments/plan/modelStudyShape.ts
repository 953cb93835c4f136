import { z } from 'zod';
import { canonicalFault } from '../base/canonical.ts';
import type { ModelStudy } from './modelStudy.ts';

const settings = z.record(z.string(), z.union([z.number(), z.string(), z.boolean()]));
const condition = z.looseObject({ name: z.string(), words: z.string(), set: settings });
const count = z.int().min(0).max(10_000_000);

/** What every part of the laboratory takes for granted of a written plan of a model. */
const shape = z.looseObject({
  name: z.string().min(1),
  size: z.string(),
  question: z.string(),
  model: z.string().min(1),
  base: settings,
  conditions: z.array(condition).min(1),
  attacks: z.array(condition),
  seeds: count,
  attackSeeds: count,
  firstSeed: z.int().min(1).max(1_000_000_000).optional(),
  decides: z.string().min(1),
  margin: z.number(),
});

/** Whether a plan, as it was read, means to be one of a model. */
export const isOfModel = (plan: unknown): boolean =>
  typeof plan === 'object' && plan !== null && 'model' in plan && 'conditions' in plan;

/** Whether a plan, as it was read, is one of a model: its parts are of the right kind. What they say is checked by `checkModelStudy`. */
export const isModelStudy = (plan: unknown): plan is ModelStudy =>
  isOfModel(plan) && shape.safeParse(plan).success;

/** What is wrong with the form of a plan of a model, in words; null: nothing. A plan is written whole, so it was edited or damaged. */
export function faultOfModelShape(plan: unknown): string | null {
  const issue = shape.safeParse(plan).error?.issues[0];
  const fault =
    issue === undefined
      ? canonicalFault(plan)
      : `its ${issue.path.length === 0 ? 'plan' : issue.path.join('.')} is not what a plan has there (${issue.message})`;
  return fault === null
    ? null
    : `${fault}; plans are not edited by hand: change the plan of the study instead`;
}
