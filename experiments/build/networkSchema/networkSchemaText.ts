import { z } from 'zod';
import { networkSchema } from '../../input/networkSchema.ts';

/** The JSON schema of network files, as `docs/network.schema.json` has it. */
export function networkSchemaText(): string {
  const schema = z.toJSONSchema(networkSchema, { target: 'draft-2020-12' });
  const head = {
    title: 'Network file of yuma-lab',
    description: 'Written by import; read by epoch, replay, simulate and scenario files',
  };
  return `${JSON.stringify({ ...head, ...schema }, null, 1)}\n`;
}
