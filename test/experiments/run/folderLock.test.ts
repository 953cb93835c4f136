import { spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { UserError } from '../../../experiments/base/userError.ts';
import { leaseOf, lockFolder } from '../../../experiments/run/lock.ts';
import type { LockNote } from '../../../experiments/run/lockNote.ts';
import type { Clock } from '../../../experiments/run/system/clock.ts';
import { realHost } from '../../../experiments/run/system/host.ts';
import { realSystem, type System } from '../../../experiments/run/system/system.ts';
import { whenFree } from '../../../experiments/run/whenFree.ts';

let folder: string;
let path: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lock-'));
  path = join(folder, 'lock');
});
afterEach(() => rmSync(folder, { recursive: true }));

const ours: LockNote = {
  host: realHost.name,
  boot: realHost.boot,
  space: realHost.space,
  pid: process.pid,
  started: realHost.startOf(process.pid),
  token: 'another',
};
const leave = (note: Partial<LockNote>) => writeFileSync(path, JSON.stringify({ ...ours, ...note }));
const holder = (): LockNote => JSON.parse(readFileSync(path, 'utf8'));
const gonePid = () => spawnSync(process.execPath, ['-e', '']).pid;

/** A clock on which no time passes but by waiting, and that tells what was waited and renews when told. */
class HeldClock implements Clock {
  readonly waits: number[] = [];
  readonly acts: (() => void)[] = [];
  meanwhile = () => {};

  now(): number {
    return 0;
  }

  after(_: number, act: () => void): () => void {
    this.acts.push(act);
    return () => {};
  }

  wait(milliseconds: number): void {
    this.waits.push(milliseconds);
    this.meanwhile();
  }
}

const systemWith = (clock: Clock): System => ({ ...realSystem, clock });

describe('a locked folder', () => {
  it('is refused to this very process and to others, and free again afterwards', () => {
    const lock = lockFolder(folder);
    expect(readdirSync(folder)).toEqual(['lock']);
    expect(() => lockFolder(folder)).toThrow(`is in use by process ${process.pid} on ${realHost.name}`);
    expect(lock.lost()).toBeNull();
    lock.release();
    expect(readdirSync(folder)).toEqual([]);
    lockFolder(folder).release();
  });

  it.each([
    ['that has ended', () => leave({ pid: gonePid(), started: '1' })],
    ['whose number is another’s by now', () => leave({ pid: process.ppid, started: '1' })],
    ['of an earlier version that has ended', () => writeFileSync(path, String(gonePid()))],
    ['that was killed before it wrote its number', () => writeFileSync(path, '')],
  ])('left by a process %s is taken over, and nothing of it stays', (_, leaveIt) => {
    leaveIt();
    const lock = lockFolder(folder);
    expect(holder().pid).toBe(process.pid);
    expect(readdirSync(folder)).toEqual(['lock']);
    lock.release();
    expect(readdirSync(folder)).toEqual([]);
  });

  it('by an earlier version that runs is honoured', () => {
    writeFileSync(path, String(process.ppid));
    expect(() => lockFolder(folder)).toThrow(`is in use by process ${process.ppid};`);
  });

  it.each([
    ['a folder', () => mkdirSync(path)],
    ['no lock of ours', () => writeFileSync(path, '{"pid":1}')],
  ])('by %s is refused with what to do', (_, leaveIt) => {
    leaveIt();
    expect(() => lockFolder(folder)).toThrow(UserError);
    expect(() => lockFolder(folder)).toThrow(/cannot be read.*remove/);
    expect(readdirSync(folder)).toEqual(['lock']);
  });
});

describe('a lock whose process cannot be asked about', () => {
  const elsewhere: [string, Partial<LockNote>][] = [
    ['another machine', { host: 'far', boot: 'other' }],
    ['this machine before it started again', { boot: 'other' }],
    ['another container, with the same number', { space: 'pid:[1]', started: '1' }],
  ];
  const lapse = () => {
    const then = (Date.now() - leaseOf - 1000) / 1000;
    utimesSync(path, then, then);
  };

  it.each(elsewhere)('of %s is honoured until its lease is over, and the message says so', (_, note) => {
    leave(note);
    expect(() => lockFolder(folder)).toThrow(UserError);
    expect(() => lockFolder(folder)).toThrow(
      /is in use by process \d+ on \S+, which .* honoured until it has not been renewed for 60 s.*run the same command again in (59|60) s/,
    );
    expect(readdirSync(folder)).toEqual(['lock']);
  });

  it.each(elsewhere)('of %s is taken over after its lease, once it has been watched', (_, note) => {
    leave(note);
    lapse();
    const clock = new HeldClock();
    const lock = lockFolder(folder, systemWith(clock));
    expect(clock.waits).toEqual([7500]);
    expect(holder().token).not.toBe('another');
    lock.release();
    expect(readdirSync(folder)).toEqual([]);
  });

  it('that is renewed while it is watched is honoured, whatever the clock of the disk says', () => {
    leave({ host: 'far', boot: 'other' });
    lapse();
    const clock = new HeldClock();
    clock.meanwhile = () => utimesSync(path, 1, 1);
    expect(() => lockFolder(folder, systemWith(clock))).toThrow('is in use by process');
    expect(holder().token).toBe('another');
  });
});

