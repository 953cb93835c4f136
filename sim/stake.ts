/**
 * Stakes are u64 RAO and live in a BigUint64Array (the supply, 2.1e16, is above 2^53). The hot loops read
 * and credit them through 32-bit halves of the same memory, which makes no bigint and loses no RAO.
 */

const half = 4_294_967_296;

/** Stakes of a network: the chain's integers and a 32-bit view of the same bytes. */
export interface Stakes {
  /** [uid] RAO. */
  readonly rao: BigUint64Array;
  /** [2·uid] low half, [2·uid + 1] high half of the same memory. */
  readonly halves: Uint32Array;
}

export function stakesOf(rao: BigUint64Array): Stakes {
  const halves = new Uint32Array(rao.buffer, rao.byteOffset, 2 * rao.length);
  return { rao, halves };
}

/** Stake of one uid as a float64 number of RAO (rounded to 53 bits above 9e15). */
export function stakeAt(stakes: Stakes, uid: number): number {
  return stakes.halves[2 * uid + 1] * half + stakes.halves[2 * uid];
}

/** [uid] stakes of the uids below `size`, each as `stakeAt` reads it. */
export const stakesUpTo = (stakes: Stakes, size: number): number[] =>
  Array.from({ length: size }, (_, uid) => stakeAt(stakes, uid));

/** Adds whole RAO (0 … 2^53) to one uid; exact. */
export function credit(stakes: Stakes, uid: number, rao: number): void {
  const low = stakes.halves[2 * uid] + (rao % half);
  stakes.halves[2 * uid] = low >= half ? low - half : low;
  stakes.halves[2 * uid + 1] += Math.floor(rao / half) + (low >= half ? 1 : 0);
}
