import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Notebook, readNotebook } from './notebook.ts';

/** Where notebooks are, one Markdown file each. */
export const notebookFolder = fileURLToPath(new URL('../../notebooks/', import.meta.url));

/** The notebooks of the project, in the order of their numbers. */
export const notebooks = (): Notebook[] =>
  readdirSync(notebookFolder)
    .filter((file) => /^\d.*\.md$/.test(file))
    .sort()
    .map((file) => readNotebook(file.replace(/\.md$/, ''), readFileSync(join(notebookFolder, file), 'utf8')));
