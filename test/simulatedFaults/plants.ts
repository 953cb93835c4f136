import { dirname } from 'node:path';
import type { Disk, DiskFile } from '../../experiments/run/system/disk.ts';
import type { System } from '../../experiments/run/system/system.ts';
import type { Plant } from './simulate.ts';

const withDisk =
  (change: (disk: Disk) => Partial<Disk>) =>
  (real: System): System => ({ ...real, disk: { ...real.disk, ...change(real.disk) } });

const withFiles = (change: (file: DiskFile, path: string) => Partial<DiskFile>) =>
  withDisk((disk) => ({
    open(path, opening) {
      const file = disk.open(path, opening);
      return { ...file, ...change(file, path) };
    },
  }));

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
        ...file,
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

const isJournal = (path: string): boolean => path.endsWith('journal.ndjson');
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
  'leaves half a line where it is': {
    system: withFiles((_, path) => (isJournal(path) ? { truncate() {} } : {})),
  },
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
  'never looks whether it still has its lock': {
    system: (real) => ({ ...real, clock: { ...real.clock, now: () => 0 } }),
  },
  'believes that what it finds is on the disk': {
    system: (real) => ({ ...real, disk: forcingOwn(real.disk) }),
  },
};

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
