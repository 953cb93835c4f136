import { mapEntries } from './columns.ts';
import type { Variant, VariantEpoch } from './variant.ts';

/**
 * What a variant keeps of the epoch before if the bonds of `server` are to be reset: all of it, or all but that
 * server’s bonds; some variants ask first whether the server had no consensus then.
 */
export function resetBonds({ rules }: Variant, before: VariantEpoch, server: number): VariantEpoch {
  const resets =
    rules.reset === 'always' || (rules.reset === 'withoutConsensus' && before.consensus[server] === 0);
  if (!resets) return before;
  return { ...before, bonds: mapEntries(before.bonds, (bond, _, j) => (j === server ? 0 : bond)) };
}
