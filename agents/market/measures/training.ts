import { addTo, type Mean, meanOf, newMean } from '../../../sim/metrics/mean.ts';
import { learns } from '../improving.ts';
import { gapAfter } from '../training.ts';
import { economy, type MarketFamily, meanOver } from './marketMeasure.ts';

/** A device of 10^15 operations a second, for a day. */
const petaflopDay = 1e15 * 86_400;

/** Models that learn while they run, in worlds in which miners train or take gradients. */
export const training: MarketFamily<{ readonly gap: Mean; flop: number }> = {
  metrics: [
    economy({
      name: 'trainingGap',
      unit: 'nats',
      better: 'lower',
      definition: 'time mean of what the loss of running miners lies above that of their size',
    }),
    economy({
      name: 'trainingCompute',
      unit: 'petaflop/s-days',
      definition: 'operations that went into training',
    }),
  ],
  applies: ({ hyperparameters }) => learns(hyperparameters),
  start: () => ({ gap: newMean(), flop: 0 }),
  see(state, event) {
    if (event.kind === 'training') state.flop += event.flop;
    if (event.kind === 'look' && event.state.running.length > 0)
      addTo(
        state.gap,
        meanOver(event.state.running, ({ person }) => gapAfter(person.steps!)),
      );
  },
  finish: ({ gap, flop }) => ({ trainingGap: meanOf(gap), trainingCompute: flop / petaflopDay }),
};
