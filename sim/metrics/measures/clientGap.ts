import type { MeasureContext } from '../context.ts';
import { gapMean } from '../gapMean.ts';

const clientOf = ({ truth }: MeasureContext) => truth.adversaries?.clientLoss ?? null;

export const clientGap = gapMean(
  {
    name: 'clientGap',
    title: 'the client’s loss against the frontier',
    family: 'intelligence',
    unit: 'nats',
    better: 'lower',
    definition:
      'loss of a client that averages the best paid miners less the true loss of the median candidate of the day, one look a day',
    applies: (context) => clientOf(context) !== null,
  },
  (context) => (context.sampling ? (clientOf(context)?.() ?? null) : null),
);
