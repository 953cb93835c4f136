import { dirname } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { canonical, sha256 } from '../base/canonical.ts';
import { messageOf } from '../base/thrown.ts';
import { UserError } from '../base/userError.ts';
import { headerFor, plainHeader, readHeader } from './journalHeader.ts';
import { type Line, linesOf } from './journalLines.ts';
import { type Beginning, type OwnTools, ownFile, removeDrafts } from './journalOwn.ts';
import { JournalRows } from './journalRows.ts';
import { isByTime, lineOf, rowOf, type StoredRow } from './storedRow.ts';
import { type Disk, type DiskFile, readWhole, realDisk, writeAll } from './system/disk.ts';
import { realSystem, type System } from './system/system.ts';
import { writeDraft } from './system/writeWhole.ts';

export { headerFor } from './journalHeader.ts';
export { isByTime, lineOf, type StoredRow } from './storedRow.ts';
export { syncFolder } from './system/disk.ts';
export { writeWhole } from './system/writeWhole.ts';

/** What was found in a journal, but for its rows. */
interface Findings {
  readonly study: string;
  /** Bytes of whole lines from the start: where the next line belongs. */
  readonly soundBytes: number;
  /** Bytes behind them that no newline ends: a line that a kill cut short. */
  readonly tornBytes: number;
  /** Whole lines that their checksum does not match; their trials count as missing. */
  readonly badLines: number;
  /** The first line is damaged; what study it is was had from `study.json`. */
  readonly hasDamagedHeader: boolean;
}

/** What a journal holds, and what was wrong with it. */
export interface JournalContent extends Findings {
  /** In the order they were first written; of a row written twice the later one counts (a failed trial, run again). */
  readonly rows: ReadonlyMap<string, StoredRow>;
}

/**
 * Reads a journal, plain or gzipped, with all its rows into memory. Throws a `UserError` that names the file, what it is, and what was
 * wanted.
 */
export function readJournal(path: string, expectedStudy?: string, disk: Disk = realDisk): JournalContent {
  const rows = new Map<string, StoredRow>();
  const findings = scan(path, expectedStudy, disk, (row) => rows.set(row.id, row));
  return { ...findings, rows };
}

/** Reads a journal row by row. */
function scan(
  path: string,
  expectedStudy: string | undefined,
  disk: Disk,
  see: (row: StoredRow, line: Line) => void,
): Findings {
  const file = path.endsWith('.gz') ? unpacked(path, disk) : disk.open(path, 'read');
  try {
    const lines = linesOf(file);
    const first = lines.next();
    const headerText = first.done === true ? '' : first.value.text;
    const { study, isDamaged } = readHeader(path, headerText, expectedStudy, disk);
    let badLines = 0;
    let next = lines.next();
    for (; next.done !== true; next = lines.next()) {
      const row = rowOf(next.value.text);
      if (row === null) badLines += 1;
      else see(row, next.value);
    }
    const soundBytes = next.value;
    return { study, soundBytes, tornBytes: file.size() - soundBytes, badLines, hasDamagedHeader: isDamaged };
  } finally {
    file.close();
  }
}

/** A packed journal as a file. */
function unpacked(path: string, disk: Disk): Pick<DiskFile, 'read' | 'size' | 'close'> {
  try {
    const bytes = gunzipSync(readWhole(path, disk));
    return {
      read: (place, length) => bytes.subarray(place, place + length),
      size: () => bytes.length,
      close() {},
    };
  } catch (error) {
    throw new UserError(`${path} cannot be unpacked (${messageOf(error)}): fetch the file again`);
  }
}

/** Rows between two forced writes to the disk, and the longest time between them. */
const syncRows = 64;
const syncMilliseconds = 100;

/** What a journal writes with. */
export interface JournalTools extends System, OwnTools {}

/**
 * The truth of a running study: append-only lines, each with its checksum. A row is done when its whole line was handed to the system in one
 * append and the lock was still ours afterwards: a kill of this process cannot undo it. Against power loss lines are forced to the disk in
 * groups, every 100 ms or 64 rows, at the end, and at the opening; a power loss undoes nothing that was acknowledged before the last of these.
 * One process writes to a file: the first row makes one of our own (journalOwn.ts).
 */
export class Journal {
  readonly content: Findings & { readonly rows: JournalRows };
  private readonly path: string;
  private readonly tools: JournalTools;
  /** The file that only we write to; null until there is something to write. */
  private file: DiskFile | null = null;
  /** Bytes of whole lines in the file. */
  private length = 0;
  /** Why nothing more can be written: after a failed write the file's end is not to be trusted. */
  private fault: Error | null = null;
  private unsynced = 0;
  private cancel: (() => void) | null = null;

  /** Opens or starts the journal of a study. A torn tail is cut off and kept aside; a bad line stays where it is. */
  constructor(path: string, study: string, tools: JournalTools = realSystem) {
    const { disk } = tools;
    refuseFinished(path, disk);
    this.path = path;
    this.tools = tools;
    const rows = new JournalRows(path, disk);
    removeDrafts(path, disk);
    try {
      if (isUnbegun(path, study, disk)) this.file = this.own({ bytes: Buffer.from(`${headerFor(study)}\n`) });
      const findings = scan(path, study, disk, (row, { place, length }) => rows.note(row, place, length));
      this.content = { ...findings, rows };
      this.length = findings.soundBytes;
      this.settle();
    } catch (error) {
      this.file?.close();
      throw error;
    }
  }

