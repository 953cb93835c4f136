import type { Payment } from '../sim/currency.ts';
import type { Hyperparameters } from '../sim/hyperparameters/registry.ts';
import { ln, logistic } from '../sim/math/elementary.ts';
import { taoPerDay } from '../sim/money.ts';
import { stream } from '../sim/random.ts';
import type { ChainView } from '../sim/roles.ts';
import { stakeAt } from '../sim/stake.ts';
import { type Block, blocksPerDay, raoPerTao, type Serial, type Share, type Tao } from '../sim/units.ts';
import type { Candidate } from './candidate.ts';
import { immunityOf, logOdds, shownAfter } from './foresight.ts';
import type { Notices } from './governance.ts';
import { drawMiner, type Miner } from './miner.ts';
import { type MinerBook, placeOf, qualityQuantile } from './minerBook.ts';
import { trickOf } from './tricks/handOut.ts';
import type { Trick } from './tricks/trick.ts';

/** What candidates are like and how they decide. */
export interface RegistrantSettings {
  /** The `scenario.` rows say what candidates are like and what they know. */
  readonly hyperparameters: Hyperparameters;
  readonly foresight: Hyperparameters['scenario.foresight'];
  /** TAO for one hash. */
  readonly hashPrice: number;
  readonly horizonDays: number;
  /** Share of peers below which a steady score earns nothing: the validators' exclude quantile. */
  readonly cutShare: Share;
  /** What running costs and a TAO is worth; absent: miners pay no rent, and hashes cost TAO. */
  readonly money?: Money;
  /** Which changes of the rules people have been told of. */
  readonly notices: Notices;
  /** Every trick that a candidate may have. */
  readonly tricks: readonly Trick[];
  /** Gives the trick of a newcomer; absent where no miner deceives. */
  readonly disguise?: (miner: Miner, serial: Serial) => Miner;
}

/** What a candidate knows of the world of dollars. */
export interface Money {
  /** The price of TAO over the one that `hashPrice` holds at. */
  priceRatio(block: Block): number;
  /** TAO that its device would cost it in so many days. */
  runningCost(candidate: Candidate, days: number, block: Block): number;
}

export function registrantSettingsOf(
  hyperparameters: Hyperparameters,
  cutShare: Share,
): Omit<RegistrantSettings, 'tricks' | 'notices'> {
  return {
    hyperparameters,
    foresight: hyperparameters['scenario.foresight'],
    hashPrice: hyperparameters['scenario.hashPrice'] / 1e12,
    horizonDays: hyperparameters['scenario.horizonDays'],
    cutShare,
  };
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
  const drawn = drawMiner(draws, settings.hyperparameters);
  const miner = settings.disguise?.(drawn, serial) ?? drawn;
  const trick = trickOf(settings.tricks, miner);
  const isSpam = trick.atAnyPrice === true;
  // The belief is about the model it thinks it runs, not about the one that is badly set up.
  const believed = qualityOf({ ...miner, misconfigured: false });
  return {
    serial,
    arrived,
    miner,
    quality: qualityOf(miner),
    belief: believed * draws.lognormal(1, settings.hyperparameters['scenario.beliefError']),
    costFactor: draws.lognormal(1, settings.hyperparameters['scenario.costSigma']),
    ...(settings.foresight === 'observed' && { hope: hopeOf(seed, serial, settings) }),
    ...(isSpam && { purse: trick.name }),
    insistent: isSpam,
  };
}

/** A draw of its own, so that candidates are the same people whether they look at others or not. */
const hopeOf = (seed: string, serial: Serial, { hyperparameters }: RegistrantSettings): number =>
  stream(seed, 'hope', serial).lognormal(1, hyperparameters['scenario.foresightError']);

/** Part of the rent of the horizon that is set against what a slot is thought to earn (assumption A12). */
export const rentPart = 0.5;

