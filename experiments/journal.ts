import {
  closeSync,
  existsSync,
  fsyncSync,
  ftruncateSync,
  openSync,
  readFileSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { canonical, sha256 } from './canonical.ts';
import { UserError } from './cli/failure.ts';
import { schemaVersion } from './identity.ts';

/** A trial's row as it is kept: plain data with an id. */
export interface StoredRow {
  readonly id: string;
  readonly [key: string]: unknown;
}

/** What a journal holds, and what was wrong with it. */
export interface JournalContent {
  readonly study: string;
  /** In the order they were written; a row written twice stands once. */
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

const lineOf = (row: StoredRow): string => {
  const text = canonical(row);
  return `${sha256(text).slice(0, 16)} ${text}\n`;
};

/** Reads a journal, plain or gzipped. Throws a `UserError` that names the file, what it is, and what was wanted. */
export function readJournal(path: string, expectedStudy?: string): JournalContent {
  const bytes = readFileSync(path);
  const text = (path.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
  const end = text.lastIndexOf('\n') + 1;
  const [first = '', ...lines] = text.slice(0, end).split('\n').slice(0, -1);
  const header = headerOf(path, first, expectedStudy);
  const rows = new Map<string, StoredRow>();
  let badLines = 0;
  for (const line of lines) {
    const row = rowOf(line);
    if (row === null) badLines += 1;
    else if (!rows.has(row.id)) rows.set(row.id, row);
  }
  const soundBytes = Buffer.byteLength(text.slice(0, end));
  return { study: header.study, rows, soundBytes, tornBytes: Buffer.byteLength(text) - soundBytes, badLines };
}

function headerOf(path: string, line: string, expectedStudy: string | undefined): Header {
  const header = parsed(line) as Partial<Header> | null;
  if (header?.journal !== 'yuma-lab' || typeof header.study !== 'string') {
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
  return header as Header;
}

function rowOf(line: string): StoredRow | null {
  const blank = line.indexOf(' ');
  const text = line.slice(blank + 1);
  if (blank !== 16 || sha256(text).slice(0, 16) !== line.slice(0, 16)) return null;
  const row = parsed(text) as StoredRow | null;
  return typeof row?.id === 'string' ? row : null;
}

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
 * forced to the disk in groups, every 100 ms or 64 rows, and at the end.
 */
export class Journal {
  readonly content: JournalContent;
  private readonly file: number;
  private readonly done: Set<string>;
  private unsynced = 0;
  private timer: NodeJS.Timeout | null = null;

  /** Opens or starts the journal of a study. A torn tail is cut off and kept aside; a bad line stays where it is. */
  constructor(path: string, study: string) {
    if (!existsSync(path) || readFileSync(path).length === 0) {
      const header: Header = { journal: 'yuma-lab', schema: schemaVersion, study };
      writeFileSync(path, `${JSON.stringify(header)}\n`);
    }
    this.content = readJournal(path, study);
    this.file = openSync(path, 'r+');
    if (this.content.tornBytes > 0) {
      writeFileSync(
        `${path}.torn-${this.content.soundBytes}`,
        readFileSync(path).subarray(this.content.soundBytes),
      );
      ftruncateSync(this.file, this.content.soundBytes);
    }
    closeSync(this.file);
    this.file = openSync(path, 'a');
    this.done = new Set(this.content.rows.keys());
  }

  has(id: string): boolean {
    return this.done.has(id);
  }

  /** Acknowledges a row: when this returns, a kill can no longer lose it. */
  append(row: StoredRow): void {
    const bytes = Buffer.from(lineOf(row));
    for (let written = 0; written < bytes.length; ) written += writeSync(this.file, bytes, written);
    this.done.add(row.id);
    this.unsynced += 1;
    if (this.unsynced >= syncRows) this.sync();
    else this.timer ??= setTimeout(() => this.sync(), syncMilliseconds);
  }

  private sync(): void {
    if (this.timer !== null) clearTimeout(this.timer);
    this.timer = null;
    if (this.unsynced > 0) fsyncSync(this.file);
    this.unsynced = 0;
  }

  close(): void {
    this.sync();
    closeSync(this.file);
  }
}

/** "The same bytes": SHA-256 of the canonical rows in the order of their ids. */
export function rowsHash(rows: Iterable<StoredRow>): string {
  const sorted = [...rows].sort((one, other) => (one.id < other.id ? -1 : one.id > other.id ? 1 : 0));
  return sha256(sorted.map((row) => `${canonical(row)}\n`).join(''));
}
