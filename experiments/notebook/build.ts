import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { UserError, unknownName } from '../base/userError.ts';
import { wholeFolder } from '../report/wholeFolder.ts';
import { writeWhole } from '../run/system/writeWhole.ts';
import { notebookFolder, notebooks } from './catalogue.ts';
import { indexPage, pageOf } from './page.ts';
import { runCells } from './runCells.ts';

/**
 * Writes a page for each notebook and one that lists them; names or parts of names leave out the others, whose pages stay. Each page is written
 * whole or not at all, and so is the folder of all.
 */
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
  const fill = async (folder: string) => {
    for (const notebook of wanted) {
      const page = await pageOf(notebook, await runCells(notebook));
      const file = `${notebook.name}.html`;
      writeWhole(join(folder, file), page);
      process.stdout.write(`${join(site, file)} (${Math.round(page.length / 1024)} kB)\n`);
    }
    writeWhole(join(folder, 'index.html'), indexPage(all));
  };
  if (names.length === 0) return wholeFolder(site, fill);
  mkdirSync(site, { recursive: true });
  return fill(site);
}

try {
  await build(join(notebookFolder, 'site'), process.argv.slice(2));
} catch (error) {
  if (!(error instanceof UserError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 2;
}
