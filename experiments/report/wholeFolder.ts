import { existsSync, mkdirSync, realpathSync, renameSync, rmSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { realDisk } from '../run/system/disk.ts';
import { makeFolders } from '../run/system/writeWhole.ts';

/**
 * Makes a folder of many files whole or not at all: `fill` writes into a draft beside it, which takes its place when it is whole. A failure leaves
 * what was there; a kill between the two renames leaves it under `<folder>.old`, from where the next call brings it back. A link is followed.
 */
export async function wholeFolder<Made>(
  folder: string,
  fill: (draft: string) => Made | Promise<Made>,
): Promise<Made> {
  const place = existsSync(folder) ? realpathSync(folder) : resolve(folder);
  const [draft, old] = [`${place}.tmp`, `${place}.old`];
  makeFolders(dirname(place));
  if (existsSync(old) && !existsSync(place)) renameSync(old, place);
  for (const rest of [draft, old]) rmSync(rest, { recursive: true, force: true });
  try {
    mkdirSync(draft);
    const made = await fill(draft);
    if (existsSync(place)) renameSync(place, old);
    renameSync(draft, place);
    realDisk.syncFolder(dirname(place));
    rmSync(old, { recursive: true, force: true });
    return made;
  } catch (error) {
    if (existsSync(old) && !existsSync(place)) renameSync(old, place);
    throw error;
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
}
