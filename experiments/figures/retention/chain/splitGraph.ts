import { maxUpscaleToU16, normalise, sum, toU16 } from '../../../../sim/consensus/chain/vector.ts';
import { yumaEpochChain } from '../../../../sim/consensus/chain/yuma.ts';
import { currentYuma, type YumaOptions } from '../../../../sim/consensus/chain/yumaOptions.ts';
import {
  type ChainYumaParameters,
  standing,
  type YumaState,
} from '../../../../sim/consensus/chain/yumaState.ts';
import { I32F32, I64F64 } from '../../../../sim/math/fixed.ts';
import { emptyRow, type Row, rowOf } from '../../../../sim/row.ts';
import { normalDraws } from './splitDraws.ts';

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
  /** u16 share. */
  readonly kappa: number;
}

/** One side of the split. */
export interface Side {
  /** [validator of this side] stake, mean one. */
  readonly stakes: readonly bigint[];
  /** [validator of this side] */
  readonly rows: readonly NoiseRow[];
}

/** Noise of one validator's weights towards the two sides' servers, each summing to one. */
interface NoiseRow {
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

const { one, mul, div } = I32F32;
/** 0.3 from a float64. */
const stakeDeviation = 1_288_490_189n;
/** RAO. */
const totalStake = 21_000_000_000_000_000n;
export const emission = 1_000_000_000n;
/** Parts per million. */
export const bondsMovingAverage = 900_000;
const block = 2;

/** Draws stakes and weights of one majority stake; the same for every cell, as the seed is always 0. */
export function splitGraph(settings: MapSettings, majorStake: bigint): SplitGraph {
  const servers = settings.neurons - settings.validators;
  const majorServers = partOf(servers, majorStake);
  const majorValidators = partOf(settings.validators, majorStake);
  const draw = normalDraws();
  const normals = (count: number) => Array.from(draw(count), BigInt);
  const majorStakes = normals(majorValidators).map(positiveStake);
  const minorStakes = normals(settings.validators - majorValidators).map(positiveStake);
  const noise = (count: number) =>
    normalise(normals(count).map((normal) => above(mul(settings.weightDeviation, normal) + one)));
  const row = () => ({ major: noise(majorServers), minor: noise(servers - majorServers) });
  const major = { stakes: normalise(majorStakes), rows: majorStakes.map(row) };
  const minor = { stakes: normalise(minorStakes), rows: minorStakes.map(row) };
  return { settings, majorStake, majorServers, major, minor };
}

/** Whole number of a share, at least one on either side. */
const partOf = (total: number, share: bigint): number =>
  Math.min(total - 1, Math.max(1, Number(I32F32.floor(share * BigInt(total)))));

const positiveStake = (normal: bigint): bigint => above(mul(stakeDeviation, normal) + one);
const above = (value: bigint): bigint => (value > 0n ? value : 0n);

/** A cell: what the majority keeps of the emission, and how far the weights lie from their mean. */
export interface Cell {
  readonly majorRatio: bigint;
  readonly weightDeviation: bigint;
}

/** Runs the cell in which each side gives its own servers `majorWeight` or `minorWeight` of its weight. */
export function splitCell(graph: SplitGraph, majorWeight: bigint, minorWeight: bigint): Cell {
  const rows = [
    ...graph.major.rows.map((row) => spread(row, majorWeight, one - majorWeight)),
    ...graph.minor.rows.map((row) => spread(row, one - minorWeight, minorWeight)),
  ];
  return { majorRatio: majorRatio(graph, rows), weightDeviation: meanDeviation(graph, rows) };
}

/** [server] one validator's weights: its noise times the shares of the two sides. */
const spread = (row: NoiseRow, toMajor: bigint, toMinor: bigint): bigint[] => [
  ...row.major.map((noise) => mul(toMajor, noise)),
  ...row.minor.map((noise) => mul(toMinor, noise)),
];

/** Share of the emission that reaches the majority's validators and servers. */
function majorRatio(graph: SplitGraph, weights: readonly (readonly bigint[])[]): bigint {
  const { neurons, validators } = graph.settings;
  const majorValidators = graph.major.stakes.length;
  const stored = weights.map((row) => storedRow(row, validators));
  const state = splitState(graph, stored);
  const paid = yumaEpochChain(state, parametersOf(graph), emission, optionsOf(graph)).output.emission;
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

/** The network before its first epoch; weights were set a block after registration. */
function splitState(graph: SplitGraph, rows: readonly Row[]): YumaState {
  const { neurons } = graph.settings;
  const stake = new BigUint64Array(neurons);
  const ratioed = (stakes: readonly bigint[], ratio: bigint) =>
    stakes.map((share) => I64F64.floor(ratio * share * totalStake));
  stake.set([
    ...ratioed(graph.major.stakes, graph.majorStake),
    ...ratioed(graph.minor.stakes, one - graph.majorStake),
  ]);
  return {
    block,
    stake,
    lastUpdate: new Float64Array(neurons).fill(block - 1),
    registrationBlock: new Float64Array(neurons),
    validatorPermit: Uint8Array.from(stake, (rao) => Number(rao > 0n)),
    weights: [...rows, ...new Array<Row>(neurons - rows.length).fill(emptyRow)],
    bonds: new Array<Row>(neurons).fill(emptyRow),
  };
}

/** [validator] share of the active stake. */
export const activeStakeOf = (graph: SplitGraph): bigint[] =>
  standing(splitState(graph, []), parametersOf(graph), optionsOf(graph)).activeStake.slice(
    0,
    graph.settings.validators,
  );

const parametersOf = ({ settings }: SplitGraph): ChainYumaParameters => ({
  activityCutoff: 5000,
  kappa: settings.kappa,
  maxAllowedValidators: settings.validators,
  bondsMovingAverage,
});

/** An epoch of burn-2026. */
const optionsOf = ({ settings }: SplitGraph): YumaOptions =>
  currentYuma(
    {
      tempo: 360,
      bondsPenalty: settings.bondsPenalty,
      liquidAlpha: false,
      alphaLow: 45_875,
      alphaHigh: 58_982,
      alphaSigmoidSteepness: 1000,
      yuma3: false,
      stakeThreshold: 0n,
      ownerUid: null,
      lastMechanismStepBlock: 0,
    },
    block,
  );

/** [validator] stake as the deviation of weights counts it. */
export const deviationStakeOf = ({ majorStake, major, minor }: SplitGraph): bigint[] =>
  normalise([
    ...major.stakes.map((share) => mul(majorStake, share)),
    ...minor.stakes.map((share) => mul(one - majorStake, share)),
  ]);

/** Stake-weighted mean deviation of the weights from their mean, over the mean; weights before rounding to u16. */
function meanDeviation(graph: SplitGraph, weights: readonly (readonly bigint[])[]): bigint {
  const stake = deviationStakeOf(graph);
  const rows = weights.map(normalise);
  const means = rows[0].map((_, server) => sum(rows.map((row, uid) => mul(stake[uid], row[server]))));
  const distance = (mean: bigint, weight: bigint) => (mean > weight ? mean - weight : weight - mean);
  const deviations = rows.map((row, uid) =>
    sum(row.map((weight, server) => mul(stake[uid], distance(means[server], weight)))),
  );
  return div(sum(deviations), sum(means));
}
