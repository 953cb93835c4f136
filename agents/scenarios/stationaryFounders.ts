import type { Hyperparameters } from '../../sim/hyperparameters/registry.ts';
import { exp, ln, normalQuantile } from '../../sim/math/elementary.ts';
import { normalCdf } from '../../sim/math/gamma.ts';
import { type Stream, stream } from '../../sim/random.ts';
import { readingOf } from '../../sim/rules/reading.ts';
import { type Block, blocksPerDay, type Nats, type Share, type Uid } from '../../sim/units.ts';
import type { World } from '../../sim/world.ts';
import { foundingMedian } from '../frontier.ts';
import type { Miner } from '../miner.ts';
import type { QualityModel } from '../qualityModel.ts';
import { lossOfSize, lowestLoss } from '../scoring/scalingLaw.ts';
import { candidatesPerBlock } from './gate.ts';
import { type SteadyState, steadyState, type Turnover } from './steadyState.ts';
import { ageAt, tenure } from './tenure.ts';

/** A founder, and since when it holds its slot. */
export interface Founder {
  readonly drawn: Miner;
  readonly registered: Block;
}

/** Candidates that stand for all of them. */
const points = 128;

/** Sizes of equally likely candidates, the smallest first. */
const sizesOf = (hyperparameters: Hyperparameters): Float64Array =>
  Float64Array.from(
    { length: points },
    (_, k) =>
      hyperparameters['scenario.sizeMedian'] *
      exp(hyperparameters['scenario.sizeSigma'] * normalQuantile((k + 0.5) / points)),
  );

/** The turnover that the settings of a network with so many slots for miners describe, among `uids`. */
export function turnoverOf(
  hyperparameters: Hyperparameters,
  qualityModel: QualityModel,
  uids: number,
  slots: number,
): Turnover {
  const flow = hyperparameters['scenario.foundersFlow'];
  const paidUids = hyperparameters['validator.paidUids'];
  const { excludeQuantile } = readingOf(hyperparameters).weightRule;
  const median = foundingMedian(hyperparameters['scenario.sizeMedian']);
  const gains = sizesOf(hyperparameters).map((size) => median - lossOfSize(size));
  return {
    slots,
    paidSlots: (1 - excludeQuantile) * (paidUids === 0 ? slots : Math.min(paidUids, slots)),
    candidates: candidatesPerBlock(hyperparameters, uids) * blocksPerDay,
    flow: flow > 0 ? flow : null,
    aging: hyperparameters['scenario.frontierPerDay'] * (1 - hyperparameters['scenario.followRate']),
    failing: hyperparameters['scenario.failPerDay'],
    immunityDays: hyperparameters.immunityPeriod / blocksPerDay,
    poorShare: hyperparameters['scenario.poorShare'],
    repairDays: hyperparameters['scenario.repairMedianDays'],
    gains,
    willing: willingness(qualityModel, hyperparameters['scenario.beliefError'], median, gains),
  };
}

/**
 * A candidate without foresight registers if it believes itself as good as someone who is paid: its belief is its steady score
 * times a lognormal error, and prices of entry are small against pay.
 */
function willingness(qualityModel: QualityModel, error: number, median: Nats, gains: Float64Array) {
  const lnQuality = (gain: Nats) =>
    ln(qualityModel.answersAt(Math.max(lowestLoss, median - gain), 1).quality);
  const own = gains.map(lnQuality);
  return (cut: Nats): Float64Array => {
    const paid = lnQuality(cut);
    return own.map((one) => (error > 0 ? normalCdf((one - paid) / error) : one >= paid ? 1 : 0));
  };
}

/**
 * Founders of the steady state of their world: who is met in a slot is drawn in proportion to how long it stays, and its age
 * from the time that it stays; it has fallen behind and may have failed by then. Four draws a founder, by uid.
 */
export function stationaryFounders(
  { hyperparameters, network, block }: World,
  qualityModel: QualityModel,
  slots: number,
  seed: string,
): (uid: Uid) => Founder {
  const turnover = turnoverOf(hyperparameters, qualityModel, network.capacity, slots);
  const sizes = sizesOf(hyperparameters);
  const meet = encounter(turnover, steadyState(turnover));
  return (uid) => {
    const { candidate, age, misconfigured, failed } = meet(stream(seed, 'founder', uid));
    const drawn: Miner = {
      size: sizes[candidate],
      misconfigured,
      responds: hyperparameters['scenario.responds'],
      ...(turnover.aging > 0 && { behind: turnover.aging * age }),
      ...(failed && { failed }),
    };
    return { drawn, registered: Math.max(0, block - 1 - Math.floor(age * blocksPerDay)) };
  };
}

/** Who is met in a slot. */
interface Met {
  /** Which of the candidates it was. */
  readonly candidate: number;
  /** Days since it registered. */
  readonly age: number;
  readonly misconfigured: boolean;
  readonly failed: boolean;
}

/** Draws who is met in a slot at a time of no one's choice. */
export function encounter(turnover: Turnover, state: SteadyState): (draws: Stream) => Met {
  const { aging, gains } = turnover;
  const { wait, weak, failing, cut, shares } = state;
  const stays = gains.map((gain, k) => shares[k] * tenure(gain - cut, wait, aging, failing));
  const sound = (1 - weak) * stays.reduce((sum, one) => sum + one, 0);
  return (draws) => {
    const misconfigured = draws.next() * (sound + weak * wait) >= sound;
    const candidate = placeIn(misconfigured ? shares : stays, draws.next());
    const edge = misconfigured ? 0 : gains[candidate] - cut;
    const age = ageAt(draws.next(), edge, wait, aging, failing);
    const failed = draws.next() < failedShare(age, wait, turnover) && !misconfigured;
    return { candidate, age, misconfigured, failed };
  };
}

/** The place up to which a share `u` of all parts lies. */
function placeIn(parts: Float64Array, u: Share): number {
  let left = u * parts.reduce((sum, one) => sum + one, 0);
  for (let k = 0; k < parts.length - 1; k++) {
    left -= parts[k];
    if (left < 0) return k;
  }
  return parts.length - 1;
}

/** Share of those of an age who have failed and hold their slot all the same: nobody for longer than the unpaid wait. */
function failedShare(age: number, wait: number, { failing, repairDays }: Turnover): Share {
  if (age > wait || failing === 0) return 0;
  const mending = repairDays > 0 ? Math.LN2 / repairDays : 0;
  return (failing / (failing + mending)) * (1 - exp(-(failing + mending) * age));
}
