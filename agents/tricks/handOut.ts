import type { Hyperparameters } from '../../sim/hyperparameters/registry.ts';
import { stream } from '../../sim/random.ts';
import type { Serial } from '../../sim/units.ts';
import type { Miner } from '../miner.ts';
import { honest } from './honest.ts';
import type { Trick } from './trick.ts';

/** Whether any miner of this world may deceive; where none does, answers are what they are. */
export const isDeceitful = (tricks: readonly Trick[], hyperparameters: Hyperparameters): boolean =>
  tricks.some((trick) => trick.shareOf(hyperparameters) > 0);

/** Gives every miner of a world its trick; null where no miner deceives. */
export function disguiseOf(
  tricks: readonly Trick[],
  hyperparameters: Hyperparameters,
  uids: number,
  seed: string,
): ((miner: Miner, serial: Serial) => Miner) | null {
  if (!isDeceitful(tricks, hyperparameters)) return null;
  return (drawn, serial) => {
    const trick = drawnTrick(tricks, hyperparameters, seed, serial, serial < uids);
    const {
      miner,
      voice = serial,
      owner,
    } = trick.mask?.(drawn, { seed, serial, uids, hyperparameters }) ?? {
      miner: drawn,
    };
    return { ...miner, disguise: { trick: trick.name, voice, ...(owner !== undefined && { owner }) } };
  };
}

/** The trick of a hotkey: one draw of its own, the same under every setting of the chain. */
function drawnTrick(
  tricks: readonly Trick[],
  hyperparameters: Hyperparameters,
  seed: string,
  serial: Serial,
  isFounder: boolean,
): Trick {
  let draw = stream(seed, 'trick', serial).next();
  for (const trick of tricks) {
    if (trick.heldBy === 'farmers') continue;
    draw -= trick.shareOf(hyperparameters);
    if (draw < 0) return isFounder && trick.heldBy === 'newcomers' ? honest : trick;
  }
  return honest;
}

/** The trick that a miner has. */
export const trickOf = (tricks: readonly Trick[], { disguise }: Miner): Trick =>
  disguise === undefined ? honest : trickNamed(tricks, disguise.trick);

export const trickNamed = (tricks: readonly Trick[], name: string): Trick =>
  tricks.find((trick) => trick.name === name) ?? honest;

/** The coldkey of a miner's owner: where a trick says nothing else, the hotkey's own. */
export const ownerOf = ({ disguise }: Miner, own: Serial): Serial => disguise?.owner ?? own;
