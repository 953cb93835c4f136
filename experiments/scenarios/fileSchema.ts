import { z } from 'zod';
import { rulesetNames } from '../../sim/rulesets.ts';
import { agentKinds } from './agentFields.ts';

const value = z.union([z.number(), z.string(), z.boolean()]);

/** One kind of people: its fields, all optional here; which are needed is told by the reader. */
const kindSchema = (kind: string, fields: readonly string[]) =>
  z
    .strictObject(Object.fromEntries(fields.map((field) => [field, value.optional()])))
    .describe(`field of ${kind}`)
    .optional();

const agents = z
  .strictObject(
    Object.fromEntries(
      Object.entries(agentKinds).map(([kind, { fields }]) => [kind, kindSchema(kind, Object.keys(fields))]),
    ),
  )
  .describe('agent');

/** A scenario file as it is written: a named scenario, and what is otherwise. */
export const scenarioFileSchema = z
  .strictObject({
    name: z.string().regex(/^[a-z0-9][a-z0-9-]{0,59}$/, 'use 1 … 60 small letters, digits and hyphens'),
    description: z.string().min(1).max(1000).optional(),
    startsFrom: z.string(),
    ruleset: z.enum(rulesetNames as unknown as [string, ...string[]]).optional(),
    warmUpDays: z.number().min(0).max(3650).optional(),
    days: z.number().positive().max(3650).optional(),
    agents: agents.optional(),
    settings: z.record(z.string(), value).optional(),
  })
  .describe('field');

export type WrittenScenario = z.infer<typeof scenarioFileSchema>;
