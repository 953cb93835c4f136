import type { Uid } from '../../sim/units.ts';
import type { ValidatorKind } from './kind.ts';
import { Validator } from './validator.ts';

/** Every so many-th uid that mines belongs to the cabal's owners. */
const oneIn = 16;
/** What a stranger's score counts for in a cabal member's weights. */
const strangersPart = 1e-6;

/**
 * A cabal member works like an honest validator but sets its weight on the cabal's own miners, as far as the chain's
 * limits on a row allow: all of it, and strangers get dust, so that the row has the entries the chain asks for; or a
 * part, and the rest goes to strangers by their scores.
 */
class CabalValidator extends Validator {
  protected override opinions(size: number): Float64Array {
    const { cabalSelfWeight } = this.settings;
    return cabalSelfWeight === 1 ? this.ownAlone(size) : this.mixed(size, cabalSelfWeight);
  }

  private ownAlone(size: number): Float64Array {
    return this.scores
      .slice(0, size)
      .map((score, uid) => (uid === this.uid ? 0 : isCabalMiner(uid) ? 1 : score > 0 ? strangersPart : 0));
  }

  /** Own miners share `selfWeight` equally, strangers the rest in proportion to their scores. */
  private mixed(size: number, selfWeight: number): Float64Array {
    let own = 0;
    let strangers = 0;
    for (let uid = 0; uid < size; uid++) {
      if (uid === this.uid) continue;
      if (isCabalMiner(uid)) own += 1;
      else strangers += this.scores[uid];
    }
    const row = new Float64Array(size);
    for (let uid = 0; uid < size; uid++) {
      if (uid === this.uid) continue;
      if (isCabalMiner(uid)) row[uid] = selfWeight / own;
      else if (strangers > 0) row[uid] = ((1 - selfWeight) * this.scores[uid]) / strangers;
    }
    return row;
  }
}

/** A cabal's miners hold fixed slots, spread over the network. */
const isCabalMiner = (uid: Uid): boolean => uid % oneIn === oneIn - 1;

/**
 * Validators that pay their own miners. Those hold no model at all unless they work (`scenario.cabalMiners`): what they
 * earn, the cabal's weights earn them.
 */
export const cabal: ValidatorKind = {
  name: 'cabal',
  shareOf: (hyperparameters) => hyperparameters['scenario.cabalShare'],
  seat: (...place) => new CabalValidator(...place),
  isIdle: false,
  favours: isCabalMiner,
  leavesEmpty: (uid, hyperparameters) =>
    hyperparameters['scenario.cabalMiners'] === 'fake' && isCabalMiner(uid),
};
