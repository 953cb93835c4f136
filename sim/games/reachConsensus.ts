import { consensusLoss, trustSigmoid } from '../consensus/trustSigmoid.ts';
import type { Share } from '../units.ts';

/** An honest network that knits itself together, beside a cabal that already has. */
export interface KnitSettings {
  readonly honest: number;
  readonly cabal: number;
  readonly honestStake: Share;
  readonly rho: number;
  readonly kappa: number;
}

/** What a number of edges a peer makes of the network. */
export interface KnitState {
  /** Other honest peers whom each honest peer ranks. */
  readonly degree: number;
  /** Stake that ranks an honest peer. */
  readonly trust: Share;
  /** The whitepaper's peg, L = −R · (C − 0.5): below zero the network as a whole is in consensus. */
  readonly loss: number;
  /** Honest peers' share of the incentive. */
  readonly honestIncentive: Share;
}

/**
 * One state for each degree from 1 to all: honest peers with equal stakes rank `degree` others, each
 * equally often (a circulant graph), the cabal is a clique (whitepaper section 4 and figure 5, which gives no numbers).
 */
export function knitNetwork(settings: KnitSettings): KnitState[] {
  const { honest, cabal, honestStake, rho, kappa } = settings;
  const cabalStake = 1 - honestStake;
  const cabalTrust = (cabalStake * (cabal - 1)) / cabal;
  const cabalConsensus = trustSigmoid(cabalTrust, rho, kappa);
  return Array.from({ length: honest - 1 }, (_, k) => {
    const degree = k + 1;
    const trust = (honestStake * degree) / honest;
    const consensus = trustSigmoid(trust, rho, kappa);
    const earned = honestStake * consensus;
    return {
      degree,
      trust,
      loss: consensusLoss([honestStake, cabalStake], [consensus, cabalConsensus]),
      honestIncentive: earned / (earned + cabalStake * cabalConsensus),
    };
  });
}
