import type { Block, Blocks, Netuid } from '../units.ts';

/**
 * Whether a network has an epoch in `block`: every tempo + 1 blocks, staggered by netuid; never at a tempo of 0 (subtensor v0.0.1 to
 * v3.4.5, blocks_until_next_epoch()). Throws a RangeError at what is not a whole number from 0 on.
 */
export function isEpochDue(block: Block, netuid: Netuid, tempo: Blocks): boolean {
  for (const [name, value] of Object.entries({ block, netuid, tempo }))
    if (!Number.isSafeInteger(value) || value < 0)
      throw new RangeError(
        `${name} must be a whole number from 0 on; received ${value}: count in whole blocks`,
      );
  return tempo > 0 && (block + netuid + 1) % (tempo + 1) === tempo;
}
