import { writeFileSync } from 'node:fs';
import { referencePages } from './referencePages.ts';

/** Writes the pages of reference in `docs/` anew. */
for (const [name, write] of Object.entries(referencePages))
  writeFileSync(new URL(`../../../docs/${name}`, import.meta.url), write());
