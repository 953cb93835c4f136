import { maxUpscaleToU16, normalise, sum, toU16 } from '../../sim/consensus/chain/vector.ts';
import { yumaEpochChain } from '../../sim/consensus/chain/yuma.ts';
import { currentYuma } from '../../sim/consensus/chain/yumaOptions.ts';
import { I32F32, I64F64 } from '../../sim/fixed.ts';
import { cos, ln, pi, sqrt } from '../../sim/fixedTranscendental.ts';
import { emptyRow, type Row, rowOf } from '../../sim/row.ts';
import { u16Max } from '../../sim/units.ts';
import { chaCha12 } from './chaCha12.ts';

/**
 * The network behind a cell of a map of consensus guarantees: validators and servers split into a majority and a
 * minority that favours its own servers (subtensor v3.4.9 tests/consensus.rs, split_graph() and
 * map_consensus_guarantees()). I32F32 bits.
 */

/** Sizes and spreads that a whole map shares. */
export interface MapSettings {
  readonly neurons: number;
  readonly validators: number;
  /** Standard deviation of weights, share of their mean. */
  readonly weightDeviation: bigint;
  /** u16 share. */
  readonly bondsPenalty: number;
}

/** One side of the split. */
interface Side {
  /** [validator of this side] stake, mean one. */
  readonly stakes: readonly bigint[];
  /** [validator of this side] */
  readonly rows: readonly NormalRow[];
}

/** Standard normal draws of one validator towards the two sides' servers. */
interface NormalRow {
  readonly major: readonly bigint[];
  readonly minor: readonly bigint[];
}

/** What the random draws of all cells of one stake have in common. */
export interface SplitGraph {
  readonly settings: MapSettings;
  /** Share of the stake (and of validators and servers) that the majority holds. */
  readonly majorStake: bigint;
  readonly majorServers: number;
  readonly major: Side;
  readonly minor: Side;
}

const { one, mul, div, fromRatio } = I32F32;
/** 0.3 from a float64. */
const stakeDeviation = 1_288_490_189n;
/** 1e-6, keeps the logarithm off zero. */
const offset = 4295n;
/** RAO. */
const totalStake = 21_000_000_000_000_000n;
const emission = 1_000_000_000n;

/** Draws stakes and weights of one majority stake; the same for every cell, as the seed is always 0. */
export function splitGraph(settings: MapSettings, majorStake: bigint): SplitGraph {
  const servers = settings.neurons - settings.validators;
  const majorServers = partOf(servers, majorStake);
  const majorValidators = partOf(settings.validators, majorStake);
  const normals = normalDraws();
  const majorStakes = normals(majorValidators).map(positiveStake);
  const minorStakes = normals(settings.validators - majorValidators).map(positiveStake);
  const row = () => ({ major: normals(majorServers), minor: normals(servers - majorServers) });
  const major = { stakes: normalise(majorStakes), rows: majorStakes.map(row) };
  const minor = { stakes: normalise(minorStakes), rows: minorStakes.map(row) };
  return { settings, majorStake, majorServers, major, minor };
}

/** Whole number of a share, at least one on either side. */
const partOf = (total: number, share: bigint): number =>
  Math.min(total - 1, Math.max(1, Number(I32F32.floor(share * BigInt(total)))));

const positiveStake = (normal: bigint): bigint => above(mul(stakeDeviation, normal) + one);
const above = (value: bigint): bigint => (value > 0n ? value : 0n);

/** Batches of standard normals by Box and Muller, from u16 uniforms; a batch of k draws 2 k uniforms first. */
function normalDraws(): (count: number) => bigint[] {
  const word = chaCha12(0n);
  const uniform = () => {
    let product = BigInt(word()) * 65_535n;
    while (BigInt.asUintN(32, product) > 0xfffffffen) product = BigInt(word()) * 65_535n;
    return Number(product >> 32n);
  };
  return (count) => {
    const uniforms = Array.from({ length: 2 * count }, uniform);
    return Array.from({ length: count }, (_, k) => mul(radius(uniforms[k]), cosine(uniforms[k + count])));
  };
}

/** [u16 uniform], filled as asked for: maps ask for the same few thousand again and again. */
const radii = new Map<number, bigint>();
const cosines = new Map<number, bigint>();

function remembered(known: Map<number, bigint>, uniform: number, compute: (share: bigint) => bigint): bigint {
  const value = known.get(uniform) ?? compute(fromRatio(uniform, u16Max) + offset);
  known.set(uniform, value);
  return value;
}

const radius = (uniform: number): bigint =>
  remembered(radii, uniform, (share) => sqrt(I32F32, -2n * ln(I32F32, share)));
const cosine = (uniform: number): bigint =>
  remembered(cosines, uniform, (share) => cos(I32F32, mul(2n * pi(I32F32), share)));

