import { z } from 'zod';
import { folderName, ownFields, settingValue } from '../fileFields.ts';
import { rulesetField } from '../rulesetName.ts';
import { agentKinds } from './agentFields.ts';

/** One kind of agents: its fields, all optional here; the reader checks which are needed. */
const kindSchema = (kind: string, fields: readonly string[]) =>
  z
    .strictObject(Object.fromEntries(fields.map((field) => [field, settingValue.optional()])))
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
    name: folderName,
    description: z.string().min(1).max(1000).optional(),
    startsFrom: z.string(),
    ruleset: rulesetField.optional(),
    warmUpDays: z.number().min(0).max(3650).optional(),
    days: z.number().positive().max(3650).optional(),
    agents: agents.optional(),
    settings: z.record(z.string(), settingValue).optional(),
    ...ownFields,
  })
  .describe('field');

export type WrittenScenario = z.infer<typeof scenarioFileSchema>;
