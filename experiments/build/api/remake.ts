import { fileURLToPath } from 'node:url';
import { writeWhole } from '../../run/system/writeWhole.ts';
import { apiPage } from './apiPage.ts';
import { withDeclarations } from './declarations.ts';

/** `npm run remake api`: writes `docs/api.md` from the comments of what the package exports. */
writeWhole(fileURLToPath(new URL('../../../docs/api.md', import.meta.url)), withDeclarations(apiPage));