/** A cell: what the majority keeps of the emission, and how far the weights lie from their mean. */
export interface Cell {
  readonly majorRatio: bigint;
  readonly weightDeviation: bigint;
}

/** Runs the cell in which each side gives its own servers `majorWeight` or `minorWeight` of its weight. */
export function splitCell(graph: SplitGraph, majorWeight: bigint, minorWeight: bigint): Cell {
  const rows = [
    ...graph.major.rows.map((row) => spread(graph, row, majorWeight, one - majorWeight)),
    ...graph.minor.rows.map((row) => spread(graph, row, one - minorWeight, minorWeight)),
  ];
  return { majorRatio: majorRatio(graph, rows), weightDeviation: meanDeviation(graph, rows) };
}

/** [server] one validator's weights: each side's noise normalised, times the side's share. */
function spread(graph: SplitGraph, row: NormalRow, toMajor: bigint, toMinor: bigint): bigint[] {
  const noisy = (normals: readonly bigint[]) =>
    normalise(normals.map((normal) => above(mul(graph.settings.weightDeviation, normal) + one)));
  return [
    ...noisy(row.major).map((weight) => mul(toMajor, weight)),
    ...noisy(row.minor).map((weight) => mul(toMinor, weight)),
  ];
}

/** Share of the emission that reaches the majority's validators and servers. */
function majorRatio(graph: SplitGraph, weights: readonly (readonly bigint[])[]): bigint {
  const { neurons, validators, bondsPenalty } = graph.settings;
  const majorValidators = graph.major.stakes.length;
  const paid = emissionOf(
    graph,
    weights.map((row) => storedRow(row, validators)),
    bondsPenalty,
  );
  const isMajor = (uid: number) =>
    uid < majorValidators || (uid >= validators && uid < validators + graph.majorServers);
  const uids = Array.from({ length: neurons }, (_, uid) => uid);
  const kept = sum(uids.filter(isMajor).map((uid) => paid[uid]));
  return I64F64.convert(I64F64.fromRatio(kept, sum(paid)), I32F32);
}

/** u16 weights as set_weights stores them: the largest becomes 65535. */
function storedRow(weights: readonly bigint[], validators: number): Row {
  const stored = maxUpscaleToU16(weights.map((weight) => I32F32.fromInt(toU16(weight))));
  return rowOf(Array.from(stored, (value, server) => [validators + server, value] as const));
}

/** [uid] RAO of an epoch of current-2026 without earlier bonds; weights were set a block after registration. */
function emissionOf(graph: SplitGraph, rows: readonly Row[], bondsPenalty: number): readonly bigint[] {
  const { neurons, validators } = graph.settings;
  const stake = new BigUint64Array(neurons);
  const ratioed = (stakes: readonly bigint[], ratio: bigint) =>
    stakes.map((share) => I64F64.floor(ratio * share * totalStake));
  stake.set([
    ...ratioed(graph.major.stakes, graph.majorStake),
    ...ratioed(graph.minor.stakes, one - graph.majorStake),
  ]);
  const state = {
    block: 2,
    stake,
    lastUpdate: new Float64Array(neurons).fill(1),
    registrationBlock: new Float64Array(neurons),
    validatorPermit: Uint8Array.from(stake, (rao) => Number(rao > 0n)),
    weights: [...rows, ...new Array<Row>(neurons - validators).fill(emptyRow)],
    bonds: new Array<Row>(neurons).fill(emptyRow),
  };
  const parameters = {
    activityCutoff: 5000,
    kappa: 32_767,
    maxAllowedValidators: validators,
    bondsMovingAverage: 900_000,
  };
  const later = {
    tempo: 360,
    bondsPenalty,
    liquidAlpha: false,
    alphaLow: 45_875,
    alphaHigh: 58_982,
    alphaSigmoidSteepness: 1000,
    yuma3: false,
    stakeThreshold: 0n,
    ownerUid: null,
    lastMechanismStepBlock: 0,
  };
  return yumaEpochChain(state, parameters, emission, currentYuma(later, state.block)).output.emission;
}

/** Stake-weighted mean deviation of the weights from their mean, over the mean; weights before rounding to u16. */
function meanDeviation(graph: SplitGraph, weights: readonly (readonly bigint[])[]): bigint {
  const stake = normalise([
    ...graph.major.stakes.map((share) => mul(graph.majorStake, share)),
    ...graph.minor.stakes.map((share) => mul(one - graph.majorStake, share)),
  ]);
  const rows = weights.map(normalise);
  const means = rows[0].map((_, server) => sum(rows.map((row, uid) => mul(stake[uid], row[server]))));
  const distance = (mean: bigint, weight: bigint) => (mean > weight ? mean - weight : weight - mean);
  const deviations = rows.map((row, uid) =>
    sum(row.map((weight, server) => mul(stake[uid], distance(means[server], weight)))),
  );
  return div(sum(deviations), sum(means));
}
