import { fileURLToPath } from 'node:url';
import { writeWhole } from '../../run/system/writeWhole.ts';
import { referencePages } from './referencePages.ts';

/** Writes the pages of reference in `docs/` anew. */
for (const [name, write] of Object.entries(referencePages))
  writeWhole(fileURLToPath(new URL(`../../../docs/${name}`, import.meta.url)), write());
