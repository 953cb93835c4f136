import type { Hyperparameters } from '../../sim/hyperparameters/registry.ts';
import { stream } from '../../sim/random.ts';
import type { Serial } from '../../sim/units.ts';
import type { Miner } from '../miner.ts';
import { drawMiner } from '../registrant.ts';
import { isDeceitful, sybilOwner, trickOf } from './guise.ts';

/** Voices of sybils' owners: above every serial of an arrival, below the farmers'. */
const firstOwner = 2 ** 30;

/** Gives every miner of a world its trick; null where nobody deceives. */
export function disguiseOf(
  hyperparameters: Hyperparameters,
  uids: number,
  seed: string,
): ((miner: Miner, serial: Serial) => Miner) | null {
  if (!isDeceitful(hyperparameters)) return null;
  return (miner, serial) => {
    const trick = trickOf(seed, serial, hyperparameters, serial < uids);
    if (trick === 'spam') return { ...miner, responds: 0, disguise: { trick, voice: serial } };
    if (trick !== 'sybil') return { ...miner, disguise: { trick, voice: serial } };
    const voice = firstOwner + sybilOwner(seed, serial, uids, hyperparameters);
    return { ...drawMiner(stream(seed, 'sybil', voice), hyperparameters), disguise: { trick, voice } };
  };
}

/** The coldkey of a sybil's owner, for who counts by owner; else the hotkey's own. */
export const ownerOf = ({ disguise }: Miner, serial: Serial): Serial =>
  disguise?.trick === 'sybil' ? disguise.voice : serial;
