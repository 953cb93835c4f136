import { trustSigmoid } from '../consensus/trustSigmoid.ts';

/** Two disjoint networks that compete for one emission by their trust. */
export interface CabalDecay {
  /** Stake of the honest network and of the cabal at block 0, any unit. */
  readonly honestStake: number;
  readonly cabalStake: number;
  /** τ: emission of a block over all stake. */
  readonly emissionRate: number;
  /** ρ and κ of the trust sigmoid. */
  readonly rho: number;
  readonly kappa: number;
}

/**
 * The cabal's share of stake after each of `blocks` blocks, [block]: incentive is stake times the sigmoid of its
 * share, and the emission is divided by it. Throws a RangeError without any stake.
 * Source: "BitTensor: A Peer-to-Peer Intelligence Market", section 10, the listing.
 */
export function cabalShares(game: CabalDecay, blocks: number): Float64Array {
  let { honestStake: honest, cabalStake: cabal } = game;
  if (!(honest >= 0 && cabal >= 0 && honest + cabal > 0)) {
    throw new RangeError(`stakes are at least 0, and one of them above it; received ${honest} and ${cabal}`);
  }
  const incentiveOf = (stake: number, total: number) =>
    stake * trustSigmoid(stake / total, game.rho, game.kappa);
  return Float64Array.from({ length: blocks }, () => {
    const total = honest + cabal;
    const toHonest = incentiveOf(honest, total);
    const toCabal = incentiveOf(cabal, total);
    honest += (game.emissionRate * total * toHonest) / (toHonest + toCabal);
    cabal += (game.emissionRate * total * toCabal) / (toHonest + toCabal);
    return cabal / (honest + cabal);
  });
}