/** Registers if what the slot is thought to earn is worth its cost (assumption A12). `fared`: see `TrackRecord.expected`. */
export function wantsIn(
  candidate: Candidate,
  view: ChainView,
  book: MinerBook,
  settings: RegistrantSettings,
  fared: Share | null = null,
): boolean {
  if (candidate.insistent) return true;
  const worth =
    candidate.stake === undefined
      ? worthOf(candidate, view, book, settings, fared)
      : stakeWorth(candidate.stake, view, book, settings);
  return worth >= costOf(candidate, view, settings).tao;
}

/** What a validator with so much stake would earn in the horizon, TAO: its part, by stake, of as much as miners are paid. */
function stakeWorth(
  stake: number,
  { network, minersPart, price }: ChainView,
  book: MinerBook,
  { horizonDays }: RegistrantSettings,
): Tao {
  let others = 0;
  for (let uid = 0; uid < network.size; uid++)
    if (book.validator[uid]) others += stakeAt(network.stakes, uid) / raoPerTao;
  return stake > 0 ? (stake / (stake + others)) * taoPerDay(minersPart, price) * horizonDays : 0;
}

/** The cheaper way in: work at the candidate's own cost, or burn where the chain takes one. */
export function costOf(
  candidate: Pick<Candidate, 'costFactor'>,
  { gate, block, payments }: ChainView,
  settings: Pick<RegistrantSettings, 'hashPrice' | 'money'>,
): { readonly payment: Payment; readonly tao: Tao } {
  // Hashes are paid in dollars: what they cost in TAO rises as the price falls.
  const priceRatio = settings.money?.priceRatio(block) ?? 1;
  const work = (Number(gate.difficulty) * settings.hashPrice * candidate.costFactor) / priceRatio;
  const burn = Number(gate.burn) / raoPerTao;
  if (!payments.includes('work')) return { payment: 'burn', tao: burn };
  return payments.includes('burn') && burn < work
    ? { payment: 'burn', tao: burn }
    : { payment: 'work', tao: work };
}

/**
 * What the present peer just above the candidate's belief would earn in the horizon less what running costs, TAO: its
 * incentive of the miners' part of the emission, at the price of the network's alpha where it pays in alpha. What goes to the
 * owner's keys is no one's incentive here. It does not discount the ramp unless the candidate has foresight.
 */
function worthOf(
  candidate: Candidate,
  view: ChainView,
  book: MinerBook,
  settings: RegistrantSettings,
  fared: Share | null,
): Tao {
  const { ranking } = book;
  const place = Math.min(placeOf(ranking, candidate.belief), ranking.count - 1);
  if (place < 0) return 0;
  const incentive = view.network.incentive[ranking.uids[place]];
  // The order of the factors is that of the first engine: halves are exact, so its worlds keep their bytes.
  const miners = (view.minersPart / raoPerTao) * settings.horizonDays * blocksPerDay * view.price;
  const income = incentive * miners * prospects(candidate, view, book, settings, fared);
  const { money, horizonDays } = settings;
  const rent = money === undefined ? 0 : money.runningCost(candidate, horizonDays, view.block);
  return income - rentPart * rent;
}

/** Part of a settled miner's income that the candidate expects: as newcomers fared, or its chance to be above the cut when immunity ends. */
function prospects(
  { belief, hope = 1 }: Candidate,
  view: ChainView,
  book: MinerBook,
  settings: RegistrantSettings,
  fared: Share | null,
): number {
  if (settings.foresight === 'none') return 1;
  if (settings.foresight === 'observed') return fared === null ? 1 : fared * hope;
  const ramp = shownAfter(immunityOf(view, settings.notices.announcement), view.hyperparameters);
  const ratio = (belief * ramp) / qualityQuantile(book.ranking, settings.cutShare);
  if (settings.foresight === 'perfect') return ratio > 1 ? 1 : 0;
  return logistic(logOdds(ln(ratio)));
}
