import { majorityPlaces, type Places } from './majorityPlaces.ts';
import type { SortedColumns } from './sortedColumns.ts';

/**
 * The first epoch of Yuma consensus between two sides, reduced to what each side gets (docs/consensus.md; Yuma 2
 * without earlier bonds). Float64. The general epoch is `../../../sim/consensus/yuma.ts`; this one is the same epoch with
 * sums over a side's validators read from running sums, a hundred times as fast.
 */

/** What the end of an epoch depends on. */
export interface Rule {
  /** Share of stake that makes a majority, 0 … 1. */
  readonly kappa: number;
  /** β: how far weights are clipped before they buy bonds, 0 … 1. */
  readonly bondsPenalty: number;
  /** ξ: share of the emission that goes to validators, 0 … 1. */
  readonly validatorEmission: number;
  /**
   * Whether a side that holds exactly kappa is a majority. On the chain it falls short: each share of stake is floored
   * to 2^-32. Float64 would leave it to rounding.
   */
  readonly exactlyKappa: 'short' | 'enough';
}

/** Wider than 64 floored shares (2^-26), far narrower than the stake of a validator. */
const tieWidth = 1e-7;

/** [server] ranks that a side's stake gives: as it says, and clipped at consensus. */
interface SideRanks {
  readonly said: Float64Array;
  readonly clipped: Float64Array;
}

/** Reused from cell to cell. */
export interface SplitScratch {
  readonly major: SideRanks;
  readonly minor: SideRanks;
  /** [rule] where the search for consensus begins. */
  readonly places: readonly Places[];
}

export function splitScratch(servers: number, rules: number): SplitScratch {
  const side = () => ({ said: new Float64Array(servers), clipped: new Float64Array(servers) });
  const places = () => ({
    major: new Uint8Array(servers),
    minor: new Uint8Array(servers),
    consensus: new Float64Array(servers),
  });
  return { major: side(), minor: side(), places: Array.from({ length: rules }, places) };
}

/** The two sides of one cell. */
export interface Split {
  readonly majorStake: number;
  readonly majorServers: number;
  readonly major: SortedColumns;
  readonly minor: SortedColumns;
}

/** [rule] E_H: share of the epoch's emission that the majority's validators and servers get. */
export function keptEmission(split: Split, rules: readonly Rule[], scratch: SplitScratch): number[] {
  const kept = new Array<number>(rules.length);
  let ranked: Rule | null = null;
  let incentive = 0;
  for (const [at, rule] of rules.entries()) {
    if (ranked === null || ranked.kappa !== rule.kappa || ranked.exactlyKappa !== rule.exactlyKappa) {
      rankServers(split, minorityOf(rule), scratch.places[at], scratch);
      incentive = majorIncentive(split.majorServers, scratch);
      ranked = rule;
    }
    // Without any earnings the chain shares by stake.
    kept[at] = Number.isNaN(incentive)
      ? split.majorStake
      : rule.validatorEmission * majorDividends(rule.bondsPenalty, scratch) +
        (1 - rule.validatorEmission) * incentive;
  }
  return kept;
}

/** The most stake that may lie below the consensus. */
const minorityOf = ({ kappa, exactlyKappa }: Rule): number =>
  1 - kappa + (exactlyKappa === 'short' ? -tieWidth : tieWidth);

/** Consensus of every server, and what it leaves of either side's ranks. */
function rankServers({ major, minor }: Split, minority: number, places: Places, scratch: SplitScratch): void {
  majorityPlaces(major, minor, minority, places);
  rankSide(major, places.major, places.consensus, scratch.major);
  rankSide(minor, places.minor, places.consensus, scratch.minor);
}

/** A side's ranks: Σ stake · weight, above consensus Σ stake · consensus. */
function rankSide(
  { depth, stakeBelow, rankBelow }: SortedColumns,
  below: Uint8Array,
  consensus: Float64Array,
  ranks: SideRanks,
): void {
  for (let server = 0; server < consensus.length; server++) {
    const first = server * (depth + 1);
    const kept = first + below[server];
    ranks.said[server] = rankBelow[first + depth];
    ranks.clipped[server] =
      rankBelow[kept] + consensus[server] * (stakeBelow[first + depth] - stakeBelow[kept]);
  }
}

/** I_H = Σ_{j ∈ H} R_j / Σ R; NaN if no server is ranked. */
function majorIncentive(majorServers: number, { major, minor }: SplitScratch): number {
  let ofMajor = 0;
  let total = 0;
  for (let server = 0; server < major.clipped.length; server++) {
    const rank = major.clipped[server] + minor.clipped[server];
    if (server < majorServers) ofMajor += rank;
    total += rank;
  }
  return total > 0 ? ofMajor / total : Number.NaN;
}

/** D_H = Σ_j I_j · (bonds of H towards j) / (all bonds towards j); bonds by (1 − β) W + β W̄. */
function majorDividends(penalty: number, { major, minor }: SplitScratch): number {
  let ofMajor = 0;
  let total = 0;
  for (let server = 0; server < major.said.length; server++) {
    const rank = major.clipped[server] + minor.clipped[server];
    if (rank === 0) continue;
    const bondsOfMajor = (1 - penalty) * major.said[server] + penalty * major.clipped[server];
    const bondsOfMinor = (1 - penalty) * minor.said[server] + penalty * minor.clipped[server];
    ofMajor += (rank * bondsOfMajor) / (bondsOfMajor + bondsOfMinor);
    total += rank;
  }
  return ofMajor / total;
}

/** Mean distance of weights from their stake-weighted mean, over the mean (v3.4.9 tests, avg_weight_dev). */
export function weightDeviation({ major, minor }: Split): number {
  const servers = major.weight.length / major.depth;
  let distance = 0;
  let total = 0;
  for (let server = 0; server < servers; server++) {
    const mean = columnRank(major, server) + columnRank(minor, server);
    distance += distanceFrom(mean, major, server) + distanceFrom(mean, minor, server);
    total += mean;
  }
  return distance / total;
}

const columnRank = ({ depth, rankBelow }: SortedColumns, server: number): number =>
  rankBelow[server * (depth + 1) + depth];

/** Σ_i s_i |mean − w_ij| over one side. */
function distanceFrom(
  mean: number,
  { depth, weight, stakeBelow, rankBelow }: SortedColumns,
  server: number,
): number {
  const sums = server * (depth + 1);
  let below = 0;
  while (below < depth && weight[server * depth + below] < mean) below++;
  const under = mean * stakeBelow[sums + below] - rankBelow[sums + below];
  const over =
    rankBelow[sums + depth] -
    rankBelow[sums + below] -
    mean * (stakeBelow[sums + depth] - stakeBelow[sums + below]);
  return under + over;
}
