import {
  closeSync,
  existsSync,
  fsyncSync,
  ftruncateSync,
  openSync,
  readFileSync,
  renameSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { canonical, sha256 } from '../base/canonical.ts';
import { schemaVersion } from '../base/identity.ts';
import { messageOf } from '../base/thrown.ts';
import { UserError } from '../base/userError.ts';

/** A trial's row as it is kept: plain data with an id. */
export interface StoredRow {
  readonly id: string;
  readonly [key: string]: unknown;
}

/** What a journal holds, and what was wrong with it. */
export interface JournalContent {
  readonly study: string;
  /** In the order they were first written; of a row written twice the later one counts (a failed trial, run again). */
  readonly rows: ReadonlyMap<string, StoredRow>;
  /** Bytes of whole, sound lines from the start: where the next line belongs. */
  readonly soundBytes: number;
  /** Bytes behind them that no newline ends: a line that a kill cut short. */
  readonly tornBytes: number;
  /** Whole lines that their checksum does not match; their trials count as missing. */
  readonly badLines: number;
}

interface Header {
  readonly journal: 'yuma-lab';
  readonly schema: number;
  readonly study: string;
}

/** The first line of a study's journal. */
export function headerFor(study: string): string {
  const header: Header = { journal: 'yuma-lab', schema: schemaVersion, study };
  return JSON.stringify(header);
}

/** A row as a journal has it: its checksum, a blank, its canonical text. */
export const lineOf = (row: StoredRow): string => {
  const text = canonical(row);
  return `${sha256(text).slice(0, 16)} ${text}\n`;
};

/**
 * Reads a journal, plain or gzipped (a journal above 2 GiB is refused by Node). Throws a `UserError` that names the
 * file, what it is, and what was wanted.
 */
export function readJournal(path: string, expectedStudy?: string): JournalContent {
  const bytes = bytesOf(path);
  const soundBytes = bytes.lastIndexOf(newline) + 1;
  const lines = linesOf(bytes);
  const header = headerOf(path, lines.next().value ?? '', expectedStudy);
  const rows = new Map<string, StoredRow>();
  let badLines = 0;
  for (const line of lines) {
    const row = rowOf(line);
    if (row === null) badLines += 1;
    else rows.set(row.id, row);
  }
  return { study: header.study, rows, soundBytes, tornBytes: bytes.length - soundBytes, badLines };
}

const newline = 0x0a;

function bytesOf(path: string): Buffer {
  const bytes = readFileSync(path);
  if (!path.endsWith('.gz')) return bytes;
  try {
    return gunzipSync(bytes);
  } catch (error) {
    throw new UserError(`${path} cannot be unpacked (${messageOf(error)}): fetch the file again`);
  }
}

/** The whole lines. Cut as bytes: a damaged byte decodes to another length and would shift every place after it. */
function* linesOf(bytes: Buffer): Generator<string, undefined> {
  let from = 0;
  for (let to = bytes.indexOf(newline); to >= 0; to = bytes.indexOf(newline, from)) {
    yield bytes.toString('utf8', from, to);
    from = to + 1;
  }
  return undefined;
}

function headerOf(path: string, line: string, expectedStudy: string | undefined): Header {
  const header = parsed(line);
  if (!isHeader(header)) {
    throw new UserError(
      `${path} is not a journal of yuma-lab: its first line is no header; choose another folder`,
    );
  }
  if (header.schema !== schemaVersion) {
    throw new UserError(
      `${path} has schema ${header.schema}; this version reads ${schemaVersion}: use the version that wrote it`,
    );
  }
  if (expectedStudy !== undefined && header.study !== expectedStudy) {
    throw new UserError(
      `${path} belongs to study ${header.study.slice(0, 8)}, not ${expectedStudy.slice(0, 8)}; it was left untouched: choose another folder`,
    );
  }
  return header;
}

const isHeader = (line: unknown): line is Header =>
  isRecord(line) && line.journal === 'yuma-lab' && typeof line.study === 'string';

function rowOf(line: string): StoredRow | null {
  const blank = line.indexOf(' ');
  const text = line.slice(blank + 1);
  if (blank !== 16 || sha256(text).slice(0, 16) !== line.slice(0, 16)) return null;
  const row = parsed(text);
  return isStored(row) ? row : null;
}

const isStored = (row: unknown): row is StoredRow => isRecord(row) && typeof row.id === 'string';

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** Rows between two forced writes to the disk, and the longest time between them. */
const syncRows = 64;
const syncMilliseconds = 100;

/**
 * The truth of a running study: append-only lines, each with its checksum. A row is done when its whole line was
 * handed to the system in one append (a kill of this process cannot undo it); against power loss lines are
 * forced to the disk in groups, every 100 ms or 64 rows, and at the end. One process writes at a time (lock.ts).
 */
export class Journal {
  readonly content: JournalContent;
  private readonly path: string;
  private readonly file: number;
  private readonly kept: Set<string>;
  /** Bytes of sound lines in the file. */
  private length: number;
  /** Why nothing more can be written: after a failed write the file's end is not to be trusted. */
  private fault: Error | null = null;
  private unsynced = 0;
  private timer: NodeJS.Timeout | null = null;

  /** Opens or starts the journal of a study. A torn tail is cut off and kept aside; a bad line stays where it is. */
  constructor(path: string, study: string) {
    refuseFinished(path);
    const header = headerFor(study);
    if (isUnbegun(path, header)) writeWhole(path, `${header}\n`);
    this.path = path;
    this.content = readJournal(path, study);
    this.length = this.content.soundBytes;
    this.kept = new Set(this.content.rows.keys());
    if (this.content.tornBytes > 0) keepAside(path, this.length);
    this.file = openSync(path, 'a');
    if (this.content.tornBytes > 0) ftruncateSync(this.file, this.length);
  }

  /**
   * Acknowledges a row: when this returns, a kill can no longer lose it. Throws `NoCanonicalText` for a row that
   * cannot be stored (the journal goes on), and a `UserError` where the disk refuses (full, say): every row
   * acknowledged before is kept, and nothing more is taken.
   */
  append(row: StoredRow): void {
    const bytes = Buffer.from(lineOf(row));
    this.attempt(() => {
      for (let written = 0; written < bytes.length; ) written += writeSync(this.file, bytes, written);
    });
    this.length += bytes.length;
    this.kept.add(row.id);
    this.unsynced += 1;
    if (this.unsynced >= syncRows) this.sync();
    else this.timer ??= setTimeout(() => this.syncLate(), syncMilliseconds);
  }

  close(): void {
    try {
      this.sync();
    } finally {
      closeSync(this.file);
      this.fault = new Error(`${this.path} is closed: open it again to append`);
    }
  }

  private sync(): void {
    if (this.timer !== null) clearTimeout(this.timer);
    this.timer = null;
    this.attempt(() => {
      if (this.unsynced > 0) fsyncSync(this.file);
    });
    this.unsynced = 0;
  }

  /** A timer's error has no caller to catch it: the fault is thrown by the next append, or by close. */
  private syncLate(): void {
    try {
      this.sync();
    } catch {}
  }

  private attempt(write: () => void): void {
    if (this.fault !== null) throw this.fault;
    try {
      write();
    } catch (error) {
      this.fault = new UserError(
        `${this.path} cannot be written (${messageOf(error)}); its ${this.kept.size} rows are kept: mend that and run the same command again`,
      );
      this.cutBack();
      throw this.fault;
    }
  }

  /** Takes back the part of a line that went out before the disk refused; what stays is cut at the next opening. */
  private cutBack(): void {
    try {
      ftruncateSync(this.file, this.length);
    } catch {}
  }
}

function refuseFinished(path: string): void {
  const packed = path.endsWith('.gz') ? path : `${path}.gz`;
  if (!existsSync(packed)) return;
  throw new UserError(`${packed} holds finished results, which are only read: choose another folder`);
}

/** Whether there is no journal yet: no file, an empty one, or one whose first line a kill cut short. */
function isUnbegun(path: string, whole: string): boolean {
  if (!existsSync(path)) return true;
  return statSync(path).size <= whole.length && whole.startsWith(readFileSync(path, 'utf8'));
}

/** Copies what follows the sound bytes to the first free `journal.ndjson.torn-<n>`. */
function keepAside(path: string, soundBytes: number): void {
  let n = 1;
  while (existsSync(`${path}.torn-${n}`)) n += 1;
  writeFileSync(`${path}.torn-${n}`, readFileSync(path).subarray(soundBytes), { flag: 'wx' });
}

/** Writes a file whole or not at all, and forces it to the disk: draft, fsync, rename, fsync of the folder. */
export function writeWhole(path: string, text: string): void {
  const draft = `${path}.tmp`;
  const file = openSync(draft, 'w');
  try {
    writeFileSync(file, text);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  renameSync(draft, path);
  syncFolder(dirname(path));
}

/** A rename survives a power loss only once its folder is on the disk; Windows has no such call. */
export function syncFolder(folder: string): void {
  if (process.platform === 'win32') return;
  const file = openSync(folder, 'r');
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

/** Whether a limit of time ended a trial: on another machine it may end otherwise, so its row is compared with none. */
export const isByTime = ({ byTime }: StoredRow): boolean => byTime === true;

/** "The same bytes": SHA-256 of the canonical rows in the order of their ids, without those that a limit of time ended. */
export function rowsHash(rows: Iterable<StoredRow>): string {
  const compared = [...rows].filter((row) => !isByTime(row));
  const sorted = compared.sort((one, other) => (one.id < other.id ? -1 : one.id > other.id ? 1 : 0));
  return sha256(sorted.map((row) => `${canonical(row)}\n`).join(''));
}
