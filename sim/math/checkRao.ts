import { u64Max } from './saturating.ts';

/** Throws a RangeError unless `rao` is what the chain's u64 holds; `key` names it. */
export function checkRao(key: string, rao: bigint): void {
  if (rao < 0n || rao > u64Max)
    throw new RangeError(
      `${key} must be 0 … 2^64 − 1 RAO; received ${rao}: give an amount that the chain can hold`,
    );
}
