import { createHash, type Hash } from 'node:crypto';
import type { LiveState } from '../../../agents/networks/liveState.ts';

/** SHA-256 of a world of networks, in hex: every amount, every share of stake, all weights and bonds. */
export function stateHash(live: LiveState): string {
  const hash = createHash('sha256');
  put(hash, live);
  return hash.digest('hex');
}

/** Each value with a mark of what it is; fields of objects in the order of their names. */
function put(hash: Hash, value: unknown): void {
  if (ArrayBuffer.isView(value)) {
    hash.update(`${value.constructor.name}${value.byteLength}:`);
    hash.update(new Uint8Array(value.buffer, value.byteOffset, value.byteLength));
  } else if (value instanceof Map) {
    hash.update(`map${value.size}:`);
    for (const entry of value) put(hash, entry);
  } else if (Array.isArray(value)) putList(hash, value);
  else if (typeof value === 'object' && value !== null) {
    const fields = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1));
    hash.update(`object${fields.length}:`);
    for (const [name, field] of fields) {
      hash.update(`${name}=`);
      put(hash, field);
    }
  } else hash.update(`${typeof value} ${String(value)};`);
}

/** Lists of plain numbers and truth values in one piece, as most of them are long. */
function putList(hash: Hash, list: readonly unknown[]): void {
  if (list.every((each) => typeof each === 'number' || typeof each === 'boolean'))
    hash.update(`list${list.length}:${list.join(',')};`);
  else {
    hash.update(`list${list.length}:`);
    for (const each of list) put(hash, each);
  }
}
