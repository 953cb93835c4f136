import type { Uid } from '../units.ts';

/** The deceivers, and what a client gets; known to the metrics where a world has either. */
export interface AdversaryTruth {
  /** Whether the holder of a uid mines, and whether it deceives. */
  readonly kindOf: (uid: Uid) => 'honest' | 'cheater' | 'other';
  /** [uid] 1 for validators that do not evaluate miners themselves; null: there are none. */
  readonly idle: Uint8Array | null;
  readonly hasCheaters: boolean;
  /** Loss of the client's average of answers now, nats; null: no client. */
  readonly clientLoss: (() => number) | null;
  /** Joined answers evaluated so far; null where the rule does not count. */
  readonly forwards: (() => number) | null;
}
