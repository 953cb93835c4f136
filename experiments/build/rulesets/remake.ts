import { writeFileSync } from 'node:fs';
import { rulesetsPage } from './rulesetsPage.ts';

/** Writes `docs/rulesets.md` anew. */
writeFileSync(new URL('../../../docs/rulesets.md', import.meta.url), rulesetsPage());
