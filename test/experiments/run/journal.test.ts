import {
  appendFileSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { canonical, sha256 } from '../../../experiments/base/canonical.ts';
import { UserError } from '../../../experiments/base/userError.ts';
import { Journal, readJournal, rowsHash, type StoredRow } from '../../../experiments/run/journal.ts';
import { RowIndex } from '../../../experiments/run/rowIndex.ts';
import type { Disk } from '../../../experiments/run/system/disk.ts';
import { realSystem } from '../../../experiments/run/system/system.ts';

/** What the disk does in a test; null: what it really does. */
const disk = vi.hoisted(() => ({
  room: null as number | null,
  syncFault: null as Error | null,
  syncs: 0,
}));

vi.mock('node:fs', async (importOriginal) => {
  const real = await importOriginal<typeof import('node:fs')>();
  const full = () => Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' });
  return {
    ...real,
    // A disk that fills up takes what fits and refuses the rest, as write(2) does.
    writeSync(file: number, bytes: Buffer, from = 0) {
      if (disk.room === null) return real.writeSync(file, bytes, from);
      if (disk.room === 0) throw full();
      const written = real.writeSync(file, bytes, from, Math.min(disk.room, bytes.length - from));
      disk.room -= written;
      return written;
    },
    fsyncSync(file: number) {
      disk.syncs += 1;
      if (disk.syncFault !== null) throw disk.syncFault;
      real.fsyncSync(file);
    },
  };
});

const study = 'ab'.repeat(32);
const rowOf = (k: number): StoredRow => ({ id: `t${String(k).padStart(3, '0')}`, x: k / 7, name: 'κ' });
const rows = [1, 2, 3, 4, 5].map(rowOf);
let folder: string;
let path: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'journal-'));
  path = join(folder, 'journal.ndjson');
  Object.assign(disk, { room: null, syncFault: null, syncs: 0 });
});
afterEach(() => {
  vi.useRealTimers();
  rmSync(folder, { recursive: true });
});

/** Writes rows in a session of their own and returns the bytes of the file. */
function written(...some: StoredRow[]): Buffer {
  const journal = new Journal(path, study);
  for (const row of some) journal.append(row);
  journal.close();
  return readFileSync(path);
}

const ids = () => [...readJournal(path, study).rows.keys()];

describe('a journal', () => {
  it('gives back every row, in the order written, over two sessions', () => {
    written(...rows.slice(0, 2));
    written(...rows.slice(2));
    expect([...readJournal(path, study).rows.values()]).toEqual(rows);
  });

  it('is a header, then lines of a checksum and the canonical row, as anybody can read them', () => {
    const [header, ...lines] = written(...rows)
      .toString()
      .trimEnd()
      .split('\n');
    const plain = JSON.stringify({ journal: 'yuma-lab', schema: 1, study });
    expect(header).toBe(`${plain.slice(0, -1)},"sum":"${sha256(plain).slice(0, 16)}"}`);
    expect(lines).toEqual(rows.map((row) => `${sha256(canonical(row)).slice(0, 16)} ${canonical(row)}`));
  });

  it('reads a journal of schema 1 as it was first written', () => {
    const line = 'b04ac482517bca2f {"arm":null,"id":"00000000000000000000000000000001","measures":{"x":0.5}}';
    const header = `{"journal":"yuma-lab","schema":1,"study":"${study}"}`;
    writeFileSync(path, `${header}\n${line}\n`);
    const { rows: found, badLines } = readJournal(path, study);
    expect(badLines).toBe(0);
    expect([...found.values()]).toEqual([
      { arm: null, id: '00000000000000000000000000000001', measures: { x: 0.5 } },
    ]);
  });

  it('lets the later row of a trial stand where a failed one was run again', () => {
    written({ id: 'a', status: 'failed' }, rows[0], { id: 'a', status: 'complete' });
    expect(readJournal(path).rows.get('a')).toEqual({ id: 'a', status: 'complete' });
    expect(readJournal(path).rows.size).toBe(2);
  });

  it('takes no row that has no canonical text and goes on; closed, it takes none', () => {
    const journal = new Journal(path, study);
    expect(() => journal.append({ id: 'bad', x: Number.NaN })).toThrow('$.x is NaN');
    journal.append(rows[0]);
    journal.close();
    expect(() => journal.append(rows[1])).toThrow('is closed');
    expect(ids()).toEqual(['t001']);
  });
});

