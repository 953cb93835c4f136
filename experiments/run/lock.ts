import { basename, join } from 'node:path';
import { messageOf, systemFault } from '../base/thrown.ts';
import { UserError } from '../base/userError.ts';
import { holderOf, type LockNote, noteOf, standingOf, wordsOf } from './lockNote.ts';
import { type DiskFile, readWhole } from './system/disk.ts';
import { realHost } from './system/host.ts';
import { realSystem, type System } from './system/system.ts';
import { writeDraft } from './system/writeWhole.ts';

/** Milliseconds between two renewals of a lock, and for which it is honoured after the last where its process cannot be asked about. */
export const renewEvery = 5000;
export const leaseOf = 60_000;

/** A folder held by this process. */
export interface FolderLock {
  /** Why the folder is no longer ours: another took it because this process had not renewed its lock; null while it is. */
  lost(): UserError | null;
  /** Gives the folder free. A lock that is another's by now stays. */
  release(): void;
}

/**
 * Takes a folder for this process. A lock whose process is gone is taken over; one of another machine or container, whose processes cannot
 * be asked about, once it has not been renewed for its lease. Throws `UserError` if another process works there, with its place and with
 * what to do.
 */
export function lockFolder(folder: string, system: System = realSystem): FolderLock {
  const path = join(folder, 'lock');
  const note = noteOf(system.host);
  const draft = `${path}.${note.token}`;
  const { disk } = system;
  writeDraft(draft, Buffer.from(JSON.stringify(note)), disk);
  try {
    if (!disk.link(draft, path)) succeed({ folder, path, draft, note, system });
    return new Held(path, folder, note, system);
  } finally {
    disk.remove(draft);
  }
}

/** An attempt to take over a lock. */
interface Attempt {
  readonly folder: string;
  readonly path: string;
  /** A file with our note. */
  readonly draft: string;
  readonly note: LockNote;
  readonly system: System;
}

/**
 * Takes the place of a holder that is gone. The right to succeed it is a file named for the token of its lock, which only one of several can
 * make; whoever made it and was gone before it put its own lock there is succeeded in the same way. Who comes too late with what it read
 * sees that the lock has changed.
 */
function succeed(attempt: Attempt): void {
  const { path, draft, folder, system } = attempt;
  const { disk } = system;
  const chain = [{ path, token: gone(attempt, path) }];
  const claim = () => `${path}.after-${chain[chain.length - 1].token}`;
  while (!disk.link(draft, claim())) chain.push({ path: claim(), token: gone(attempt, claim()) });
  // A claimant before us that is frozen would put its lock in the place of ours when it wakes: without its draft it cannot.
  for (const { token } of chain.slice(1)) disk.remove(`${path}.${token}`);
  if (chain.some((link) => tokenAt(link.path, system) !== link.token) || !renamed(draft, path, system)) {
    disk.remove(claim());
    throw taken(folder);
  }
  disk.remove(claim());
  sweepUp(attempt);
}

/** Whether our lock was put in its place: a later claimant takes our draft away. */
function renamed(draft: string, path: string, { disk }: System): boolean {
  try {
    disk.rename(draft, path);
    return true;
  } catch (error) {
    if (systemFault(error).code !== 'ENOENT') throw error;
    return false;
  }
}

/** Removes drafts and claims of processes that are gone; one that is not yet filled is of a process at work. */
function sweepUp({ folder, path, system }: Attempt): void {
  const { disk, host } = system;
  for (const name of disk.list(folder).filter((name) => name.startsWith(`${basename(path)}.`))) {
    const text = textAt(join(folder, name), system);
    const holder = text === null || text === '' ? null : holderOf(text);
    if (holder !== null && standingOf(holder, host) === 'gone') disk.remove(join(folder, name));
  }
}

/** The token of a lock or claim whose process is gone. Throws where it is not. */
function gone({ folder, system }: Attempt, path: string): string {
  const text = textAt(path, system);
  if (text === null) throw taken(folder);
  const holder = holderOf(text);
  if (holder === null)
    throw new UserError(
      `${path} cannot be read, so who holds ${folder} is not known: if no other run works there, remove ${path}`,
    );
  const standing = standingOf(holder, system.host);
  if (standing === 'alive')
    throw new UserError(`${folder} is in use by ${wordsOf(holder)}; wait for it or choose another folder`);
  if (standing === 'unknown') refuseLease(folder, path, holder, system);
  return holder.token;
}

