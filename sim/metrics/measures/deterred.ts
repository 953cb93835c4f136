import type { Measure } from '../measure.ts';

/** Viable candidates of the measured window. */
interface Decided {
  registered: number;
  left: number;
}

export const deterred: Measure<Decided> = {
  name: 'deterred',
  title: 'deterred',
  family: 'entry',
  unit: 'per 100 viable candidates',
  better: 'lower',
  definition: 'viable candidates that left without registering',
  start: () => ({ registered: 0, left: 0 }),
  see(decided, event, context) {
    if (!context.measuring) return;
    if (event.kind === 'registration' && context.isViable(context.truth.quality[event.uid]))
      decided.registered += 1;
    if (event.kind === 'departure' && context.isViable(event.quality)) decided.left += 1;
  },
  finish: ({ registered, left }) => (registered + left > 0 ? (100 * left) / (left + registered) : null),
};
