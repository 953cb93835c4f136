import { join } from 'node:path';
import { writeWhole } from '../run/journal.ts';
import type { Document } from './document.ts';
import { html } from './html.ts';
import { markdown } from './markdown.ts';

/** Writes a document as `<name>.html` and `<name>.md` into a folder, each whole or not at all, and returns both paths. */
export function writePage(
  folder: string,
  document: Document,
  name = 'report',
): { readonly html: string; readonly md: string } {
  const paths = { html: join(folder, `${name}.html`), md: join(folder, `${name}.md`) };
  writeWhole(paths.html, html(document));
  writeWhole(paths.md, markdown(document));
  return paths;
}
