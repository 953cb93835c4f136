import { writeFileSync } from 'node:fs';
import { networkSchemaText } from './networkSchemaText.ts';

/** Writes `docs/network.schema.json` anew. */
writeFileSync(new URL('../../../docs/network.schema.json', import.meta.url), networkSchemaText());
