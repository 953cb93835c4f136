import type { Place } from './place.ts';
import type { FileTally } from './tally.ts';
import { notBuilt } from './versions.ts';

/** Grids of consensus guarantees: who keeps the emission, by stake and utility of the majority. */

export const isConsensusMap = (top: Place): boolean =>
  top.has('stakes') && top.has('bondsPenalty') && top.has('weightStddev');

/** Counts the cells as skipped: no ruleset of these versions is built. */
export function conformConsensusMap(top: Place, tally: FileTally): void {
  const skipped = tally.of(top.at('version').text(), notBuilt);
  for (const stake of top.at('stakes').list()) {
    skipped.skip(
      stake
        .at('majorRatioBits')
        .list()
        .map((row) => row.value),
    );
    skipped.skip(
      stake
        .at('avgWeightDevBits')
        .list()
        .map((row) => row.value),
    );
  }
}
