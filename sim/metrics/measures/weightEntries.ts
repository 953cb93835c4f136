import type { Measure } from '../measure.ts';

export const weightEntries: Measure<{ entries: number }> = {
  name: 'weightEntries',
  family: 'cost',
  unit: 'count',
  better: 'none',
  definition: 'weight entries the consensus read in the measured window',
  start: () => ({ entries: 0 }),
  see(state, event, { measuring }) {
    if (event.kind === 'step' && measuring) state.entries += event.payout.entries;
  },
  finish: ({ entries }) => entries,
};
