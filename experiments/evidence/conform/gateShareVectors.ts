import type { Place } from './place.ts';
import type { FileTally } from './tally.ts';

/** The gate that shares a block's TAO among networks at spec 475: told by its bars, and counted only. */

export const isGateShareFile = (top: Place): boolean => {
  const [first] = top.has('cases') ? top.at('cases').list() : [];
  return first?.has('initialBar') ?? false;
};

/** Counts what is recorded as skipped. */
export function conformGateShares(top: Place, tally: FileTally): void {
  const comparison = tally.of('v475', 'shares between networks are not built');
  for (const place of top.at('cases').list()) comparison.skip(place.at('outputs').value);
}
