import { I32F32, I64F64 } from '../../math/fixed.ts';
import type { Row } from '../../row.ts';
import { u16Max } from '../../units.ts';
import { isTopK, maskVector, normalise, sum } from './vector.ts';
import type { YumaOptions } from './yumaOptions.ts';

/** What a Finney epoch reads of a network. All arrays are [uid]; the length of `stake` is n. */
export interface YumaState {
  readonly block: number;
  /** RAO on each hotkey, delegated stake included. */
  readonly stake: BigUint64Array;
  /** Block of the last accepted weights. */
  readonly lastUpdate: ArrayLike<number>;
  readonly registrationBlock: ArrayLike<number>;
  /** 1 where the last epoch left a validator permit. */
  readonly validatorPermit: ArrayLike<number>;
  /** Stored u16 rows, in the order they were submitted. */
  readonly weights: readonly Row[];
  /** Stored u16 rows of the last epoch. */
  readonly bonds: readonly Row[];
  /** Stored u16 consensus of the last epoch, possibly shorter than n; absent or empty before the first one. */
  readonly consensus?: ArrayLike<number>;
}

/** Hyperparameters of an epoch, as the chain stores them. */
export interface ChainYumaParameters {
  /** Blocks. */
  readonly activityCutoff: number;
  /** u16 share, 0 … 65535. */
  readonly kappa: number;
  readonly maxAllowedValidators: number;
  /** Part of the bonds kept, parts per million. */
  readonly bondsMovingAverage: number;
}

/** The neurons that count in an epoch, and their stake (steps 1–4). */
export interface Standing {
  readonly inactive: readonly boolean[];
  /** RAO that reaches the stake threshold, I64F64. */
  readonly filteredStake: readonly bigint[];
  /** Share of the whole stake, I32F32. */
  readonly stake: readonly bigint[];
  readonly newValidatorPermits: readonly boolean[];
  /** [uid] true without a permit of the last epoch. */
  readonly forbidden: readonly boolean[];
  /** Share of the stake of active uids that held a permit, I32F32. */
  readonly activeStake: readonly bigint[];
}

/** Steps 1–4: the permits of the last epoch decide which neurons act now, the new ones which will. */
export function standing(state: YumaState, parameters: ChainYumaParameters, options: YumaOptions): Standing {
  const inactive = silentFor(state, parameters.activityCutoff);
  const filteredStake = overThreshold(state.stake, options);
  const stake = stakeShares(filteredStake);
  const newValidatorPermits = permits(stake, parameters.maxAllowedValidators, options);
  const seated = options.ownerSeated ? options.ownerUid : null;
  const forbidden = Array.from(state.validatorPermit, (permit, uid) => permit === 0 && uid !== seated);
  const acting = maskVector(forbidden, maskVector(inactive, stake));
  return { inactive, filteredStake, stake, newValidatorPermits, forbidden, activeStake: normalise(acting) };
}

/** 1. No weights for longer than the cutoff. */
const silentFor = (state: YumaState, cutoff: number): boolean[] =>
  Array.from(state.lastUpdate, (updated) => updated + cutoff < state.block);

/** 2. Stake below the threshold counts as none; a seated owner's always counts. */
function overThreshold(
  stake: BigUint64Array,
  { stakeThreshold, ownerSeated, ownerUid }: YumaOptions,
): bigint[] {
  const least = stakeThreshold ?? 0n;
  const counts = (rao: bigint, uid: number) => rao >= least || (ownerSeated && uid === ownerUid);
  return Array.from(stake, (rao, uid) => (counts(rao, uid) ? I64F64.fromInt(rao) : 0n));
}

/** 2. Normalised in I64F64, then floored to I32F32. */
function stakeShares(stake: readonly bigint[]): bigint[] {
  const total = sum(stake);
  if (total === 0n) return stake.map(() => 0n);
  return stake.map((rao) => I64F64.convert(I64F64.div(rao, total), I32F32));
}

/** 3. The largest stakes; from v3.1 on none without stake, but a seated owner. */
function permits(
  stake: readonly bigint[],
  seats: number,
  { stakeThreshold, ownerSeated, ownerUid }: YumaOptions,
): boolean[] {
  const largest = isTopK(stake, seats);
  if (stakeThreshold === null) return largest;
  return largest.map((chosen, uid) => (chosen && stake[uid] !== 0n) || (ownerSeated && uid === ownerUid));
}

/** kappa / 65535 as I32F32. */
export const majorityOf = (kappa: number): bigint => I32F32.fromRatio(kappa, u16Max);

/** 1 − bondsMovingAverage / 10^6: the part of the bonds that is renewed, I32F32. */
export const renewalOf = (bondsMovingAverage: number): bigint =>
  I32F32.one - I64F64.convert(I64F64.fromRatio(bondsMovingAverage, 1_000_000), I32F32);
