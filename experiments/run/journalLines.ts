import type { DiskFile } from './system/disk.ts';

/** A whole line of a file: its text without line end, its first byte in the file, and its bytes without line end. */
export interface Line {
  readonly text: string;
  readonly place: number;
  readonly length: number;
}

const newline = 0x0a;
const carriageReturn = 0x0d;
const blockBytes = 1 << 20;
/** What some editors put before a text (UTF-8). */
const mark = Buffer.from([0xef, 0xbb, 0xbf]);

/**
 * The whole lines of a file, one block of it in memory at a time; comes back with the first byte behind them. Cut as bytes: a damaged byte
 * decodes to another length and would shift every place after it. Line ends of Windows, and a mark before the first line, do not count.
 */
export function* linesOf(file: Pick<DiskFile, 'read'>): Generator<Line, number> {
  let place = 0;
  let rest: Buffer = Buffer.alloc(0);
  for (;;) {
    const block = file.read(place + rest.length, blockBytes);
    if (block.length === 0) return place;
    const bytes = rest.length === 0 ? block : Buffer.concat([rest, block]);
    let from = 0;
    for (let to = bytes.indexOf(newline, rest.length); to >= 0; to = bytes.indexOf(newline, from)) {
      yield lineOf(bytes, from, to, place);
      from = to + 1;
    }
    rest = bytes.subarray(from);
    place += from;
  }
}

function lineOf(bytes: Buffer, from: number, to: number, place: number): Line {
  const end = to > from && bytes[to - 1] === carriageReturn ? to - 1 : to;
  const start = place === 0 && from === 0 && bytes.subarray(0, 3).equals(mark) ? 3 : from;
  return { text: bytes.toString('utf8', start, end), place: place + start, length: end - start };
}
