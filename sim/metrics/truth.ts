import type { Nats, Uid } from '../units.ts';
import type { AdversaryTruth } from './adversaryTruth.ts';
import type { Models } from './effectiveModels.ts';

/** The frontier of a world in which it moves. */
export interface FrontierTruth {
  /** What true losses have fallen since the founding, nats. */
  fallen(): Nats;
  /** True loss of the median candidate of the day that is well set up, nats. */
  loss(): Nats;
}

/** What the metrics may know and no agent does: the true quality of every miner, and what the validators think. */
export interface Truth {
  /** [uid] true mean loss, nats; where a frontier moves, before what it has `fallen`. */
  readonly loss: Float64Array;
  /** [uid] steady score q. */
  readonly quality: Float64Array;
  /** [uid] steady score that its true loss would have: other than its quality where it deceives. */
  readonly worth: Float64Array;
  /** Whose model answers at a uid, and how errors of models go together. */
  readonly models: Models;
  /** Absent where there are no deceivers, idlers or client. */
  readonly adversaries?: AdversaryTruth;
  /** Absent where no frontier moves. */
  readonly frontier?: FrontierTruth;
  /** [uid] 1 for the validators of the cast. */
  readonly validator: Uint8Array;
  /** Stake-weighted mean of the score that the validators hold for a uid. */
  meanScore(uid: Uid): number;
  /** Incentive of the last step that a miner of steady score q is to expect, all else as it is. */
  steadyIncentive(quality: number): number;
  /** Whether the holder of a uid belongs to a cabal; absent where there is none. */
  readonly isCabal?: (uid: Uid) => boolean;
  /** Whether a farmer of immunity or a squatter holds a uid; absent where there are none. */
  readonly isFarmer?: (uid: Uid) => boolean;
  /** Score updates made so far. */
  updates(): number;
}

/** What the frontier has taken from all true losses since the founding, nats; 0 where none moves. */
export const fallenOf = ({ frontier }: Truth): Nats => frontier?.fallen() ?? 0;
