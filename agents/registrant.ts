import { exp, ln, logistic } from '../sim/elementary.ts';
import { stream } from '../sim/random.ts';
import type { ChainView } from '../sim/roles.ts';
import { type Block, blocksPerDay, raoPerTao, type Serial } from '../sim/units.ts';
import type { Miner } from './miner.ts';
import { type MinerBook, placeOf, qualityQuantile } from './minerBook.ts';

/** How candidates see ahead: not at all, roughly, or exactly up to the cut. */
export type Foresight = 'none' | 'smooth' | 'perfect';

/** What candidates are like and how they decide. */
export interface RegistrantSettings {
  readonly sizeMedian: number;
  readonly sizeSigma: number;
  /** Standard deviation of ln(believed quality / quality). */
  readonly beliefError: number;
  /** Standard deviation of ln(cost factor). */
  readonly costSigma: number;
  readonly poorShare: number;
  readonly poorFactor: number;
  readonly responds: number;
  readonly foresight: Foresight;
  /** TAO for one hash. */
  readonly hashPrice: number;
  readonly horizonDays: number;
  /** Share of peers below which a steady score earns nothing: the validators' exclude quantile. */
  readonly cutShare: number;
  /** Moving average and sweep of the validators, as a candidate with foresight knows them. */
  readonly alpha: number;
  readonly sweepBlocks: number;
}

/** Someone who thinks of entering: fixed at arrival, the same under every setting of the chain. */
export interface Candidate {
  readonly serial: Serial;
  readonly arrived: Block;
  readonly miner: Miner;
  /** What its steady score will be. */
  readonly quality: number;
  /** What it thinks its steady score will be. */
  readonly belief: number;
  /** Its cost of work over the usual one. */
  readonly costFactor: number;
  /** Registers whatever the price says (an immunity farmer between two lives). */
  readonly insistent: boolean;
}

/** Draws candidate `serial`: one stream, a fixed number of draws in a fixed order. */
export function drawCandidate(
  seed: string,
  serial: Serial,
  arrived: Block,
  settings: RegistrantSettings,
  qualityOf: (miner: Miner) => number,
): Candidate {
  const draws = stream(seed, 'candidate', serial);
  const size = draws.lognormal(settings.sizeMedian, settings.sizeSigma);
  const beliefError = draws.normal() * settings.beliefError;
  const costFactor = draws.lognormal(1, settings.costSigma);
  const misconfigured = draws.next() < settings.poorShare;
  const miner = { size, misconfigured, responds: settings.responds };
  // The belief is about the model it thinks it runs, not about the one that is badly set up.
  const believed = qualityOf({ ...miner, misconfigured: false });
  return {
    serial,
    arrived,
    miner,
    quality: qualityOf(miner),
    belief: believed * exp(beliefError),
    costFactor,
    insistent: false,
  };
}

/** Registers if what the slot is thought to earn is worth the work (model.md A12). */
export function wantsIn(
  candidate: Candidate,
  view: ChainView,
  book: MinerBook,
  settings: RegistrantSettings,
): boolean {
  if (candidate.insistent) return true;
  const cost = Number(view.gate.difficulty) * settings.hashPrice * candidate.costFactor;
  return valueOf(candidate, view, book, settings) >= cost;
}

/**
 * Half of what the present peer just above the candidate's belief would earn in the horizon, TAO. It does not
 * discount the ramp unless the candidate has foresight.
 */
function valueOf(
  candidate: Candidate,
  view: ChainView,
  book: MinerBook,
  settings: RegistrantSettings,
): number {
  const { ranking } = book;
  const place = Math.min(placeOf(ranking, candidate.belief), ranking.count - 1);
  if (place < 0) return 0;
  const incentive = view.network.incentive[ranking.uids[place]];
  const emission = (view.emissionPerBlock / raoPerTao) * settings.horizonDays * blocksPerDay;
  return 0.5 * incentive * emission * survival(candidate, view, book, settings);
}

/** Chance to be above the cut when immunity ends, as the candidate sees it. */
function survival(
  candidate: Candidate,
  view: ChainView,
  book: MinerBook,
  settings: RegistrantSettings,
): number {
  if (settings.foresight === 'none') return 1;
  const sweeps = view.hyperparameters.immunityPeriod / settings.sweepBlocks;
  const ramp = 1 - exp(sweeps * ln(1 - settings.alpha));
  const ratio = (candidate.belief * ramp) / qualityQuantile(book.ranking, settings.cutShare);
  if (settings.foresight === 'perfect') return ratio > 1 ? 1 : 0;
  return logistic((1.7 * ln(ratio)) / 0.3);
}
