import type { LaterYumaParameters } from './chain/yumaOptions.ts';

/** What came after v1.1.1, as the chain stores it, and whose text of the epoch it is. */
export interface LaterYuma extends LaterYumaParameters {
  readonly rules: 'liquid' | 'dtao' | 'pairwise' | 'current' | 'autumn';
}

/** Hyperparameters of an epoch, as shares of one. */
export interface YumaParameters {
  /** Share of active stake that makes a majority, 0 … 1. */
  readonly kappa: number;
  /** Blocks without weights after which a neuron no longer counts. */
  readonly activityCutoff: number;
  readonly maxAllowedValidators: number;
  /** Part of the bonds that is renewed each epoch, 0 … 1 (the chain stores 1 − this, in ppm). */
  readonly bondsAlpha: number;
  /** Absent: subtensor v0.0.1 to v1.1.1. */
  readonly later?: LaterYuma;
}

/** Every intermediate of an epoch. [uid] arrays unless a shape is given. Overwritten by the next epoch. */
export interface YumaEpoch {
  readonly active: Uint8Array;
  /** Stake over total stake. */
  readonly stake: Float64Array;
  readonly validatorPermit: Uint8Array;
  /** Stake of active uids with a permit, normalised. */
  readonly activeStake: Float64Array;
  /** Uids whose rows are read, ascending: weights of a permit holder, or bonds. `validators` of them count. */
  readonly rows: Int32Array;
  validators: number;
  /** [uid × row], miner-major with stride `stride`: weights after masks and row normalisation. */
  weights: Float64Array;
  /** [uid × row]: weights clipped at consensus. */
  clipped: Float64Array;
  /** [uid × row] 1 where a row names the uid, be it with a weight of zero; kept for liquid alpha by pair only. */
  listed: Uint8Array;
  /** [uid × row]: bonds after the moving average; columns sum to one (Yuma 2), or each is at most one (Yuma 3). */
  bonds: Float64Array;
  stride: number;
  readonly prerank: Float64Array;
  readonly consensus: Float64Array;
  /** Before normalisation; `totalRank` is its sum. */
  readonly rank: Float64Array;
  totalRank: number;
  readonly trust: Float64Array;
  readonly validatorTrust: Float64Array;
  readonly incentive: Float64Array;
  readonly dividends: Float64Array;
  /** Combined emission of each uid, share of the whole. */
  readonly serverShare: Float64Array;
  readonly validatorShare: Float64Array;
  readonly combinedShare: Float64Array;
  /** RAO to credit: server and validator part, floored apart. */
  readonly emission: Float64Array;
  /** u16, which decides the uid to replace until the next epoch. */
  readonly pruningScore: Uint16Array;
  /** Weight entries read. */
  entries: number;
  readonly scratch: {
    readonly stake: Float64Array;
    readonly score: Float64Array;
    readonly order: Float64Array;
  };
}

/** Zeroed results of `yumaEpoch` for up to `capacity` uids; one set serves every epoch of a network. */
export function yumaEpochBuffers(capacity: number): YumaEpoch {
  const perUid = () => new Float64Array(capacity);
  return {
    active: new Uint8Array(capacity),
    stake: perUid(),
    validatorPermit: new Uint8Array(capacity),
    activeStake: perUid(),
    rows: new Int32Array(capacity),
    validators: 0,
    weights: new Float64Array(0),
    clipped: new Float64Array(0),
    listed: new Uint8Array(0),
    bonds: new Float64Array(0),
    stride: 0,
    prerank: perUid(),
    consensus: perUid(),
    rank: perUid(),
    totalRank: 0,
    trust: perUid(),
    validatorTrust: perUid(),
    incentive: perUid(),
    dividends: perUid(),
    serverShare: perUid(),
    validatorShare: perUid(),
    combinedShare: perUid(),
    emission: perUid(),
    pruningScore: new Uint16Array(capacity),
    entries: 0,
    scratch: { stake: perUid(), score: perUid(), order: perUid() },
  };
}

/** Scales the first `size` values so that they sum to one; all zero stays all zero. */
export function normalise(values: Float64Array, size: number): number {
  let total = 0;
  for (let uid = 0; uid < size; uid++) total += values[uid];
  if (total > 0) for (let uid = 0; uid < size; uid++) values[uid] /= total;
  return total;
}
