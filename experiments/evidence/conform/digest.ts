/** An entry of a matrix: row, column, value. */
export interface Entries {
  /** Calls `visit` for every entry, rows ascending, entries of a row in their order. */
  each(visit: (row: number, column: number, value: bigint) => void): void;
}

/** What is recorded of a matrix too large to write down. */
export interface Digest {
  /** Number of entries. */
  readonly nnz: number;
  /** FNV-1a over the bytes of every entry, 16 hex digits. */
  readonly fnv1a64: string;
  /** Row and sum of its values, of rows with entries. */
  readonly rowSums: readonly (readonly [number, bigint])[];
}

/** Digest over u32 LE row, u16 LE column, and the value in `valueBytes` bytes, LE, of every entry. */
export function digestOf(entries: Entries, valueBytes: 2 | 8): Digest {
  const hash = fnv1a64();
  const rowSums: [number, bigint][] = [];
  const record = new DataView(new ArrayBuffer(14));
  const bytes = new Uint8Array(record.buffer, 0, 6 + valueBytes);
  let nnz = 0;
  entries.each((row, column, value) => {
    record.setUint32(0, row, true);
    record.setUint16(4, column, true);
    record.setBigInt64(6, value, true);
    hash.add(bytes);
    const last = rowSums.at(-1);
    if (last?.[0] === row) last[1] += value;
    else rowSums.push([row, value]);
    nnz += 1;
  });
  return { nnz, fnv1a64: hash.hex(), rowSums };
}

/**
 * FNV-1a with 64 bits (offset basis cbf29ce484222325, prime 100000001b3 = 2^40 + 435), in two 32-bit halves:
 * a bigint product a byte would be the slowest part of a replay.
 */
export function fnv1a64(): { add(bytes: Uint8Array): void; hex(): string } {
  let high = 0xcbf29ce4;
  let low = 0x84222325;
  return {
    add(bytes) {
      for (const byte of bytes) {
        low = (low ^ byte) >>> 0;
        const product = low * 435;
        const carry = Math.floor(product / 4_294_967_296);
        high = (high * 435 + carry + ((low << 8) >>> 0)) >>> 0;
        low = product >>> 0;
      }
    },
    hex: () => high.toString(16).padStart(8, '0') + low.toString(16).padStart(8, '0'),
  };
}
