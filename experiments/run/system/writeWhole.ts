import { dirname } from 'node:path';
import { systemFault } from '../../base/thrown.ts';
import { type Disk, realDisk, writeAll } from './disk.ts';

/** Writes a file whole or not at all, and forces it to the disk: draft, sync, rename, sync of the folder. The draft of a failed try is removed. */
export function writeWhole(path: string, content: string | Buffer, disk: Disk = realDisk): void {
  const draft = `${path}.tmp`;
  try {
    writeDraft(draft, Buffer.from(content), disk);
    disk.rename(draft, path);
  } catch (error) {
    attempt(() => disk.remove(draft));
    throw error;
  }
  disk.syncFolder(dirname(path));
}

/** Writes a file and forces it to the disk. A kill may leave part of it: it is for names that no reader looks at. */
export function writeDraft(path: string, bytes: Buffer, disk: Disk): void {
  const file = disk.open(path, 'anew');
  try {
    writeAll(file, bytes);
    file.sync();
  } finally {
    file.close();
  }
}

/**
 * Makes a folder and those that it lies in, and sees to it that all are on the disk before anything is put into it: one that is there already may
 * have been made by a process that was killed before it forced it there.
 */
export function makeFolders(folder: string, disk: Disk = realDisk): void {
  const outer = dirname(folder);
  if (outer === folder) return;
  if (disk.exists(folder)) {
    syncFolders(outer, disk);
    return;
  }
  makeFolders(outer, disk);
  disk.makeFolder(folder);
  disk.syncFolder(outer);
}

/** A folder that may not be opened is not one that this program made. */
function syncFolders(folder: string, disk: Disk): void {
  try {
    disk.syncFolder(folder);
  } catch (error) {
    if (!['EACCES', 'EPERM'].includes(systemFault(error).code ?? '')) throw error;
  }
  if (dirname(folder) !== folder) syncFolders(dirname(folder), disk);
}

function attempt(act: () => void): void {
  try {
    act();
  } catch {}
}
