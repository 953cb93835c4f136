import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { realDisk } from './disk.ts';
import { makeFolders, writeDraft } from './writeWhole.ts';

/**
 * Puts a folder with these files in the place of one, which stays as it was until the new one is whole: a full disk leaves the old, and a kill
 * between the two leaves it beside, under `<folder>.old`, from where the next call brings it back.
 */
export function replaceFolder(folder: string, files: ReadonlyMap<string, string | Buffer>): void {
  const [draft, old] = [`${folder}.tmp`, `${folder}.old`];
  makeFolders(join(folder, '..'));
  if (existsSync(old) && !existsSync(folder)) renameSync(old, folder);
  for (const rest of [draft, old]) rmSync(rest, { recursive: true, force: true });
  try {
    mkdirSync(draft);
    for (const [name, content] of files) writeDraft(join(draft, name), Buffer.from(content), realDisk);
    if (existsSync(folder)) renameSync(folder, old);
    renameSync(draft, folder);
  } catch (error) {
    if (existsSync(old) && !existsSync(folder)) renameSync(old, folder);
    rmSync(draft, { recursive: true, force: true });
    throw error;
  }
  realDisk.syncFolder(join(folder, '..'));
  rmSync(old, { recursive: true, force: true });
}