describe('a torn last line', () => {
  it('costs its own row and no other, wherever it was cut', () => {
    const bytes = written(...rows.slice(0, 3));
    const start = bytes.lastIndexOf('\n', bytes.length - 2) + 1;
    for (let cut = start; cut < bytes.length; cut++) {
      writeFileSync(path, bytes.subarray(0, cut));
      written(rows[3]);
      expect(ids(), `cut at ${cut}`).toEqual(['t001', 't002', 't004']);
    }
  });

  it('is kept aside, each in a file of its own', () => {
    const bytes = written(rows[0]);
    for (const torn of ['first', 'second']) {
      writeFileSync(path, Buffer.concat([bytes, Buffer.from(torn)]));
      const journal = new Journal(path, study);
      expect(journal.content.tornBytes).toBe(torn.length);
      journal.close();
    }
    expect(readFileSync(`${path}.torn-1`, 'utf8')).toBe('first');
    expect(readFileSync(`${path}.torn-2`, 'utf8')).toBe('second');
    expect(readFileSync(path)).toEqual(bytes);
  });

  it('is cut at the right byte although a line before it was damaged into something that is no text', () => {
    const bytes = written(...rows.slice(0, 3));
    bytes[bytes.indexOf('t002')] = 0xff;
    writeFileSync(path, Buffer.concat([bytes, Buffer.from('0123456789abcdef {"id":"κ').subarray(0, -1)]));
    written(rows[3]);
    expect(ids()).toEqual(['t001', 't003', 't004']);
  });

  it('in the header leaves a journal that begins again', () => {
    const header = written();
    for (let cut = 0; cut < header.length; cut++) {
      writeFileSync(path, header.subarray(0, cut));
      written(rows[0]);
      expect(ids(), `cut at ${cut}`).toEqual(['t001']);
    }
  });

  it('does not disturb a reader of a running study', () => {
    const bytes = written(...rows);
    writeFileSync(path, bytes.subarray(0, -5));
    expect(readJournal(path, study)).toMatchObject({ tornBytes: expect.any(Number), badLines: 0 });
    expect(ids()).toEqual(['t001', 't002', 't003', 't004']);
    expect(readFileSync(path)).toEqual(bytes.subarray(0, -5));
  });
});

describe('a damaged first line', () => {
  const plan = (hash: string) =>
    writeFileSync(join(folder, 'study.json'), JSON.stringify({ schema: 1, hash }));
  const old = () => `{"journal":"yuma-lab","schema":1,"study":"${study}"}\n`;

  it('costs no row where study.json says what study it is: one flipped bit anywhere in it, at most the row behind it', () => {
    const bytes = written(...rows.slice(0, 3));
    plan(study);
    for (const header of [bytes.indexOf('\n') + 1, old().length]) {
      const whole = Buffer.concat([
        header === old().length ? Buffer.from(old()) : bytes.subarray(0, header),
        bytes.subarray(bytes.indexOf('\n') + 1),
      ]);
      for (let at = 0; at < 8 * header; at++) {
        const damaged = Buffer.from(whole);
        damaged[at >> 3] ^= 1 << (at & 7);
        writeFileSync(path, damaged);
        const found = readJournal(path, study);
        expect(found, `bit ${at}`).toMatchObject({ study, hasDamagedHeader: true });
        const isLineEnd = at >> 3 === header - 1;
        expect([...found.rows.keys()], `bit ${at}`).toEqual(
          isLineEnd ? ['t002', 't003'] : ['t001', 't002', 't003'],
        );
      }
    }
    written(rows[3]);
    expect(ids()).toEqual(['t002', 't003', 't004']);
  });

  it('is refused where nothing beside it says what study it is, or something says another', () => {
    const bytes = written(rows[0]);
    bytes[3] ^= 1;
    writeFileSync(path, bytes);
    expect(() => readJournal(path, study)).toThrow('is not a journal of yuma-lab');
    plan('cd'.repeat(32));
    expect(() => readJournal(path, study)).toThrow('is not a journal of yuma-lab');
  });

  it('is not taken for the header of another study', () => {
    written(rows[0]);
    plan('cd'.repeat(32));
    expect(() => readJournal(path, 'cd'.repeat(32))).toThrow('belongs to study abababab, not cdcdcdcd');
  });
});

