import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { networkSchemaText } from '../../../experiments/build/networkSchema/networkSchemaText.ts';
import { replayNetwork } from '../../../experiments/evidence/replay/networkReplay.ts';
import { exampleNetwork } from '../../../experiments/import/example.ts';
import { networkSchema } from '../../../experiments/input/networkSchema.ts';
import { networkInputOf } from '../../../experiments/input/networkText.ts';

it('the committed JSON schema of network files is the one that they are read by (npm run remake network-schema)', () => {
  const path = new URL('../../../docs/network.schema.json', import.meta.url);
  expect(readFileSync(path, 'utf8')).toBe(networkSchemaText());
});

it('the example that import prints is a network file, and what it has recorded is what the chain makes of it', () => {
  const example = networkSchema.parse(JSON.parse(exampleNetwork()));
  const { fields, agrees } = replayNetwork(networkInputOf('example', example));
  expect(agrees).toBe(true);
  expect(fields.map(({ compared, equal }) => [compared, equal])).toEqual(
    Array.from({ length: 7 }, () => [6, 6]),
  );
});
