import { heapSpace, type SplitSpace } from '../../../../sim/kernel/split/splitKernel.ts';
import { majorityPlaces, type Places } from '../majorityPlaces.ts';
import type { SplitColumns } from './splitColumns.ts';
import { div, divBy, mul, mulBy, normaliseInPlace } from './wholeDoubles.ts';

/**
 * The first epoch between the two sides of a map in the chain's own fixed point (subtensor v3.4.9-424 run_epoch.rs,
 * epoch(); Yuma 2, no earlier bonds), bit for bit the one of `splitGraph.ts` and hundreds of times as fast: columns come
 * sorted with running sums, and nothing is a bigint. I32F32 bits, whole in float64.
 */

/** What the epochs of a map share. */
export interface SplitTerms {
  readonly majorServers: number;
  /** The most stake that may lie below a consensus. */
  readonly minority: number;
  /** How far weights are clipped before they buy bonds. */
  readonly bondsPenalty: number;
  /** Part of the bonds that is renewed. */
  readonly renewal: number;
  /** RAO. */
  readonly emission: number;
  /** [validator] share of the active stake, which is paid without any earnings. */
  readonly activeStake: Float64Array;
}

/** Reused from cell to cell. */
export interface SplitScratch {
  readonly places: Places;
  /** [server] */
  readonly incentive: Float64Array;
  /** [validator] the majority's first. */
  readonly dividends: Float64Array;
  /** [validator] bonds of one column: the majority's validators by place, then the minority's. */
  readonly bonds: Float64Array;
  /** Where all of these and the columns are kept, and what sums them. */
  readonly space: SplitSpace;
}

export const splitScratch = (
  validators: number,
  servers: number,
  space: SplitSpace = heapSpace,
): SplitScratch => ({
  places: {
    major: space.bytes(servers),
    minor: space.bytes(servers),
    consensus: space.doubles(servers),
  },
  incentive: space.doubles(servers),
  dividends: space.doubles(validators),
  bonds: space.doubles(validators),
  space,
});

/** Share of the epoch's emission that the majority's validators and servers get, I32F32 bits. */
export function majorShare(
  terms: SplitTerms,
  major: SplitColumns,
  minor: SplitColumns,
  scratch: SplitScratch,
): number {
  majorityPlaces(major, minor, terms.minority, scratch.places); // 7
  const { incentive, dividends } = scratch;
  rankServers(major, minor, scratch); // 8–10
  normaliseInPlace(incentive);
  dividends.fill(0);
  payEveryServer(terms, major, minor, scratch); // 11–12
  normaliseInPlace(dividends);
  return keptShare(terms, major.depth, scratch); // 13–15
}

/** R_j = Σ_i floor(min(w_ij, W̄_j) · s_i): below consensus the running sum, above it each stake times consensus. */
function rankServers(
  major: SplitColumns,
  minor: SplitColumns,
  { places, incentive, space: { run } }: SplitScratch,
): void {
  if (run !== null) {
    const [servers, consensus] = [incentive.length, places.consensus.byteOffset];
    incentive.fill(0);
    for (const [{ depth, stake, rankBelow }, below] of [
      [major, places.major],
      [minor, places.minor],
    ] as const) {
      run.addRanks(
        depth,
        servers,
        stake.byteOffset,
        rankBelow.byteOffset,
        below.byteOffset,
        consensus,
        incentive.byteOffset,
      );
    }
    return;
  }
  for (let server = 0; server < incentive.length; server++) {
    const consensus = places.consensus[server];
    incentive[server] =
      clippedRank(major, server, places.major[server], consensus) +
      clippedRank(minor, server, places.minor[server], consensus);
  }
}

function clippedRank(
  { depth, stake, rankBelow }: SplitColumns,
  server: number,
  below: number,
  consensus: number,
) {
  let rank = rankBelow[server * (depth + 1) + below];
  const end = (server + 1) * depth;
  for (let at = server * depth + below; at < end; at++) rank += mul(consensus, stake[at]);
  return rank;
}