describe('line ends and a mark at the beginning', () => {
  it('of Windows make no row missing, and the journal goes on behind them', () => {
    const text = written(...rows.slice(0, 3)).toString();
    writeFileSync(path, `\ufeff${text.replaceAll('\n', '\r\n')}`);
    expect(readJournal(path, study)).toMatchObject({ badLines: 0, tornBytes: 0 });
    const journal = new Journal(path, study);
    expect([...journal.rows.values()]).toEqual(rows.slice(0, 3));
    journal.append(rows[3]);
    journal.close();
    expect([...readJournal(path, study).rows.values()]).toEqual(rows.slice(0, 4));
  });
});

describe('a damaged byte', () => {
  it('anywhere in a line makes that trial missing and no other', () => {
    const bytes = written(...rows.slice(0, 3));
    const from = bytes.indexOf('\n', bytes.indexOf('t001')) + 1;
    const to = bytes.indexOf('\n', from);
    for (let at = from; at < to; at++) {
      const damaged = Buffer.from(bytes);
      damaged[at] ^= 0x01;
      writeFileSync(path, damaged);
      const { rows: found, badLines } = readJournal(path, study);
      expect([...found.keys()], `byte ${at}`).toEqual(['t001', 't003']);
      expect(badLines).toBeGreaterThan(0);
    }
  });
});

describe('a line with a right checksum', () => {
  const line = (text: string) => `${sha256(text).slice(0, 16)} ${text}\n`;

  it.each([
    ['−0', '{"id":"odd","x":-0}'],
    ['−0 with decimals', '{"id":"odd","x":-0.00}'],
    ['infinity', '{"id":"odd","x":1e400}'],
    ['−infinity', '{"id":"odd","x":[-1.5E+0400]}'],
    ['infinity without an exponent', `{"id":"odd","x":1${'0'.repeat(310)}}`],
    ['infinity in both forms', `{"id":"odd","x":1${'0'.repeat(230)}e90}`],
  ])('that says %s is no row: its trial is missing', (_, text) => {
    writeFileSync(path, Buffer.concat([written(rows[0]), Buffer.from(line(text) + line('{"id":"last"}'))]));
    expect(readJournal(path, study)).toMatchObject({ badLines: 1 });
    expect(ids()).toEqual(['t001', 'last']);
  });

  it('is a row where only a text or a small number looks like one of them', () => {
    const texts = [
      '{"id":"a-0","x":1e-400}',
      '{"id":"1e999","x":1e+21}',
      `{"id":"b","x":"${'1'.repeat(320)}"}`,
    ];
    writeFileSync(path, Buffer.concat([written(), Buffer.from(texts.slice(1).map(line).join(''))]));
    expect(ids()).toEqual(['1e999', 'b']);
    // What is read as 0 is no number that a row cannot hold.
    writeFileSync(path, Buffer.concat([written(), Buffer.from(line(texts[0]))]));
    expect(ids()).toEqual(['1e999', 'b', 'a-0']);
  });
});

describe('a journal that another has taken over', () => {
  const lost = new UserError('was taken by another run');
  const tools = (isLost: () => boolean, disk = realSystem.disk) => ({
    ...realSystem,
    disk,
    guard: () => (isLost() ? lost : null),
  });

  it('gets no row of the process before, which may believe for a while that it is still its own', () => {
    let isKnown = false;
    const before = new Journal(
      path,
      study,
      tools(() => isKnown),
    );
    before.append(rows[0]);
    const after = new Journal(path, study);
    after.append(rows[1]);
    before.append(rows[2]);
    isKnown = true;
    expect(() => before.append(rows[3])).toThrow('was taken by another run');
    expect(() => before.append(rows[4])).toThrow('was taken by another run');
    after.append(rows[3]);
    after.close();
    expect(() => before.close()).toThrow('was taken by another run');
    expect(ids()).toEqual(['t001', 't002', 't004']);
    expect(readdirSync(folder)).toEqual(['journal.ndjson']);
  });

  it('has every row that the process before was told is kept, wherever in an append it was frozen', () => {
    for (let k = 1; k < 30; k++) {
      rmSync(path, { force: true });
      written(rows[0]);
      let calls = -1000;
      let after: Journal | null = null;
      const disk = frozenAt(() => {
        calls += 1;
        if (calls !== k) return;
        after = new Journal(path, study);
        after.append(rows[1]);
      });
      const kept: string[] = [];
      const before = new Journal(
        path,
        study,
        tools(() => after !== null, disk),
      );
      calls = 0;
      for (const row of [rows[2], rows[3]])
        try {
          before.append(row);
          kept.push(row.id);
        } catch (error) {
          expect(error).toBeInstanceOf(UserError);
        }
      Object(after).close?.();
      const there = ids();
      expect(there, `frozen at call ${k}`).toEqual(expect.arrayContaining(['t001', ...kept]));
      const lines = readFileSync(path, 'utf8').split('\n').slice(1, -1);
      expect(lines).toHaveLength(there.length);
      expect(readdirSync(folder)).toEqual(['journal.ndjson']);
    }
  });

  /** The real disk, with something that happens before each call to it or to a file of it. */
  function frozenAt(act: () => void): Disk {
    const watched = <Target extends object>(target: Target): Target =>
      new Proxy(target, {
        get(one, name) {
          const method: unknown = Reflect.get(one, name);
          if (typeof method !== 'function') return method;
          return (...given: unknown[]) => {
            act();
            const result: unknown = Reflect.apply(method, one, given);
            return name === 'open' ? watched(Object(result)) : result;
          };
        },
      });
    return watched(realSystem.disk);
  }
});

