import { logistic } from '../math/elementary.ts';

/**
 * Consensus of a peer, 0 … 1: the sigmoid of the share of stake that trusts it. `trust` is a share 0 … 1, `rho` the
 * slope, `kappa` the trust at which consensus is one half; at that point it rises by rho / 4 per unit of trust.
 * Source: "BitTensor: A Peer-to-Peer Intelligence Market", equation 4: C = σ(ρ(T − κ)), ρ = 10, κ = 0.5.
 */
export function trustSigmoid(trust: number, rho: number, kappa: number): number {
  return logistic(rho * (trust - kappa));
}

/**
 * The loss whose sign says whether the network has reached consensus: below zero, more rank lies with peers that most
 * stake trusts than with others. `rank` [peer] and `consensus` [peer], shares.
 * Source: the same paper, section 4: L = −R · (C − 0.5).
 */
export function consensusLoss(rank: ArrayLike<number>, consensus: ArrayLike<number>): number {
  if (rank.length !== consensus.length) {
    throw new RangeError(
      `rank and consensus need one value a peer; received ${rank.length} and ${consensus.length}`,
    );
  }
  let loss = 0;
  for (let peer = 0; peer < rank.length; peer++) loss -= rank[peer] * (consensus[peer] - 0.5);
  return loss;
}
