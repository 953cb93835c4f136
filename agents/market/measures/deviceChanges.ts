import { economy, type MarketMeasure } from './marketMeasure.ts';

export const deviceChanges: MarketMeasure<{ count: number }> = {
  ...economy({
    name: 'deviceChanges',
    unit: 'count',
    definition: 'moves to another device in the measured window',
  }),
  start: () => ({ count: 0 }),
  see(state, { kind }) {
    if (kind === 'change') state.count += 1;
  },
  finish: ({ count }) => count,
};
