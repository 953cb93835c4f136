import { u16Max } from './units.ts';

/** What Nakamoto's rule reads; arrays are [uid] and may be longer than `size`. */
export interface NakamotoSlots {
  readonly size: number;
  /** RAO. */
  readonly stake: Float64Array;
  /** RAO of the whole network. */
  readonly totalStake: number;
  /** Incentive of the last step, share 0 … 1. */
  readonly incentive: Float64Array;
  readonly registrationBlock: Float64Array;
}

/**
 * The uid a newcomer replaces: the lowest score, which is the stake share from `stakePruningMin` RAO on and the
 * incentive below it. An immune neuron's score is lifted by its registration block + 1, so it is taken only if
 * all are immune, and then the earliest. Ties go to the uid whose little-endian bytes come first, the order in
 * which the chain walks its neurons (commune-ai/subspace 634796d registration.rs, do_registration()); or, as a
 * variant, to the uid that is first in `tieRank` [uid].
 */
export function neuronToPruneNakamoto(
  slots: NakamotoSlots,
  block: number,
  immunityPeriod: number,
  stakePruningMin: number,
  tieRank?: Uint16Array,
): number {
  const { size, stake, totalStake, incentive, registrationBlock } = slots;
  const rankOf = tieRank === undefined ? bytesFirst : (uid: number) => tieRank[uid];
  let lowest = 0;
  let lowestScore = Number.POSITIVE_INFINITY;
  let lowestLift = 0;
  for (let uid = 0; uid < size; uid++) {
    const registered = registrationBlock[uid];
    const immune = block - registered < immunityPeriod;
    if (immune && lowestLift === 0 && lowestScore < 1) continue;
    const lift = immune ? registered + 1 : 0;
    const staked = stake[uid];
    const score = staked < stakePruningMin ? incentive[uid] : totalStake > 0 ? staked / totalStake : 0;
    if (lift === lowestLift && score > lowestScore) continue;
    // Lift and score are compared apart: their float64 sum would lose the score's last digits.
    const margin = lift - lowestLift + (score - lowestScore);
    if (margin > 0 || (margin === 0 && rankOf(uid) > rankOf(lowest))) continue;
    lowest = uid;
    lowestScore = score;
    lowestLift = lift;
  }
  return lowest;
}

/** Orders u16 uids as their little-endian bytes: 0, 256, 512, …, 1, 257, … */
const bytesFirst = (uid: number) => ((uid & 0xff) << 8) | (uid >> 8);

/** What Finney's rule reads; arrays are [uid] and may be longer than `size`. */
export interface FinneySlots {
  readonly size: number;
  /** u16 score of the last epoch. */
  readonly pruningScore: Uint16Array;
  readonly registrationBlock: Float64Array;
}

/**
 * The uid a newcomer replaces: the lowest pruning score outside immunity, the highest uid among equals; if
 * none qualifies, the first immune one with the lowest score (subtensor v0.0.1 uids.rs,
 * get_neuron_to_prune()). The caller marks the slot with a score of 65535, as the chain does.
 * As on the chain, "none qualifies" is read from the lowest score being 65535, so a network of non-immune
 * slots that are all marked yields an immune neuron, or uid 0. `order`: a variant that walks the uids otherwise.
 */
export function neuronToPruneFinney(
  slots: FinneySlots,
  block: number,
  immunityPeriod: number,
  order?: Uint16Array,
): number {
  const { size, pruningScore, registrationBlock } = slots;
  let lowest = 0;
  let lowestScore = u16Max;
  let lowestImmune = 0;
  let lowestImmuneScore = u16Max;
  for (let place = 0; place < size; place++) {
    const uid = order === undefined ? place : order[place];
    const score = pruningScore[uid];
    if (score > lowestScore) continue;
    if (block - registrationBlock[uid] >= immunityPeriod) {
      lowestScore = score;
      lowest = uid;
    } else if (score < lowestImmuneScore) {
      lowestImmuneScore = score;
      lowestImmune = uid;
    }
  }
  return lowestScore === u16Max ? lowestImmune : lowest;
}

/** What the rules since v1.1.4 read; arrays are [uid] and may be longer than `size`. */
export interface AgedSlots {
  readonly size: number;
  /** What is pruned by: the score of the last epoch, or (v3.3.8 on) its emission in RAO. */
  readonly score: ArrayLike<number>;
  readonly registrationBlock: ArrayLike<number>;
  /** Uids of the subnet's owner that are never taken (v2.0.0 on). */
  readonly spared: readonly number[];
  /** A variant: among equal scores the uid that is first here goes, [uid]. */
  readonly tieRank?: Uint16Array;
}

/**
 * The uid a newcomer replaces: anyone out of immunity before anyone in it, then the lowest score, the earliest
 * registration, the lowest uid (subtensor v1.1.4 … v3.3.0 uids.rs, get_neuron_to_prune()). The caller marks the
 * slot with a score of 65535. Null if there is only the owner.
 */
export function neuronToPruneAged(slots: AgedSlots, block: number, immunityPeriod: number): number | null {
  const outside = oldestLowest(slots, (uid) => !immuneAt(slots, uid, block, immunityPeriod));
  return outside ?? oldestLowest(slots, () => true);
}

/**
 * As `neuronToPruneAged`, but a neuron out of immunity is taken only while more than `minNonImmuneUids` are, and
 * an immune one otherwise; null without any, and then the registration fails (subtensor v3.4.9 uids.rs,
 * get_neuron_to_prune()).
 */
export function neuronToPruneProtected(
  slots: AgedSlots,
  block: number,
  immunityPeriod: number,
  minNonImmuneUids: number,
): number | null {
  const immune = (uid: number) => immuneAt(slots, uid, block, immunityPeriod);
  let exposed = 0;
  for (let uid = 0; uid < slots.size; uid++) if (!slots.spared.includes(uid) && !immune(uid)) exposed += 1;
  const outside = exposed > minNonImmuneUids ? oldestLowest(slots, (uid) => !immune(uid)) : null;
  return outside ?? oldestLowest(slots, immune);
}

const immuneAt = ({ registrationBlock }: AgedSlots, uid: number, block: number, period: number) =>
  block - registrationBlock[uid] < period;

/** Of the uids that `qualify`, the first by score, registration block and uid. */
function oldestLowest(slots: AgedSlots, qualify: (uid: number) => boolean): number | null {
  const { size, score, registrationBlock, spared, tieRank } = slots;
  const seniority = tieRank ?? registrationBlock;
  let first: number | null = null;
  for (let uid = 0; uid < size; uid++) {
    if (spared.includes(uid) || !qualify(uid)) continue;
    const ahead =
      first === null ||
      score[uid] < score[first] ||
      (score[uid] === score[first] && seniority[uid] < seniority[first]);
    if (ahead) first = uid;
  }
  return first;
}
