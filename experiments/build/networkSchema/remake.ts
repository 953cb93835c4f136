import { fileURLToPath } from 'node:url';
import { writeWhole } from '../../run/system/writeWhole.ts';
import { networkSchemaText } from './networkSchemaText.ts';

/** Writes `docs/network.schema.json` anew. */
writeWhole(fileURLToPath(new URL('../../../docs/network.schema.json', import.meta.url)), networkSchemaText());
