import { heapSpace, type SplitSpace } from '../../../../sim/kernel/split/splitKernel.ts';
import { u16Max } from '../../../../sim/units.ts';
import { sortColumn } from '../sortColumn.ts';
import type { Side } from './splitGraph.ts';
import { mul, normaliseInPlace, shareOf } from './wholeDoubles.ts';

/**
 * What one side's validators say of every server at one utility: depends on the draws and that utility only, so it
 * serves a whole line of cells. Every value is I32F32 bits, whole in float64.
 */
export interface SplitColumns {
  /** Validators of the side. */
  readonly depth: number;
  /** [server × depth] weights of the epoch, ascending within a server. */
  readonly weight: Float64Array;
  /** [server × depth] stake · weight, and which validator of the side, in the same order. */
  readonly rank: Float64Array;
  readonly validator: Uint8Array;
  /** [server × depth] share of the active stake of that validator. */
  readonly stake: Float64Array;
  /** [server × (depth + 1)] votes of the validators below each place. */
  readonly stakeBelow: Float64Array;
  /** [server × (depth + 1)] Σ stake · weight below each place. */
  readonly rankBelow: Float64Array;
  /** [server × depth] weights before they are stored, in the order of validators. */
  readonly raw: Float64Array;
  /** [server] Σ of stake · raw weight. */
  readonly rawMean: Float64Array;
}

/** One side in float64. [validator of the side] */
export interface SideStakes {
  /** [validator][server] noise of the weights, summing to one over either side's servers. */
  readonly noise: readonly Float64Array[];
  /** What multiplies weights, share of the active stake. */
  readonly active: Float64Array;
  /** What votes for consensus: the same, normalised once more. */
  readonly votes: Float64Array;
  /** What weighs the deviation of weights. */
  readonly deviation: Float64Array;
}

/** [validator][server] noise of a side as float64. */
export const noiseOf = ({ rows }: Side): Float64Array[] =>
  rows.map(({ major, minor }) => Float64Array.from([...major, ...minor], Number));

/**
 * Columns of a side that puts `toMajor` (bits) of its weight on the majority's servers and `toMinor` on the others.
 * `order` [server × depth]: validators in the order to begin with, left as found. `space` keeps the columns.
 */
export function splitColumns(
  side: SideStakes,
  toMajor: number,
  toMinor: number,
  majorServers: number,
  order: Uint8Array,
  space: SplitSpace = heapSpace,
): SplitColumns {
  const depth = side.active.length;
  const servers = side.noise[0]?.length ?? 0;
  const places = () => space.doubles(servers * depth);
  const sums = () => space.doubles(servers * (depth + 1));
  const columns: SplitColumns = {
    depth,
    stake: places(),
    weight: places(),
    rank: places(),
    validator: space.bytes(servers * depth),
    stakeBelow: sums(),
    rankBelow: sums(),
    raw: places(),
    rawMean: space.doubles(servers),
  };
  const said = new Float64Array(servers);
  const rows = side.noise.map((noise, validator) => {
    for (let server = 0; server < servers; server++) {
      said[server] = mul(noise[server], server < majorServers ? toMajor : toMinor);
    }
    const stored = storedWeights(said);
    keepRaw(said, validator, side.deviation[validator], columns);
    return stored;
  });
  for (let server = 0; server < servers; server++) {
    sortColumn(rows, server, order.subarray(server * depth, (server + 1) * depth), columns);
    sumColumn(server, order, side, columns);
  }
  return columns;
}

/** [server] set_weights keeps a row as u16 with the largest at 65,535; the epoch makes its sum one. */
export function storedWeights(said: Float64Array): Float64Array {
  const stored = new Float64Array(said.length);
  let largest = 0;
  for (let server = 0; server < said.length; server++) {
    stored[server] = Math.floor((said[server] * u16Max) / 2 ** 32);
    largest = Math.max(largest, stored[server]);
  }
  const upscale = upscaling(largest);
  let total = 0;
  for (let server = 0; server < stored.length; server++) total += stored[server] = upscale(stored[server]);
  if (total === 0) return stored;
  for (let server = 0; server < stored.length; server++) stored[server] = shareOf(stored[server], total);
  return stored;
}

/** vec_max_upscale_to_u16 of whole numbers up to 65,535, by the larger of them. */
function upscaling(largest: number): (value: number) => number {
  if (largest === 0) return (value) => value;
  if (largest <= 32_768) return (value) => Math.floor((2 * value * u16Max + largest) / (2 * largest));
  const factor = shareOf(u16Max, largest);
  return (value) => Math.floor((value * factor + 2 ** 31) / 2 ** 32);
}

/** The deviation reads weights before they are stored, each row normalised once more; `row` is overwritten. */
function keepRaw(
  row: Float64Array,
  validator: number,
  stake: number,
  { depth, raw, rawMean }: SplitColumns,
): void {
  normaliseInPlace(row);
  for (let server = 0; server < row.length; server++) {
    raw[server * depth + validator] = row[server];
    rawMean[server] += mul(row[server], stake);
  }
}

function sumColumn(server: number, order: Uint8Array, side: SideStakes, columns: SplitColumns): void {
  const { depth, weight, rank, stake, validator, stakeBelow, rankBelow } = columns;
  const sums = server * (depth + 1);
  for (let place = 0; place < depth; place++) {
    const at = server * depth + place;
    const who = order[at];
    validator[at] = who;
    stake[at] = side.active[who];
    rank[at] = mul(weight[at], stake[at]);
    stakeBelow[sums + place + 1] = stakeBelow[sums + place] + side.votes[who];
    rankBelow[sums + place + 1] = rankBelow[sums + place] + rank[at];
  }
}

/** Bytes that the columns of one utility take in a `space`, at most. */
export const columnBytes = (depth: number, servers: number): number =>
  8 * (4 * servers * depth + 2 * servers * (depth + 1) + servers) + servers * depth + 8 * 16;

/** Validators as they come: an order to begin with. */
export const firstOrder = (depth: number, servers: number): Uint8Array =>
  Uint8Array.from({ length: depth * servers }, (_, place) => place % depth);
