import { u16Max } from '../../../sim/units.ts';
import { sortColumn } from './sortColumn.ts';
import type { Team } from './twoTeams.ts';

/**
 * What one side's validators say of every server, each server's column in ascending order with running sums. The
 * weights of a side depend on its own utility only, so the columns of 51 + 51 utilities serve all 2,601 cells of a
 * map; and with running sums a column is clipped at any height without walking it.
 */
export interface SortedColumns {
  /** Validators of the side. */
  readonly depth: number;
  /** [server × depth] weights ascending within a server. */
  readonly weight: Float64Array;
  /** [server × (depth + 1)] stake of the validators below each place. */
  readonly stakeBelow: Float64Array;
  /** [server × (depth + 1)] Σ stake · weight below each place. */
  readonly rankBelow: Float64Array;
}

/**
 * Columns of a team that puts `toMajor` of its weight on the majority's servers and the rest on the minority's.
 * `order` [server × depth] is the order of validators to begin with, and is left in the order found: neighbouring
 * utilities sort almost alike.
 */
export function sortedColumns(
  team: Team,
  toMajor: number,
  majorServers: number,
  order: Uint8Array,
): SortedColumns {
  const depth = team.stake.length;
  const servers = team.noise[0].length;
  const rows = team.noise.map((noise) => storedWeights(noise, toMajor, majorServers));
  const columns = {
    depth,
    weight: new Float64Array(servers * depth),
    stakeBelow: new Float64Array(servers * (depth + 1)),
    rankBelow: new Float64Array(servers * (depth + 1)),
  };
  for (let server = 0; server < servers; server++) {
    const places = order.subarray(server * depth, (server + 1) * depth);
    sortColumn(rows, server, places, columns);
    sumColumn(server, places, columns, team.stake);
  }
  return columns;
}

/** An order to begin with: validators as they come. */
export function firstOrder(team: Team): Uint8Array {
  const depth = team.stake.length;
  return Uint8Array.from({ length: depth * team.noise[0].length }, (_, place) => place % depth);
}

/** [server] a row as the chain keeps it: floored to u16, the largest raised to 65,535, then summing to one. */
export function storedWeights(noise: Float64Array, toMajor: number, majorServers: number): Float64Array {
  const stored = new Float64Array(noise.length);
  let largest = 0;
  for (let server = 0; server < noise.length; server++) {
    const share = server < majorServers ? toMajor : 1 - toMajor;
    stored[server] = Math.floor(share * noise[server] * u16Max);
    largest = Math.max(largest, stored[server]);
  }
  if (largest === 0) return stored;
  let total = 0;
  for (let server = 0; server < noise.length; server++) {
    stored[server] = Math.round((stored[server] * u16Max) / largest);
    total += stored[server];
  }
  return stored.map((value) => value / total);
}

/** Running sums of a sorted column: stake and rank of all below each place. */
function sumColumn(
  server: number,
  order: Uint8Array,
  { depth, weight, stakeBelow, rankBelow }: SortedColumns,
  stake: Float64Array,
): void {
  const first = server * depth;
  const sums = server * (depth + 1);
  for (let place = 0; place < depth; place++) {
    const held = stake[order[place]];
    stakeBelow[sums + place + 1] = stakeBelow[sums + place] + held;
    rankBelow[sums + place + 1] = rankBelow[sums + place] + held * weight[first + place];
  }
}
