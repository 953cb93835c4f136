import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { UserError, unknownName } from '../base/userError.ts';
import { notebookFolder, notebooks } from './catalogue.ts';
import { indexPage, pageOf } from './page.ts';
import { runCells } from './runCells.ts';

/** Writes a page for each notebook and one that lists them; names or parts of names leave out the others. */
async function build(site: string, names: readonly string[]): Promise<void> {
  const all = notebooks();
  const stranger = names.find((part) => !all.some(({ name }) => name.includes(part)));
  if (stranger !== undefined)
    throw unknownName(
      'notebook',
      stranger,
      all.map(({ name }) => name),
    );
  const wanted = all.filter(({ name }) => names.length === 0 || names.some((part) => name.includes(part)));
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

try {
  await build(join(notebookFolder, 'site'), process.argv.slice(2));
} catch (error) {
  if (!(error instanceof UserError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 2;
}
