import { randomBytes } from 'node:crypto';
import { readFileSync, readlinkSync } from 'node:fs';
import { hostname } from 'node:os';
import { systemFault } from '../../base/thrown.ts';

/** The machine a process runs on, as far as it tells processes apart. */
export interface Host {
  readonly name: string;
  /** Changes when the machine starts; null where the system does not say. */
  readonly boot: string | null;
  /** The space in which process numbers count: containers have their own. Null where the system does not say. */
  readonly space: string | null;
  readonly pid: number;
  /** When a process started, by any measure that a later process with its number does not repeat; null: unknown. */
  startOf(pid: number): string | null;
  isAlive(pid: number): boolean;
  /** A text that no other call gives anywhere. */
  token(): string;
}

/** This machine. */
export const realHost: Host = {
  name: hostname(),
  boot: orNull(() => readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()),
  space: orNull(() => readlinkSync('/proc/self/ns/pid')),
  pid: process.pid,
  startOf: (pid) => statOf(pid)?.[19] ?? null,
  isAlive(pid) {
    // A process that has ended and that its parent has not yet asked about is still listed.
    if (['Z', 'X'].includes(statOf(pid)?.[0] ?? '')) return false;
    try {
      process.kill(pid, 0);
      return true;
    } catch (error) {
      return systemFault(error).code === 'EPERM';
    }
  },
  token: () => randomBytes(16).toString('hex'),
};

/** What Linux says of a process, from its state on (proc(5): field 3, so that the start, field 22, is the twentieth); null elsewhere. */
function statOf(pid: number): string[] | null {
  const text = orNull(() => readFileSync(`/proc/${pid}/stat`, 'utf8'));
  return text === null ? null : text.slice(text.lastIndexOf(')') + 2).split(' ');
}

function orNull<Value>(read: () => Value): Value | null {
  try {
    return read();
  } catch {
    return null;
  }
}
