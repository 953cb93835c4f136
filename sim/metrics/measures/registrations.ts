import { blocksPerDay } from '../../units.ts';
import type { MeasureContext } from '../context.ts';
import type { Measure } from '../measure.ts';
import type { Metric } from '../metric.ts';

/** Registrations of the measured window. */
interface Count {
  registrations: number;
}

/** A measure of how many register: the same count, told in different ways. */
const fromCount = (
  metric: Metric,
  value: (count: number, context: MeasureContext) => number,
): Measure<Count> => ({
  ...metric,
  start: () => ({ registrations: 0 }),
  see(count, event, { measuring }) {
    if (event.kind === 'registration' && measuring) count.registrations += 1;
  },
  finish: ({ registrations }, context) => value(registrations, context),
});

const daysOf = ({ world, watch }: MeasureContext): number => (world.block - watch.from) / blocksPerDay;

export const registrationsPerDay = fromCount(
  {
    name: 'registrationsPerDay',
    family: 'entry',
    unit: 'per day',
    better: 'none',
    definition: 'registrations per day of the measured window',
  },
  (count, context) => count / daysOf(context),
);

export const churn = fromCount(
  {
    name: 'churn',
    family: 'entry',
    unit: 'share per day',
    better: 'none',
    definition: 'uids replaced per day over all uids',
  },
  (count, context) => count / daysOf(context) / context.world.network.capacity,
);

export const registrations = fromCount(
  {
    name: 'registrations',
    family: 'entry',
    unit: 'count',
    better: 'none',
    definition: 'registrations in the measured window',
  },
  (count) => count,
);
