import { ln } from '../../math/elementary.ts';
import { timeMean } from '../timeMean.ts';

export const log2Difficulty = timeMean(
  {
    name: 'log2Difficulty',
    family: 'entry',
    unit: 'doublings of 1e7 hashes',
    better: 'none',
    definition: 'cost of a slot: time mean of log2(difficulty / 1e7)',
  },
  ({ world }) => ln(Number(world.gate.difficulty) / 1e7) / Math.LN2,
);
