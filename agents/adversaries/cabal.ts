import type { Uid } from '../../sim/units.ts';
import { Validator } from '../validator.ts';

/** Every so many-th uid that mines belongs to the cabal's owners. */
const oneIn = 16;
/** What a stranger's score counts for in a cabal member's weights. */
const strangersPart = 1e-6;

/**
 * A cabal member works like an honest validator but sets all its weight on the cabal's own miners, as far as the
 * chain's limits on a row allow; strangers get dust, so that the row has the entries the chain asks for.
 */
export class CabalValidator extends Validator {
  protected override opinions(size: number): Float64Array {
    return this.scores
      .slice(0, size)
      .map((score, uid) => (uid === this.uid ? 0 : isCabalMiner(uid) ? 1 : score > 0 ? strangersPart : 0));
  }
}

/** A cabal's miners hold fixed slots, spread over the network. */
export const isCabalMiner = (uid: Uid): boolean => uid % oneIn === oneIn - 1;
