import { stream } from '../../../sim/random.ts';

/**
 * An honest majority and a minority that favours its own servers: the members of each, and the random draws behind
 * their stakes and weights (subtensor docs/consensus.md and v3.4.9 tests/consensus.rs, split_graph() and
 * map_consensus_guarantees()). Float64; the chain's own draws and arithmetic are in `../../conform/`.
 */

/** What every cell of every map shares. */
export interface TeamSettings {
  readonly validators: number;
  readonly servers: number;
  /** Standard deviation of a validator's stake, share of its mean. */
  readonly stakeDeviation: number;
  /** Names the draws. */
  readonly seed: number;
}

/** The set-up of docs/consensus.md: 512 uids, 64 of them validators. */
export const publishedTeams: TeamSettings = { validators: 64, servers: 448, stakeDeviation: 0.3, seed: 0 };

/** Standard normal draws, the same for every stake and deviation: two maps differ by what is set, not by luck. */
export interface TeamDraws {
  readonly settings: TeamSettings;
  /** [validator] */
  readonly stake: Float64Array;
  /** [validator][server] */
  readonly weight: readonly Float64Array[];
}

/** One draw for each validator's stake, and one for each pair of validator and server. */
export function teamDraws(settings: TeamSettings): TeamDraws {
  const { seed, validators, servers } = settings;
  const stakes = stream(seed, 'two teams', 'stake');
  const rowOf = (validator: number) => {
    const normals = stream(seed, 'two teams weights', validator);
    return Float64Array.from({ length: servers }, () => normals.normal());
  };
  return {
    settings,
    stake: Float64Array.from({ length: validators }, () => stakes.normal()),
    weight: Array.from({ length: validators }, (_, validator) => rowOf(validator)),
  };
}

/** One side: its validators' stakes and the noise of their weights. */
export interface Team {
  /** [validator of this side] share of the whole stake. */
  readonly stake: Float64Array;
  /** [validator of this side][server] noise of the weights, summing to one over either side's servers. */
  readonly noise: readonly Float64Array[];
}

/** Both sides at one stake of the majority; the first validators and servers are the majority's. */
export interface TwoTeams {
  /** Share of stake, of validators and of servers that the majority holds. */
  readonly majorStake: number;
  readonly majorServers: number;
  readonly servers: number;
  readonly major: Team;
  readonly minor: Team;
}

/**
 * Splits the draws at `majorStake` (0 … 1, exclusive); weights spread by `weightDeviation`, share of their mean.
 * Throws a RangeError at a share or deviation out of range.
 */
export function twoTeams(draws: TeamDraws, majorStake: number, weightDeviation: number): TwoTeams {
  if (!(majorStake > 0 && majorStake < 1)) {
    throw new RangeError(`the majority's stake must be between 0 and 1; received ${majorStake}`);
  }
  if (!(weightDeviation >= 0 && weightDeviation <= 10)) {
    throw new RangeError(
      `the deviation of weights must be 0 … 10 of their mean; received ${weightDeviation}`,
    );
  }
  const { validators, servers, stakeDeviation } = draws.settings;
  const majorValidators = partOf(validators, majorStake);
  const majorServers = partOf(servers, majorStake);
  const teamOf = (first: number, end: number, share: number): Team => ({
    stake: scaledTo(share, positive(draws.stake.subarray(first, end), stakeDeviation)),
    noise: draws.weight
      .slice(first, end)
      .map((normals) => noiseOf(positive(normals, weightDeviation), majorServers)),
  });
  return {
    majorStake,
    majorServers,
    servers,
    major: teamOf(0, majorValidators, majorStake),
    minor: teamOf(majorValidators, validators, 1 - majorStake),
  };
}

/** Whole number of a share, at least one on either side. */
const partOf = (total: number, share: number): number =>
  Math.min(total - 1, Math.max(1, Math.floor(share * total)));

/** Draws of mean one that never fall below zero. */
const positive = (normals: Float64Array, deviation: number): Float64Array =>
  normals.map((normal) => Math.max(0, 1 + deviation * normal));

/** Values scaled to a sum; all zero stays so. */
function scaledTo(sum: number, values: Float64Array): Float64Array {
  let total = 0;
  for (const value of values) total += value;
  return total > 0 ? values.map((value) => (value * sum) / total) : values;
}

/** Either side's servers summing to one. */
function noiseOf(values: Float64Array, majorServers: number): Float64Array {
  values.set(scaledTo(1, values.subarray(0, majorServers)));
  values.set(scaledTo(1, values.subarray(majorServers)), majorServers);
  return values;
}
