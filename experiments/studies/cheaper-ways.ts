import { grid } from '../plan/design/grid.ts';
import type { Study } from '../plan/study.ts';
import { hardTimes, settling } from './new-ways/hardTimes.ts';

const factors = [
  { name: 'market.invented', values: [false, true] },
  { name: 'market.inventionSaving', values: [0, 0.3, 0.9] },
  { name: 'market.diffusionDays', values: [3, 10] },
];

const found = (saving: number, days: number) => ({
  'market.invented': true,
  'market.inventionSaving': saving,
  'market.diffusionDays': days,
});
const statusQuo = { ...found(0.3, 10), 'market.invented': false };

/** One miner without a GPU finds a way to answer with a part of the operations and the memory; others hear of it. */
const common = {
  ...hardTimes,
  name: 'cheaper-ways',
  question:
    'A miner without a GPU finds a cheaper way to answer: who gains, how fast does it spread, and what does a client get?',
  factors,
} as const;

/**
 * One departure from a large saving that is soon copied at a time. A way that saves nothing is a control: the same miner finds it, the same
 * ones hear of it, and nothing comes of it, so what they earn there is what they would have earned.
 */
export const cheaperWaysQuick: Study = {
  ...common,
  size: 'quick',
  seeds: 8,
  days: 70,
  cells: [statusQuo, found(0.9, 3), found(0.3, 3), found(0.9, 10), found(0, 3), found(0, 10)],
  beginning: { ...settling, statusQuo, pathDays: [1, 3, 10, 30, 70] },
};

export const cheaperWaysFull: Study = {
  ...common,
  size: 'full',
  seeds: 24,
  days: 140,
  cells: [statusQuo, ...grid(factors).filter((cell) => cell['market.invented'] === true)],
  beginning: { ...settling, pilots: 24, statusQuo, pathDays: [1, 3, 10, 30, 70, 140] },
};
