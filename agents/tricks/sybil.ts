import { stream } from '../../sim/random.ts';
import { drawMiner } from '../miner.ts';
import type { Lot, Trick } from './trick.ts';

/** Voices of sybils' owners: above every serial of an arrival, below the farmers'. */
const firstOwner = 2 ** 30;

/** One owner runs one model behind many hotkeys. */
export const sybil: Trick = {
  name: 'sybil',
  heldBy: 'anyone',
  cheats: true,
  shareOf: (hyperparameters) => hyperparameters['scenario.sybilShare'],
  mask: (_, lot) => {
    const owner = firstOwner + ownerNumber(lot);
    const miner = drawMiner(stream(lot.seed, 'sybil', owner), lot.hyperparameters);
    return { miner, voice: owner, owner };
  },
};

/** The owner among whom sybils are divided, so that each runs about `scenario.sybilUids`. */
function ownerNumber({ seed, serial, uids, hyperparameters }: Lot): number {
  const { 'scenario.sybilShare': share, 'scenario.sybilUids': each } = hyperparameters;
  const owners = Math.max(1, Math.round((share * uids) / each));
  return stream(seed, 'sybil of', serial).integer(owners);
}
