import type { Measure } from '../measure.ts';

export const scoreUpdates: Measure<{ before: number }> = {
  name: 'scoreUpdates',
  family: 'cost',
  unit: 'count',
  better: 'none',
  definition: 'score updates made by the validators in the measured window',
  start: () => ({ before: 0 }),
  see(state, event, { measuring, truth }) {
    if (event.kind === 'step' && !measuring) state.before = truth.updates();
  },
  finish: ({ before }, { truth }) => truth.updates() - before,
};
