import type { Share } from '../units.ts';
import { trustSigmoid } from './trustSigmoid.ts';
import { type CutPolicy, cutColumn } from './weightCuts.ts';

/** Honest stake against a cabal, each a single validator and a single server. */
export interface TwoPlayers {
  /** Honest share of stake, s_H. */
  readonly honestStake: Share;
  /** Weight of the honest on their own servers: their true utility, w_H. */
  readonly honestUtility: Share;
  /** Weight of the cabal on its own, which costs it nothing, w_C. */
  readonly cabalWeight: Share;
}

export interface GameRules extends CutPolicy {
  /** Share of the emission that goes to those who score, xi. */
  readonly scoringShare: Share;
  /** Whether rank is multiplied by the sigmoid of trust (rho 10, kappa .5). */
  readonly weightTrust: boolean;
}

/** Without any consensus. */
export const noConsensus: GameRules = { rounds: 0, smoothing: 0, scoringShare: 0.5, weightTrust: false };

/**
 * Honest share of the emission, e_H = xi d_H + (1 − xi) i_H, after the cuts (Stake-Based Consensus for Utility Scoring,
 * sections 2 and 3). Where nobody is ranked, stake is paid.
 */
export function honestEmission(players: TwoPlayers, rules: GameRules): Share {
  const { honestStake, honestUtility, cabalWeight } = players;
  const stake = [honestStake, 1 - honestStake];
  const towardsHonest = Float64Array.of(honestUtility, 1 - cabalWeight);
  const towardsCabal = Float64Array.of(1 - honestUtility, cabalWeight);
  const trusts = [towardsHonest, towardsCabal].map((column) => trustOf(stake, column));
  cutColumn(stake, towardsHonest, rules);
  cutColumn(stake, towardsCabal, rules);
  const bonds = [towardsHonest, towardsCabal].map((column) => [stake[0] * column[0], stake[1] * column[1]]);
  const ranks = bonds.map(
    ([ours, theirs], side) => (ours + theirs) * (rules.weightTrust ? trustSigmoid(trusts[side]) : 1),
  );
  const total = ranks[0] + ranks[1];
  if (total === 0) return honestStake;
  const incentive = ranks.map((rank) => rank / total);
  const share = bonds.map(([ours, theirs]) => (ours + theirs > 0 ? ours / (ours + theirs) : 0));
  const dividends = share[0] * incentive[0] + share[1] * incentive[1];
  return rules.scoringShare * dividends + (1 - rules.scoringShare) * incentive[0];
}

/** Stake that sets any weight at all. */
const trustOf = (stake: readonly number[], column: ArrayLike<number>): Share =>
  (column[0] > 0 ? stake[0] : 0) + (column[1] > 0 ? stake[1] : 0);

/** Utilities at which the honest may already be undone by having no weight to cut: beyond, no crossing is sought. */
const highestUtility = 0.96;
const steps = 2000;

/**
 * The least honest utility at which the honest keep their stake share against this cabal weight: the first crossing
 * from below, by bisection; null if there is none below .96, 0 if they always do.
 */
export function retainingUtility(honestStake: Share, cabalWeight: Share, rules: GameRules): Share | null {
  const keeps = (honestUtility: number) =>
    honestEmission({ honestStake, honestUtility, cabalWeight }, rules) >= honestStake;
  if (keeps(0)) return 0;
  for (let step = 1; step <= steps; step++) {
    const utility = (highestUtility * step) / steps;
    if (!keeps(utility)) continue;
    let [low, high] = [utility - highestUtility / steps, utility];
    for (let round = 0; round < 40; round++) {
      const middle = (low + high) / 2;
      if (keeps(middle)) high = middle;
      else low = middle;
    }
    return high;
  }
  return null;
}

/** The utility that retains against every cabal weight, and the weight of the strongest attack. */
export function requiredUtility(
  honestStake: Share,
  rules: GameRules,
): { readonly utility: Share; readonly cabalWeight: Share } | null {
  let worst = { utility: 0, cabalWeight: 0 };
  for (let k = 0; k <= 200; k++) {
    const cabalWeight = k / 200;
    const utility = retainingUtility(honestStake, cabalWeight, rules);
    if (utility === null) return null;
    if (utility > worst.utility) worst = { utility, cabalWeight };
  }
  return worst;
}
