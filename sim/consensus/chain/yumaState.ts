import { I32F32, I64F64 } from '../../fixed.ts';
import type { Row } from '../../row.ts';
import { u16Max } from '../../units.ts';
import { isTopK, maskVector, normalise } from './vector.ts';

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

/** Who counts in an epoch, and for how much (steps 1–4). */
export interface Standing {
  readonly inactive: readonly boolean[];
  /** Share of the whole stake, I32F32. */
  readonly stake: readonly bigint[];
  readonly newValidatorPermits: readonly boolean[];
  /** Share of the stake of active uids that held a permit, I32F32. */
  readonly activeStake: readonly bigint[];
}

/** Steps 1–4: the permits of the last epoch decide who acts now, the new ones who will. */
export function standing(state: YumaState, parameters: ChainYumaParameters): Standing {
  const inactive = silentFor(state, parameters.activityCutoff);
  const stake = stakeShares(state.stake);
  const newValidatorPermits = isTopK(stake, parameters.maxAllowedValidators);
  const acting = maskVector(forbidden(state), maskVector(inactive, stake));
  return { inactive, stake, newValidatorPermits, activeStake: normalise(acting) };
}

/** 1. No weights for longer than the cutoff. */
const silentFor = (state: YumaState, cutoff: number): boolean[] =>
  Array.from(state.lastUpdate, (updated) => updated + cutoff < state.block);

/** 2. Normalised in I64F64, then floored to I32F32. */
function stakeShares(stake: BigUint64Array): bigint[] {
  let total = 0n;
  for (const rao of stake) total += rao;
  if (total === 0n) return Array.from(stake, () => 0n);
  return Array.from(stake, (rao) => I64F64.convert(I64F64.fromRatio(rao, total), I32F32));
}

/** [uid] true without a permit of the last epoch. */
export const forbidden = (state: YumaState): boolean[] =>
  Array.from(state.validatorPermit, (permit) => permit === 0);

/** kappa / 65535 as I32F32. */
export const majorityOf = (kappa: number): bigint => I32F32.fromRatio(kappa, u16Max);

/** 1 − bondsMovingAverage / 10^6: the part of the bonds that is renewed, I32F32. */
export const renewalOf = (bondsMovingAverage: number): bigint =>
  I32F32.one - I64F64.convert(I64F64.fromRatio(bondsMovingAverage, 1_000_000), I32F32);
