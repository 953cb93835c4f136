import type { Uid } from '../units.ts';
import type { AdversaryTruth } from './adversaryTruth.ts';
import type { Models } from './effectiveModels.ts';

/** What the metrics may know and no agent does: the true quality of every miner, and what the validators think. */
export interface Truth {
  /** [uid] true mean loss, nats. */
  readonly loss: Float64Array;
  /** [uid] steady score q. */
  readonly quality: Float64Array;
  /** [uid] steady score that its true loss would have: other than its quality where it deceives. */
  readonly worth: Float64Array;
  /** Whose model answers at a uid, and how errors of models go together. */
  readonly models: Models;
  /** Absent where there are no deceivers, idlers or client. */
  readonly adversaries?: AdversaryTruth;
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
