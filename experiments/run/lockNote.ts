import type { Host } from './system/host.ts';

/** What a lock says of the process that holds it. */
export interface LockNote {
  readonly host: string;
  readonly boot: string | null;
  readonly space: string | null;
  readonly pid: number;
  readonly started: string | null;
  /** Only the process that made the lock has it. */
  readonly token: string;
}

/** The note of this process. */
export const noteOf = (host: Host): LockNote => ({
  host: host.name,
  boot: host.boot,
  space: host.space,
  pid: host.pid,
  started: host.startOf(host.pid),
  token: host.token(),
});

/** Of locks that held a process number alone, as versions before these notes wrote them. */
const numberAlone = 'number';

/** What the text of a lock says; null: it is none. An empty one was left by a kill between its making and its filling. */
export function holderOf(text: string): LockNote | null {
  if (/^\s*-?\d*\s*$/.test(text))
    return { host: '', boot: null, space: null, pid: Number(text), started: null, token: numberAlone };
  try {
    const note: unknown = JSON.parse(text);
    return isNote(note) ? note : null;
  } catch {
    return null;
  }
}

const isNote = (note: unknown): note is LockNote => {
  const { host, boot, space, pid, started, token } = Object(note);
  return (
    typeof host === 'string' &&
    [boot, space, started].every((text) => text === null || typeof text === 'string') &&
    Number.isInteger(pid) &&
    typeof token === 'string' &&
    /^\w+$/.test(token)
  );
};

/** Whether the process of a note runs; unknown: it is of another machine, of another container, or of before this machine started. */
export function standingOf(holder: LockNote, host: Host): 'alive' | 'gone' | 'unknown' {
  const { boot, space, pid, started, token } = holder;
  if (token !== numberAlone) {
    if (boot !== host.boot || space !== host.space) return 'unknown';
    if (boot === null && holder.host !== host.name) return 'unknown';
  }
  if (pid <= 0 || !host.isAlive(pid)) return 'gone';
  if (token === numberAlone) return pid === host.pid ? 'gone' : 'alive';
  // A number is given again; the moment at which its process started is not.
  return started === null || started === host.startOf(pid) ? 'alive' : 'gone';
}

/** `process 123 on host-a`. */
export const wordsOf = ({ pid, host }: LockNote): string =>
  host === '' ? `process ${pid}` : `process ${pid} on ${host}`;
