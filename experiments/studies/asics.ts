import { grid } from '../plan/design/grid.ts';
import type { Study } from '../plan/study.ts';
import { hardTimes, settling } from './new-ways/hardTimes.ts';

const factors = [
  { name: 'market.asicDay', values: [0, 1] },
  { name: 'market.asicUnitCost', values: [10, 100] },
  { name: 'market.asicPerDay', values: [1, 5] },
];

const made = (unitCost: number, perDay: number) => ({
  'market.asicDay': 1,
  'market.asicUnitCost': unitCost,
  'market.asicPerDay': perDay,
});
const statusQuo = { ...made(100, 1), 'market.asicDay': 0 };

/** From the day after the change makers sell a device that answers as the largest GPU does, or mine with it. */
const common = {
  ...hardTimes,
  name: 'asics',
  question:
    'A device comes up that is made only for answering: who gains, how fast does it spread, and what does a client get?',
  factors,
} as const;

export const asicsQuick: Study = {
  ...common,
  size: 'quick',
  seeds: 8,
  days: 70,
  cells: [statusQuo, made(100, 1), made(10, 1), made(10, 5)],
  beginning: { ...settling, statusQuo, pathDays: [1, 3, 10, 30, 70] },
};

export const asicsFull: Study = {
  ...common,
  size: 'full',
  seeds: 24,
  days: 140,
  cells: [statusQuo, ...grid(factors).filter((cell) => cell['market.asicDay'] === 1)],
  beginning: { ...settling, pilots: 24, statusQuo, pathDays: [1, 3, 10, 30, 70, 140] },
};
