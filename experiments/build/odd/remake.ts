import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { writeWhole } from '../../run/system/writeWhole.ts';
import { withTables } from './oddTables.ts';

/** Writes the list of phases and the table of settings in `sim/ODD.md` again. */
const page = fileURLToPath(new URL('../../../sim/ODD.md', import.meta.url));
writeWhole(page, withTables(readFileSync(page, 'utf8')));
