import { ln } from '../../math/elementary.ts';
import { timeMean } from '../timeMean.ts';

export const log2Difficulty = timeMean(
  {
    name: 'log2Difficulty',
    family: 'entry',
    unit: 'doublings of 1e7 hashes',
    better: 'none',
    definition: 'price of entry by work: time mean of log2(difficulty / 1e7); null where work buys no slot',
  },
  ({ world }) =>
    world.rules.payments.includes('work') ? ln(Number(world.gate.difficulty) / 1e7) / Math.LN2 : null,
);
