import { trustSigmoid } from '../consensus/trustSigmoid.ts';
import { cutWeights, type WeightCuts } from '../consensus/weightCuts.ts';

/**
 * The game of an honest majority and a cabal that share one network: each splits its weight between both. All are
 * shares. Source: "Stake-Based Consensus for Utility Scoring", two-player model.
 */
export interface TwoPlayerGame {
  /** s_H: stake of the honest side; the cabal has the rest. */
  readonly honestStake: number;
  /** w_H: the honest side's weight on itself, its true utility, which it pays for. */
  readonly honestUtility: number;
  /** w_C: the cabal's weight on itself, which it may set as it likes. */
  readonly cabalWeight: number;
}

/** What the mechanism does with the weights. */
export interface TwoPlayerRules {
  readonly cuts: WeightCuts;
  /** Trust scales ranks by σ(ρ(T − κ)); null: it does not. */
  readonly trust: WeightTrust | null;
  /** ξ: part of the emission paid as dividends on scoring, the rest as incentive; the paper's e = (i + d) / 2 is 0.5. */
  readonly scoringShare: number;
}

/** Which side counts as trusted: one that a validator gives more than `threshold` of its weight. */
export interface WeightTrust {
  readonly rho: number;
  readonly kappa: number;
  /** Share of weight; 0 as in the paper's T = (W > 0) S, above it as the chain had it. */
  readonly threshold: number;
}

/** A side's weights after the cuts: [honest, cabal] that set them. */
type Column = Float64Array;

/**
 * e_H: the honest side's share of emission, 0 … 1. It keeps its share of stake where e_H >= s_H.
 * Throws a RangeError where a share is not in 0 … 1.
 */
export function honestEmission(game: TwoPlayerGame, rules: TwoPlayerRules): number {
  for (const [name, share] of Object.entries(game)) checkShare(name, share);
  checkShare('scoringShare', rules.scoringShare);
  const { honestStake, honestUtility, cabalWeight } = game;
  const stake = [honestStake, 1 - honestStake];
  const toHonest = cutWeights(stake, [honestUtility, 1 - cabalWeight], rules.cuts);
  const toCabal = cutWeights(stake, [1 - honestUtility, cabalWeight], rules.cuts);
  const honestRank = rankOf(stake, toHonest, rules);
  const cabalRank = rankOf(stake, toCabal, rules);
  const total = honestRank + cabalRank;
  if (!(total > 0)) return honestStake;
  const incentive = honestRank / total;
  const dividends =
    heldByHonest(stake, toHonest) * incentive + heldByHonest(stake, toCabal) * (1 - incentive);
  return rules.scoringShare * dividends + (1 - rules.scoringShare) * incentive;
}

/** r' = r C: what stake and weights give a side, scaled by how much stake gives it any. */
function rankOf(stake: readonly number[], column: Column, { trust }: TwoPlayerRules): number {
  const rank = stake[0] * column[0] + stake[1] * column[1];
  if (trust === null) return rank;
  const trusted = (column[0] > trust.threshold ? stake[0] : 0) + (column[1] > trust.threshold ? stake[1] : 0);
  return rank * trustSigmoid(trusted, trust.rho, trust.kappa);
}

/** Part of the bonds on a side that the honest hold; 0 where there are none. */
function heldByHonest(stake: readonly number[], column: Column): number {
  const honest = stake[0] * column[0];
  const total = honest + stake[1] * column[1];
  return total > 0 ? honest / total : 0;
}

/** Resolution at which a crossing is looked for before it is bisected. */
const scan = 200;

/**
 * Smallest w_H at which the honest side keeps its stake against one w_C, to 1e-12; null if it never does. A second
 * crossing nearer to w_H = 1, where honest peers give the cabal hardly any weight to be cut to, is not looked at:
 * see `lossNearFullUtility`.
 */
export function keptFrom(honestStake: number, cabalWeight: number, rules: TwoPlayerRules): number | null {
  const keeps = (honestUtility: number) =>
    honestEmission({ honestStake, honestUtility, cabalWeight }, rules) >= honestStake - rounding;
  for (let step = 0; step <= scan; step++) {
    if (!keeps(step / scan)) continue;
    return step === 0 ? 0 : bisected((step - 1) / scan, step / scan, keeps);
  }
  return null;
}

/** Where s_H = e_H holds exactly, sums of shares may fall short of it by their rounding. */
const rounding = 1e-13;

/** Between `low`, where it does not hold, and `high`, where it does. */
function bisected(low: number, high: number, holds: (x: number) => boolean): number {
  let [below, above] = [low, high];
  while (above - below > 1e-12) {
    const middle = (below + above) / 2;
    if (holds(middle)) above = middle;
    else below = middle;
  }
  return above;
}

/** How useful the honest side must be to keep its stake whatever the cabal sets. */
export interface RequiredUtility {
  /** max over w_C of `keptFrom`; null if some w_C wins against every w_H. */
  readonly utility: number | null;
  /** The w_C that asks the most, or that wins. */
  readonly cabalWeight: number;
}

/** The cabal's best answer, over w_C = 0, 0.005 … 1. */
export function requiredUtility(honestStake: number, rules: TwoPlayerRules): RequiredUtility {
  let worst = { utility: 0, cabalWeight: 0 };
  for (let step = 0; step <= 200; step++) {
    const cabalWeight = step / 200;
    const utility = keptFrom(honestStake, cabalWeight, rules);
    if (utility === null) return { utility, cabalWeight };
    if (utility > worst.utility) worst = { utility, cabalWeight };
  }
  return worst;
}

function checkShare(name: string, share: number): void {
  if (!(share >= 0 && share <= 1)) throw new RangeError(`${name} is a share in 0 … 1; received ${share}`);
}
