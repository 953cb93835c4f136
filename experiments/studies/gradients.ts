import { grid } from '../plan/design/grid.ts';
import type { Study } from '../plan/study.ts';
import { hardTimes, settling } from './new-ways/hardTimes.ts';

const factors = [
  { name: 'market.gradientShare', values: [0, 0.2, 0.8] },
  { name: 'market.gradientGain', values: [1, 100] },
];

const using = (share: number, gain: number) => ({
  'market.gradientShare': share,
  'market.gradientGain': gain,
});
const statusQuo = using(0, 1);

/**
 * Some miners learn from the gradients that validators send back. No miner trains by itself to speak of, in a ten-thousandth of its idle
 * operations, so that what gradients bring is told alone.
 */
const common = {
  ...hardTimes,
  name: 'gradients',
  question:
    'Some miners learn from the gradients of validators: who gains, how fast does it spread, and what does a client get?',
  set: { ...hardTimes.set, 'market.trainingShare': 0.0001 },
  factors,
} as const;

export const gradientsQuick: Study = {
  ...common,
  size: 'quick',
  seeds: 8,
  days: 40,
  cells: [statusQuo, using(0.2, 1), using(0.2, 100), using(0.8, 100)],
  beginning: { ...settling, statusQuo, pathDays: [1, 3, 10, 20, 40] },
};

const fullFactors = [
  { name: 'market.gradientShare', values: [0, 0.2, 0.8] },
  { name: 'market.gradientGain', values: [1, 10, 100, 1000] },
];

export const gradientsFull: Study = {
  ...common,
  size: 'full',
  seeds: 24,
  days: 140,
  factors: fullFactors,
  cells: [statusQuo, ...grid(fullFactors).filter((cell) => cell['market.gradientShare'] !== 0)],
  beginning: { ...settling, pilots: 24, statusQuo, pathDays: [1, 3, 10, 30, 70, 140] },
};