function payEveryServer(
  terms: SplitTerms,
  major: SplitColumns,
  minor: SplitColumns,
  scratch: SplitScratch,
): void {
  const { places, incentive, dividends, bonds, space } = scratch;
  if (space.run === null) {
    for (let server = 0; server < incentive.length; server++) {
      if (incentive[server] > 0) payBondholders(terms, major, minor, server, scratch);
    }
    return;
  }
  const addressesOf = (
    { depth, weight, rank, stake, validator, rankBelow }: SplitColumns,
    below: Uint8Array,
  ) => [depth, ...[weight, rank, stake, validator, rankBelow, below].map(({ byteOffset }) => byteOffset)];
  space.run.payBondholders(
    incentive.length,
    ...addressesOf(major, places.major),
    ...addressesOf(minor, places.minor),
    places.consensus.byteOffset,
    incentive.byteOffset,
    terms.bondsPenalty,
    terms.renewal,
    bonds.byteOffset,
    dividends.byteOffset,
  );
}

/** One server's incentive, shared out by its bonds: ΔB, its moving average and the normalisations between. */
function payBondholders(
  { bondsPenalty, renewal }: SplitTerms,
  major: SplitColumns,
  minor: SplitColumns,
  server: number,
  { places, incentive, dividends, bonds }: SplitScratch,
): void {
  const consensus = places.consensus[server];
  const bought =
    buyBonds(major, server, places.major[server], consensus, bondsPenalty, bonds, 0) +
    buyBonds(minor, server, places.minor[server], consensus, bondsPenalty, bonds, major.depth);
  const total = renewBonds(bonds, bought, renewal);
  if (total === 0) return;
  payDividends(major, server, total, incentive[server], bonds, 0, dividends);
  payDividends(minor, server, total, incentive[server], bonds, major.depth, dividends);
}

/** ΔB_ij = floor(W̃_ij · s_i), W̃ = W + penalty · (min(W, W̄) − W); returns their sum. */
function buyBonds(
  { depth, weight, rank, stake, rankBelow }: SplitColumns,
  server: number,
  below: number,
  consensus: number,
  penalty: number,
  bonds: Float64Array,
  offset: number,
): number {
  const first = server * depth;
  const clipped = penalty / 2 ** 32;
  let sum = rankBelow[server * (depth + 1) + below];
  for (let place = 0; place < below; place++) bonds[offset + place] = rank[first + place];
  for (let place = below; place < depth; place++) {
    const said = weight[first + place];
    const buying = said + mulBy(consensus - said, penalty, clipped);
    sum += bonds[offset + place] = buying > 0 ? mul(buying, stake[first + place]) : 0;
  }
  return sum;
}

/** Normalises the column and takes the part that is renewed, as there are no earlier bonds; returns the new sum. */
function renewBonds(bonds: Float64Array, bought: number, renewal: number): number {
  if (bought === 0) return 0;
  const scale = 2 ** 32 / bought;
  const renewed = renewal / 2 ** 32;
  let sum = 0;
  for (let at = 0; at < bonds.length; at++) {
    sum += bonds[at] = mulBy(divBy(bonds[at], bought, scale), renewal, renewed);
  }
  return sum;
}

/** D_i += floor(B_ij · I_j), B_ij normalised. */
function payDividends(
  { depth, validator }: SplitColumns,
  server: number,
  total: number,
  incentive: number,
  bonds: Float64Array,
  offset: number,
  dividends: Float64Array,
): void {
  const scale = 2 ** 32 / total;
  for (let place = 0; place < depth; place++) {
    dividends[offset + validator[server * depth + place]] += mul(
      divBy(bonds[offset + place], total, scale),
      incentive,
    );
  }
}

/** E = I + D normalised, paid in whole RAO; without any earnings validators share by stake. */
function keptShare(terms: SplitTerms, majors: number, { incentive, dividends }: SplitScratch): number {
  let total = 0;
  for (let server = 0; server < incentive.length; server++) total += incentive[server];
  for (let validator = 0; validator < dividends.length; validator++) total += dividends[validator];
  const ofValidators = total === 0 ? terms.activeStake : dividends;
  const paid = (share: number) => mul(total === 0 ? share : div(share, total), terms.emission);
  let kept = 0;
  let all = 0;
  for (let validator = 0; validator < ofValidators.length; validator++) {
    const rao = paid(ofValidators[validator]);
    all += rao;
    if (validator < majors) kept += rao;
  }
  for (let server = 0; server < incentive.length; server++) {
    const rao = paid(incentive[server]);
    all += rao;
    if (server < terms.majorServers) kept += rao;
  }
  return div(kept, all);
}
