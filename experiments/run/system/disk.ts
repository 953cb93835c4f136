import {
  closeSync,
  existsSync,
  fstatSync,
  fsyncSync,
  ftruncateSync,
  linkSync,
  mkdirSync,
  openSync,
  readdirSync,
  readSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { systemFault } from '../../base/thrown.ts';

/** How a file is opened: only read; written at its end, and read; made anew, and written; or changed where it is. */
export type Opening = 'read' | 'append' | 'anew' | 'change';

/** An open file. Every method throws what the system throws. */
export interface DiskFile {
  /** Bytes in it. */
  size(): number;
  /** Up to so many bytes from a place. */
  read(place: number, length: number): Buffer;
  /** Hands bytes from `from` on to the system and returns how many it took; a file opened to append takes them at its end. */
  write(bytes: Buffer, from: number): number;
  /** Puts bytes at its beginning: the file counts as modified now. */
  rewrite(bytes: Buffer): void;
  truncate(length: number): void;
  /** Forces what was written to the disk. */
  sync(): void;
  close(): void;
}

/** A disk, as far as a run needs one. Everything it does goes through here, so that a test can give it a worse one. */
export interface Disk {
  exists(path: string): boolean;
  /** Milliseconds by the clock of the disk at which a file was last written; null where it is not. */
  modified(path: string): number | null;
  /** Names in a folder. */
  list(folder: string): string[];
  open(path: string, opening: Opening): DiskFile;
  /** Gives a file a second name; false where that name is taken. One of several that try at once succeeds. */
  link(path: string, name: string): boolean;
  /** Puts a file in the place of another, which readers see either whole or not at all. */
  rename(path: string, name: string): void;
  /** Removes a file, if it is there. */
  remove(path: string): void;
  /** Makes one folder in another; nothing where it is there. */
  makeFolder(folder: string): void;
  /** Forces the names in a folder to the disk: without it a power loss may undo a rename. */
  syncFolder(folder: string): void;
}

const flags = { read: 'r', append: 'a+', anew: 'w+', change: 'r+' } as const;

/** A file of this machine. */
class RealFile implements DiskFile {
  private readonly file: number;

  constructor(path: string, opening: Opening) {
    this.file = openSync(path, flags[opening]);
  }

  size(): number {
    return fstatSync(this.file).size;
  }

  read(place: number, length: number): Buffer {
    const bytes = Buffer.allocUnsafe(length);
    let got = 0;
    while (got < length) {
      const more = readSync(this.file, bytes, got, length - got, place + got);
      if (more === 0) break;
      got += more;
    }
    return bytes.subarray(0, got);
  }

  write(bytes: Buffer, from: number): number {
    return writeSync(this.file, bytes, from);
  }

  rewrite(bytes: Buffer): void {
    writeSync(this.file, bytes, 0, bytes.length, 0);
  }

  truncate(length: number): void {
    ftruncateSync(this.file, length);
  }

  sync(): void {
    fsyncSync(this.file);
  }

  close(): void {
    closeSync(this.file);
  }
}

/** What a file system says that cannot sync a folder, or cannot give a file two names. */
const cannotSync = ['EINVAL', 'ENOTSUP', 'EISDIR'];
const cannotLink = ['EPERM', 'ENOTSUP', 'ENOSYS', 'EOPNOTSUPP', 'EMLINK'];

/** The disks of this machine. */
export const realDisk: Disk = {
  exists: existsSync,
  modified: (path) => statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? null,
  list: (folder) => readdirSync(folder),
  open: (path, opening) => new RealFile(path, opening),
  link(path, name) {
    try {
      linkSync(path, name);
      return true;
    } catch (error) {
      const { code = '' } = systemFault(error);
      if (code === 'EEXIST') return false;
      if (cannotLink.includes(code)) return copyNew(path, name);
      throw error;
    }
  },
  rename: renameSync,
  remove: (path) => rmSync(path, { force: true }),
  makeFolder(folder) {
    // Not with those above it at once: where none can be made, as in /proc, Node tries without end.
    try {
      mkdirSync(folder);
    } catch (error) {
      if (systemFault(error).code !== 'EEXIST') throw error;
    }
  },
  syncFolder,
};

/** Stands in for a second name where there are none: makes a file that must not be there, and fills it. */
function copyNew(path: string, name: string): boolean {
  try {
    const file = openSync(name, 'wx');
    try {
      writeSync(file, readWhole(path));
    } finally {
      closeSync(file);
    }
    return true;
  } catch (error) {
    if (systemFault(error).code === 'EEXIST') return false;
    throw error;
  }
}

/** A rename survives a power loss only once its folder is on the disk. */
export function syncFolder(folder: string): void {
  // Windows has no such call.
  if (process.platform === 'win32') return;
  const file = openSync(folder, 'r');
  try {
    fsyncSync(file);
  } catch (error) {
    if (!cannotSync.includes(systemFault(error).code ?? '')) throw error;
  } finally {
    closeSync(file);
  }
}

/** All bytes of a file. */
export function readWhole(path: string, disk: Disk = realDisk): Buffer {
  const file = disk.open(path, 'read');
  try {
    return file.read(0, file.size());
  } finally {
    file.close();
  }
}

/** Hands all bytes to a file: the system may take fewer at once. */
export function writeAll(file: DiskFile, bytes: Buffer): void {
  for (let written = 0; written < bytes.length; ) written += file.write(bytes, written);
}