describe('a run that finds the lock of a process that cannot be asked about', () => {
  /** A clock whose time passes when something is waited for; the lock is renewed, or removed, after so many waits. */
  function waitingClock(after: number, act: () => void) {
    const waits: number[] = [];
    const clock: Clock = {
      now: () => 0,
      wait: () => {},
      after(milliseconds, then, isAwaited) {
        expect(isAwaited, 'a process lives on while it waits').toBe(true);
        waits.push(milliseconds);
        if (waits.length === after) act();
        setImmediate(then);
        return () => {};
      },
    };
    return { waits, clock };
  }

  it('waits for nothing where there is none, or its process can be asked', () => {
    expect(whenFree(folder)).toBeNull();
    leave({ pid: process.pid });
    expect(whenFree(folder)).toBeNull();
    leave({ pid: gonePid(), started: '1' });
    expect(whenFree(folder)).toBeNull();
  });

  it('waits until it is gone, says so once, and keeps the process alive meanwhile', async () => {
    leave({ host: 'far', boot: 'other' });
    const then = (Date.now() - 30_000) / 1000;
    utimesSync(path, then, then);
    const told: string[] = [];
    const { waits, clock } = waitingClock(3, () => rmSync(path));
    await whenFree(folder, { system: systemWith(clock), onWait: (words) => told.push(words) });
    expect(waits).toEqual([5000, 5000, 5000]);
    expect(told).toEqual([
      expect.stringMatching(
        /is locked by process \d+ on far, .* waiting at most (29|30|31) s for its lease to end/,
      ),
    ]);
    lockFolder(folder).release();
  });

  it('stops waiting when it is renewed: then it is in use', async () => {
    leave({ host: 'far', boot: 'other' });
    const { waits, clock } = waitingClock(2, () => utimesSync(path, Date.now() / 1000, Date.now() / 1000));
    const then = (Date.now() - 30_000) / 1000;
    utimesSync(path, then, then);
    await whenFree(folder, { system: systemWith(clock) });
    expect(waits).toHaveLength(2);
    expect(() => lockFolder(folder)).toThrow('is in use by process');
  });

  it('stops waiting when it is told to', async () => {
    leave({ host: 'far', boot: 'other' });
    const stop = new AbortController();
    const { waits, clock } = waitingClock(0, () => {});
    const silently = (milliseconds: number) => {
      waits.push(milliseconds);
      return () => {};
    };
    const silent: Clock = { ...clock, after: silently };
    const wait = whenFree(folder, { system: systemWith(silent), signal: stop.signal });
    stop.abort();
    await wait;
    expect(waits).toHaveLength(1);
  });
});

describe('a holder', () => {
  it('renews its lock, by the moment at which the file was modified', () => {
    const clock = new HeldClock();
    const lock = lockFolder(folder, systemWith(clock));
    utimesSync(path, 1, 1);
    const text = readFileSync(path, 'utf8');
    clock.acts[0]();
    expect(realSystem.disk.modified(path)).toBeGreaterThan(Date.now() - 60_000);
    expect(readFileSync(path, 'utf8')).toBe(text);
    expect(clock.acts).toHaveLength(2);
    lock.release();
  });

  it('whose lock another has by now is told so, renews nothing of it and does not remove it', () => {
    const clock = new HeldClock();
    const lock = lockFolder(folder, systemWith(clock));
    rmSync(path);
    leave({ token: 'later' });
    utimesSync(path, 1, 1);
    clock.acts[0]();
    expect(realSystem.disk.modified(path)).toBe(1000);
    expect(lock.lost()?.message).toMatch(/was taken by another run, because this one had not renewed/);
    lock.release();
    expect(existsSync(path)).toBe(true);
    expect(holder().token).toBe('later');
  });
});

describe('of several that find the same abandoned lock', () => {
  /** A system in which something happens before the k-th time that the disk is asked for anything. */
  function interrupted(k: number, act: () => void): System {
    let calls = 0;
    const disk = new Proxy(realSystem.disk, {
      get(target, name, receiver) {
        const method: unknown = Reflect.get(target, name, receiver);
        if (typeof method !== 'function') return method;
        return (...given: unknown[]) => {
          calls += 1;
          if (calls === k) act();
          return Reflect.apply(method, target, given);
        };
      },
    });
    return { ...realSystem, disk };
  }

  it('exactly one takes it over, wherever the other comes between', () => {
    let [first, second] = [0, 0];
    for (let k = 1; k < 40; k++) {
      rmSync(folder, { recursive: true });
      mkdirSync(folder);
      leave({ pid: process.ppid, started: '1' });
      let inner: ReturnType<typeof lockFolder> | null = null;
      let outer: ReturnType<typeof lockFolder> | null = null;
      const attempt = (system?: System) => {
        try {
          return lockFolder(folder, system);
        } catch (error) {
          expect(error).toBeInstanceOf(UserError);
          return null;
        }
      };
      outer = attempt(interrupted(k, () => (inner = attempt())));
      const winners = [outer, inner].filter((lock) => lock !== null && lock.lost() === null);
      expect(winners, `at ${k}`).toHaveLength(1);
      expect([outer, inner].filter((lock) => lock !== null)).toHaveLength(1);
      if (outer !== null) first += 1;
      else second += 1;
      for (const lock of winners) lock?.release();
      expect(readdirSync(folder).filter((name) => name === 'lock')).toEqual([]);
    }
    expect(Math.min(first, second)).toBeGreaterThan(3);
  });
});
