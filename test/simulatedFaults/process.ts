import type { Disk, DiskFile } from '../../experiments/run/system/disk.ts';
import type { Host } from '../../experiments/run/system/host.ts';
import { type FileNode, type SimulatedDisk, systemError, truncate, write } from './disk.ts';
import type { DiskFault } from './schedule.ts';
import type { SimulatedTime, Timed } from './time.ts';

/** What a process meets that is killed: nothing it does afterwards has any effect. */
export class Killed extends Error {}

/** A process of the simulation, with its faults by the number of its calls to the disk. */
export class SimulatedProcess implements Timed {
  isDead = false;
  isBusy = false;
  frozenUntil = 0;
  readonly pid: number;
  readonly started: string;
  private readonly faults: readonly DiskFault[];
  private readonly interrupt: (call: number) => void;
  private calls = 0;

  /** `interrupt` is told the number of each call to the disk, before it has an effect. */
  constructor(pid: number, started: string, faults: readonly DiskFault[], interrupt: (call: number) => void) {
    this.pid = pid;
    this.started = started;
    this.faults = faults;
    this.interrupt = interrupt;
  }

  /** A call to the disk. `write`: hands on the part of a write that is done before the fault. */
  call<Value>(act: () => Value, path: string, write: (part: number) => void = () => {}): Value {
    this.living();
    this.calls += 1;
    const wasBusy = this.isBusy;
    this.isBusy = true;
    this.interrupt(this.calls);
    this.isBusy = wasBusy;
    this.living();
    const { calls } = this;
    const fault = this.faults.find(({ at, calls: length = 1 }) => calls >= at && calls < at + length);
    if (fault === undefined) return act();
    if (fault.kind === 'kill') {
      write(fault.part ?? 0);
      this.isDead = true;
      throw new Killed();
    }
    write(fault.part ?? 0);
    throw systemError(fault.kind === 'full' ? 'ENOSPC' : 'EIO', path);
  }

  private living(): void {
    if (this.isDead) throw new Killed();
  }
}

/** The disk as a process has it. */
export function diskOf(process: SimulatedProcess, disk: SimulatedDisk, time: SimulatedTime): Disk {
  const now = () => time.now + time.ahead;
  return {
    exists: (path) => process.call(() => disk.find(path) !== null, path),
    modified: (path) =>
      process.call(() => {
        const node = disk.find(path);
        return node === null || node === 'folder' ? null : node.modified;
      }, path),
    list: (folder) => process.call(() => disk.namesIn(folder), folder),
    open: (path, opening) =>
      process.call(() => new SimulatedFile(process, disk, path, disk.open(path, opening, now()), now), path),
    link: (path, name) =>
      process.call(() => {
        if (disk.find(name) !== null) return false;
        const node = disk.find(path);
        if (node === null) throw systemError('ENOENT', path);
        disk.rename([[name, node]]);
        return true;
      }, name),
    rename: (path, name) =>
      process.call(() => {
        const node = disk.find(path);
        if (node === null) throw systemError('ENOENT', path);
        disk.rename([
          [name, node],
          [path, null],
        ]);
      }, path),
    remove: (path) =>
      process.call(() => {
        if (disk.find(path) !== null) disk.rename([[path, null]]);
      }, path),
    makeFolder: (folder) =>
      process.call(() => {
        if (disk.find(folder) === null) disk.rename([[folder, 'folder']]);
      }, folder),
    syncFolder: (folder) => process.call(() => disk.syncFolder(folder), folder),
  };
}

/** An open file of a process. A class, because a file is opened for every few bytes: its methods are made once. */
class SimulatedFile implements DiskFile {
  private readonly process: SimulatedProcess;
  private readonly disk: SimulatedDisk;
  private readonly path: string;
  private readonly node: FileNode;
  private readonly now: () => number;

  constructor(
    process: SimulatedProcess,
    disk: SimulatedDisk,
    path: string,
    node: FileNode,
    now: () => number,
  ) {
    this.process = process;
    this.disk = disk;
    this.path = path;
    this.node = node;
    this.now = now;
  }

  size(): number {
    return this.process.call(() => this.node.seen.length, this.path);
  }

  read(place: number, length: number): Buffer {
    return this.process.call(() => this.node.seen.subarray(place, place + length), this.path);
  }

  write(bytes: Buffer, from: number): number {
    const { node } = this;
    const some = (count: number) =>
      write(node, node.seen.length, bytes.subarray(from, from + count), this.now());
    const whole = bytes.length - from;
    return this.process.call(
      () => {
        some(whole);
        return whole;
      },
      this.path,
      (part) => some(Math.floor(part * whole)),
    );
  }

  rewrite(bytes: Buffer): void {
    this.process.call(() => write(this.node, 0, bytes, this.now()), this.path);
  }

  truncate(length: number): void {
    this.process.call(() => truncate(this.node, length, this.now()), this.path);
  }

  sync(): void {
    this.process.call(() => this.disk.syncFile(this.node), this.path);
  }

  close(): void {
    this.process.call(() => {}, this.path);
  }
}

/** The machines of a simulation: they start anew when the power fails. */
export class Machines {
  private boots = 0;
  private tokens = 0;
  private readonly processes = new Map<string, SimulatedProcess>();

  restart(): void {
    this.boots += 1;
    this.processes.clear();
  }

  /** Machine `of` seen by one of its processes. */
  hostOf(of: number, process: SimulatedProcess): Host {
    // Machines 1 and 2 are containers of one: they share its boot, and each has numbers of its own.
    const boot = `boot ${this.boots} of ${of === 0 ? 'a' : 'b'}`;
    const key = (pid: number) => `${of} ${pid}`;
    this.processes.set(key(process.pid), process);
    const { processes } = this;
    return {
      name: `host-${of}`,
      boot,
      space: `pid:[${of}]`,
      pid: process.pid,
      startOf: (pid) => processes.get(key(pid))?.started ?? null,
      isAlive: (pid) => processes.get(key(pid))?.isDead === false,
      token: () => `t${this.tokens++}`,
    };
  }
}
