import { type Frame, weightOn } from './frame.ts';

/** What one validator says of a miner. */
export interface Voter {
  readonly uid: number;
  /** Share of the stake that votes. */
  readonly stake: number;
  /** Share of its row. */
  readonly weight: number;
  /** What of it counts: no more than the consensus. */
  readonly counted: number;
}

/** The vote on one miner, as an epoch counts it. */
export interface Clip {
  readonly miner: number;
  /** The largest weight that κ of the stake gives or exceeds. */
  readonly consensus: number;
  /** Those with stake that votes, by weight, the largest first; equal ones by stake. */
  readonly voters: readonly Voter[];
  /** Share of the stake that gives the consensus or more. */
  readonly backing: number;
  /** Share of the stake-weighted votes that is cut. */
  readonly cut: number;
}

/** The vote on a miner. */
export function clipOf(frame: Frame, miner: number): Clip {
  const consensus = frame.consensus[miner];
  const voters = Array.from(frame.stake, (stake, uid): Voter => {
    const weight = weightOn(frame.weights[uid], miner);
    return { uid, stake, weight, counted: Math.min(weight, consensus) };
  })
    .filter(({ stake }) => stake > 0)
    .sort((one, other) => other.weight - one.weight || other.stake - one.stake);
  const sum = (part: (voter: Voter) => number) => voters.reduce((total, voter) => total + part(voter), 0);
  const said = sum(({ stake, weight }) => stake * weight);
  return {
    ...{ miner, consensus, voters },
    backing: sum(({ stake, weight }) => (weight >= consensus && consensus > 0 ? stake : 0)),
    cut: said === 0 ? 0 : 1 - sum(({ stake, counted }) => stake * counted) / said,
  };
}

/** The voters by stake, the largest first. */
export const byStake = (voters: readonly Voter[]): Voter[] =>
  [...voters].sort((one, other) => other.stake - one.stake || one.uid - other.uid);
