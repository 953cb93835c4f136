import { fileURLToPath } from 'node:url';
import { writeWhole } from '../../run/system/writeWhole.ts';
import { rulesetsPage } from './rulesetsPage.ts';

/** Writes `docs/rulesets.md` anew. */
writeWhole(fileURLToPath(new URL('../../../docs/rulesets.md', import.meta.url)), rulesetsPage());