describe('a journal of something else', () => {
  const cases: [string, string, string][] = [
    [
      'another study',
      JSON.stringify({ journal: 'yuma-lab', schema: 1, study: 'cd'.repeat(32) }),
      'belongs to study cdcdcdcd, not abababab',
    ],
    [
      'another schema',
      JSON.stringify({ journal: 'yuma-lab', schema: 9, study }),
      'has schema 9; this version reads 1',
    ],
    ['another program', '{"hello":1}', 'is not a journal of yuma-lab'],
    ['no program', 'seed,incentive', 'is not a journal of yuma-lab'],
  ];
  it.each(cases)('of %s is refused by name, with a remedy, and left as it was', (_, header, message) => {
    const before = `${header}\n${'0'.repeat(16)} {"id":"x"}\ntorn`;
    writeFileSync(path, before);
    const open = () => new Journal(path, study);
    expect(open).toThrow(UserError);
    expect(open).toThrow(path);
    expect(open).toThrow(message);
    expect(open).toThrow(/choose another folder|use the version that wrote it/);
    expect(readFileSync(path, 'utf8')).toBe(before);
    expect(readdirSync(folder)).toEqual(['journal.ndjson']);
  });

  it('cut within its first line is not taken for a torn header of ours', () => {
    writeFileSync(path, '{"journal":"yuma-lab","schema":1,"study":"cdcd');
    expect(() => new Journal(path, study)).toThrow('is not a journal');
  });
});

describe('a packed journal', () => {
  it('reads as the plain one and is never written to', () => {
    writeFileSync(`${path}.gz`, gzipSync(written(...rows)));
    rmSync(path);
    expect([...readJournal(`${path}.gz`, study).rows.values()]).toEqual(rows);
    for (const name of [path, `${path}.gz`]) {
      expect(() => new Journal(name, study)).toThrow('holds finished results, which are only read');
    }
    expect(existsSync(path)).toBe(false);
  });

  it('that is damaged is refused by name', () => {
    writeFileSync(`${path}.gz`, gzipSync(written(...rows)).subarray(0, -20));
    expect(() => readJournal(`${path}.gz`)).toThrow(/journal\.ndjson\.gz cannot be unpacked/);
  });
});

