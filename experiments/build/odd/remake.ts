import { readFileSync, writeFileSync } from 'node:fs';
import { withTables } from './oddTables.ts';

/** Writes the list of phases and the table of settings in `sim/ODD.md` again. */
const page = new URL('../../../sim/ODD.md', import.meta.url);
writeFileSync(page, withTables(readFileSync(page, 'utf8')));
