import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { UserError } from '../base/userError.ts';
import { notebookFolder, notebooks } from './catalogue.ts';
import { indexPage, pageOf } from './page.ts';
import { runCells } from './runCells.ts';

/** Writes a page for each notebook and one that lists them; names or parts of names leave out the others. */
async function build(site: string, names: readonly string[]): Promise<void> {
  const all = notebooks();
  const wanted = all.filter(({ name }) => names.length === 0 || names.some((part) => name.includes(part)));
  if (wanted.length === 0)
    throw new UserError(
      `no notebook is named ${names.join(', ')}; there are ${all.map(({ name }) => name).join(', ')}`,
    );
  if (names.length === 0) rmSync(site, { recursive: true, force: true });
  mkdirSync(site, { recursive: true });
  for (const notebook of wanted) {
    const page = await pageOf(notebook, await runCells(notebook));
    const file = join(site, `${notebook.name}.html`);
    writeFileSync(file, page);
    process.stdout.write(`${file} (${Math.round(page.length / 1024)} kB)\n`);
  }
  writeFileSync(join(site, 'index.html'), indexPage(all));
}

await build(join(notebookFolder, 'site'), process.argv.slice(2));