/**
 * A lock whose process cannot be asked about: honoured for its lease by the clock of the disk, and then watched for longer than a renewal
 * takes, because that clock may have been set.
 */
function refuseLease(folder: string, path: string, holder: LockNote, system: System): void {
  const { disk, clock } = system;
  const before = disk.modified(path);
  const age = ageOf(path, system);
  if (before === null || age === null) throw taken(folder);
  if (Math.abs(age) < leaseOf) throw inLease(folder, holder, Math.ceil((leaseOf - age) / 1000));
  clock.wait(1.5 * renewEvery);
  if (disk.modified(path) !== before) throw inLease(folder, holder, leaseOf / 1000);
}

const inLease = (folder: string, holder: LockNote, seconds: number): UserError =>
  new UserError(
    `${folder} is in use by ${wordsOf(holder)}, which this process cannot ask whether it still runs: its lock is honoured until it has ` +
      `not been renewed for ${leaseOf / 1000} s. Wait for it, choose another folder, or, if it is gone, run the same command again in ${seconds} s`,
  );

/** Milliseconds since a file was written, by the clock of its own disk: a file written now tells what time it is there. */
export function ageOf(path: string, { disk, host }: System): number | null {
  const written = disk.modified(path);
  const note = noteOf(host);
  const probe = `${path}.${note.token}`;
  writeDraft(probe, Buffer.from(JSON.stringify(note)), disk);
  const now = disk.modified(probe);
  disk.remove(probe);
  return written === null || now === null ? null : now - written;
}

const taken = (folder: string): UserError =>
  new UserError(`${folder} was taken by another process just now; try again`);

/** The text of a lock; null where there is none. Throws `UserError` where it cannot be read. */
export function textAt(path: string, { disk }: System): string | null {
  if (!disk.exists(path)) return null;
  try {
    return readWhole(path, disk).toString();
  } catch (error) {
    if (!disk.exists(path)) return null;
    throw new UserError(
      `${path} cannot be read (${messageOf(error)}): if no other run works there, remove it`,
    );
  }
}

function tokenAt(path: string, system: System): string | null {
  const text = textAt(path, system);
  return text === null ? null : (holderOf(text)?.token ?? null);
}

/** Opens a lock that we have just made. Another may have taken its place meanwhile, and to renew that one would be to take it. */
function ownLock(path: string, folder: string, note: LockNote, { disk }: System): DiskFile {
  let file: DiskFile;
  try {
    file = disk.open(path, 'change');
  } catch (error) {
    throw systemFault(error).code === 'ENOENT' ? taken(folder) : error;
  }
  if (holderOf(file.read(0, file.size()).toString())?.token === note.token) return file;
  file.close();
  throw taken(folder);
}

/**
 * A lock of ours, renewed while it is held. It keeps others from beginning; that none but its holder adds a row is seen to by the journal
 * (journalOwn.ts), since a holder may be frozen at any moment and its lock be taken over, or removed by hand, while it believes to have it.
 */
class Held implements FolderLock {
  private readonly path: string;
  private readonly folder: string;
  private readonly note: LockNote;
  private readonly system: System;
  /** Our lock, whatever has taken its place by now. */
  private readonly file: DiskFile;
  private cancel: () => void = () => {};

  constructor(path: string, folder: string, note: LockNote, system: System) {
    this.path = path;
    this.folder = folder;
    this.note = note;
    this.system = system;
    this.file = ownLock(path, folder, note, system);
    this.renewLater();
  }

  lost(): UserError | null {
    if (tokenAt(this.path, this.system) === this.note.token) return null;
    return new UserError(
      `${this.folder} was taken by another run, because this one had not renewed its lock for ${leaseOf / 1000} s: what it has kept stays; let the other run end`,
    );
  }

  release(): void {
    this.cancel();
    try {
      this.file.close();
    } finally {
      if (this.lost() === null) this.system.disk.remove(this.path);
    }
  }

  private renewLater(): void {
    this.cancel = this.system.clock.after(renewEvery, () => {
      this.renew();
      this.renewLater();
    });
  }

  /** The same bytes again, for the moment at which the file was modified. A disk that refuses is told of by the journal. */
  private renew(): void {
    try {
      this.file.rewrite(Buffer.from(JSON.stringify(this.note)));
    } catch {}
  }
}

/** Whether a process of this machine runs; our own number is that of one before us. */
export const isAlive = (pid: number): boolean =>
  Number.isInteger(pid) && pid > 0 && pid !== realHost.pid && realHost.isAlive(pid);
