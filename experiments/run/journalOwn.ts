import { basename, dirname, join } from 'node:path';
import { systemFault } from '../base/thrown.ts';
import { UserError } from '../base/userError.ts';
import { type Disk, type DiskFile, writeAll } from './system/disk.ts';
import type { System } from './system/system.ts';

/**
 * One process writes to a file, or none. A lock alone cannot promise that: its holder may be frozen between asking whether the lock is still
 * its own and the write, for as long as it takes another to take over, and then write into the journal of that other. No disk compares and
 * appends in one step. So every writer makes a file of its own, a copy of the sound lines that it has read, and puts it in the place of the
 * journal; what a frozen predecessor then writes, cuts or forces to the disk goes to a file that has no name any more.
 *
 * The order makes it certain, whatever clocks say and wherever a process is frozen:
 * 1. a writer takes the lock, 2. removes the drafts of those before it, 3. reads the journal, 4. makes its draft, 5. asks for its lock,
 * 6. renames the draft, 7. writes a row, 8. asks for its lock again, and only then counts the row.
 * A row counts only if the lock was taken by the next one (1) after it was asked for (8), so the next one reads it (3). A rename (6) that comes
 * after the next one has the lock either precedes step 2 there, and is read, or finds its draft gone.
 *
 * What is left to the disk: that a process sees what another wrote before, when it opens the file anew. On a network disk a row is seen by other
 * machines once it was forced to the disk, so a machine that is cut off may lose what a power loss could lose too.
 */
const drafts = (path: string): string => `${path}.own-`;

/** Step 2: what a predecessor has not yet put in the place of the journal stays out of it. */
export function removeDrafts(path: string, disk: Disk): void {
  const folder = dirname(path);
  if (!disk.exists(folder)) return;
  for (const name of disk.list(folder))
    if (name.startsWith(basename(drafts(path)))) disk.remove(join(folder, name));
}

/** What a file of one's own is made with. */
export interface OwnTools extends Pick<System, 'disk' | 'host'> {
  /** Why nothing more may be written, since the lock is another's by now; null: it is still ours. */
  readonly guard?: () => Error | null;
}

/** What a file of one's own begins with: the first bytes of another, or given ones. */
export type Beginning = { readonly bytes: Buffer } | { readonly length: number };

/** Bytes copied at once. */
const portion = 1 << 20;

/**
 * Steps 4 to 6: a file that only this process writes to, in the place of `path`, open for appending and with its name on the disk. Throws what
 * the disk throws, what the guard says, and a `UserError` where a later holder of the lock was faster.
 */
export function ownFile(path: string, beginning: Beginning, tools: OwnTools): DiskFile {
  const { disk, host, guard = () => null } = tools;
  const draft = `${drafts(path)}${host.token()}`;
  const file = disk.open(draft, 'append');
  try {
    if ('bytes' in beginning) writeAll(file, beginning.bytes);
    else copy(path, beginning.length, file, disk);
    file.sync();
    const fault = guard();
    if (fault !== null) throw fault;
    rename(draft, path, disk);
    disk.syncFolder(dirname(path));
    return file;
  } catch (error) {
    file.close();
    attempt(() => disk.remove(draft));
    throw error;
  }
}

function rename(draft: string, path: string, disk: Disk): void {
  try {
    disk.rename(draft, path);
  } catch (error) {
    if (systemFault(error).code !== 'ENOENT') throw error;
    throw new UserError(`${path} was taken by another run: what it has kept stays; let the other run end`);
  }
}

function copy(path: string, length: number, to: DiskFile, disk: Disk): void {
  const from = disk.open(path, 'read');
  try {
    for (let place = 0; place < length; ) {
      const bytes = from.read(place, Math.min(portion, length - place));
      if (bytes.length === 0)
        throw new UserError(`${path} has become shorter while it was read: run the same command again`);
      writeAll(to, bytes);
      place += bytes.length;
    }
  } finally {
    from.close();
  }
}

function attempt(act: () => void): void {
  try {
    act();
  } catch {}
}
