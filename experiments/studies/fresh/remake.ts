import { fileURLToPath } from 'node:url';
import { writeWhole } from '../../run/system/writeWhole.ts';
import { toldOf } from './toldOf.ts';

/** `npm run remake fresh`: reads the committed runs of models on fresh seeds and writes what their pages say of them. */
const reference = fileURLToPath(new URL('../../../results/reference', import.meta.url));
const file = fileURLToPath(new URL('told.data.json', import.meta.url));
writeWhole(file, `${JSON.stringify(toldOf(reference), null, 2)}\n`);
