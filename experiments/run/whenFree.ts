import { join } from 'node:path';
import { ageOf, leaseOf, renewEvery, textAt } from './lock.ts';
import { holderOf, standingOf, wordsOf } from './lockNote.ts';
import { realSystem, type System } from './system/system.ts';

/** What is left of a lease may be so little that no time passes by waiting for it, ms. */
const leastPause = 1;

/** How long one waits for a lease, and who is told. */
export interface Waiting {
  readonly system?: System;
  /** Ends the waiting. */
  readonly signal?: AbortSignal;
  /** Told once, in words, before it begins. */
  onWait?(words: string): void;
}

/**
 * Waits while a folder is locked by a process that cannot be asked whether it runs: until its lock is gone or its lease is over, when it may be taken over, or
 * until it is renewed, when `lockFolder` refuses it. So a task that a scheduler starts again on another machine goes on by itself. Null: there is nothing
 * to wait for.
 */
export function whenFree(folder: string, waiting: Waiting = {}): Promise<void> | null {
  const { system = realSystem } = waiting;
  const left = leaseLeft(folder, system);
  if (left === null) return null;
  waiting.onWait?.(
    `${folder} is locked by ${left.holder}, which this process cannot ask whether it still runs: waiting at most ${Math.ceil(left.milliseconds / 1000)} s for its lease to end`,
  );
  return untilFree(join(folder, 'lock'), folder, system, waiting.signal);
}

async function untilFree(path: string, folder: string, system: System, signal?: AbortSignal): Promise<void> {
  const before = system.disk.modified(path);
  for (;;) {
    const left = leaseLeft(folder, system);
    if (left === null || signal?.aborted === true || system.disk.modified(path) !== before) return;
    await pause(Math.max(leastPause, Math.min(left.milliseconds, renewEvery)), system, signal);
  }
}

/** What is left of the lease of a holder that cannot be asked; null where there is none. */
function leaseLeft(
  folder: string,
  system: System,
): { readonly milliseconds: number; readonly holder: string } | null {
  const path = join(folder, 'lock');
  const text = textAt(path, system);
  const holder = text === null ? null : holderOf(text);
  if (holder === null || standingOf(holder, system.host) !== 'unknown') return null;
  const age = ageOf(path, system);
  if (age === null || Math.abs(age) >= leaseOf) return null;
  return { milliseconds: leaseOf - Math.max(0, age), holder: wordsOf(holder) };
}

const pause = (milliseconds: number, { clock }: System, signal?: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const end = () => {
      cancel();
      signal?.removeEventListener('abort', end);
      resolve();
    };
    const cancel = clock.after(milliseconds, end, true);
    signal?.addEventListener('abort', end, { once: true });
  });
