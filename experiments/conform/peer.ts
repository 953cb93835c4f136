import { isRecord, type Place } from './place.ts';
import type { FileTally } from './tally.ts';
import { notBuilt } from './versions.ts';

/** Tables of the yuma-simulation peer: its own variants of Yuma in float64. */

/** Outputs by version, random runs by version, or the inputs of the cases. */
export const isPeerFile = (top: Place): boolean =>
  (top.has('release') && top.has('versions')) || (top.has('prng') && top.has('runs')) || isCaseFile(top);

const isCaseFile = (top: Place): boolean =>
  isRecord(top.value) && Object.values(top.value).some((value) => isRecord(value) && 'segments' in value);

/** Counts the values as skipped: none of the peer's variants is built. */
export function conformPeer(top: Place, tally: FileTally): void {
  const skipped = tally.of(top.has('release') ? `peer ${top.at('release').text()}` : 'peer', notBuilt);
  if (top.has('versions')) skipped.skip(top.at('versions').value);
  else if (top.has('runs')) skipped.skip(top.at('runs').value);
  else skipped.skip(top.value);
}