  /**
   * A process that was killed may have left half a line, which goes; and rows, and the names of its files, that are not on the disk yet: they
   * count from now on, so they are forced there now.
   */
  private settle(): void {
    const { path, length } = this;
    const { disk } = this.tools;
    if (this.content.tornBytes > 0) keepAside(path, length, disk);
    this.attempt(() => {
      if (this.content.tornBytes > 0) this.file = this.own({ length });
      if (this.file !== null) return;
      if (this.rows.size > 0) force(path, disk);
      disk.syncFolder(dirname(path));
    });
  }

  private own(beginning: Beginning): DiskFile {
    return ownFile(this.path, beginning, this.tools);
  }

  /** Rows found and added, by id. */
  get rows(): JournalRows {
    return this.content.rows;
  }

  /**
   * Acknowledges a row: when this returns, a kill can no longer lose it. Throws `NoCanonicalText` for a row that
   * cannot be stored (the journal goes on), and a `UserError` where the disk refuses (full, say) or another has taken the lock: every row
   * acknowledged before is kept, and nothing more is taken.
   */
  append(row: StoredRow): void {
    const bytes = Buffer.from(lineOf(row));
    this.attempt(() => {
      this.file ??= this.own({ length: this.length });
      writeAll(this.file, bytes);
    });
    this.confirm();
    this.rows.note(row, this.length, bytes.length - 1);
    this.length += bytes.length;
    this.unsynced += 1;
    if (this.unsynced >= syncRows) this.sync();
    else this.cancel ??= this.tools.clock.after(syncMilliseconds, () => this.syncLate());
  }

  /** Forces to the disk what was acknowledged so far. Throws as `append` does. */
  flush(): void {
    this.sync();
  }

  close(): void {
    try {
      this.sync();
    } finally {
      this.file?.close();
      this.fault = new Error(`${this.path} is closed: open it again to append`);
    }
  }

  private sync(): void {
    this.cancel?.();
    this.cancel = null;
    this.attempt(() => {
      if (this.unsynced > 0) this.file?.sync();
    });
    this.unsynced = 0;
  }

  /** After a write, not before it: who has taken the lock since our question reads the file later than that, with the row in it. */
  private confirm(): void {
    const { guard = () => null } = this.tools;
    try {
      this.fault = guard();
    } catch (error) {
      this.fault = error instanceof Error ? error : new Error(messageOf(error));
    }
    if (this.fault !== null) throw this.fault;
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
      this.fault = error instanceof UserError ? error : this.refusal(error);
      this.cutBack();
      throw this.fault;
    }
  }

  private refusal(error: unknown): UserError {
    return new UserError(
      `${this.path} cannot be written (${messageOf(error)}); its ${this.rows.size} rows are kept: mend that and run the same command again`,
    );
  }

  /** Takes back the part of a line that went out before the disk refused; what stays is cut at the next opening. */
  private cutBack(): void {
    try {
      this.file?.truncate(this.length);
    } catch {}
  }
}

/** Forces a file to the disk that another process has written. */
function force(path: string, disk: Disk): void {
  const file = disk.open(path, 'change');
  try {
    file.sync();
  } finally {
    file.close();
  }
}

function refuseFinished(path: string, disk: Disk): void {
  const packed = path.endsWith('.gz') ? path : `${path}.gz`;
  if (!disk.exists(packed)) return;
  throw new UserError(`${packed} holds finished results, which are only read: choose another folder`);
}

/** Whether there is no journal yet: no file, an empty one, or one whose first line a kill cut short. */
function isUnbegun(path: string, study: string, disk: Disk): boolean {
  if (!disk.exists(path)) return true;
  const wholes = [headerFor(study), plainHeader(study)];
  const file = disk.open(path, 'read');
  try {
    if (file.size() > wholes[0].length) return false;
    const text = file.read(0, wholes[0].length).toString();
    return wholes.some((whole) => whole.startsWith(text));
  } finally {
    file.close();
  }
}

/** Copies what follows the sound bytes to the first free `journal.ndjson.torn-<n>`. */
function keepAside(path: string, soundBytes: number, disk: Disk): void {
  let n = 1;
  while (disk.exists(`${path}.torn-${n}`)) n += 1;
  const file = disk.open(path, 'read');
  try {
    writeDraft(`${path}.torn-${n}`, file.read(soundBytes, file.size() - soundBytes), disk);
  } finally {
    file.close();
  }
}

/** "The same bytes": SHA-256 of the canonical rows in the order of their ids, without those that a limit of time ended. */
export function rowsHash(rows: Iterable<StoredRow>): string {
  const compared = [...rows].filter((row) => !isByTime(row));
  const sorted = compared.sort((one, other) => (one.id < other.id ? -1 : one.id > other.id ? 1 : 0));
  return sha256(sorted.map((row) => `${canonical(row)}\n`).join(''));
}
