import { u64Max } from '../math/saturating.ts';

/** Coldkeys that are paid without asking, in a block (NumRootClaim). */
const claimsPerBlock = 5;

/**
 * Places, from 0, of the coldkeys among `size` with stake on root whose dividends a block claims by itself, ascending and each once. `words`:
 * the hash of the block before as four big-endian u64, which a world without hashes draws (block_hash_to_indices()).
 */
export function claimants(words: readonly [bigint, bigint, bigint, bigint], size: number): number[] {
  if (!Number.isInteger(size) || size < 0)
    throw new RangeError(
      `size must be a whole number from 0 on; received ${size}: give the number of coldkeys`,
    );
  for (const word of words)
    if (word < 0n || word > u64Max)
      throw new RangeError(`a word must be a u64; received ${word}: give eight bytes of a hash`);
  const places = new Set<number>();
  let place = words[0];
  for (let turn = 0; size > 0 && turn < claimsPerBlock; turn++) {
    const sum = place + words[turn % words.length];
    place = (sum > u64Max ? u64Max : sum) % BigInt(size);
    places.add(Number(place));
  }
  return [...places].sort((one, other) => one - other);
}
