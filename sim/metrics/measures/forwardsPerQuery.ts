import type { MeasureContext } from '../context.ts';
import type { Measure } from '../measure.ts';

/** What was counted by the end of the warm-up. */
interface Before {
  forwards: number;
  updates: number;
}

const forwardsOf = ({ truth }: MeasureContext): number => truth.adversaries?.forwards?.() ?? 0;

export const forwardsPerQuery: Measure<Before> = {
  name: 'forwardsPerQuery',
  family: 'cost',
  unit: 'forward passes',
  better: 'lower',
  definition: 'answers, alone or joined, that the scoring rule evaluated for each uid it asked',
  applies: ({ truth }) => (truth.adversaries?.forwards ?? null) !== null,
  start: () => ({ forwards: 0, updates: 0 }),
  see(before, event, context) {
    if (event.kind !== 'step' || context.measuring) return;
    before.forwards = forwardsOf(context);
    before.updates = context.truth.updates();
  },
  finish(before, context) {
    const asked = context.truth.updates() - before.updates;
    return asked > 0 ? (forwardsOf(context) - before.forwards) / asked : null;
  },
};
