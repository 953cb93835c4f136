import { writeFileSync } from 'node:fs';
import { apiPage } from './apiPage.ts';
import { withDeclarations } from './declarations.ts';

/** `npm run remake api`: writes `docs/api.md` from the comments of what the package exports. */
writeFileSync(new URL('../../../docs/api.md', import.meta.url), withDeclarations(apiPage));
