import { consensusWeight, cutOnce } from '../consensus/weightCuts.ts';
import type { Stream } from '../random.ts';
import type { Share } from '../units.ts';

/** Two teams whose members weigh each other with noise. */
export interface TwoTeams {
  readonly honestStake: Share;
  readonly honestUtility: Share;
  readonly cabalWeight: Share;
  /** Members of each team, all of them validators and servers. */
  readonly members: number;
  /** Standard deviation of a weight over its mean. */
  readonly noise: number;
  readonly rounds: number;
  readonly smoothing: number;
}

/** Consensus weight of the mean server of each team after each round; the first entry is before any cut. */
export interface DensityPath {
  readonly honest: readonly number[];
  readonly cabal: readonly number[];
  /** [server: the honest team, then the cabal][validator] the weights left at the end, a column for each server. */
  readonly columns: readonly Float64Array[];
}

/**
 * Follows the consensus weights while the cuts are applied (Stake-Based Consensus for Utility Scoring, figure 10):
 * every weight is normal about its team's mean, floored at zero.
 */
export function densityEvolution(teams: TwoTeams, draws: Stream): DensityPath {
  const { members, honestStake, rounds, smoothing } = teams;
  const stake = Float64Array.from({ length: 2 * members }, (_, i) =>
    i < members ? honestStake / members : (1 - honestStake) / members,
  );
  let columns = Array.from({ length: 2 * members }, (_, server) => drawColumn(teams, server, draws));
  const honest: number[] = [];
  const cabal: number[] = [];
  for (let round = 0; ; round++) {
    const consensus = columns.map((column) => consensusWeight(stake, column));
    honest.push(meanOf(consensus.slice(0, members)));
    cabal.push(meanOf(consensus.slice(members)));
    if (round === rounds) return { honest, cabal, columns };
    columns = columns.map((column, server) => cutOnce(stake, column, smoothing, consensus[server]));
  }
}

function drawColumn(teams: TwoTeams, server: number, draws: Stream): Float64Array {
  const { members, honestUtility, cabalWeight, noise } = teams;
  const isHonest = server < members;
  return Float64Array.from({ length: 2 * members }, (_, validator) => {
    const ofHonest = isHonest ? honestUtility : 1 - honestUtility;
    const ofCabal = isHonest ? 1 - cabalWeight : cabalWeight;
    const mean = (validator < members ? ofHonest : ofCabal) / members;
    return Math.max(0, mean * (1 + noise * draws.normal()));
  });
}

const meanOf = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;
