import { dirname } from 'node:path';
import type { Opening } from '../../experiments/run/system/disk.ts';
import type { Stream } from '../../sim/random.ts';

/** Something done to a file that is not yet on the disk. */
type Change = { readonly place: number; readonly bytes: Buffer } | { readonly length: number };

/** A file: what every process sees of it, and what a power loss leaves of it for certain. */
export interface FileNode {
  seen: Buffer;
  durable: Buffer;
  /** What was done since the last sync. */
  changes: Change[];
  modified: number;
}

/** What has a name: a file, or a folder. */
type Named = FileNode | 'folder';

/** Names given and taken away in one step of a folder, which a power loss leaves whole or undoes whole. */
type Renaming = readonly (readonly [path: string, node: Named | null])[];

const nothing = Buffer.alloc(0);

/**
 * A disk with a cache: what is written is seen at once, and a power loss keeps of it what was forced to the disk, and of the rest any part: of
 * writes any of them, some torn, those behind a lost one too, with zeros in the gap; of names in a folder the first few steps.
 */
export class SimulatedDisk {
  private readonly names = new Map<string, Named>([['/', 'folder']]);
  private durable = new Map<string, Named>([['/', 'folder']]);
  private readonly renamings = new Map<string, Renaming[]>();
  /** Told of every file that was forced to the disk. */
  onSync: (path: string) => void = () => {};

  find(path: string): Named | null {
    return this.names.get(path) ?? null;
  }

  namesIn(folder: string): string[] {
    return [...this.names.keys()]
      .filter((path) => path !== '/' && dirname(path) === folder)
      .map((path) => path.slice(folder.length + 1));
  }

  /** Names and un-names in one step. */
  rename(renaming: Renaming): void {
    const folder = dirname(renaming[0][0]);
    if (this.names.get(folder) !== 'folder') throw systemError('ENOENT', folder);
    for (const [path, node] of renaming) setName(this.names, path, node);
    const pending = this.renamings.get(folder);
    if (pending === undefined) this.renamings.set(folder, [renaming]);
    else pending.push(renaming);
  }

  open(path: string, opening: Opening, now: number): FileNode {
    const known = this.names.get(path);
    if (known === 'folder') throw systemError('EISDIR', path);
    if (known === undefined && (opening === 'read' || opening === 'change'))
      throw systemError('ENOENT', path);
    const node = known ?? { seen: nothing, durable: nothing, changes: [], modified: now };
    if (known === undefined) this.rename([[path, node]]);
    if (opening === 'anew' && node.seen.length > 0) truncate(node, 0, now);
    return node;
  }

  /** A file may have another name by now than it was opened with, or none. */
  syncFile(node: FileNode): void {
    node.durable = node.seen;
    node.changes = [];
    for (const [path, one] of this.names) if (one === node) this.onSync(path);
  }

  syncFolder(folder: string): void {
    for (const renaming of this.renamings.get(folder) ?? [])
      for (const [path, node] of renaming) setName(this.durable, path, node);
    this.renamings.delete(folder);
  }

  /** The power fails and comes back. */
  losePower(random: Stream): void {
    for (const steps of this.renamings.values())
      for (const renaming of steps.slice(0, random.integer(steps.length + 1)))
        for (const [path, node] of renaming) setName(this.durable, path, node);
    this.renamings.clear();
    for (const path of [...this.durable.keys()].sort())
      if (path !== '/' && this.durable.get(dirname(path)) !== 'folder') this.durable.delete(path);
    for (const node of new Set(this.durable.values())) if (node !== 'folder') settle(node, random);
    this.names.clear();
    for (const [path, node] of this.durable) this.names.set(path, node);
    this.durable = new Map(this.names);
  }
}

function setName(names: Map<string, Named>, path: string, node: Named | null): void {
  if (node === null) names.delete(path);
  else names.set(path, node);
}

export function write(node: FileNode, place: number, bytes: Buffer, now: number): void {
  node.seen = written(node.seen, place, bytes);
  node.changes.push({ place, bytes });
  node.modified = now;
}

export function truncate(node: FileNode, length: number, now: number): void {
  node.seen = node.seen.subarray(0, length);
  node.changes.push({ length });
  node.modified = now;
}

function written(before: Buffer, place: number, bytes: Buffer): Buffer {
  const after = Buffer.alloc(Math.max(before.length, place + bytes.length));
  before.copy(after);
  bytes.copy(after, place);
  return after;
}

/** What a power loss makes of a file. */
function settle(node: FileNode, random: Stream): void {
  let content = node.durable;
  for (const change of node.changes) {
    const fate = random.integer(3);
    if (fate === 0) continue;
    if ('length' in change) content = content.subarray(0, change.length);
    else {
      const kept = fate === 1 ? change.bytes.length : random.integer(change.bytes.length + 1);
      content = written(content, change.place, change.bytes.subarray(0, kept));
    }
  }
  node.seen = content;
  node.durable = content;
  node.changes = [];
}

const words: Readonly<Record<string, string>> = {
  ENOENT: 'no such file or directory',
  EISDIR: 'illegal operation on a directory',
  ENOSPC: 'no space left on device',
  EIO: 'i/o error',
};

/** An error as the system throws it. */
export const systemError = (code: string, path: string): Error =>
  Object.assign(new Error(`${code}: ${words[code]}, ${path}`), { code, path });
