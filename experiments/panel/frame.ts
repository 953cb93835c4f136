import type { Packed } from '../../sim/pack.ts';

/** A packed world as one run of bytes: the length of its text (32 bits, little end first), its text, its memory. */
export function framed({ text, bytes }: Packed): Uint8Array {
  const letters = new TextEncoder().encode(text);
  const all = new Uint8Array(4 + letters.length + bytes.length);
  new DataView(all.buffer).setUint32(0, letters.length, true);
  all.set(letters, 4);
  all.set(bytes, 4 + letters.length);
  return all;
}

/** The way back. Throws `RangeError` for bytes that are shorter than they say. */
export function unframed(all: Uint8Array): Packed {
  const end = 4 + new DataView(all.buffer, all.byteOffset).getUint32(0, true);
  if (end > all.length)
    throw new RangeError(`a packed world of ${all.length} bytes has a text of ${end - 4}`);
  return { text: new TextDecoder().decode(all.subarray(4, end)), bytes: all.subarray(end) };
}
