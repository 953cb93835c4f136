import { dirname } from 'node:path';
import { type Disk, type DiskFile, readWhole } from '../../experiments/run/system/disk.ts';
import type { System } from '../../experiments/run/system/system.ts';
import type { Plant } from './simulate.ts';

const withDisk =
  (change: (disk: Disk) => Partial<Disk>) =>
  (real: System): System => ({ ...real, disk: { ...real.disk, ...change(real.disk) } });

/** A disk that says it took a row, and hands it on when it is asked to force it to the disk, or when its own process reads. */
function late(disk: Disk): Disk {
  let waiting: Buffer[] = [];
  return {
    ...disk,
    open(path, opening) {
      const file = disk.open(path, opening);
      if (!isJournal(path)) return file;
      const handOn = () => {
        for (const bytes of waiting) file.write(bytes, 0);
        waiting = [];
      };
      if (opening === 'read' && waiting.length > 0) {
        const end = disk.open(path, 'append');
        for (const bytes of waiting) end.write(bytes, 0);
        waiting = [];
        end.close();
      }
      return {
        ...following({ file }),
        write(bytes, from) {
          waiting.push(bytes.subarray(from));
          return bytes.length - from;
        },
        sync() {
          handOn();
          file.sync();
        },
      };
    },
  };
}

const isDraft = (path: string): boolean => path.includes('journal.ndjson.own-');
const isJournal = (path: string): boolean => path.endsWith('journal.ndjson') || isDraft(path);
const isLock = (path: string): boolean => /\/lock$/.test(path);

/** Faults as they are made in runners of this kind, each put into ours from outside. */
export const plants: Readonly<Record<string, Plant>> = {
  'acknowledges before it writes': { system: (real) => ({ ...real, disk: late(real.disk) }) },
  'has no lock': { system: (real) => ({ ...real, disk: withOwnLock(real.disk, real.host.token()) }) },
  'retries without id: an answer is taken for that of the first task asked': {
    matching: (_, asked) => asked[0],
  },
  'renames without sync': { system: withDisk(() => ({ syncFolder() {} })) },
  'merges by order': {
    merge: (parts, trials) =>
      trials.flatMap(({ id }, k) => {
        const row = parts[k % parts.length][Math.floor(k / parts.length)];
        return row === undefined ? [] : [{ ...row, id }];
      }),
  },
  'knows the holder of a lock by its process number alone': {
    system: (real) => ({
      ...real,
      host: { ...real.host, name: 'host', boot: 'boot', space: 'space', startOf: () => null },
    }),
  },
  'writes on in the file that it finds': { system: withDisk((disk) => inPlace(disk)) },
  'leaves half a line where it is': { system: withDisk((disk) => inPlace(disk, false)) },
  'never looks whether it still has its lock': { system: (real) => ({ ...real, disk: sure(real.disk) }) },
  'leaves the drafts of those before it': {
    system: withDisk((disk) => ({
      list: (folder) => disk.list(folder).filter((name) => !isDraft(name)),
    })),
  },
  'believes that what it finds is on the disk': {
    system: (real) => ({ ...real, disk: forcingOwn(real.disk) }),
  },
};

/** Faults of the lock alone, which break no promise: a file has one writer, and a process without the lock counts no row. */
export const harmless: Readonly<Record<string, Plant>> = {
  'lets two succeed one holder': {
    system: withDisk((disk) => ({
      link(path, name) {
        if (name.includes('lock.after-')) disk.remove(name);
        return disk.link(path, name);
      },
    })),
  },
  'trusts the clock of the disk': {
    system: (real) => ({ ...real, clock: { ...real.clock, wait() {} } }),
  },
};

/** A disk whose process adds to the journal that it finds, instead of making one of its own. `cuts`: half a line at its end goes. */
function inPlace(disk: Disk, cuts = true): Disk {
  const own = new Map<string, { file: DiskFile }>();
  return {
    ...disk,
    open(path, opening) {
      const file = disk.open(path, opening);
      if (!isDraft(path)) return file;
      const held = { file };
      own.set(path, held);
      return following(held);
    },
    rename(path, name) {
      const held = own.get(path);
      const length = held?.file.size() ?? 0;
      if (held === undefined || !disk.exists(name) || sizeOf(name, disk) < length) {
        disk.rename(path, name);
        return;
      }
      held.file = disk.open(name, 'append');
      const bytes = readWhole(name, disk);
      if (cuts) held.file.truncate(bytes.lastIndexOf('\n') + 1);
      disk.remove(path);
    },
  };
}

/** An open file that may become another. */
const following = (held: { readonly file: DiskFile }): DiskFile => ({
  size: () => held.file.size(),
  read: (place, length) => held.file.read(place, length),
  write: (bytes, from) => held.file.write(bytes, from),
  rewrite: (bytes) => held.file.rewrite(bytes),
  truncate: (length) => held.file.truncate(length),
  sync: () => held.file.sync(),
  close: () => held.file.close(),
});

function sizeOf(path: string, disk: Disk): number {
  const file = disk.open(path, 'read');
  const size = file.size();
  file.close();
  return size;
}

/** A disk whose process reads in its lock what it once wrote there, and so never hears that another has it. */
function sure(disk: Disk): Disk {
  let mine: Buffer | null = null;
  return {
    ...disk,
    link(path, name) {
      const isMade = disk.link(path, name);
      if (isMade && isLock(name)) mine = readWhole(path, disk);
      return isMade;
    },
    rename(path, name) {
      if (isLock(name)) mine = readWhole(path, disk);
      disk.rename(path, name);
    },
    exists: (path) => (isLock(path) && mine !== null) || disk.exists(path),
    open: (path, opening) =>
      isLock(path) && mine !== null && opening === 'read' ? asFile(mine) : disk.open(path, opening),
  };
}

/** Bytes as an open file. */
const asFile = (bytes: Buffer): DiskFile => ({
  size: () => bytes.length,
  read: (place, length) => bytes.subarray(place, place + length),
  write: () => 0,
  rewrite() {},
  truncate() {},
  sync() {},
  close() {},
});

/** The disk of a process whose lock has a name that no other looks at. */
function withOwnLock(disk: Disk, token: string): Disk {
  const own = (path: string) => (isLock(path) ? `${path}-${token}` : path);
  return {
    ...disk,
    exists: (path) => disk.exists(own(path)),
    modified: (path) => disk.modified(own(path)),
    open: (path, opening) => disk.open(own(path), opening),
    link: (path, name) => disk.link(path, own(name)),
    rename: (path, name) => disk.rename(path, own(name)),
    remove: (path) => disk.remove(own(path)),
  };
}

/** A disk that forces the names of a folder to it only where this process itself has changed one. */
function forcingOwn(disk: Disk): Disk {
  const changed = new Set<string>();
  return {
    ...disk,
    rename(path, name) {
      changed.add(dirname(name));
      disk.rename(path, name);
    },
    makeFolder(folder) {
      changed.add(dirname(folder));
      disk.makeFolder(folder);
    },
    syncFolder(folder) {
      if (changed.delete(folder)) disk.syncFolder(folder);
    },
  };
}
