import type { SortedColumns } from './sortedColumns.ts';

/** How many validators of either side stay below the consensus of a server; those above are clipped to it. */
export interface Places {
  /** [server] */
  readonly major: Uint8Array;
  /** [server] */
  readonly minor: Uint8Array;
  /** [server] W̄_j: the largest weight that a majority of stake backs. */
  readonly consensus: Float64Array;
}

/** What the search reads of a side: weights ascending within a server, and the stake below each place. */
type Side = Pick<SortedColumns, 'depth' | 'weight' | 'stakeBelow'>;

/**
 * Places of every server where stake above `minority` lies at or below the consensus, from the places of a neighbouring
 * cell: the answer does not depend on them, only the number of steps. Stakes and weights of any unit whose sums are
 * exact or rounded alike.
 */
export function majorityPlaces(major: Side, minor: Side, minority: number, places: Places): void {
  for (let server = 0; server < places.consensus.length; server++)
    place(major, minor, minority, server, places);
}

function place(major: Side, minor: Side, minority: number, server: number, places: Places): void {
  const majorFirst = server * major.depth;
  const minorFirst = server * minor.depth;
  const majorSums = majorFirst + server;
  const minorSums = minorFirst + server;
  const { weight: ofMajor, stakeBelow: majorStake, depth: majors } = major;
  const { weight: ofMinor, stakeBelow: minorStake, depth: minors } = minor;
  let a = places.major[server];
  let b = places.minor[server];
  // No weight below the line may exceed one above it.
  while (a > 0 && b < minors && ofMajor[majorFirst + a - 1] > ofMinor[minorFirst + b]) {
    a--;
    b++;
  }
  while (b > 0 && a < majors && ofMinor[minorFirst + b - 1] > ofMajor[majorFirst + a]) {
    b--;
    a++;
  }
  // The line rises until more than the minority is below it …
  while (majorStake[majorSums + a] + minorStake[minorSums + b] <= minority) {
    if (a === majors && b === minors) break;
    if (b === minors || (a < majors && ofMajor[majorFirst + a] < ofMinor[minorFirst + b])) a++;
    else b++;
  }
  // … and falls to the last validator that makes it so: the consensus is that one's weight.
  let consensus = 0;
  while (majorStake[majorSums + a] + minorStake[minorSums + b] > minority && a + b > 0) {
    if (b === 0 || (a > 0 && ofMajor[majorFirst + a - 1] >= ofMinor[minorFirst + b - 1])) {
      consensus = ofMajor[majorFirst + --a];
    } else consensus = ofMinor[minorFirst + --b];
  }
  places.major[server] = a;
  places.minor[server] = b;
  places.consensus[server] = consensus;
}
