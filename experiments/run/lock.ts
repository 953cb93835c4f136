import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { systemFault } from '../base/thrown.ts';
import { UserError } from '../base/userError.ts';

/**
 * Takes a folder for this process; returns how to give it back. A lock whose process is gone is taken over.
 * Throws `UserError` if another process works there.
 */
export function lockFolder(folder: string): () => void {
  const path = join(folder, 'lock');
  if (!take(path)) {
    const holder = Number(readFileSync(path, 'utf8'));
    if (isAlive(holder)) {
      throw new UserError(`${folder} is in use by process ${holder}; wait for it or choose another folder`);
    }
    rmSync(path, { force: true });
    if (!take(path) || !isStillOurs(path)) {
      throw new UserError(`${folder} was taken by another process just now; try again`);
    }
  }
  return () => rmSync(path, { force: true });
}

function take(path: string): boolean {
  try {
    writeFileSync(path, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if (systemFault(error).code === 'EEXIST') return false;
    throw error;
  }
}

/**
 * Two processes may find the same abandoned lock, and the slower removes what the faster took. So each looks again
 * after a moment: only the last one still finds its own number.
 */
function isStillOurs(path: string): boolean {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 200);
  return existsSync(path) && readFileSync(path, 'utf8') === String(process.pid);
}

/** Whether a process of this machine runs; our own number is that of one before us. */
export function isAlive(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0 || pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return systemFault(error).code === 'EPERM';
  }
}
