import { createHash } from 'node:crypto';
import { UserError } from '../base/userError.ts';
import { RowIndex, type RowPlace } from './rowIndex.ts';
import { isByTime, isFailed, rowOf, type StoredRow, textOf } from './storedRow.ts';
import type { Disk, DiskFile } from './system/disk.ts';

/** Bytes that are read at once where rows are read one after the other. */
const blockBytes = 1 << 20;

/**
 * The rows of a journal by their ids, in the order in which they were first written. Each is read from its file when it is asked for, so that
 * a study of a million trials takes no more memory than one of a thousand; the map itself grows while its journal does. Reading throws a
 * `UserError` where the file is no longer as it was.
 */
export class JournalRows implements ReadonlyMap<string, StoredRow> {
  private readonly path: string;
  private readonly disk: Disk;
  private readonly index: RowIndex;
  /** Numbers of the rows that belong to it, in their order; null: all. */
  private readonly only: Uint32Array | null;

  constructor(path: string, disk: Disk, index = new RowIndex(), only: Uint32Array | null = null) {
    this.path = path;
    this.disk = disk;
    this.index = index;
    this.only = only;
  }

  get size(): number {
    return this.only?.length ?? this.index.size;
  }

  /** Notes where a row was written: `place` is the first byte of its line, `length` that of the line without its newline. */
  note(row: StoredRow, place: number, length: number): void {
    this.index.set(row.id, { place, length, isFailed: isFailed(row), isByTime: isByTime(row) });
  }

  has(id: string): boolean {
    return this.numberOf(id) >= 0;
  }

  /** What is known of a row without reading it; null where it is not there. */
  placeOf(id: string): RowPlace | null {
    const at = this.numberOf(id);
    return at < 0 ? null : this.index.placeAt(at);
  }

  get(id: string): StoredRow | undefined {
    const place = this.placeOf(id);
    if (place === null) return undefined;
    return this.reading((file) => this.rowAt(id, file.read(place.place, place.length)));
  }

  *keys(): MapIterator<string> {
    for (const at of this.numbers()) yield this.index.idAt(at);
  }

  *entries(): MapIterator<[string, StoredRow]> {
    const file = this.disk.open(this.path, 'read');
    try {
      const block = new Block(file);
      for (const at of this.numbers()) {
        const id = this.index.idAt(at);
        const { place, length } = this.index.placeAt(at);
        yield [id, this.rowAt(id, block.read(place, length))];
      }
    } finally {
      file.close();
    }
  }

  *values(): MapIterator<StoredRow> {
    for (const [, row] of this.entries()) yield row;
  }

  [Symbol.iterator](): MapIterator<[string, StoredRow]> {
    return this.entries();
  }

  forEach(act: (row: StoredRow, id: string, rows: ReadonlyMap<string, StoredRow>) => void): void {
    for (const [id, row] of this) act(row, id, this);
  }

  /** Those of the rows whose ids are given. */
  amongst(ids: Iterable<string>): JournalRows {
    const numbers = Uint32Array.from(
      Array.from(ids, (id) => this.numberOf(id)).filter((at) => at >= 0),
    ).sort();
    return new JournalRows(this.path, this.disk, this.index, numbers);
  }

  /** What `rowsHash` gives for the rows, of which one at a time is in memory. */
  hash(): string {
    const sorted = [...this.keys()].sort();
    const sum = createHash('sha256');
    this.reading((file) => {
      for (const id of sorted) {
        const place = this.placeOf(id);
        if (place === null || place.isByTime) continue;
        sum.update(`${textOf(file.read(place.place, place.length).toString())}\n`);
      }
    });
    return sum.digest('hex');
  }

  private numberOf(id: string): number {
    const at = this.index.find(id);
    return this.only === null || at < 0 || holds(this.only, at) ? at : -1;
  }

  private *numbers(): Generator<number> {
    if (this.only !== null) yield* this.only;
    else for (let at = 0; at < this.index.size; at++) yield at;
  }

  private reading<Value>(read: (file: DiskFile) => Value): Value {
    const file = this.disk.open(this.path, 'read');
    try {
      return read(file);
    } finally {
      file.close();
    }
  }

  private rowAt(id: string, line: Buffer): StoredRow {
    const row = rowOf(line.toString());
    if (row?.id === id) return row;
    throw new UserError(
      `${this.path} is no longer as it was: the row of trial ${id} has changed while it was in use; run the same command again`,
    );
  }
}

/** Reads a file block by block, for places that mostly follow each other. */
class Block {
  private readonly file: DiskFile;
  private from = 0;
  private bytes: Buffer = Buffer.alloc(0);

  constructor(file: DiskFile) {
    this.file = file;
  }

  read(place: number, length: number): Buffer {
    if (place < this.from || place + length > this.from + this.bytes.length) {
      this.from = place;
      this.bytes = this.file.read(place, Math.max(length, blockBytes));
    }
    return this.bytes.subarray(place - this.from, place - this.from + length);
  }
}

/** Whether ascending numbers hold one. */
function holds(numbers: Uint32Array, wanted: number): boolean {
  let [from, to] = [0, numbers.length];
  while (from < to) {
    const middle = (from + to) >>> 1;
    if (numbers[middle] < wanted) from = middle + 1;
    else to = middle;
  }
  return numbers[from] === wanted;
}