describe('a full disk', () => {
  it('is told with what is kept, keeps every acknowledged row, and leaves no half line', () => {
    for (let room = 0; room < 60; room++) {
      rmSync(path, { force: true });
      const sound = written(rows[0], rows[1]);
      const journal = new Journal(path, study);
      journal.append(rows[2]);
      const length = readFileSync(path).length;
      disk.room = room;
      expect(() => journal.append(rows[3])).toThrow(
        /journal\.ndjson cannot be written \(ENOSPC.*its 3 rows are kept: mend that and run the same command/,
      );
      disk.room = null;
      expect(() => journal.append(rows[4]), 'nothing may follow a failed write').toThrow('ENOSPC');
      expect(() => journal.close()).toThrow('ENOSPC');
      expect(readFileSync(path).length).toBe(length);
      expect(length).toBeGreaterThan(sound.length);
      written(rows[3]);
      expect(ids()).toEqual(['t001', 't002', 't003', 't004']);
    }
  });

  it('that shows only when lines are forced to it is not passed over in silence', () => {
    vi.useFakeTimers();
    const journal = new Journal(path, study);
    journal.append(rows[0]);
    disk.syncFault = new Error('EIO: i/o error, fsync');
    vi.advanceTimersByTime(100);
    expect(() => journal.append(rows[1])).toThrow('EIO');
    expect(() => journal.close()).toThrow('EIO');
  });
});

describe('rows are forced to the disk', () => {
  it('once for 64 rows, and for a single row after 100 ms', () => {
    vi.useFakeTimers();
    const journal = new Journal(path, study);
    const before = disk.syncs;
    for (let k = 0; k < 63; k++) journal.append(rowOf(k));
    expect(disk.syncs - before).toBe(0);
    journal.append(rowOf(63));
    expect(disk.syncs - before).toBe(1);
    journal.append(rowOf(64));
    vi.advanceTimersByTime(99);
    expect(disk.syncs - before).toBe(1);
    vi.advanceTimersByTime(1);
    expect(disk.syncs - before).toBe(2);
    journal.append(rowOf(65));
    journal.close();
    expect(disk.syncs - before).toBe(3);
  });
});

describe('rows of an open journal', () => {
  it('are read from the file when they are asked for, as a map in the order in which they first came', () => {
    written({ id: 'a', status: 'failed' }, rows[0]);
    const journal = new Journal(path, study);
    journal.append({ id: 'a', status: 'complete' });
    journal.append(rows[1]);
    const all: StoredRow[] = [{ id: 'a', status: 'complete' }, rows[0], rows[1]];
    expect([...journal.rows]).toEqual(all.map((row) => [row.id, row]));
    expect([...journal.rows.keys()]).toEqual(['a', 't001', 't002']);
    expect([journal.rows.size, journal.rows.has('t002'), journal.rows.get('t009')]).toEqual([
      3,
      true,
      undefined,
    ]);
    expect(journal.rows.hash()).toBe(rowsHash(all));
    const some = journal.rows.amongst(['t002', 'a', 'nowhere']);
    expect([...some.keys()]).toEqual(['a', 't002']);
    expect([some.size, some.has('t001'), some.get('t001')]).toEqual([2, false, undefined]);
    expect(some.hash()).toBe(rowsHash([all[0], all[2]]));
    journal.close();
    expect(journal.rows.get('t001')).toEqual(rows[0]);
  });

  it('that have changed behind the journal are refused, not believed', () => {
    written(rows[0]);
    const journal = new Journal(path, study);
    const bytes = readFileSync(path);
    bytes[bytes.indexOf('t001')] ^= 1;
    writeFileSync(path, bytes);
    expect(() => journal.rows.get('t001')).toThrow('is no longer as it was');
    journal.close();
  });

  it('are found by id among many, the last of each', () => {
    const index = new RowIndex();
    const ids = Array.from({ length: 5000 }, (_, k) => sha256(`${k}`).slice(0, 32));
    const all = [...ids, 'odd', '', ids[7].toUpperCase()];
    for (const round of [1, 2])
      for (const [k, id] of all.entries())
        index.set(id, {
          place: round * 2 ** 40 + k,
          length: k,
          isFailed: k % 2 === 0,
          isByTime: k % 3 === 0,
        });
    expect(index.size).toBe(all.length);
    for (const [k, id] of all.entries()) {
      expect(index.find(id)).toBe(k);
      expect(index.idAt(k)).toBe(id);
      expect(index.placeAt(k)).toEqual({
        place: 2 ** 41 + k,
        length: k,
        isFailed: k % 2 === 0,
        isByTime: k % 3 === 0,
      });
    }
    expect(index.find(sha256('another').slice(0, 32))).toBe(-1);
    expect(index.find('another')).toBe(-1);
  });
});

describe('the hash of rows', () => {
  it('is the SHA-256 of the canonical rows by id, whatever order they came in', () => {
    const text = rows.map((row) => `${canonical(row)}\n`).join('');
    expect(rowsHash(rows)).toBe(sha256(text));
    expect(rowsHash([...rows].reverse())).toBe(sha256(text));
    expect(rowsHash(rows.slice(1))).not.toBe(sha256(text));
    expect(rowsHash([...rows.slice(1), { ...rows[0], x: 1 / 7 + 2 ** -55 }])).not.toBe(sha256(text));
  });

  it('survives the journal', () => {
    written(...rows);
    appendFileSync(path, 'torn');
    expect(rowsHash(readJournal(path).rows.values())).toBe(rowsHash(rows));
  });
});
